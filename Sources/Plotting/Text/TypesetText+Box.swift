extension TypesetText {
  /// Warning colour of what could not be set.
  private static let problemColor = Color(hex: 0xc0392b)

  init(_ box: TextBox, family: FontFamily, size: Double, color: Color, problems: [String]) {
    var runs: [GlyphRun] = []
    for glyph in box.glyphs {
      let ink = glyph.isProblem ? Self.problemColor : color
      let placed = GlyphRun.Glyph(
        identifier: glyph.identifier, origin: Point(glyph.x, glyph.y),
        scalarCount: glyph.text.unicodeScalars.count)
      if let last = runs.last, last.font == glyph.face, last.size == glyph.size, last.color == ink {
        runs[runs.count - 1].glyphs.append(placed)
        runs[runs.count - 1].text += glyph.text
      } else {
        runs.append(
          GlyphRun(
            font: glyph.face, size: glyph.size, glyphs: [placed], text: glyph.text, color: ink))
      }
    }
    let line = family.lineExtent
    self.init(
      width: box.width, ascent: max(box.ascent, line.ascent * size),
      descent: max(box.descent, line.descent * size), runs: runs, rules: box.rules,
      problems: problems)
  }

  /// The smallest rectangle around all ink, relative to the start of the baseline; nil if blank.
  public var inkBounds: Rectangle? {
    var bounds: Rectangle?
    func add(_ rectangle: Rectangle) { bounds = bounds?.union(rectangle) ?? rectangle }
    for run in runs {
      for glyph in run.glyphs {
        let ink = run.font.bounds(glyph: glyph.identifier)
        guard ink.width > 0 else { continue }
        add(
          Rectangle(
            x: glyph.origin.x + ink.x * run.size, y: glyph.origin.y + ink.y * run.size,
            width: ink.width * run.size, height: ink.height * run.size))
      }
    }
    rules.forEach(add)
    return bounds
  }
}

extension FontFamily {
  /// Height of "l" and depth of "p" in ems: every label of one size is at least this high, so that
  /// labels of different words line up.
  var lineExtent: (ascent: Double, descent: Double) {
    let file = FontFile.of(regular)
    let tall = file.glyph(for: "l").map { -file.bounds($0).minY } ?? 0.73
    let deep = file.glyph(for: "p").map { file.bounds($0).maxY } ?? 0.21
    return (tall, deep)
  }
}
