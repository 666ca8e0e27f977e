import Preconditions

/// The flow of two equations of motion: streamlines, nullclines and fixed points with their
/// stability.
///
/// ẋ = f(x, y), ẏ = g(x, y). Nullclines are where f or g vanishes; fixed points, where both do, are
/// found by Newton's method from the cells in which both change sign. Full circles are stable, open
/// ones unstable, open diamonds saddles.
public struct PhasePortrait: StyledMark {
  /// Where the flow rests.
  public struct FixedPoint: Sendable, Hashable {
    /// What small deviations do, by the eigenvalues of the Jacobian.
    public enum Kind: String, Sendable, Hashable {
      /// All decay.
      case stable
      /// All grow.
      case unstable
      /// One decays, one grows.
      case saddle
      /// They neither decay nor grow, to first order.
      case center
    }
    /// The place across.
    public var x: Double
    /// The place up.
    public var y: Double
    /// What small deviations do.
    public var kind: Kind
  }

  var streamlines: Streamlines
  /// Whether lines show where either velocity vanishes.
  public var showsNullclines = true
  /// Where the flow rests inside the ranges.
  public let fixedPoints: [FixedPoint]

  /// The flow of two equations of motion.
  ///
  /// - Parameters:
  ///   - x: range across.
  ///   - y: range up.
  ///   - samples: number of points along each axis at which the flow is calculated, at least 3.
  ///   - flow: the velocities of x and y at a point.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, samples: Int = 121,
    _ flow: (Double, Double) -> (Double, Double)
  ) {
    requirePrecondition(samples >= 3, "PhasePortrait needs at least 3 samples, got \(samples).")
    streamlines = Streamlines(x: x, y: y, samples: samples, flow)
    let (u, v) = (streamlines.u, streamlines.v)
    fixedPoints = withoutActuallyEscaping(flow) {
      FixedPointSearch(x: x, y: y, flow: $0).points(u: u, v: v)
    }
  }

  /// The look of the streamlines.
  public var appearance: Appearance {
    get { streamlines.appearance }
    set { streamlines.appearance = newValue }
  }

  /// The same with or without the lines where either velocity vanishes.
  public func nullclines(_ isShown: Bool) -> PhasePortrait {
    var copy = self
    copy.showsNullclines = isShown
    return copy
  }

  /// The same with more or fewer streamlines: 1 is the usual density.
  public func density(_ density: Double) -> PhasePortrait {
    var copy = self
    copy.streamlines.density = density
    return copy
  }

  /// The same for two phases: the flow repeats after the ranges, and streamlines that leave at one
  /// side come in at the other.
  public func periodic(_ isPeriodic: Bool = true) -> PhasePortrait {
    var copy = self
    copy.streamlines.isPeriodic = isPeriodic
    return copy
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// Extent of the ranges; tight.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try streamlines.extent(xScale: xScale, yScale: yScale)
  }

  /// Streamlines, nullclines, fixed points.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let style = frame.style
    let paint =
      appearance.color ?? style.mutedForeground.mixed(with: style.ground, fraction: 0.25)
    var items = streamlines.draw(in: frame, color: paint)
    if showsNullclines {
      for (index, grid) in [streamlines.u, streamlines.v].enumerated() {
        let line = Contour(grid: grid, levels: [0], map: .viridis, scaling: .automatic)
          .color(style.colorCycle[index % style.colorCycle.count]).width(style.lineWidth)
        items += line.draw(in: frame, color: paint)
      }
    }
    for point in fixedPoints {
      items += markers(of: point, at: frame.point(point.x, point.y), style: frame.style)
    }
    return items
  }

  /// The sign of a fixed point: full, open or a diamond.
  func markers(of point: FixedPoint, at place: Point, style: FigureStyle) -> [DisplayItem] {
    let size = 1.5 * style.markerSize
    let shape: Marker.Shape = point.kind == .saddle ? .diamond : .circle
    func marker(_ marker: Marker, _ color: Color) -> DisplayItem {
      .markers(marker, positions: [place], colors: [color], scales: [1])
    }
    if point.kind == .stable { return [marker(Marker(shape, size: size), style.foreground)] }
    var items = [
      marker(Marker(shape, size: size), style.ground),
      marker(Marker(shape, size: size, outline: size / 5), style.foreground),
    ]
    if point.kind == .center {
      items.append(marker(Marker(.circle, size: 0.35 * size), style.foreground))
    }
    return items
  }

  /// A sample of a streamline.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    streamlines.legendEntry(color: appearance.color ?? style.mutedForeground, style: style)
  }

  /// The fixed points.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    frame.visiblePoints(x: fixedPoints.map(\.x), y: fixedPoints.map(\.y)).flatMap {
      Rectangle(x: $0.x - 4, y: $0.y - 4, width: 8, height: 8).raster
    }
  }

  /// The fixed points and their kinds.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.significant(value, digits: 3) }
    let points = fixedPoints.map { "\($0.kind.rawValue) at (\(number($0.x)), \(number($0.y)))" }
    return described("phase portrait") + " with "
      + (points.isEmpty ? "no fixed points" : "fixed points: " + points.joined(separator: ", "))
  }
}
