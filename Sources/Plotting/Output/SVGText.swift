import RichDisplay

/// A run of glyphs in parts that SVG can write as text, and parts that only outlines can show.
enum SVGTextPart {
  /// Characters, each at a place of its own.
  case letters(text: String, places: [Point])
  /// Glyphs that no character stands for: large delimiters and operators, pieces of them, primes.
  case outlines(GlyphRun)

  /// The parts of a run in order.
  static func parts(of run: GlyphRun) -> [SVGTextPart] {
    let file = FontFile.of(run.font)
    var parts: [SVGTextPart] = []
    var scalars = run.text.unicodeScalars[...]
    var index = 0
    while index < run.glyphs.count {
      // A cluster: characters with one glyph or more.
      var end = index + 1
      while end < run.glyphs.count, run.glyphs[end].scalarCount == 0 { end += 1 }
      let glyphs = run.glyphs[index..<end]
      let own = Array(scalars.prefix(run.glyphs[index].scalarCount))
      scalars = scalars.dropFirst(own.count)
      let start = index
      index = end
      let plain =
        glyphs.count == 1 && own.count == 1 ? written(own[0], as: run.glyphs[start], file) : nil
      // A ligature is written as its letters.
      let isLigature =
        glyphs.count == 1 && own.count > 1 && own.allSatisfy { file.glyph(for: $0) != nil }
      guard plain != nil || isLigature, let origin = glyphs.first?.origin else {
        var part = run
        part.glyphs = Array(glyphs)
        part.text = String(String.UnicodeScalarView(own))
        parts.append(.outlines(part))
        continue
      }
      var place = origin
      var text = ""
      var places: [Point] = []
      for scalar in plain.map({ [$0] }) ?? own {
        text.unicodeScalars.append(scalar)
        places.append(place)
        place.x += (file.glyph(for: scalar).map(file.advance) ?? 0) * run.size
      }
      // Viewers do not agree on how places count characters beyond 16 bits: those stand alone.
      let isWide = text.utf16.count > places.count
      if case .letters(let before, let beginning)? = parts.last, !isWide,
        before.utf16.count == beginning.count
      {
        parts[parts.count - 1] = .letters(text: before + text, places: beginning + places)
      } else {
        parts.append(.letters(text: text, places: places))
      }
    }
    return parts
  }

  /// The character whose own glyph is the one drawn: the character itself, or it in an alphabet of
  /// mathematics.
  private static func written(
    _ scalar: Unicode.Scalar, as glyph: GlyphRun.Glyph, _ file: FontFile
  ) -> Unicode.Scalar? {
    let forms =
      [scalar]
      + MathAlphabet.allCases.compactMap {
        MathLetters.isLetterOrDigit(scalar) ? MathLetters.styled(scalar, $0) : nil
      }
    return forms.first { file.glyph(for: $0) == glyph.identifier }
  }
}

/// The characters that a document's text needs, and the style sheet that brings their fonts along.
struct SVGFonts {
  private var characters: [FontFace: Set<Unicode.Scalar>] = [:]

  /// Remembers what is written in a face.
  mutating func use(_ text: String, in face: FontFace) {
    characters[face, default: []].formUnion(text.unicodeScalars)
  }

  /// The families of a face as CSS lists them: the installed one, the one that the document brings,
  /// similar ones.
  static func write(familiesOf face: FontFace, to buffer: inout SVGBuffer) {
    buffer.append("'\(face.familyName)',")
    buffer.salted("f\(face.rawValue)")
    buffer.append(",\(face.fallbacks),\(face.isSerif ? "serif" : "sans-serif")")
  }

  /// Rules that define the families, under names that no other figure on the page has.
  func styleSheet() -> SVGBuffer {
    var buffer = SVGBuffer()
    for face in FontFace.allCases {
      guard let scalars = characters[face], let file = FontFile.of(face).subset(scalars) else {
        continue
      }
      buffer.append("@font-face{font-family:")
      buffer.salted("f\(face.rawValue)")
      if face.isItalic { buffer.append(";font-style:italic") }
      if face.isBold { buffer.append(";font-weight:bold") }
      buffer.append(";src:url(data:font/otf;base64,\(base64(file)))}\n")
    }
    return buffer
  }
}

extension FontFace {
  var isSerif: Bool { [.serifRegular, .serifItalic, .serifBold, .math].contains(self) }
  var isItalic: Bool { self == .sansItalic || self == .serifItalic }
  var isBold: Bool { self == .sansBold || self == .serifBold }

  /// Families of a similar look.
  fileprivate var fallbacks: String {
    switch self {
    case .sansRegular, .sansItalic, .sansBold: "Helvetica,Arial"
    case .serifRegular, .serifItalic, .serifBold: "'Times New Roman',Times"
    case .math: "'STIX Two Math','Cambria Math'"
    }
  }
}
