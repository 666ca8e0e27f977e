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
    for (run, runFace) in runs(of: text, problems: &problems) {
      let file = FontFile.of(runFace)
      var scalars = run.unicodeScalars[...]
      let shaped = file.shape(run, ligatures: ligatures)
      let start = box.width
      for glyph in shaped {
        let own = scalars.prefix(glyph.scalarCount)
        scalars = scalars.dropFirst(glyph.scalarCount)
        var item = TextBox()
        item.glyphs = [
          TextBox.Glyph(
            face: runFace, size: size, identifier: glyph.identifier, x: 0, y: 0,
            text: String(String.UnicodeScalarView(own)))
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

  /// Splits a text where the face has to change.
  private func runs(of text: String, problems: inout [String]) -> [(String, FontFace)] {
    var runs: [(scalars: String.UnicodeScalarView, face: FontFace)] = []
    for scalar in text.unicodeScalars {
      let shown: Unicode.Scalar =
        scalar.properties.isWhitespace && scalar != "\u{a0}" ? " " : scalar
      let found = faces.first { $0.glyph(for: shown) != nil }
      if found == nil, !shown.properties.isDefaultIgnorableCodePoint {
        problems.append("no bundled font has the character \(shown.name)")
      }
      // A mark belongs to the letter before it.
      let isMark = shown.properties.canonicalCombiningClass != .notReordered
      let chosen = isMark ? runs.last?.face ?? face : found ?? face
      if runs.last?.face == chosen {
        runs[runs.count - 1].scalars.append(shown)
      } else {
        runs.append((String.UnicodeScalarView([shown]), chosen))
      }
    }
    return runs.map { (String($0.scalars), $0.face) }
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
