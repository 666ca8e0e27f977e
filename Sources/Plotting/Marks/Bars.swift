/// Bars from a level to values.
public struct Bars: StyledMark {
  /// Where the bars stand along the axis.
  public var positions: [Double]
  /// How far they reach, as many.
  public var values: [Double]
  /// The level that each stands on: one for all, or as many as values.
  public var base: [Double]
  /// Width of a bar in units of the axis, or nil for four fifths of the least distance.
  public var barWidth: Double?
  /// How far the bars are moved along the axis, so that groups stand beside each other.
  public var shift = 0.0
  /// Whether bars lie: positions are along y then.
  public var isHorizontal = false
  /// The look.
  public var appearance = Appearance()

  /// Bars at positions.
  ///
  /// - Parameters:
  ///   - positions: where they stand.
  ///   - values: how far they reach, as many.
  ///   - base: the level they stand on.
  public init(_ positions: [Double], _ values: [Double], base: Double = 0) {
    self.positions = positions
    self.values = values
    self.base = [base]
  }

  /// Bars at 0, 1, 2 and so on; name them by `.xTicks(.categories([…]))`.
  public init(_ values: [Double]) { self.init(values.indices.map(Double.init), values) }

  /// The same with bars of a width in units of the axis.
  public func barWidth(_ width: Double) -> Bars { changed { $0.barWidth = width } }
  /// The same moved along the axis, in its units: groups of bars beside each other.
  public func shifted(by distance: Double) -> Bars { changed { $0.shift = distance } }
  /// The same standing on others' values, one level for each bar.
  public func stacked(on base: [Double]) -> Bars { changed { $0.base = base } }
  /// The same with bars that lie.
  public func horizontal(_ isHorizontal: Bool = true) -> Bars {
    changed { $0.isHorizontal = isHorizontal }
  }

  private func changed(_ change: (inout Bars) -> Void) -> Bars {
    var copy = self
    change(&copy)
    return copy
  }

  private var width: Double {
    if let barWidth { return barWidth }
    let sorted = positions.filter(\.isFinite).sorted()
    let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
    return 0.8 * (gaps.min() ?? 1)
  }

  private func base(_ index: Int) -> Double { base.count == 1 ? base[0] : base[index] }
  /// Where bars end: on their base if stacked.
  private func end(_ index: Int) -> Double {
    base.count == 1 ? values[index] : base[index] + values[index]
  }

  /// Extent of the bars, the level included; the axis may end at the level.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Bars")
    guard base.count == 1 || base.count == values.count else {
      throw PlottingError(
        .mismatchedLengths,
        "\(name) has \(values.count) bars stacked on \(base.count) levels. "
          + "Give one level for each bar.")
    }
    let along = isHorizontal ? yScale : xScale
    let across = isHorizontal ? xScale : yScale
    var extent = try DataCheck.extent(
      of: name, x: positions, y: values, xScale: .linear, yScale: across)
    try DataCheck.checkPositive(positions, of: name, axis: isHorizontal ? "y" : "x", scale: along)
    guard width > 0, let places = extent.x else {
      throw PlottingError(
        .emptyRange, "\(name) needs bars of a positive width, got \(width). Change .barWidth.")
    }
    let ends = values.indices.flatMap { [base($0), end($0)] }
    let shown = ends.filter { across.position(of: $0).isFinite }
    let reach = ClosedRange(finiteExtentOf: shown) ?? 0...1
    // A little room beside the outermost bars.
    let half = width * 0.75
    let alongRange = (places.lowerBound + shift - half)...(places.upperBound + shift + half)
    if isHorizontal {
      (extent.x, extent.y) = (reach, alongRange)
    } else {
      (extent.x, extent.y) = (alongRange, reach)
      extent.baselines = base.filter { across.position(of: $0).isFinite }
    }
    extent.isTightX = !isHorizontal
    return extent
  }

  private func rectangles(in frame: PlotFrame) -> [Rectangle] {
    let reach = frame.rectangle.outset(by: 2)
    return positions.indices.compactMap { index in
      let place = positions[index] + shift
      let (low, high) = (place - width / 2, place + width / 2)
      guard place.isFinite, end(index).isFinite else { return nil }
      var corners: [Point]
      if isHorizontal {
        corners = [frame.point(base(index), low), frame.point(end(index), high)]
        for corner in corners.indices where !corners[corner].x.isFinite {
          corners[corner].x = frame.rectangle.minX
        }
      } else {
        corners = [
          frame.pointAboveFloor(low, base(index)), frame.pointAboveFloor(high, end(index)),
        ]
      }
      let left = max(min(corners[0].x, corners[1].x), reach.minX)
      let right = min(max(corners[0].x, corners[1].x), reach.maxX)
      let top = max(min(corners[0].y, corners[1].y), reach.minY)
      let bottom = min(max(corners[0].y, corners[1].y), reach.maxY)
      guard left < right, top < bottom else { return nil }
      return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    }
  }

  /// Sectors of rings, where positions are angles.
  private func sectors(in frame: PlotFrame) -> [Path] {
    positions.indices.compactMap { index in
      let place = positions[index] + shift
      guard place.isFinite, end(index).isFinite, base(index).isFinite else { return nil }
      return frame.cell(
        from: place - width / 2, to: place + width / 2, low: base(index), high: end(index))
    }
  }

  /// The bars; sectors where positions are angles.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let paths = frame.isPolar ? sectors(in: frame) : rectangles(in: frame).map { Path($0) }
    let path = Path(paths.flatMap(\.elements))
    guard !path.elements.isEmpty else { return [] }
    return [.path(path, fill: color.opacity(color.alpha * appearance.opacity), stroke: nil)]
  }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, patch: color.opacity(color.alpha * appearance.opacity))
    }
  }

  /// Points all over the bars.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    if frame.isPolar {
      return positions.indices.flatMap { index in
        frame.sectorSamples(
          from: positions[index] + shift - width / 2, to: positions[index] + shift + width / 2,
          low: base(index), high: end(index))
      }
    }
    return rectangles(in: frame).flatMap { box in
      stride(from: box.minX, through: box.maxX, by: 3).flatMap { x in
        stride(from: box.minY, through: box.maxY, by: 3).map { Point(x, $0) }
      }
    }
  }

  /// Number of bars and range.
  public var summary: String {
    described("\(values.count) bars") + " of values "
      + DataCheck.text(ClosedRange(finiteExtentOf: values))
  }
}

extension TickPlacement {
  /// Names at 0, 1, 2 and so on.
  public static func categories(_ names: [String]) -> TickPlacement {
    .labeled(names.enumerated().map { TickLabel(Double($0.offset), $0.element) })
  }
}
