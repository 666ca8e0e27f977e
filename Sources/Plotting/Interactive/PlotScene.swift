/// A plot's panel for the script: what stays, what moves with the data, what axes depend on.
struct PlotScene {
  let prepared: PreparedPlot
  let group: DisplayGroup
  let box: Rectangle

  private var style: FigureStyle { prepared.style }

  /// The panel as JSON, or nil where its axes cannot be zoomed.
  func json(_ writer: inout SceneWriter) -> String? {
    let geometry = prepared.geometry(in: box)
    // A broken axis shows chosen parts of the data; it stands still.
    guard geometry.pieces.values.allSatisfy({ $0.count == 1 }) else { return nil }
    // The script knows axes that grow to the right and upwards only.
    guard !prepared.axes.values.contains(where: \.axis.isInverted) else { return nil }
    var data: [String] = []
    for layer in prepared.layers {
      guard let frame = geometry.frames(x: layer.x, y: layer.y, style: style).first else {
        return nil
      }
      for (mark, color) in zip(layer.marks, layer.colors) {
        let scene = MarkScene(mark: mark, color: color, frame: frame)
        data.append(scene.json(x: layer.x, y: layer.y, &writer))
      }
    }
    let sides = AxisSide.allCases.compactMap { side -> String? in
      guard let axis = prepared.axes[side], let piece = geometry.pieces[side]?.first else {
        return nil
      }
      return self.axis(side, axis, piece, &writer)
    }
    let isLocked = prepared.plot.aspect == .equal
    let members = [
      "\"frame\":\(SceneWriter.rectangle(geometry.rectangle))",
      "\"lock\":\(isLocked ? 1 : 0)", "\"look\":\(look)",
      "\"axes\":[\(sides.joined(separator: ","))]",
      "\"data\":[\(data.joined(separator: ","))]", "\"list\":\(list(geometry.rectangle, &writer))",
    ]
    return "{\(members.joined(separator: ","))}"
  }

  /// Sizes of ticks, and where they are.
  private var look: String {
    let line = Stroke(style.foreground, width: style.axisWidth, join: .miter, cap: .butt)
    let grid = prepared.isImage ? nil : style.gridLine
    return "{\"size\":\(SceneWriter.length(style.tickLabelSize)),"
      + "\"major\":\(SceneWriter.length(style.tickLength)),"
      + "\"minor\":\(SceneWriter.length(style.minorTickLength)),"
      + "\"hasMinor\":\(style.hasMinorTicks ? 1 : 0),\"outward\":\(prepared.isOutward ? 1 : 0),"
      + "\"mirror\":\(style.isBoxed && !prepared.isOutward ? 1 : 0),"
      + "\"pad\":\(SceneWriter.length(pad)),\"line\":\(SceneWriter.stroke(line)),"
      + "\"grid\":\(SceneWriter.stroke(grid)),\"ground\":\(SceneWriter.color(style.ground)),"
      + "\"accent\":\(SceneWriter.color(style.foreground))}"
  }

  private func axis(
    _ side: AxisSide, _ axis: PreparedAxis, _ piece: AxisPiece, _ writer: inout SceneWriter
  ) -> String {
    let name = axis.axis.text(style).map { FigureStyle.words(of: $0) } ?? ""
    let ends = [piece.domain.lowerBound, piece.domain.upperBound].map {
      SceneWriter.number(piece.scale.position(of: $0))
    }
    let isShown = !axis.hidesNumbers
    let range = [piece.domain.lowerBound, piece.domain.upperBound].map(SceneWriter.number)
    return "{\"side\":\"\(side)\",\"range\":[\(range.joined(separator: ","))],"
      + "\"ends\":[\(ends.joined(separator: ","))],"
      + "\"from\":\(SceneWriter.length(piece.from)),\"to\":\(SceneWriter.length(piece.to)),"
      + "\"scale\":\(scale(piece.scale)),\"ticks\":\(ticks(axis.axis.ticks, &writer)),"
      + "\"numbers\":\(isShown ? 1 : 0),\"baseline\":\(SceneWriter.length(baseline(side, axis, piece))),"
      + "\"room\":\(SceneWriter.length(max(axis.numberRoom, 1))),"
      + "\"color\":\(SceneWriter.color(axis.axis.color ?? style.foreground)),"
      + "\"name\":\(SceneWriter.string(name)),\"home\":\(home(side, axis, piece))}"
  }

  /// Where numbers below or above the axes stand.
  private func baseline(_ side: AxisSide, _ axis: PreparedAxis, _ piece: AxisPiece) -> Double {
    let frame = prepared.geometry(in: box).rectangle
    let texts = homeTicks(side, axis, piece).major.map {
      style.text($0.text, size: style.tickLabelSize).inkBounds
    }
    guard side == .bottom else {
      let descent = texts.compactMap { $0?.maxY }.max() ?? 0
      return frame.minY - pad - max(0, descent)
    }
    let digit = style.digitHeight(style.tickLabelSize)
    return frame.maxY + pad + (texts.compactMap { $0.map { -$0.minY } }.max() ?? digit)
  }

  private var pad: Double {
    0.42 * style.tickLabelSize + (prepared.isOutward ? style.tickLength : 0)
  }

