/// What a panel shows in all frames of a film.
struct PanelAgreement: Sendable {
  private var domains: [AxisSide: ClosedRange<Double>] = [:]
  /// What axes show for data of one value only, where the frame that has them knows no better.
  private var aroundValues: [AxisSide: ClosedRange<Double>] = [:]
  /// Ends of the colour scale of each mark that follows its values.
  private var colors: [Int: ClosedRange<Double>] = [:]
  /// How many obstacles a legend would hide in each corner.
  private var hidden: [LegendPlacement: Int] = [:]

  private static let corners: [LegendPlacement] = [.topRight, .topLeft, .bottomRight, .bottomLeft]

  /// Widens the common ranges by those of a frame.
  ///
  /// - Returns: whether something follows the data, so that other frames have to be looked at.
  mutating func note(_ prepared: PreparedPlot) -> Bool {
    var follows = false
    let reach = prepared.reach
    for (side, axis) in prepared.axes where axis.axis.range == nil {
      follows = true
      if let data = reach[side], data.length == 0 {
        aroundValues[side] = aroundValues[side]?.union(axis.domain) ?? axis.domain
        domains[side] = domains[side]?.union(data)
      } else {
        domains[side] = domains[side]?.union(axis.domain) ?? axis.domain
      }
    }
    for (index, mark) in prepared.plot.marks.enumerated() {
      guard let mark = mark as? any ValueColored, mark.followsValues,
        let key = try? mark.colorKey(), key.low < key.high
      else { continue }
      colors[index] = colors[index]?.union(key.low...key.high) ?? key.low...key.high
      follows = true
    }
    return follows
  }

  /// Counts what a legend in each corner would hide.
  mutating func noteLegend(_ prepared: PreparedPlot, page: Size) {
    guard prepared.plot.legendPlacement == .automatic, let legend = prepared.legend else { return }
    // About the box that the axes will have.
    let box = Rectangle(x: 0, y: 0, width: 0.8 * page.width, height: 0.75 * page.height)
    let geometry = prepared.geometry(in: box)
    let obstacles = prepared.layers.flatMap { layer in
      geometry.frames(x: layer.x, y: layer.y, style: prepared.style).flatMap { frame in
        layer.marks.flatMap { $0.obstacles(in: frame) }
      }
    }
    for corner in Self.corners {
      guard let place = legend.placeInside(geometry.rectangle, corner, obstacles: { [] }) else {
        continue
      }
      let seen = place.outset(by: 1.5)
      hidden[corner, default: 0] += obstacles.count { seen.contains($0) }
    }
  }

  /// The corner that hides nothing in any frame that was looked at, or outside.
  private var legend: LegendPlacement? {
    hidden.isEmpty ? nil : Self.corners.first { hidden[$0] == 0 } ?? .above
  }

  private func domain(_ side: AxisSide) -> ClosedRange<Double>? {
    domains[side] ?? aroundValues[side]
  }

  /// A plot with the common ranges.
  func applied(to plot: Plot) -> Plot {
    var plot = plot
    if plot.xAxis.range == nil { plot.xAxis.range = domain(.bottom) }
    if plot.yAxis.range == nil { plot.yAxis.range = domain(.left) }
    if plot.topAxis?.axis.range == nil { plot.topAxis?.axis.range = domain(.top) }
    if plot.rightAxis?.axis.range == nil { plot.rightAxis?.axis.range = domain(.right) }
    if plot.legendPlacement == .automatic, let legend { plot.legendPlacement = legend }
    for (index, range) in colors where plot.marks.indices.contains(index) {
      guard let mark = plot.marks[index] as? any ValueColored, mark.followsValues else { continue }
      plot.marks[index] = mark.colorRange(range)
    }
    return plot
  }
}

extension PreparedPlot {
  /// How far the data of all marks reach along each side.
  fileprivate var reach: [AxisSide: ClosedRange<Double>] {
    var reach: [AxisSide: ClosedRange<Double>] = [:]
    for layer in layers {
      let xScale = axes[layer.x]?.axis.scale ?? .linear
      let yScale = axes[layer.y]?.axis.scale ?? .linear
      for mark in layer.marks {
        guard let extent = try? mark.extent(xScale: xScale, yScale: yScale) else { continue }
        if let x = extent.x { reach[layer.x] = reach[layer.x]?.union(x) ?? x }
        if let y = extent.y { reach[layer.y] = reach[layer.y]?.union(y) ?? y }
      }
    }
    return reach
  }
}

/// A mark whose colours stand for numbers.
protocol ValueColored: Mark {
  /// Whether the ends of its colour scale are those of its values.
  var followsValues: Bool { get }
  /// The same with given ends of the colour scale.
  func colorRange(_ range: ClosedRange<Double>) -> Self
}

extension ColorScaling {
  fileprivate var followsValues: Bool {
    switch kind {
    case .automatic, .centered: true
    default: false
    }
  }
}

extension Heatmap: ValueColored {
  var followsValues: Bool { coloring.scaling.followsValues }
  func colorRange(_ range: ClosedRange<Double>) -> Heatmap {
    var copy = self
    copy.coloring.scaling = .range(range)
    return copy
  }
}

extension Line: ValueColored {
  var followsValues: Bool { coloring?.scaling.followsValues ?? false }
  func colorRange(_ range: ClosedRange<Double>) -> Line {
    var copy = self
    copy.coloring?.scaling = .range(range)
    return copy
  }
}

extension Scatter: ValueColored {
  var followsValues: Bool { coloring?.scaling.followsValues ?? false }
  func colorRange(_ range: ClosedRange<Double>) -> Scatter {
    var copy = self
    copy.coloring?.scaling = .range(range)
    return copy
  }
}
