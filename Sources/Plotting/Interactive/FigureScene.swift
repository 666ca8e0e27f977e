/// A figure as JSON for the script that zooms it: its display list, and the data and axes of its
/// panels.
package struct FigureScene: Sendable {
  /// The JSON text, safe inside a script element.
  package let json: String
  /// The same figure standing still.
  package let displayList: DisplayList
}

/// Something whose figure can be zoomed or turned.
package protocol SceneDrawable: Drawable {
  /// The figure that holds it.
  var sceneFigure: Figure { get }
}

extension SceneDrawable {
  /// The scene and the figure standing still.
  ///
  /// - Returns: both, from one layout.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  package func scene() throws -> FigureScene {
    let figure = sceneFigure
    let layout = try GridLayout(
      figure.grid, style: figure.style, width: figure.width.points, height: figure.height?.points)
    // Magnified axes have longer numbers; the names beside them keep clear.
    var adjustment = PanelAdjustment()
    adjustment.numberRoom =
      figure.style.text("\(NumberFormat.minus)0.000", size: figure.style.tickLabelSize).width
    let (list, panels) = try layout.drawn(
      title: figure.title, altText: figure.altText, adjustment: adjustment)
    var writer = SceneWriter()
    var parts: [String] = []
    for (index, item) in list.items.enumerated() {
      guard index < panels.count, case .group(let group) = item,
        let scene = try panels[index].content.scene(
          of: group, in: panels[index].box, writer: &writer)
      else {
        parts.append("{\"list\":[[\"s\",\(writer.item(item))]]}")
        continue
      }
      let sharing = [("sharesX", layout.sharing[index].x), ("sharesY", layout.sharing[index].y)]
      let members = sharing.compactMap { name, first in first.map { "\"\(name)\":\($0)," } }
      parts.append("{\(members.joined())\(scene.dropFirst())")
    }
    let letters = TickLetters(style: figure.style).json(&writer)
    let members = [
      "\"size\":\(SceneWriter.list([list.size.width, list.size.height]))",
      "\"ground\":\(SceneWriter.optional(list.background))",
      "\"title\":\(SceneWriter.string(list.title))", "\"alt\":\(SceneWriter.string(list.altText))",
      "\"letters\":\(letters)", "\"panels\":[\(parts.joined(separator: ","))]",
      "\"glyphs\":\(writer.glyphTable)",
    ]
    return FigureScene(json: "{\(members.joined(separator: ","))}", displayList: list)
  }
}

extension Figure: SceneDrawable {
  /// Itself.
  package var sceneFigure: Figure { self }
}

extension Plot: SceneDrawable {
  /// The figure of one panel that draws the plot by itself.
  package var sceneFigure: Figure {
    var figure = Figure(
      style: style, columns: size.map { .width(.points($0.width)) } ?? .single,
      height: size.map { .points($0.height) }
    ) { self }
    figure.title = title ?? ""
    figure.altText = altText
    return figure
  }
}

extension BlochSphere: SceneDrawable {
  /// The figure of one panel that draws the sphere by itself.
  package var sceneFigure: Figure { ownFigure }
}
