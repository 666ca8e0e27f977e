extension MathLayout {
  /// Delimiters that grow with what they enclose.
  mutating func fenced(
    _ left: Unicode.Scalar?, _ body: MathNode, _ right: Unicode.Scalar?, _ level: MathLevel,
    cramped: Bool
  ) -> Item {
    var nodes: [MathNode] = [body]
    if case .list(let inner) = body { nodes = inner }
    var items: [Item] = []
    var current = level
    for node in nodes {
      if case .level(let next) = node {
        current = next
      } else {
        items.append(item(node, current, cramped: cramped))
      }
    }
    let content = joined(items, level)
    let axis = font.axisHeight * em(level)
    let reach = max(content.ascent - axis, content.descent + axis, 0)
    // As TeX does, a little of the content may stick out.
    let height = max(2 * reach * 0.901, 2 * reach - 0.5 * em(level))

    // Middle delimiters of this pair grow too.
    var position = 0
    for node in nodes {
      if case .level = node { continue }
      if case .middle(let scalar) = node {
        items[position].box = delimiter(scalar, height: height, level)
      }
      position += 1
    }
    if let left {
      items.insert(Item(box: delimiter(left, height: height, level), atomClass: .opening), at: 0)
    }
    if let right {
      items.append(Item(box: delimiter(right, height: height, level), atomClass: .closing))
    }
    return Item(box: joined(items, level), atomClass: .inner)
  }

  /// A delimiter at least so high, centred on the axis.
  func delimiter(_ scalar: Unicode.Scalar, height: Double, _ level: MathLevel) -> TextBox {
    let em = em(level)
    if let choice = font.choose(scalar, .upright) {
      var box = glyphBox(choice.face, choice.glyph, em, shift: choice.shift, text: String(scalar))
      Self.tighten(&box, em)
      if box.height >= height { return box }
    }
    var box = grown(scalar, .vertical, to: height, level)
    Self.tighten(&box, em)
    var centred = TextBox()
    let middle = (box.descent - box.ascent) / 2
    centred.place(box, x: 0, y: -font.axisHeight * em - middle)
    centred.width = box.width
    return centred
  }

  /// The smallest form of a character of the mathematical font that is at least so high or wide, or
  /// the largest there is.
  func grown(
    _ scalar: Unicode.Scalar, _ growth: GrowthDirection, to extent: Double, _ level: MathLevel
  ) -> TextBox {
    let em = em(level)
    let file = FontFile.of(.math)
    guard let glyph = file.glyph(for: scalar) else { return TextBox() }
    let wanted = extent / em
    let variants = file.variants(glyph, growth)
    if let fitting = variants.first(where: { $0.extent >= wanted }) {
      return glyphBox(.math, fitting.glyph, em, text: String(scalar))
    }
    let pieces = file.assembly(glyph, growth)
    if growth == .vertical, let built = assembled(pieces, to: wanted, em, text: String(scalar)) {
      return built
    }
    return glyphBox(.math, variants.last?.glyph ?? glyph, em, text: String(scalar))
  }

  /// Pieces put together from the bottom upwards; nil if there are none.
  private func assembled(_ pieces: [GlyphPiece], to wanted: Double, _ em: Double, text: String)
    -> TextBox?
  {
    guard !pieces.isEmpty else { return nil }
    let least = FontFile.of(.math).minimumOverlap(.vertical)
    let fixed = pieces.filter { !$0.isExtender }
    let extenders = pieces.filter(\.isExtender)
    let fixedExtent = fixed.reduce(0) { $0 + $1.extent } - Double(max(0, fixed.count - 1)) * least
    let gain = extenders.reduce(0) { $0 + $1.extent - least }
    // No label is higher than this.
    var repeats = 0
    if gain > 0 { repeats = min(200, max(0, Int(((wanted - fixedExtent) / gain).rounded(.up)))) }
    let chain = pieces.flatMap { Array(repeating: $0, count: $0.isExtender ? repeats : 1) }
    guard let first = chain.first else { return nil }
    let joints = zip(chain, chain.dropFirst()).map { min($0.endConnector, $1.startConnector) }
    let most = chain.reduce(0) { $0 + $1.extent } - Double(joints.count) * least
    // Overlap more than the least, as far as the pieces allow, to meet the wanted height.
    let spare = max(0, most - wanted) / Double(max(1, joints.count))
    var result = TextBox()
    var bottom = 0.0
    for (index, piece) in chain.enumerated() {
      if index > 0 { bottom -= min(max(joints[index - 1], least), least + spare) }
      let ink = FontFile.of(.math).bounds(piece.glyph)
      let glyph = glyphBox(
        .math, piece.glyph, em, text: index == 0 ? text : "")
      result.place(glyph, x: 0, y: -(bottom + ink.maxY) * em)
      bottom += piece.extent
    }
    result.width = FontFile.of(.math).advance(first.glyph) * em
    return result
  }
}