  private func homeTicks(_ side: AxisSide, _ axis: PreparedAxis, _ piece: AxisPiece) -> AxisTicks {
    let style = style
    let context = TickContext(
      domain: piece.domain, scale: piece.scale, length: piece.length, fontSize: style.tickLabelSize,
      isVertical: side.isVertical,
      extent: {
        let text = style.text($0, size: style.tickLabelSize)
        return side.isVertical ? text.height : text.width
      })
    return context.ticks(axis.axis.ticks, hasMinor: style.hasMinorTicks)
  }

  /// The ticks that were chosen here, which the script's choice can be compared with.
  private func home(_ side: AxisSide, _ axis: PreparedAxis, _ piece: AxisPiece) -> String {
    let ticks = homeTicks(side, axis, piece)
    let major = ticks.major.map {
      "[\(SceneWriter.number($0.value)),\(SceneWriter.string(FigureStyle.words(of: $0.text)))]"
    }
    return "{\"major\":[\(major.joined(separator: ","))],"
      + "\"minor\":[\(ticks.minor.map(SceneWriter.number).joined(separator: ","))],"
      + "\"factor\":\(SceneWriter.string(ticks.factor.map { FigureStyle.words(of: $0) } ?? ""))}"
  }

  private func scale(_ scale: AxisScale) -> String {
    switch scale {
    case .linear: "[\"linear\"]"
    case .log: "[\"log\"]"
    case .symlog(let threshold): "[\"symlog\",\(SceneWriter.number(threshold))]"
    }
  }

  private func ticks(_ placement: TickPlacement, _ writer: inout SceneWriter) -> String {
    switch placement {
    case .automatic: return "[\"automatic\"]"
    case .multiplesOfPi: return "[\"pi\"]"
    case .spaced(let step): return "[\"spaced\",\(SceneWriter.number(step))]"
    case .none: return "[\"none\"]"
    case .at(let values):
      return fixed(
        zip(values, NumberFormat.labels(values)).map { TickLabel($0, $1) }, &writer)
    case .labeled(let labels): return fixed(labels, &writer)
    }
  }

  /// Ticks that do not depend on the range, with their text about its baseline's middle.
  private func fixed(_ labels: [TickLabel], _ writer: inout SceneWriter) -> String {
    let entries = labels.sorted { $0.value < $1.value }.map { label -> String in
      let text = style.text(label.text, size: style.tickLabelSize)
      let placed = text.placed(at: .zero, anchor: TextAnchor(.left, .baseline))
      return "[\(SceneWriter.number(label.value)),\(SceneWriter.length(text.width)),"
        + "\(SceneWriter.length(text.height)),\(writer.items(placed.items))]"
    }
    return "[\"fixed\",[\(entries.joined(separator: ","))]]"
  }

  // MARK: The display list in parts

  /// The panel's items in their order: `s` always drawn, `h` before anything was moved, `z`
  /// afterwards, `d` a mark by number.
  private func list(_ frame: Rectangle, _ writer: inout SceneWriter) -> String {
    var parts: [String] = []
    var mark = 0
    var isBesideBars = false
    for item in group.items {
      guard case .group(let part) = item else {
        parts.append("[\"s\",\(writer.item(item))]")
        continue
      }
      switch part.role {
      case "data":
        parts.append("[\"d\",\(mark)]")
        mark += 1
      case "grid":
        parts.append("[\"h\",\(writer.item(item))],[\"z\",\"grid\"]")
      case "axes":
        let (ticks, lines) = split(part.items, frame: frame)
        parts.append("[\"h\",\(writer.item(.group(DisplayGroup(role: "ticks", items: ticks))))]")
        parts.append("[\"z\",\"ticks\"]")
        parts.append("[\"s\",\(writer.item(.group(DisplayGroup(role: "axes", items: lines))))]")
      case "colorbar":
        isBesideBars = true
        parts.append("[\"s\",\(writer.item(item))]")
      case "tick-label" where !isBesideBars, "axis-factor" where !isBesideBars:
        parts.append("[\"h\",\(writer.item(item))]")
      default: parts.append("[\"s\",\(writer.item(item))]")
      }
    }
    return "[\(parts.joined(separator: ","))]"
  }

  /// Ticks, and the lines that they stand on.
  private func split(
    _ items: [DisplayItem], frame: Rectangle
  ) -> (ticks: [DisplayItem], lines: [DisplayItem]) {
    var ticks: [DisplayItem] = []
    var lines: [DisplayItem] = []
    for item in items {
      guard case .path(let path, nil, _?) = item, isTicks(path) else {
        lines.append(item)
        continue
      }
      ticks.append(item)
    }
    return (ticks, lines)
  }

  /// Whether a path consists of strokes as short as ticks.
  private func isTicks(_ path: Path) -> Bool {
    let longest = max(style.tickLength, style.minorTickLength) + 1e-6
    var start: Point?
    for element in path.elements {
      switch element {
      case .move(let point): start = point
      case .line(let point):
        guard let from = start, abs(point.x - from.x) + abs(point.y - from.y) <= longest else {
          return false
        }
        start = nil
      default: return false
      }
    }
    return !path.elements.isEmpty
  }
}

extension FigureStyle {
  /// Text as it reads, without TeX's dollars and commands.
  static func words(of source: String) -> String {
    guard source.contains("$") else { return source }
    return typeset(source, family: .sans, size: 10).runs.map(\.text).joined()
  }
}

extension PreparedPlot {
  func scene(
    of group: DisplayGroup, in box: Rectangle, writer: inout SceneWriter
  ) throws -> String? {
    PlotScene(prepared: self, group: group, box: box).json(&writer)
  }
}
