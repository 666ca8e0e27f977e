/// Lays a formula out by TeX's rules with the measures of an OpenType MATH table.
///
/// Reference: D. Knuth, The TeXbook, appendix G; OpenType specification, "MATH".
struct MathLayout {
  let font: MathFont
  /// The em of the surrounding text in points.
  let size: Double
  var problems: [String] = []
  /// How many `\text{…$…$…}` this formula is in.
  private let nesting: Int

  init(family: FontFamily, size: Double, nesting: Int = 0) {
    font = .of(family)
    self.size = size
    self.nesting = nesting
  }

  var table: MathTable { .shared }

  /// A laid out node, with what its neighbours and scripts need to know.
  struct Item {
    var box: TextBox
    /// nil for space.
    var atomClass: AtomClass?
    /// How far the ink leans over the advance width, in points.
    var lean = 0.0
    /// Whether scripts keep the distances of single letters.
    var isGlyph = false
    var isSlanted = false
    /// Where an accent's middle belongs, in points, for a single glyph.
    var accentX: Double?
    /// Whether it is an operator whose limits go above and below in displays.
    var hasLimits = false
  }

  /// The em of a level in points.
  func em(_ level: MathLevel) -> Double {
    switch level {
    case .display, .text: size
    case .script: size * table.scriptScale
    case .scriptScript: size * table.scriptScriptScale
    }
  }

  /// The formula as one box.
  mutating func layout(_ node: MathNode, level: MathLevel = .text) -> TextBox {
    box(node, level, cramped: false)
  }

  /// A node as a box as wide as its ink: with the lean of a last slanted letter.
  mutating func box(_ node: MathNode, _ level: MathLevel, cramped: Bool) -> TextBox {
    let item = item(node, level, cramped: cramped)
    var box = item.box
    if item.isGlyph { box.width += item.lean }
    return box
  }

  // MARK: Nodes

  mutating func item(_ node: MathNode, _ level: MathLevel, cramped: Bool) -> Item {
    switch node {
    case .symbol(let scalar, let alphabet, let atomClass):
      return symbol(scalar, alphabet, atomClass, level)
    case .word(let text, let alphabet):
      let face = alphabet == .bold ? font.family.bold : font.family.regular
      return Item(box: shaped(text, face, level), atomClass: .ordinary)
    case .function(let name):
      let box = shaped(name, font.family.regular, level)
      return Item(
        box: box, atomClass: .largeOperator,
        hasLimits: MathSymbols.functionsWithLimits.contains(name))
    case .text(let text):
      let box = mixedText(
        text, family: font.family, size: em(level), nesting: nesting + 1, problems: &problems)
      return Item(box: box, atomClass: .ordinary)
    case .list(let nodes):
      return list(nodes, level, cramped: cramped)
    case .scripts(let base, let lower, let upper, let limits):
      return scripts(base, lower, upper, limits, level, cramped: cramped)
    case .fraction(let upper, let lower, let hasBar, let own):
      return fraction(upper, lower, hasBar: hasBar, own ?? level, cramped: cramped)
    case .radical(let body, let degree):
      return radical(body, degree: degree, level)
    case .accent(let mark, let base, let isWide):
      return accent(mark, base, isWide: isWide, level)
    case .overline(let body):
      return bar(over: true, body, level)
    case .underline(let body):
      return bar(over: false, body, level)
    case .stack(let base, let above, let below):
      var item = item(base, level, cramped: cramped)
      item.box = stacked(item.box, above: above, below: below, lean: 0, level)
      return item
    case .fenced(let left, let body, let right):
      return fenced(left, body, right, level, cramped: cramped)
    case .middle(let scalar):
      return symbol(scalar, .upright, .relation, level)
    case .delimiter(let scalar, let height, let atomClass):
      return Item(
        box: delimiter(scalar, height: height * em(level), level), atomClass: atomClass)
    case .classified(let inner, let atomClass):
      var item = item(inner, level, cramped: cramped)
      item.atomClass = atomClass
      item.hasLimits = atomClass == .largeOperator
      return item
    case .space(let width):
      return Item(box: TextBox(width: width * em(level)))
    case .level:
      return Item(box: TextBox())
    case .phantom(let body):
      var item = item(body, level, cramped: cramped)
      item.box.glyphs = []
      item.box.rules = []
      return item
    case .problem(let text):
      var box = shaped(text, font.family.regular, level)
      for index in box.glyphs.indices { box.glyphs[index].isProblem = true }
      return Item(box: box, atomClass: .ordinary)
    }
  }

  private mutating func shaped(_ text: String, _ face: FontFace, _ level: MathLevel) -> TextBox {
    TextShaper(face: face, size: em(level)).shape(text, ligatures: false, problems: &problems)
  }

