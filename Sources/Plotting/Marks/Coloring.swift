/// Numbers shown by colour at the points of a line or a cloud of points.
public struct Coloring: Sendable, Hashable {
  /// One number for each point.
  public var values: [Double]
  /// The colours.
  public var map: ColorMap
  /// How numbers become fractions of the map.
  public var scaling: ColorScaling
  /// Name of the quantity on the colour bar, or nil for no bar.
  public var barLabel: String?
  /// Ticks of the colour bar.
  public var barTicks: TickPlacement = .automatic
  /// Where the colour bar stands.
  public var barSide: ColorBarSide = .right

  /// Numbers and the colours for them.
  public init(
    values: [Double], map: ColorMap, scaling: ColorScaling = .automatic, barLabel: String? = nil
  ) {
    self.values = values
    self.map = map
    self.scaling = scaling
    self.barLabel = barLabel
  }

  func check(count: Int, of mark: String) throws {
    guard values.count == count else {
      throw PlottingError(
        .mismatchedLengths,
        "\(mark) is coloured by \(values.count) values but has \(count) points. "
          + "Give one value for each point.")
    }
    _ = try scaling.ends(for: values)
  }

  func key() throws -> ColorKey {
    let ends = try scaling.ends(for: values)
    return ColorKey(
      map: map, low: ends.low, high: ends.high, label: barLabel, ticks: barTicks,
      scale: scaling.scale, side: barSide)
  }

  /// Colours of all points; clear where the value is not finite.
  func colors() -> [Color] {
    guard let ends = try? scaling.ends(for: values) else { return values.map { _ in .clear } }
    return values.map {
      let fraction = scaling.fraction($0, low: ends.low, high: ends.high)
      return fraction.isFinite ? map(fraction) : .clear
    }
  }

  /// The step of the map, of `count`, that each segment between neighbouring points falls into;
  /// −1 where a value is not finite.
  func steps(count: Int) -> [Int] {
    guard values.count > 1, let ends = try? scaling.ends(for: values) else { return [] }
    return zip(values, values.dropFirst()).map { start, end in
      let fraction = scaling.fraction((start + end) / 2, low: ends.low, high: ends.high)
      guard fraction.isFinite else { return -1 }
      return min(count - 1, Int(fraction * Double(count)))
    }
  }

  /// Number of colours along a line: more than the eye tells apart, few enough for small files.
  static let stepCount = 64

  /// A line in pieces of one colour each.
  func lines(x: [Double], y: [Double], in frame: PlotFrame, stroke: Stroke) -> [DisplayItem] {
    let steps = steps(count: Self.stepCount)
    guard steps.count == x.count - 1 else { return [] }
    var items: [DisplayItem] = []
    var start = 0
    while start < steps.count {
      var end = start + 1
      while end < steps.count, steps[end] == steps[start] { end += 1 }
      if steps[start] >= 0 {
        var piece = stroke
        let fraction = (Double(steps[start]) + 0.5) / Double(Self.stepCount)
        piece.color = map(fraction).opacity(stroke.color.alpha)
        var path = Path()
        let parts = frame.lineParts(
          x: Array(x[start...end]), y: Array(y[start...end]), margin: 2 * stroke.width + 1)
        for part in parts where part.count > 1 { path.elements += Path(polyline: part).elements }
        if !path.elements.isEmpty { items.append(.path(path, fill: nil, stroke: piece)) }
      }
      start = end
    }
    return items
  }
}
