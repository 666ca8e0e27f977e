/// Chooses the glyph of a character in formulas.
///
/// A serif style takes everything from the mathematical font, whose letters match the text. A sans
/// style takes letters, digits and the common signs from the sans faces, so that they match the
/// text's weight, and the rest from the mathematical font, moved onto the sans font's axis.
struct MathFont: Sendable {
  /// A glyph at size 1.
  struct Choice: Sendable {
    var face: FontFace
    var glyph: UInt32
    /// How far it is moved down, in ems, to sit on this font's axis.
    var shift = 0.0
    /// Whether it leans.
    var isSlanted = false
  }

  let family: FontFamily
  /// Height of the fraction bar and of the middle of "+" above the baseline, in ems.
  let axisHeight: Double
  /// Thickness of fraction bars and of the bars of roots, in ems.
  let ruleThickness: Double
  /// Height of "x".
  let xHeight: Double

  /// The fonts of a family.
  static func of(_ family: FontFamily) -> MathFont { family == .sans ? sans : serif }
  private static let sans = MathFont(.sans)
  private static let serif = MathFont(.serif)

  private init(_ family: FontFamily) {
    self.family = family
    let table = MathTable.shared
    let file = FontFile.of(family.regular)
    let letter = file.glyph(for: "x").map { -file.bounds($0).minY }
    xHeight = letter ?? table.accentBaseHeight
    if family == .sans, let minus = file.glyph(for: "−") {
      let ink = file.bounds(minus)
      axisHeight = -ink.midY
      // Between the hairline of the mathematical font and the sans font's own strokes.
      ruleThickness = (ink.height + table.fractionRuleThickness) / 2
    } else {
      axisHeight = table.axisHeight
      ruleThickness = table.fractionRuleThickness
    }
  }

  /// How far down glyphs of the mathematical font move to sit on this font's axis.
  var axisShift: Double { MathTable.shared.axisHeight - axisHeight }

  /// Signs whose sans forms match the weight of sans letters and digits.
  private static let sansSigns = Set("+−=<>±×÷≠≤≥≈∞¬()[]!?,.;:/%&#$@°…".unicodeScalars)
  /// Letter-like signs and the sans italics that stand for them.
  private static let sansLetters: [Unicode.Scalar: Unicode.Scalar] = ["ℏ": "ħ", "ℓ": "ℓ", "ℎ": "h"]

  /// The glyph of a character, or nil if no font has it.
  func choose(_ scalar: Unicode.Scalar, _ alphabet: MathAlphabet) -> Choice? {
    let isLetter = MathLetters.isLetterOrDigit(scalar)
    if family == .sans {
      if isLetter, let face = sansFace(scalar, alphabet), let glyph = face.glyph(for: scalar) {
        return Choice(face: face, glyph: glyph, isSlanted: face == .sansItalic)
      }
      if let letter = Self.sansLetters[scalar], let glyph = FontFace.sansItalic.glyph(for: letter) {
        return Choice(face: .sansItalic, glyph: glyph, isSlanted: true)
      }
      if Self.sansSigns.contains(scalar), let glyph = FontFace.sansRegular.glyph(for: scalar) {
        return Choice(face: .sansRegular, glyph: glyph)
      }
    }
    if isLetter {
      if let styled = MathLetters.styled(scalar, alphabet),
        let glyph = FontFace.math.glyph(for: styled)
      {
        return Choice(
          face: .math, glyph: glyph, isSlanted: MathLetters.isSlanted(scalar, alphabet))
      }
    } else if scalar.properties.isAlphabetic, alphabet == .automatic || alphabet == .italic,
      let glyph = family.italic.glyph(for: scalar), !MathLetters.keepsItsForm(scalar)
    {
      return Choice(face: family.italic, glyph: glyph, isSlanted: true)
    }
    if let glyph = FontFace.math.glyph(for: scalar) {
      let moves = family == .sans && !scalar.properties.isAlphabetic
      return Choice(face: .math, glyph: glyph, shift: moves ? axisShift : 0)
    }
    for face in [family.regular, .sansRegular, .serifRegular] {
      if let glyph = face.glyph(for: scalar) { return Choice(face: face, glyph: glyph) }
    }
    return nil
  }

  private func sansFace(_ scalar: Unicode.Scalar, _ alphabet: MathAlphabet) -> FontFace? {
    switch alphabet {
    case .automatic, .italic:
      MathLetters.isSlanted(scalar, alphabet) ? .sansItalic : .sansRegular
    case .upright, .sans: .sansRegular
    case .bold, .boldItalic: .sansBold
    case .script, .doubleStruck, .fraktur, .typewriter: nil
    }
  }
}
