import RichDisplay

/// A sphere's panel for the script: points in space, which it turns and draws by the rules of
/// `PreparedSphere`.
struct SphereScene {
  let sphere: BlochSphere
  let style: FigureStyle
  let group: DisplayGroup
  let box: Rectangle

  /// The panel as JSON, or nil where a mark is of a kind that the script does not know.
  func json(_ writer: inout SceneWriter) throws -> String? {
    var marks: [String] = []
    for (mark, color) in zip(sphere.marks, colors) {
      guard let scene = try self.mark(mark, color: color, &writer) else { return nil }
      marks.append(scene)
    }
    let ends =
      zip(Self.axes, sphere.axisLabels.positive).map { ($0.0, $0.1) }
      + zip(Self.axes, sphere.axisLabels.negative).map { ($0.0.map { -$0 }, $0.1) }
    let named = ends.filter { !$0.1.isEmpty }
    let names = named.map { end, name in self.name(name, at: end, &writer) }
    let extents = named.map { style.text($0.1, size: style.labelSize).inkBounds }
    let widest = extents.compactMap { $0.map { max($0.width, $0.height) } }.max() ?? 0
    // The largest sphere whose names stay inside the box from any side.
    let radius =
      (min(box.width, box.height) / 2 - widest - 0.35 * style.labelSize - style.axisWidth) / 1.1
    let edge = style.mutedForeground.mixed(with: style.ground, fraction: 0.25)
    let veil = style.ground.mixed(with: Color(hex: 0x7088a8), fraction: 0.22).opacity(0.3)
    let hasSurface = sphere.marks.contains { $0 is SphereSurface }
    let members = [
      "\"center\":\(SceneWriter.list([box.midX, box.midY]))",
      "\"radius\":\(SceneWriter.length(radius))",
      "\"azimuth\":\(SceneWriter.number(sphere.azimuth))",
      "\"elevation\":\(SceneWriter.number(sphere.elevation))",
      "\"layers\":\(SphereView.layerCount)", "\"ground\":\(rgb(style.ground))",
      "\"muted\":\(rgb(style.mutedForeground))", "\"thin\":\(SceneWriter.length(style.axisWidth))",
      "\"edge\":\(SceneWriter.color(edge))",
      "\"veil\":\(hasSurface ? "0" : SceneWriter.color(veil))",
      "\"labelSize\":\(SceneWriter.length(style.labelSize))",
      "\"names\":[\(names.joined(separator: ","))]", "\"marks\":[\(marks.joined(separator: ","))]",
    ]
    return "{\"frame\":\(SceneWriter.rectangle(box)),"
      + "\"sphere\":{\(members.joined(separator: ","))},\"list\":\(list(&writer))}"
  }

  private static let axes: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

  /// The marks' colours, by their turns in the style's cycle.
  private var colors: [Color] {
    var turn = 0
    return sphere.marks.map { mark in
      if let own = mark.ownColor { return own }
      guard mark.takesCycleColor else { return style.foreground }
      defer { turn += 1 }
      return style.colorCycle[turn % style.colorCycle.count]
    }
  }

  /// Red, green and blue in 0 … 255 and the opacity, to be mixed with the page's colour.
  private func rgb(_ color: Color) -> String {
    SceneWriter.list([color.red * 255, color.green * 255, color.blue * 255, color.alpha])
  }

  private func name(_ text: String, at end: [Double], _ writer: inout SceneWriter) -> String {
    let set = style.text(text, size: style.labelSize)
    let ink = set.inkBounds ?? Rectangle(x: 0, y: 0, width: set.width, height: set.height)
    let placed = set.placed(
      at: Point(-ink.midX, -ink.midY), anchor: TextAnchor(.left, .baseline))
    return "{\"end\":\(SceneWriter.list(end)),"
      + "\"ink\":\(SceneWriter.list([ink.width, ink.height])),"
      + "\"items\":\(writer.items(placed.items))}"
  }

  private func places(_ x: [Double], _ y: [Double], _ z: [Double]) -> String {
    "\"x\":\(SceneNumbers.json(x)),\"y\":\(SceneNumbers.json(y)),\"z\":\(SceneNumbers.json(z))"
  }

