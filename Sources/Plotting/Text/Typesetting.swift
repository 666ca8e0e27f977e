/// A bundled font.
public enum FontFace: String, Sendable, Hashable, CaseIterable {
  case sansRegular, sansItalic, sansBold
  case serifRegular, serifItalic, serifBold
  case math
}

/// The family that a style sets text in; mathematics inside `$…$` follows it.
public enum FontFamily: String, Sendable, Hashable, CaseIterable { case sans, serif }

/// Text laid out about a baseline that starts at (0, 0): glyph runs and rules (fraction bars, roots).
public struct TypesetText: Sendable, Hashable {
  /// Advance width in points.
  public var width: Double
  /// Height of the ink and of the font's line above the baseline.
  public var ascent: Double
  /// Depth below the baseline, positive.
  public var descent: Double
  /// The glyphs, with origins relative to the start of the baseline.
  public var runs: [GlyphRun]
  /// Filled rectangles.
  public var rules: [Rectangle]
  /// What could not be set: unknown commands, unbalanced braces; shown in place, never thrown.
  public var problems: [String]

  /// Laid out text.
  public init(
    width: Double, ascent: Double, descent: Double, runs: [GlyphRun], rules: [Rectangle] = [],
    problems: [String] = []
  ) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
    self.runs = runs
    self.rules = rules
    self.problems = problems
  }

  /// Ascent and descent together.
  public var height: Double { ascent + descent }
}
