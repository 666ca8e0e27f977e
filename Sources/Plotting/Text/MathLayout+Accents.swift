extension MathLayout {
  /// A mark above something (TeX's rule 12).
  mutating func accent(
    _ mark: Unicode.Scalar, _ base: MathNode, isWide: Bool, _ level: MathLevel
  ) -> Item {
    let em = em(level)
    let item = item(dotless(base, under: mark), level, cramped: true)
    let inner = item.box
    let middle = item.accentX ?? (inner.width + item.lean) / 2
    let clearance: Double
    let accent: TextBox
    let accentMiddle: Double
    if !isWide, font.family == .sans, let spacing = Self.spacingForms[mark],
      let glyph = FontFace.sansRegular.glyph(for: spacing)
    {
      accent = glyphBox(.sansRegular, glyph, em, text: String(mark))
      accentMiddle = FontFile.of(.sansRegular).bounds(glyph).midX * em
      clearance = min(inner.ascent, font.xHeight * em)
    } else {
      let file = FontFile.of(.math)
      guard var glyph = file.glyph(for: mark) else { return item }
      if isWide {
        let fitting = file.variants(glyph, .horizontal).last { $0.extent * em <= inner.width }
        glyph = fitting?.glyph ?? glyph
      }
      accent = glyphBox(.math, glyph, em, text: String(mark))
      accentMiddle = file.accentAttachment(glyph) * em
      clearance = min(inner.ascent, table.accentBaseHeight * em)
    }
    var result = TextBox()
    result.place(inner, x: 0)
    result.place(
      accent, x: (isWide ? inner.width / 2 : middle) - accentMiddle, y: -(inner.ascent - clearance))
    result.width = inner.width
    return Item(
      box: result, atomClass: .ordinary, lean: item.lean, isGlyph: item.isGlyph,
      isSlanted: item.isSlanted)
  }

  /// The marks of the sans face, which match its weight.
  private static let spacingForms: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{302}": "\u{2c6}", "\u{303}": "\u{2dc}", "\u{304}": "\u{af}", "\u{307}": "\u{2d9}",
    "\u{308}": "\u{a8}", "\u{30c}": "\u{2c7}", "\u{306}": "\u{2d8}", "\u{301}": "\u{b4}",
    "\u{300}": "\u{60}", "\u{30a}": "\u{2da}",
  ]

  /// An i or j loses its dot under a mark, except under dots.
  private func dotless(_ base: MathNode, under mark: Unicode.Scalar) -> MathNode {
    guard mark != "\u{307}", mark != "\u{308}" else { return base }
    switch base {
    case .symbol("i", let alphabet, let atomClass): return .symbol("ı", alphabet, atomClass)
    case .symbol("j", let alphabet, let atomClass): return .symbol("ȷ", alphabet, atomClass)
    case .list(let nodes) where nodes.count == 1: return dotless(nodes[0], under: mark)
    case .classified(let inner, let atomClass):
      return .classified(dotless(inner, under: mark), atomClass)
    default: return base
    }
  }
}
