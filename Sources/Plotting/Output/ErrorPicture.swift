extension PlottingError {
  /// A page that shows the explanation, for places where nothing can be thrown.
  ///
  /// - Parameter width: the page's width in points.
  /// - Returns: the page, as high as its lines need.
  public func displayList(width: Double = 400) -> DisplayList {
    let size = 10.0
    let margin = 10.0
    let accent = Color(hex: 0xb3261e)
    let lines = Self.wrapped(message, width: width - 2 * margin - 4, size: size)
    var y = margin
    var items: [DisplayItem] = []
    func add(_ text: TypesetText) {
      let placed = text.placed(
        at: Point(margin + 4, y + text.ascent), anchor: .init(.left, .baseline))
      items += placed.items
      y += 1.4 * size
    }
    add(typeset("This plot cannot be drawn", family: .sans, size: size + 1, color: accent))
    y += 0.2 * size
    for line in lines { add(line) }
    let height = y - 0.3 * size + margin
    let ground = Rectangle(x: 0.5, y: 0.5, width: width - 1, height: height - 1)
    let edge = Rectangle(x: 0, y: 0, width: 4, height: height)
    let page: [DisplayItem] = [
      .path(
        Path(ground), fill: Color(hex: 0xfdf2f1), stroke: Stroke(Color(hex: 0xe6b8b4), width: 1)),
      .path(Path(edge), fill: accent, stroke: nil),
      .group(DisplayGroup(role: "explanation", items: items)),
    ]
    return DisplayList(
      size: Size(width, height), items: page, title: "This plot cannot be drawn", altText: message)
  }

  /// Words in lines that fit.
  ///
  /// Names in a message may hold dollars; they are shown as they are.
  private static func wrapped(_ message: String, width: Double, size: Double) -> [TypesetText] {
    func set(_ line: String) -> TypesetText {
      typeset(
        line.replacing("$", with: "\\$"), family: .sans, size: size, color: Color(white: 0.15))
    }
    var lines: [TypesetText] = []
    var current = ""
    for word in message.split(separator: " ") {
      let longer = current.isEmpty ? String(word) : current + " " + word
      if !current.isEmpty, set(longer).width > width {
        lines.append(set(current))
        current = String(word)
      } else {
        current = longer
      }
    }
    if !current.isEmpty { lines.append(set(current)) }
    return lines
  }
}