  /// One character.
  private mutating func symbol(
    _ scalar: Unicode.Scalar, _ alphabet: MathAlphabet, _ atomClass: AtomClass, _ level: MathLevel
  ) -> Item {
    let em = em(level)
    guard let choice = font.choose(scalar, alphabet) else {
      return Item(box: shaped(String(scalar), font.family.regular, level), atomClass: .ordinary)
    }
    let file = FontFile.of(choice.face)
    var glyph = choice.glyph
    if atomClass == .largeOperator, level == .display {
      // Integrals reach further than sums, as in TeX's own fonts.
      let least = MathSymbols.isIntegral(scalar) ? 2 : table.displayOperatorMinHeight
      glyph = file.variants(glyph, .vertical).first { $0.extent >= least }?.glyph ?? glyph
    } else if scalar == "′", level >= .script {
      // The full-size prime is already small and raised; scripts need the one made for them.
      glyph = file.shape("′", ligatures: false, script: 1).first?.identifier ?? glyph
    }
    var item = Item(box: TextBox(), atomClass: atomClass, isGlyph: true)
    let ink = file.bounds(glyph)
    var shift = choice.shift
    if atomClass == .largeOperator {
      // The ink of operators is centred on the axis.
      shift = -font.axisHeight - ink.midY
      item.isGlyph = false
      item.hasLimits = !MathSymbols.isIntegral(scalar)
    }
    item.box = glyphBox(choice.face, glyph, em, shift: shift, text: String(scalar))
    item.isSlanted = choice.isSlanted
    if choice.face == .math {
      // Latin letters are set well, digits stand in columns, bars need their room.
      let isTight = scalar.isLatinLetterOrDigit || scalar == "|" || scalar == "‖"
      let trim = isTight ? 0 : Self.tighten(&item.box, em, isSlanted: choice.isSlanted)
      item.accentX = file.accentAttachment(glyph) * em - trim
      item.lean = file.italicCorrection(glyph) * em
      // The font has none for Greek letters, whose boxes it made wide instead.
      if item.lean == 0, choice.isSlanted {
        item.lean = max(0, ink.maxX * em - trim - item.box.width)
      }
    } else {
      // Faces for text have no such table: the ink itself tells.
      item.lean = max(0, ink.maxX - file.advance(glyph)) * em
      let slope = choice.isSlanted ? MathFont.slope(of: choice.face) : 0
      item.accentX = (ink.midX + slope * ink.height / 2) * em
    }
    return item
  }

  /// Moves the neighbours of a glyph of the mathematical font closer.
  ///
  /// TeX Gyre Termes Math leaves 0.08 em blank on each side of the box around Greek letters and
  /// signs, twice as much as around Latin letters, so that "|ψ⟩" falls apart. Slanted letters are
  /// measured along their slant, so that one with a tail at the left does not stand off.
  ///
  /// - Parameters:
  ///   - box: one glyph.
  ///   - em: its size.
  ///   - isSlanted: whether it leans.
  /// - Returns: how far the glyph has moved to the left.
  @discardableResult
  static func tighten(_ box: inout TextBox, _ em: Double, isSlanted: Bool = false) -> Double {
    guard box.glyphs.count == 1, let glyph = box.glyphs.first, glyph.face == .math else { return 0 }
    let blank = 0.04
    let ink = FontFile.of(.math).bounds(glyph.identifier)
    guard ink.width > 0, min(ink.minX, box.width / em - ink.maxX) > blank else { return 0 }
    var left = ink.minX
    var right = ink.maxX
    if isSlanted {
      let middle = MathTable.shared.accentBaseHeight / 2
      let extent = FontFace.math.outline(glyph: glyph.identifier).extent {
        $0.x + MathFont.slope(of: .serifItalic) * ($0.y + middle)
      }
      // A tail may not reach under a bracket before it.
      left = min(extent.lowerBound, ink.minX + 0.06)
      right = extent.upperBound
    }
    let trim = (left - blank) * em
    box.glyphs[0].x -= trim
    box.width = (right - left + 2 * blank) * em
    return trim
  }

  /// A glyph as a box; `shift` moves it down, in ems.
  func glyphBox(
    _ face: FontFace, _ glyph: UInt32, _ em: Double, shift: Double = 0, text: String
  ) -> TextBox {
    let file = FontFile.of(face)
    let ink = file.bounds(glyph)
    return TextBox(
      width: file.advance(glyph) * em, ascent: -(ink.minY + shift) * em,
      descent: (ink.maxY + shift) * em,
      glyphs: [
        TextBox.Glyph(
          face: face, size: em, identifier: glyph, x: 0, y: shift * em, text: text)
      ])
  }

  // MARK: Lists

  /// Atoms side by side, with the space that their classes ask for.
  private mutating func list(_ nodes: [MathNode], _ level: MathLevel, cramped: Bool) -> Item {
    var current = level
    var items: [Item] = []
    for node in nodes {
      if case .level(let next) = node {
        current = next
        continue
      }
      items.append(item(node, current, cramped: cramped))
    }
    if items.count == 1, let only = items.first { return only }
    return Item(box: joined(items, level), atomClass: items.isEmpty ? nil : .ordinary)
  }

  /// Items side by side.
  func joined(_ items: [Item], _ level: MathLevel) -> TextBox {
    let classes = MathSpacing.resolveBinaries(items.map(\.atomClass))
    var box = TextBox()
    var previous: AtomClass?
    for (index, item) in items.enumerated() {
      if let atomClass = classes[index] {
        if let previous {
          box.width += MathSpacing.between(previous, atomClass, level: level) * em(level)
        }
        previous = atomClass
      }
      box.append(item.box)
      // A slanted letter leans over its width; only another slanted one may come that close.
      let next = index + 1 < items.count ? items[index + 1] : nil
      if item.lean > 0, item.isGlyph, next?.isSlanted != true { box.width += item.lean }
    }
    return box
  }
}

extension MathFont {
  /// Tangent of the angle by which a face leans.
  static func slope(of face: FontFace) -> Double {
    switch face {
    case .sansItalic: 0.2126
    case .serifItalic: 0.2679
    default: 0
    }
  }
}

extension MathSymbols {
  /// Integrals keep their limits at their side even in displays.
  static func isIntegral(_ scalar: Unicode.Scalar) -> Bool {
    (0x222b...0x2233).contains(scalar.value)
  }
}
