import Preconditions
import Synchronization

/// Sets a label: plain text, and mathematics between dollars as in TeX.
///
/// `typeset("energy $E_0/\\hbar$", family: .serif, size: 8, color: .black)`. What cannot be set is
/// shown as it was written, in a warning colour, with the reason in small words after the label, and
/// listed in `problems`; nothing throws.
///
/// - Parameters:
///   - source: the text; `\$` is a dollar.
///   - family: the style's letters; mathematics follows it.
///   - size: the em in points.
///   - color: colour of the glyphs.
/// - Returns: glyphs and rules about a baseline that starts at (0, 0).
public func typeset(
  _ source: String, family: FontFamily, size: Double, color: Color = .black
) -> TypesetText {
  requirePrecondition(
    size.isFinite && size > 0, "Text needs a positive size in points, not \(size).")
  return TypesettingCache.text(
    TypesettingCache.Key(source: source, family: family, size: size, color: color))
}

/// Labels that were set before; figures set the same ones again and again while they are laid out.
private enum TypesettingCache {
  struct Key: Hashable {
    var source: String
    var family: FontFamily
    var size: Double
    var color: Color
  }

  private static let limit = 4096
  private static let known = Mutex<[Key: TypesetText]>([:])

  static func text(_ key: Key) -> TypesetText {
    if let text = known.withLock({ $0[key] }) { return text }
    var problems: [String] = []
    var box = mixedText(key.source, family: key.family, size: key.size, problems: &problems)
    box.append(explanation(of: problems, key))
    let text = TypesetText(
      box, family: key.family, size: key.size, color: key.color, problems: problems)
    known.withLock {
      if $0.count >= limit { $0.removeAll(keepingCapacity: true) }
      $0[key] = text
    }
    return text
  }
}

extension TypesettingCache {
  /// The reasons in small words, in the warning colour; nothing for a lone dollar, which is shown
  /// as what it is.
  fileprivate static func explanation(of problems: [String], _ key: Key) -> TextBox {
    var reasons: [String] = []
    for problem in problems where problem != LabelSegment.loneDollar && !reasons.contains(problem) {
      reasons.append(problem)
    }
    guard !reasons.isEmpty else { return TextBox() }
    let more = reasons.count > 2 ? "; …" : ""
    var ignored: [String] = []
    let shaper = TextShaper(face: key.family.regular, size: 0.72 * key.size)
    var box = shaper.shape(
      "  [" + reasons.prefix(2).joined(separator: "; ") + more + "]", problems: &ignored)
    for index in box.glyphs.indices { box.glyphs[index].isProblem = true }
    return box
  }
}

/// Formulas in texts in formulas; deeper ones are shown as source.
private let deepestTexts = 4

/// Text with formulas between dollars, in order.
func mixedText(
  _ source: String, family: FontFamily, size: Double, nesting: Int = 0, problems: inout [String]
) -> TextBox {
  var box = TextBox()
  guard nesting <= deepestTexts else {
    problems.append("\\text is nested more than \(deepestTexts) deep")
    return plainText(source, family: family, size: size, problems: &problems)
  }
  for segment in LabelSegment.split(source, problems: &problems) {
    switch segment {
    case .text(let text):
      box.append(plainText(text, family: family, size: size, problems: &problems))
    case .formula(let formula):
      var parser = MathParser(formula)
      let tree = parser.parse()
      var layout = MathLayout(family: family, size: size, nesting: nesting)
      box.append(layout.layout(tree))
      problems += parser.problems + layout.problems
    }
  }
  return box
}

/// Text without formulas.
///
/// Unicode's superscripts and subscripts, which fonts have only in part, are
/// set as scripts, so that those of one number look alike.
private func plainText(
  _ source: String, family: FontFamily, size: Double, problems: inout [String]
) -> TextBox {
  var box = TextBox()
  var plain = String.UnicodeScalarView()
  var scripts = String.UnicodeScalarView()
  func flush() {
    if !plain.isEmpty {
      let shaper = TextShaper(face: family.regular, size: size)
      box.append(shaper.shape(String(plain), problems: &problems))
    }
    if !scripts.isEmpty {
      var layout = MathLayout(family: family, size: size)
      let base = MathNode.phantom(.list([]))
      func nodes(_ table: [Unicode.Scalar: Unicode.Scalar]) -> MathNode? {
        let found = scripts.compactMap { table[$0] }
        if found.isEmpty { return nil }
        return .list(found.map { .symbol($0 == "-" ? "−" : $0, .upright, .ordinary) })
      }
      box.append(
        layout.layout(
          .scripts(
            base: base, lower: nodes(MathSymbols.lowered), upper: nodes(MathSymbols.raised),
            limits: .beside)))
      problems += layout.problems
    }
    plain = String.UnicodeScalarView()
    scripts = String.UnicodeScalarView()
  }
  for scalar in source.unicodeScalars {
    if MathSymbols.raised[scalar] != nil || MathSymbols.lowered[scalar] != nil {
      scripts.append(scalar)
    } else {
      if !scripts.isEmpty { flush() }
      plain.append(scalar)
    }
  }
  flush()
  return box
}
