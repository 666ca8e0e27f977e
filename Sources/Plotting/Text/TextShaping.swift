/// Plain text in the faces of a family; a character that a face lacks comes from the next one.
struct TextShaper {
  var face: FontFace
  var size: Double

  /// Where missing characters are looked for: the face itself, the mathematical font, the families.
  private var faces: [FontFace] {
    [face, .math, .sansRegular, .serifRegular].reduce(into: []) { list, next in
      if !list.contains(next) { list.append(next) }
    }
  }

  /// Sets a text on one line.
  ///
  /// - Parameters:
  ///   - text: any characters; line breaks and tabs count as spaces.
  ///   - ligatures: whether "fi" may become one glyph.
  ///   - problems: gets a sentence for each character that no font has.
  /// - Returns: the glyphs, with the height and depth of their ink.
  func shape(_ text: String, ligatures: Bool = true, problems: inout [String]) -> TextBox {
    var box = TextBox()
    for run in runs(of: text, problems: &problems) {
      let file = FontFile.of(run.face)
      var scalars = run.scalars[...]
      let shaped = file.shape(String(run.shown), ligatures: ligatures)
      let start = box.width
      for glyph in shaped {
        let own = scalars.prefix(glyph.scalarCount)
        scalars = scalars.dropFirst(glyph.scalarCount)
        var item = TextBox()
        item.glyphs = [
          TextBox.Glyph(
            face: run.face, size: size, identifier: glyph.identifier, x: 0, y: 0,
            text: String(String.UnicodeScalarView(own)), isProblem: run.isMissing)
        ]
        let ink = file.bounds(glyph.identifier)
        if ink.width > 0 {
          item.ascent = -ink.minY * size
          item.descent = ink.maxY * size
        }
        box.place(item, x: start + glyph.x * size, y: glyph.y * size)
      }
      box.width += shaped.reduce(0) { $0 + $1.advance } * size
    }
    return box
  }

  /// Characters in one face.
  private struct Run {
    var face: FontFace
    /// The characters that were asked for.
    var scalars = String.UnicodeScalarView()
    /// As many characters that the face has.
    var shown = String.UnicodeScalarView()
    /// Whether no font has the characters, so that boxes stand for them.
    var isMissing = false
  }

  /// Stands for a character that no font has: a gap would hide that something is missing.
  private static let box: Unicode.Scalar = "□"

  /// Splits a text where the face has to change.
  private func runs(of text: String, problems: inout [String]) -> [Run] {
    var runs: [Run] = []
    for scalar in text.unicodeScalars {
      let shown: Unicode.Scalar =
        scalar.properties.isWhitespace && scalar != "\u{a0}" ? " " : scalar
      let found = faces.first { $0.glyph(for: shown) != nil }
      let isMissing = found == nil && !shown.properties.isDefaultIgnorableCodePoint
      if isMissing { problems.append("no bundled font has the character \(shown.name)") }
      // A mark belongs to the letter before it.
      let isMark = shown.properties.canonicalCombiningClass != .notReordered
      let isBoxed = isMissing && !isMark
      let chosen = isMark ? runs.last?.face ?? face : isBoxed ? .math : found ?? face
      if runs.last?.face != chosen || runs.last?.isMissing != isBoxed {
        runs.append(Run(face: chosen, isMissing: isBoxed))
      }
      runs[runs.count - 1].scalars.append(shown)
      runs[runs.count - 1].shown.append(isBoxed ? Self.box : shown)
    }
    return runs
  }
}

extension Unicode.Scalar {
  /// For messages, such as `"漢" (U+6F22)`.
  var name: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "\"\(self)\" (U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + ")"
  }
}
