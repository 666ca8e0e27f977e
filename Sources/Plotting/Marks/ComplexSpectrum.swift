/// Eigenvalues in the complex plane: points, or their density where there are very many.
///
/// ```swift
/// Plot {
///   GapMarker(0.3)
///   ComplexSpectrum(real: re, imaginary: im)
/// }
/// ```
public struct ComplexSpectrum: StyledMark {
  /// Real parts.
  public var real: [Double]
  /// Imaginary parts, as many.
  public var imaginary: [Double]
  /// Above this many eigenvalues their density is drawn.
  public var densityThreshold = 20_000
  /// The colours of the density.
  public var map: ColorMap
  /// The look of the points.
  public var appearance = Appearance()

  /// Eigenvalues in the complex plane.
  ///
  /// - Parameters:
  ///   - real: real parts.
  ///   - imaginary: imaginary parts, as many.
  ///   - map: the colours where the density is drawn.
  public init(real: [Double], imaginary: [Double], map: ColorMap = .viridis) {
    self.real = real
    self.imaginary = imaginary
    self.map = map
  }

  /// The same with the density drawn above a number of eigenvalues.
  public func densityAbove(_ count: Int) -> ComplexSpectrum {
    var copy = self
    copy.densityThreshold = count
    return copy
  }

  private var isDense: Bool { real.count > densityThreshold }

  private var points: Scatter {
    var points = Scatter(real, imaginary)
    points.appearance = appearance
    // Many points are drawn smaller, so that they stay apart.
    if appearance.markerSize == nil, real.count > 200 {
      points.appearance.markerSize = real.count > 2000 ? 1.4 : 2.4
    }
    return points
  }

  /// Takes a colour of the cycle for points.
  public var takesCycleColor: Bool { !isDense }

  /// Extent of the eigenvalues.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try DataCheck.extent(
      of: named("ComplexSpectrum"), x: real, y: imaginary, xScale: xScale, yScale: yScale)
  }

  /// The points or their density.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    isDense
      ? PointDensity(real, imaginary, map: map).draw(in: frame, color: color)
      : points.draw(in: frame, color: color)
  }

  /// A sample of a point.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    points.legendEntry(color: isDense ? map(0.5) : color, style: style)
  }

  /// The points.
  public func obstacles(in frame: PlotFrame) -> [Point] { points.obstacles(in: frame) }

  /// Number and ranges.
  public var summary: String {
    described("\(real.count) eigenvalues") + ", real parts "
      + DataCheck.text(ClosedRange(finiteExtentOf: real)) + ", imaginary parts "
      + DataCheck.text(ClosedRange(finiteExtentOf: imaginary))
  }
}

/// The gap of a spectrum: a line at Re λ = −gap and a measure from there to 0.
public struct GapMarker: StyledMark {
  /// The gap, positive.
  public var gap: Double
  /// Text on the measure; mathematics between dollars.
  public var text: String
  /// The look; muted unless coloured.
  public var appearance = Appearance()

  /// The gap of a spectrum.
  ///
  /// - Parameters:
  ///   - gap: the distance of the slowest decaying eigenvalue from the imaginary axis.
  ///   - text: what the measure says.
  public init(_ gap: Double, text: String = "$\\Delta$") {
    self.gap = gap
    self.text = text
    appearance.dashes = .dashed
  }

  /// Muted unless coloured.
  public var takesCycleColor: Bool { false }

  /// From −gap to 0.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    guard gap.isFinite, gap >= 0 else {
      throw PlottingError(
        .emptyRange, "GapMarker needs a gap that is finite and not negative, got \(gap).")
    }
    return DataExtent(x: -gap...0, y: nil)
  }

  private func parts(
    in frame: PlotFrame
  ) -> (items: [DisplayItem], text: PlacedText, measure: [Point]) {
    let style = frame.style
    let box = frame.rectangle
    let paint = appearance.color ?? style.mutedForeground
    let (left, right) = (frame.x(-gap), frame.x(0))
    var items = ReferenceLine.items(
      from: Point(left, box.maxY), to: Point(left, box.minY), appearance: appearance, style: style)
    var solid = appearance
    solid.dashes = .solid
    items += ReferenceLine.items(
      from: Point(right, box.maxY), to: Point(right, box.minY), appearance: solid, style: style)
    let size = style.legendSize
    let high = box.minY + 0.12 * box.height
    // Too narrow for arrows inside: they point at it from outside.
    let isNarrow = right - left < 14
    let line = Stroke(paint, width: 0.6 * style.lineWidth)
    let head = 2.5 + 1.5 * style.lineWidth
    if isNarrow {
      items +=
        DrawnArrow(
          start: Point(left - 14, high), end: Point(left, high), stroke: line, headLength: head
        ).items
      items +=
        DrawnArrow(
          start: Point(right + 14, high), end: Point(right, high), stroke: line, headLength: head
        ).items
    } else {
      items +=
        DrawnArrow(
          start: Point(left, high), end: Point(right, high), stroke: line, headLength: head,
          isDouble: true
        ).items
    }
    let set = style.text(text, size: size, color: appearance.color ?? style.foreground)
    let isWide = right - left > set.width + 4
    let placed = set.placed(
      at: isWide
        ? Point((left + right) / 2, high - 0.3 * size)
        : Point(left - (isNarrow ? 16 : 3), high - 0.3 * size),
      anchor: TextAnchor(isWide ? .center : .right, .bottom)
    ).moved(inside: box.inset(by: 0.25 * size))
    let reach = isNarrow ? 14.0 : 0
    let measure = stride(from: left - reach, through: right + reach, by: 3).map { Point($0, high) }
    return (items, placed, measure)
  }

  /// The lines and the measure.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let parts = parts(in: frame)
    return parts.items + [parts.text.group(role: "annotation")]
  }

  /// The measure and its text.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    let parts = parts(in: frame)
    return parts.text.frame.raster + parts.measure
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    ReferenceLine.legendEntry(appearance, style: style)
  }

  /// The gap.
  public var summary: String { "the gap \(NumberFormat.significant(gap, digits: 4))" }
}
