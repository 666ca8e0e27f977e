import RichDisplay

/// A mark for the script: its data where they can be drawn anew at any magnification, otherwise
/// its items, which are stretched.
struct MarkScene {
  let mark: any Mark
  let color: Color
  let frame: PlotFrame

  private var style: FigureStyle { frame.style }

  /// The mark as JSON.
  func json(x: AxisSide, y: AxisSide, _ writer: inout SceneWriter) -> String {
    let name = mark.legendEntry(color: color, style: style).map { FigureStyle.words(of: $0.text) }
    var members = [
      "\"x\":\"\(x)\"", "\"y\":\"\(y)\"", "\"name\":\(SceneWriter.string(name ?? ""))",
    ]
    switch mark {
    case let line as Line: members += self.line(line)
    case let scatter as Scatter: members += self.scatter(scatter)
    case let contour as Contour where !frame.isPolar:
      members.append("\"kind\":\"contours\"")
      members.append("\"items\":\(writer.items(mark.draw(in: frame, color: color)))")
      members.append("\"levels\":\(levels(contour, &writer))")
    case is FilledContour, is Regions:
      // Drawn so much larger that edges stay round at every magnification.
      members.append("\"kind\":\"items\"")
      members.append("\"unit\":\(Self.fineness)")
      members.append("\"items\":\(writer.items(mark.draw(in: fine, color: color)))")
    case let map as Heatmap:
      members.append("\"kind\":\"items\"")
      members.append("\"items\":\(writer.items(map.draw(in: frame, color: color)))")
      if let cells = map.sceneCells(in: frame) { members.append("\"cells\":\(cells)") }
    default:
      members.append("\"kind\":\"items\"")
      let items = mark.draw(in: reach, color: color)
      members.append(
        "\"items\":\(mark is any RigidlyPieced ? writer.rigid(items) : writer.items(items))")
      if let points = (mark as? any PointReadable)?.readablePoints {
        members.append(self.points(points.x, points.y))
      }
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// Axes that go on beyond the page by the same rule, for what spans them.
  private var reach: PlotFrame {
    guard mark is any FrameSpanning else { return frame }
    let grown = frame.rectangle
    func wide(_ domain: ClosedRange<Double>, _ scale: AxisScale) -> ClosedRange<Double> {
      let low = scale.position(of: domain.lowerBound)
      let high = scale.position(of: domain.upperBound)
      return scale.value(at: low - 20 * (high - low))...scale.value(at: high + 20 * (high - low))
    }
    return PlotFrame(
      rectangle: Rectangle(
        x: grown.x - 20 * grown.width, y: grown.y - 20 * grown.height, width: 41 * grown.width,
        height: 41 * grown.height), xDomain: wide(frame.xDomain, frame.xScale),
      yDomain: wide(frame.yDomain, frame.yScale), xScale: frame.xScale, yScale: frame.yScale,
      style: style)
  }

  /// How many times larger than on the page areas are drawn.
  private static let fineness = 8.0

  /// The axes so many times larger.
  private var fine: PlotFrame {
    let box = frame.rectangle
    let scale = Self.fineness
    return PlotFrame(
      rectangle: Rectangle(
        x: scale * box.x, y: scale * box.y, width: scale * box.width, height: scale * box.height),
      xDomain: frame.xDomain, yDomain: frame.yDomain, xScale: frame.xScale, yScale: frame.yScale,
      style: style)
  }

  /// The lines of each level in the data's coordinates, one behind the other with NaN in between, and
  /// its value set about the middle of the baseline.
  private func levels(_ contour: Contour, _ writer: inout SceneWriter) -> String {
    let levels = contour.curves(color: color, style: style).map { curve -> String in
      let label = curve.label.map { text in
        "[\(SceneWriter.length(text.width)),"
          + "\(writer.items(text.placed(at: .zero, anchor: TextAnchor(.center, .baseline)).items))]"
      }
      return "[\(SceneWriter.stroke(curve.stroke)),\(SceneNumbers.json(curve.x)),"
        + "\(SceneNumbers.json(curve.y)),\(label ?? "0")]"
    }
    return "[\(levels.joined(separator: ","))]"
  }

  private func points(_ x: [Double], _ y: [Double]) -> String {
    "\"px\":\(SceneNumbers.json(x)),\"py\":\(SceneNumbers.json(y))"
  }

  private func line(_ line: Line) -> [String] {
    let stroke = line.appearance.stroke(color, style: style)
    var members = ["\"kind\":\"line\"", points(line.x, line.y)]
    members.append("\"stroke\":\(SceneWriter.stroke(stroke))")
    if let coloring = line.coloring {
      let steps = coloring.steps(count: Coloring.stepCount)
      let bytes = steps.map { $0 < 0 ? 255 : UInt8($0) }
      let table = (0..<Coloring.stepCount).map {
        SceneWriter.color(
          coloring.map((Double($0) + 0.5) / Double(Coloring.stepCount)).opacity(stroke.color.alpha))
      }
      members.append(
        "\"steps\":\"\(base64(bytes))\",\"colors\":[\(table.joined(separator: ","))],"
          + "\"values\":\(SceneNumbers.json(coloring.values))")
    }
    if let shape = line.appearance.marker {
      let marker = line.appearance.marker(shape, style: style)
      members.append("\"marker\":\(SceneWriter.marker(marker))")
    }
    return members
  }

  private func scatter(_ scatter: Scatter) -> [String] {
    let appearance = scatter.appearance
    let marker = appearance.marker(appearance.marker ?? .circle, style: style)
    var members = [
      "\"kind\":\"points\"", points(scatter.x, scatter.y),
      "\"marker\":\(SceneWriter.marker(marker))",
    ]
    if let coloring = scatter.coloring {
      let count = 254
      let ends = (try? coloring.scaling.ends(for: coloring.values)) ?? (low: 0, high: 1)
      let bytes = coloring.values.map { value -> UInt8 in
        guard value.isFinite else { return 255 }
        let fraction = coloring.scaling.fraction(value, low: ends.low, high: ends.high)
        return UInt8((min(max(fraction, 0), 1) * Double(count - 1)).rounded())
      }
      let table = (0..<count).map {
        SceneWriter.color(coloring.map(Double($0) / Double(count - 1)).opacity(appearance.opacity))
      }
      members.append(
        "\"steps\":\"\(base64(bytes))\",\"colors\":[\(table.joined(separator: ","))],"
          + "\"values\":\(SceneNumbers.json(coloring.values))")
    } else {
      let shown = color.opacity(color.alpha * appearance.opacity)
      members.append("\"stroke\":[\(SceneWriter.color(shown)),0,[],\"round\",\"butt\"]")
    }
    return members
  }
}

extension Heatmap {
  /// The cells' centres and values.
  func sceneCells(in frame: PlotFrame) -> String? {
    guard grid.problem == nil, !grid.values.isEmpty, !frame.isPolar else { return nil }
    return "{\"columns\":\(grid.columnCount),\"rows\":\(grid.rowCount),"
      + "\"x\":\(SceneNumbers.json(grid.x)),\"y\":\(SceneNumbers.json(grid.y)),"
      + "\"values\":\(SceneNumbers.json(grid.values)),"
      + "\"name\":\(SceneWriter.string(FigureStyle.words(of: coloring.barLabel ?? "")))}"
  }
}
