/// A small plot inside the axes of another.
///
/// ```swift
/// Plot {
///   Line(times, m)
///   Inset(x: 0.5...0.97, y: 0.5...0.95) { Plot { Line(times, m) }.xRange(0...1) }.zoom()
/// }
/// ```
public struct Inset: Mark {
  /// The small plot.
  public var plot: Plot
  /// From where to where it reaches across, its labels included, as fractions of the axes.
  public var x: ClosedRange<Double>
  /// From where to where it reaches upwards, its labels included, as fractions of the axes.
  public var y: ClosedRange<Double>
  /// Its letters and lines against those of the figure.
  public var scale = 0.85
  /// Whether a frame in the outer axes shows what the small plot enlarges.
  public var showsZoom = false

  /// A small plot at a place inside the axes.
  ///
  /// - Parameters:
  ///   - x: from where to where it reaches across, as fractions of the axes.
  ///   - y: from where to where it reaches upwards, as fractions of the axes.
  ///   - plot: the small plot.
  public init(
    x: ClosedRange<Double> = 0.52...0.97, y: ClosedRange<Double> = 0.52...0.96,
    _ plot: () throws -> Plot
  ) rethrows {
    self.plot = try plot()
    self.x = x
    self.y = y
  }

  /// The same with a frame in the outer axes around what the small plot shows, and lines to it.
  public func zoom(_ isShown: Bool = true) -> Inset {
    var copy = self
    copy.showsZoom = isShown
    return copy
  }

  /// None: the data say what the axes show; checks the small plot.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    do {
      _ = try PreparedPlot(plot, style: .notebook)
    } catch let error as PlottingError {
      throw PlottingError(error.code, "Inset: \(error.message)")
    }
    guard x.length > 0, y.length > 0, 0 <= x.lowerBound, x.upperBound <= 1, 0 <= y.lowerBound,
      y.upperBound <= 1
    else {
      throw PlottingError(
        .emptyRange,
        "Inset needs a place inside the axes, as fractions between 0 and 1, got x \(x) and y \(y).")
    }
    return DataExtent(x: nil, y: nil)
  }

  private func outer(_ frame: PlotFrame) -> Rectangle {
    let axes = frame.rectangle
    return Rectangle(
      x: axes.minX + x.lowerBound * axes.width, y: axes.maxY - y.upperBound * axes.height,
      width: x.length * axes.width, height: y.length * axes.height)
  }

  /// The small plot on a patch of the page's colour.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    guard let prepared = try? PreparedPlot(plot, style: frame.style.scaled(by: scale)) else {
      return []
    }
    let outer = outer(frame)
    let room = outer.inset(by: 0.15 * frame.style.tickLabelSize)
    var box = room.inset(by: 0.15 * min(room.width, room.height))
    for _ in 0..<4 {
      let insets = prepared.insets(around: box)
      box = Rectangle(
        x: room.minX + insets.left, y: room.minY + insets.top,
        width: max(room.width - insets.left - insets.right, 0.2 * room.width),
        height: max(room.height - insets.top - insets.bottom, 0.2 * room.height))
    }
    let inner = prepared.frame(in: box)
    // What belongs to the inset stands on the page's colour, not on the data behind.
    let covered = [inner.rectangle] + prepared.decorations(in: box).map { $0.frame.outset(by: 1) }
    let patch = DisplayItem.path(
      Path(covered.flatMap { Path($0).elements }), fill: frame.style.ground, stroke: nil)
    return zoomItems(inner, in: frame) + [
      .group(
        DisplayGroup(role: "inset", items: [patch] + prepared.items(in: box), frame: outer))
    ]
  }

  /// The frame around what the inset shows, and lines from its corners to those of the inset.
  private func zoomItems(_ inner: PlotFrame, in frame: PlotFrame) -> [DisplayItem] {
    guard showsZoom else { return [] }
    let low = frame.point(inner.xDomain.lowerBound, inner.yDomain.lowerBound)
    let high = frame.point(inner.xDomain.upperBound, inner.yDomain.upperBound)
    guard low.x.isFinite, low.y.isFinite, high.x.isFinite, high.y.isFinite else { return [] }
    let region = Rectangle(x: low.x, y: high.y, width: high.x - low.x, height: low.y - high.y)
    let line = Stroke(frame.style.mutedForeground, width: 0.75 * frame.style.axisWidth)
    let target = inner.rectangle
    func corners(_ box: Rectangle) -> [Point] {
      [
        Point(box.minX, box.minY), Point(box.maxX, box.minY), Point(box.maxX, box.maxY),
        Point(box.minX, box.maxY),
      ]
    }
    var path = Path(region)
    for (from, to) in zip(corners(region), corners(target)) {
      // Lines that would cross either box are left out.
      let crossesRegion = region.inset(by: 0.5).crosses(from, to)
      let crossesTarget = target.inset(by: 0.5).crosses(from, to)
      guard !crossesRegion, !crossesTarget else { continue }
      path.elements += [.move(from), .line(to)]
    }
    return [.path(path, fill: nil, stroke: line)]
  }

  /// All of its place.
  public func obstacles(in frame: PlotFrame) -> [Point] { outer(frame).raster }

  /// What the small plot shows.
  public var summary: String {
    let marks = plot.marks.map(\.summary).joined(separator: "; ")
    return "an inset" + (marks.isEmpty ? "" : " with \(marks)")
  }
}

extension Rectangle {
  /// Whether a segment has a part inside.
  func crosses(_ start: Point, _ end: Point) -> Bool {
    Polyline.clipped([start, end], to: self).contains { $0.count > 1 && $0[0] != $0[1] }
  }
}

extension FigureStyle {
  /// The style with smaller or larger letters, lines and ticks.
  func scaled(by factor: Double) -> FigureStyle {
    with {
      $0.labelSize *= factor
      $0.tickLabelSize *= factor
      $0.titleSize *= factor
      $0.legendSize *= factor
      $0.lineWidth *= factor
      $0.markerSize *= factor
      $0.tickLength *= factor
      $0.minorTickLength *= factor
    }
  }
}
