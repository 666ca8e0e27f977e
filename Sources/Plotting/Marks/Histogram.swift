import Foundation

/// How often values fall into bins.
public struct Histogram: StyledMark {
  /// What the height of a bin says.
  public enum Normalization: String, Sendable, Hashable {
    /// Number of values.
    case count
    /// Share of all values; the heights add up to 1.
    case probability
    /// Share of all values per unit of x; the area is 1.
    case density
  }

  /// How values are put into bins.
  public enum Bins: Sendable, Hashable {
    /// Of the width that Freedman and Diaconis recommend: 2 · interquartile range / n^(1/3).
    case automatic
    /// So many of equal width.
    case count(Int)
    /// Between given edges, ascending; values outside do not count.
    case edges([Double])
  }

  /// The values; those that are not finite do not count.
  public var values: [Double]
  /// How values are put into bins.
  public var bins: Bins
  /// What the height of a bin says.
  public var normalization: Normalization
  /// The look; half opaque with an outline unless changed.
  public var appearance = Appearance()

  /// How often values fall into bins.
  ///
  /// - Parameters:
  ///   - values: the values.
  ///   - bins: how they are put into bins.
  ///   - normalization: what the height of a bin says.
  public init(
    _ values: [Double], bins: Bins = .automatic, normalization: Normalization = .count
  ) {
    self.values = values
    self.bins = bins
    self.normalization = normalization
    appearance.opacity = 0.45
  }

  /// Edges of the bins, and the height of each.
  public var binned: (edges: [Double], heights: [Double]) {
    let finite = values.filter(\.isFinite)
    let edges = Self.edges(bins, for: finite)
    guard edges.count > 1 else { return (edges, []) }
    var counts = [Double](repeating: 0, count: edges.count - 1)
    for value in finite where value >= edges[0] && value <= edges[edges.count - 1] {
      // Each bin holds its low edge, the last one both.
      var low = 0
      var high = edges.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    let total = counts.reduce(0, +)
    switch normalization {
    case .count: break
    case .probability: counts = counts.map { $0 / max(total, 1) }
    case .density:
      counts = counts.indices.map {
        counts[$0] / max(total, 1) / (edges[$0 + 1] - edges[$0])
      }
    }
    return (edges, counts)
  }

  private static func edges(_ bins: Bins, for values: [Double]) -> [Double] {
    guard let extent = ClosedRange(finiteExtentOf: values) else { return [] }
    let range =
      extent.length > 0 ? extent : (extent.lowerBound - 0.5)...(extent.upperBound + 0.5)
    var count: Int
    switch bins {
    case .edges(let edges): return edges
    case .count(let given): count = max(1, given)
    case .automatic:
      let sorted = values.sorted()
      let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
      let width = 2 * quartiles / cbrt(Double(values.count))
      let wanted = width > 0 ? range.length / width : 1 + log2(Double(values.count))
      count = max(1, min(1000, Int(wanted.rounded(.up))))
    }
    return (0...count).map { range.lowerBound + Double($0) / Double(count) * range.length }
  }

  /// Extent of the bins; the axis may end at their foot.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    let name = named("Histogram")
    _ = try DataCheck.extent(
      of: name, x: values, y: values, xScale: .linear, yScale: .linear)
    let (edges, heights) = binned
    guard !heights.isEmpty, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw PlottingError(
        .emptyRange,
        "\(name) needs at least two ascending finite edges of bins, got \(edges.count). "
          + "Change .edges(…) or use .automatic.")
    }
    let positive = heights.filter { $0 > 0 }
    guard let top = positive.max(), let least = positive.min() else {
      throw PlottingError(
        .emptyData,
        "\(name) has no value between its edges \(edges[0]) and \(edges[edges.count - 1]). "
          + "Give edges that hold the data.")
    }
    try DataCheck.checkPositive(edges, of: name, axis: "x", scale: xScale)
    let foot = yScale == .log ? least / 2 : 0
    var extent = DataExtent(x: edges[0]...edges[edges.count - 1], y: foot...top, isTightX: true)
    extent.baselines = [foot]
    return extent
  }

  /// The corners of the outline, from the foot of the first bin to that of the last.
  private var outline: (x: [Double], y: [Double]) {
    let (edges, heights) = binned
    var x: [Double] = [edges.first ?? 0]
    var y: [Double] = [0]
    for (index, height) in heights.enumerated() {
      x += [edges[index], edges[index + 1]]
      y += [height, height]
    }
    return (x + [edges.last ?? 0], y + [0])
  }

  /// The bins as one area with an outline.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    if frame.isPolar { return sectors(in: frame, color: color) }
    let corners = outline
    let places = zip(corners.x, corners.y).map { frame.pointAboveFloor($0, $1) }
    guard places.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return [] }
    var line = appearance
    line.opacity = 1
    line.width = appearance.width ?? 0.8 * frame.style.lineWidth
    return [
      .path(
        Path(polyline: places, closed: true),
        fill: color.opacity(color.alpha * appearance.opacity), stroke: nil),
      .path(Path(polyline: places), fill: nil, stroke: line.stroke(color, style: frame.style)),
    ]
  }

  /// A sector with an outline for each bin, where values are angles.
  private func sectors(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let (edges, heights) = binned
    var path = Path()
    for (index, height) in heights.enumerated() where height > 0 {
      path.elements +=
        frame.cell(from: edges[index], to: edges[index + 1], low: 0, high: height).elements
    }
    guard !path.elements.isEmpty else { return [] }
    var line = appearance
    line.opacity = 1
    line.width = appearance.width ?? 0.6 * frame.style.lineWidth
    return [
      .path(
        path, fill: color.opacity(color.alpha * appearance.opacity),
        stroke: line.stroke(color, style: frame.style))
    ]
  }

  /// A sample of the area.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, patch: color.opacity(color.alpha * appearance.opacity))
    }
  }

  /// Points all over the bins.
  public func obstacles(in frame: PlotFrame) -> [Point] {
    if frame.isPolar {
      let (edges, heights) = binned
      return heights.indices.flatMap {
        frame.sectorSamples(from: edges[$0], to: edges[$0 + 1], low: 0, high: heights[$0])
      }
    }
    let corners = outline
    return zip(corners.x, corners.y).flatMap { x, y -> [Point] in
      let place = frame.pointAboveFloor(x, y)
      guard place.x.isFinite, place.y.isFinite else { return [] }
      let foot = frame.pointAboveFloor(x, 0).y
      return stride(from: min(place.y, foot), through: max(place.y, foot), by: 4).map {
        Point(place.x, $0)
      }
    }
  }

  /// Number of values and bins.
  public var summary: String {
    described("histogram") + " of \(values.count) values in \(binned.heights.count) bins, "
      + DataCheck.text(ClosedRange(finiteExtentOf: values))
  }
}
