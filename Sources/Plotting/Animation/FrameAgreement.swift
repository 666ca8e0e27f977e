/// What the frames of a film have in common, so that nothing jumps from one to the next.
package struct FrameAgreement: Sendable {
  private var x: ClosedRange<Double>?
  private var y: ClosedRange<Double>?
  /// Ends of the colour scale of each mark that follows its values.
  private var colors: [Int: ClosedRange<Double>] = [:]
  private var size: Size?
  private var legend: LegendPlacement?

  /// What all frames agree on.
  ///
  /// - Parameters:
  ///   - animation: the film.
  ///   - step: called after each frame that was looked at.
  /// - Throws: what drawing a frame throws.
  package init(of animation: Animation, step: () -> Void = {}) throws {
    let first = try animation.drawable(0)
    size = try first.displayList().size
    guard let plot = first as? Plot else { return }
    var isOpen = try note(plot)
    let places = Set((0..<24).map { $0 * (animation.frameCount - 1) / 23 })
    var legends: [LegendPlacement: Int] = [:]
    for index in 0..<animation.frameCount {
      defer { step() }
      guard isOpen || places.contains(index) else { continue }
      guard let plot = try animation.drawable(index) as? Plot else { continue }
      isOpen = try note(plot) || isOpen
      guard plot.legendPlacement == .automatic, places.contains(index) else { continue }
      for (corner, hidden) in try Self.hidden(by: plot) { legends[corner, default: 0] += hidden }
    }
    // The corner that hides the least over the film; outside where each would hide something.
    if let best = Self.corners.min(by: { legends[$0] ?? 0 < legends[$1] ?? 0 }), !legends.isEmpty {
      legend = legends[best] == 0 ? best : .above
    }
  }

  private static let corners: [LegendPlacement] = [.topRight, .topLeft, .bottomRight, .bottomLeft]

  /// Widens the common ranges by those of a frame.
  ///
  /// - Returns: whether something follows the data, so that other frames have to be looked at.
  private mutating func note(_ plot: Plot) throws -> Bool {
    let prepared = try PreparedPlot(plot, style: plot.style)
    var isOpen = false
    if plot.xAxis.range == nil {
      x = x?.union(prepared.xDomain) ?? prepared.xDomain
      isOpen = true
    }
    if plot.yAxis.range == nil {
      y = y?.union(prepared.yDomain) ?? prepared.yDomain
      isOpen = true
    }
    for (index, mark) in plot.marks.enumerated() {
      guard let mark = mark as? any FollowingColors, mark.followsValues,
        let key = try mark.colorKey(), key.low < key.high
      else { continue }
      colors[index] = colors[index]?.union(key.low...key.high) ?? key.low...key.high
      isOpen = true
    }
    return isOpen
  }

  /// How many obstacles a legend in each corner would hide.
  private static func hidden(by plot: Plot) throws -> [LegendPlacement: Int] {
    let size = try plot.displayList().size
    return try PreparedPlot(plot, style: plot.style).hiddenByLegend(
      in: Rectangle(x: 0, y: 0, width: 0.8 * size.width, height: 0.75 * size.height),
      corners: corners)
  }

  /// A frame that keeps to what was agreed.
  package func applied(to frame: any Drawable) -> any Drawable {
    guard var plot = frame as? Plot else { return frame }
    if plot.xAxis.range == nil { plot.xAxis.range = x }
    if plot.yAxis.range == nil { plot.yAxis.range = y }
    if plot.legendPlacement == .automatic, let legend { plot.legendPlacement = legend }
    if plot.size == nil { plot.size = size }
    for (index, range) in colors where plot.marks.indices.contains(index) {
      guard let mark = plot.marks[index] as? any FollowingColors, mark.followsValues else {
        continue
      }
      plot.marks[index] = mark.colorRange(range)
    }
    return plot
  }
}

extension PreparedPlot {
  /// How many obstacles a legend in each corner of a box would hide.
  func hiddenByLegend(in box: Rectangle, corners: [LegendPlacement]) -> [LegendPlacement: Int] {
    guard let legend else { return [:] }
    let frame = frame(in: box)
    let obstacles = plot.marks.flatMap { $0.obstacles(in: frame) }
    var hidden: [LegendPlacement: Int] = [:]
    for corner in corners {
      guard let place = legend.placeInside(frame, corner, obstacles: { _ in [] }) else { continue }
      hidden[corner] = obstacles.count { place.outset(by: 1.5).contains($0) }
    }
    return hidden
  }
}

/// A mark whose colours stand for numbers.
protocol FollowingColors: Mark {
  /// Whether the ends of its colour scale are those of its values.
  var followsValues: Bool { get }
  /// The same with given ends of the colour scale.
  func colorRange(_ range: ClosedRange<Double>) -> Self
}

extension ColorScaling {
  var followsValues: Bool { kind == .automatic || isCentered }

  private var isCentered: Bool { if case .centered = kind { true } else { false } }
}

extension Heatmap: FollowingColors {
  var followsValues: Bool { scaling.followsValues }
  func colorRange(_ range: ClosedRange<Double>) -> Heatmap {
    var copy = self
    copy.scaling = .range(range)
    return copy
  }
}

extension Line: FollowingColors {
  var followsValues: Bool { coloring?.scaling.followsValues ?? false }
  func colorRange(_ range: ClosedRange<Double>) -> Line {
    var copy = self
    copy.coloring?.scaling = .range(range)
    return copy
  }
}

extension Scatter: FollowingColors {
  var followsValues: Bool { coloring?.scaling.followsValues ?? false }
  func colorRange(_ range: ClosedRange<Double>) -> Scatter {
    var copy = self
    copy.coloring?.scaling = .range(range)
    return copy
  }
}
