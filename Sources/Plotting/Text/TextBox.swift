/// Glyphs and rules about a baseline that starts at the origin; lengths in points, y downwards.
struct TextBox: Sendable {
  /// A glyph in its place.
  struct Glyph: Sendable {
    var face: FontFace
    var size: Double
    var identifier: UInt32
    var x: Double
    var y: Double
    /// What a reader would type for it.
    var text: String
    /// Whether it is shown in the warning colour.
    var isProblem = false
  }

  var width = 0.0
  /// Height of the ink above the baseline (negative if all ink is below).
  var ascent = 0.0
  /// Depth of the ink below the baseline.
  var descent = 0.0
  var glyphs: [Glyph] = []
  var rules: [Rectangle] = []

  /// Adds another box with its origin at a place, growing the height and depth, not the width.
  mutating func place(_ other: TextBox, x: Double, y: Double = 0) {
    let isFirst = glyphs.isEmpty && rules.isEmpty && ascent == 0 && descent == 0
    if !other.isEmpty {
      ascent = isFirst ? other.ascent - y : max(ascent, other.ascent - y)
      descent = isFirst ? other.descent + y : max(descent, other.descent + y)
    }
    for var glyph in other.glyphs {
      glyph.x += x
      glyph.y += y
      glyphs.append(glyph)
    }
    for var rule in other.rules {
      rule.x += x
      rule.y += y
      rules.append(rule)
    }
  }

  /// Adds another box at the end of this one.
  mutating func append(_ other: TextBox) {
    place(other, x: width)
    width += other.width
  }

  /// Whether nothing would be drawn and nothing has a height.
  var isEmpty: Bool { glyphs.isEmpty && rules.isEmpty && ascent == 0 && descent == 0 }

  /// Height and depth together.
  var height: Double { ascent + descent }
}
