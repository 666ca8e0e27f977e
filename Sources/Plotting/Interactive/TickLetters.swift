/// Letters that a script sets new numbers at ticks with, so that they look like those of the page.
struct TickLetters {
  let style: FigureStyle

  private static let characters = Array("0123456789−-.,+ /eπ×")
  private static let raised = Array("0123456789−")

  /// Glyphs and advances, as JSON.
  func json(_ writer: inout SceneWriter) -> String {
    let size = style.tickLabelSize
    let plain = Self.characters.map { letter(String($0), String($0), &writer) }
    let sources: [Character: String] = ["π": "\\pi", "×": "\\times ", "−": "-"]
    let math = Self.characters.filter { !"-,e ".contains($0) }.map {
      letter(String($0), "$\(sources[$0] ?? String($0))$", &writer)
    }
    let base = style.text("$10$", size: size)
    let raised = Self.raised.map { character -> String in
      let source = character == "−" ? "-" : String(character)
      let one = style.text("$10^{\(source)}$", size: size)
      let two = style.text("$10^{\(source)\(source)}$", size: size)
      guard let run = one.runs.last, let glyph = run.glyphs.last else { return "" }
      let place = [run.size, glyph.origin.x - base.width, glyph.origin.y, two.width - one.width]
      return "\(SceneWriter.string(String(character))):"
        + "[\(writer.index(of: glyph.identifier, in: run.font)),"
        + "\(place.map(SceneWriter.length).joined(separator: ","))]"
    }
    let tall = style.text("$10^{2}$", size: size)
    return "{\"plain\":{\(plain.joined(separator: ","))},\"math\":{\(math.joined(separator: ","))},"
      + "\"raised\":{\(raised.joined(separator: ","))},"
      + "\"height\":\(SceneWriter.length(style.text("0", size: size).height)),"
      + "\"tallHeight\":\(SceneWriter.length(tall.height)),"
      + "\"half\":\(SceneWriter.length(style.digitHeight(size) / 2))}"
  }

  private func letter(_ name: String, _ source: String, _ writer: inout SceneWriter) -> String {
    let text = style.text(source, size: style.tickLabelSize)
    let glyph = text.runs.first.flatMap { run in
      run.glyphs.first.map { writer.index(of: $0.identifier, in: run.font) }
    }
    return "\(SceneWriter.string(name)):[\(glyph ?? -1),\(SceneWriter.length(text.width))]"
  }
}