  private func mark(
    _ mark: any SphereMark, color: Color, _ writer: inout SceneWriter
  ) throws -> String? {
    let name = mark.legendEntry(color: color, style: style).map { FigureStyle.words(of: $0.text) }
    var members = ["\"name\":\(SceneWriter.string(name ?? ""))", "\"color\":\(rgb(color))"]
    switch mark {
    case let line as SphereTrajectory:
      let stroke = line.appearance.stroke(color, style: style)
      members += [
        "\"kind\":\"line\"", places(line.x, line.y, line.z),
        "\"stroke\":\(SceneWriter.stroke(stroke))",
        "\"alpha\":\(SceneWriter.length(stroke.color.alpha))",
      ]
      if let coloring = line.coloring {
        let count = Coloring.stepCount
        let steps = coloring.steps(count: count).map { $0 < 0 ? 255 : UInt8($0) }
        let table = (0..<count).map { rgb(coloring.map((Double($0) + 0.5) / Double(count))) }
        members.append(
          "\"steps\":\"\(base64(steps))\",\"colors\":[\(table.joined(separator: ","))],"
            + "\"values\":\(SceneNumbers.json(coloring.values))")
      }
    case let points as SpherePoint:
      let marker = points.appearance.marker(points.appearance.marker ?? .circle, style: style)
      members += [
        "\"kind\":\"points\"",
        places(points.places.map(\.x), points.places.map(\.y), points.places.map(\.z)),
        "\"marker\":\(SceneWriter.marker(marker))",
        "\"alpha\":\(SceneWriter.length(color.alpha * points.appearance.opacity))",
      ]
    case let vector as SphereVector:
      var stroke = vector.appearance.stroke(color, style: style)
      stroke.width = vector.appearance.width ?? 1.3 * style.lineWidth
      members += [
        "\"kind\":\"vector\"", places([vector.tip.x], [vector.tip.y], [vector.tip.z]),
        "\"stroke\":\(SceneWriter.stroke(stroke))",
        "\"alpha\":\(SceneWriter.length(stroke.color.alpha))",
      ]
    case let text as SphereText:
      let set = style.text(text.text, size: style.legendSize, color: color)
      let placed = set.placed(at: .zero, anchor: TextAnchor(.left, .baseline))
      members += [
        "\"kind\":\"text\"", places([text.place.x], [text.place.y], [text.place.z]),
        "\"gap\":\(SceneWriter.length(0.5 * style.legendSize))",
        "\"width\":\(SceneWriter.length(set.width))", "\"items\":\(writer.items(placed.items))",
      ]
    case let surface as SphereSurface:
      guard let key = try surface.colorKey() else { return nil }
      members += [
        "\"kind\":\"surface\"", "\"rows\":\(surface.values.count)",
        "\"polar\":\(SceneWriter.list([surface.polar.lowerBound, surface.polar.upperBound]))",
        "\"azimuth\":[\(surface.azimuth.lowerBound),\(surface.azimuth.upperBound)]",
        "\"low\":\(SceneWriter.number(key.low))", "\"high\":\(SceneWriter.number(key.high))",
        "\"table\":\"\(base64(key.map.bytes(count: 256)))\"",
        "\"alpha\":\(SceneWriter.length(surface.opacity))",
        "\"values\":\(SceneNumbers.json(Array(surface.values.joined())))",
      ]
    default: return nil
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// The panel's items, with the sphere in the place of its parts.
  private func list(_ writer: inout SceneWriter) -> String {
    let own: Set = ["labels-behind", "sphere", "data-in-front", "labels-in-front"]
    var parts: [String] = []
    for item in group.items {
      guard case .group(let part) = item else {
        parts.append("[\"s\",\(writer.item(item))]")
        continue
      }
      if part.role == "data-behind" {
        parts.append("[\"x\",\"sphere\"]")
      } else if !own.contains(part.role) {
        parts.append("[\"s\",\(writer.item(item))]")
      }
    }
    return "[\(parts.joined(separator: ","))]"
  }
}

extension PreparedSphere {
  func scene(
    of group: DisplayGroup, in box: Rectangle, writer: inout SceneWriter
  ) throws -> String? {
    try SphereScene(sphere: sphere, style: style, group: group, box: box).json(&writer)
  }
}
