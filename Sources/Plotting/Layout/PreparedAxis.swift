/// An axis whose range is known.
struct PreparedAxis: Sendable {
  var axis: Axis
  /// What it shows, cut-out parts included.
  var domain: ClosedRange<Double>
  /// Whether numbers are left to another panel.
  var hidesNumbers = false
  /// Whether the name is left to another panel or to the figure.
  var hidesName = false
  /// Least room for its numbers across the axis, in points.
  var numberRoom = 0.0

  /// An axis that shows data.
  ///
  /// - Parameters:
  ///   - axis: what was asked for.
  ///   - extents: how far the data of each mark reach, and whether the axis may end there.
  ///   - name: for messages: "x", "y", "right", "top".
  ///   - margin: room beyond the data as a part of their length.
  /// - Throws: `PlottingError` for a range or break that makes no sense.
  init(
    _ axis: Axis, extents: [(range: ClosedRange<Double>, isTight: Bool)], name: String,
    margin: Double
  ) throws {
    self.axis = axis
    domain = try Self.domain(axis, of: extents, name: name, margin: margin)
    for range in axis.breaks {
      guard range.lowerBound > domain.lowerBound, range.upperBound < domain.upperBound,
        range.length > 0
      else {
        throw PlottingError(
          .emptyRange,
          "The break \(range.lowerBound) … \(range.upperBound) is not inside the \(name) axis, "
            + "which shows \(domain.lowerBound) … \(domain.upperBound). Cut out a range between "
            + "the data.")
      }
    }
  }

  /// Throws for a scale without positions.
  static func check(_ scale: AxisScale, name: String) throws {
    guard case .symlog(let threshold) = scale, !(threshold > 0 && threshold.isFinite) else {
      return
    }
    throw PlottingError(
      .emptyRange,
      "The \(name) axis needs a positive finite threshold for its symlog scale, got "
        + "\(threshold). Give the magnitude below which it should be linear.")
  }

  /// What is shown between the breaks, in ascending order.
  var parts: [ClosedRange<Double>] {
    var parts: [ClosedRange<Double>] = []
    var start = domain.lowerBound
    for range in axis.breaks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { parts.append(start...range.lowerBound) }
      start = max(start, range.upperBound)
    }
    if start < domain.upperBound { parts.append(start...domain.upperBound) }
    return parts
  }

  /// The parts on the page, in proportion to their lengths but none too short to be read.
  ///
  /// - Parameters:
  ///   - low: place of the axis' lower end on the page, across or down.
  ///   - high: place of its upper end.
  ///   - gap: distance between parts.
  /// - Returns: the pieces in ascending order of their values.
  func pieces(from low: Double, to high: Double, gap: Double) -> [AxisPiece] {
    let parts = parts
    let (low, high) = axis.isInverted ? (high, low) : (low, high)
    let direction: Double = high < low ? -1 : 1
    let lengths = parts.map {
      axis.scale.position(of: $0.upperBound) - axis.scale.position(of: $0.lowerBound)
    }
    let total = lengths.reduce(0, +)
    let weights = lengths.map { max($0 / total, parts.count > 1 ? 0.15 : 0) }
    let room = abs(high - low) - gap * Double(parts.count - 1)
    var pieces: [AxisPiece] = []
    var place = low
    for (part, weight) in zip(parts, weights) {
      let end = place + direction * room * weight / weights.reduce(0, +)
      pieces.append(AxisPiece(domain: part, scale: axis.scale, from: place, to: end))
      place = end + direction * gap
    }
    return pieces
  }

  /// What the axis shows: its range if given, otherwise the data with a margin where they may not
  /// touch the frame.
  private static func domain(
    _ axis: Axis, of extents: [(range: ClosedRange<Double>, isTight: Bool)], name: String,
    margin: Double
  ) throws -> ClosedRange<Double> {
    let scale = axis.scale
    if let range = axis.range {
      // A range below a double's resolution has no numbers to put ticks at.
      let greatest = max(abs(range.lowerBound), abs(range.upperBound))
      guard range.length > 1e-12 * greatest, range.length.isFinite else {
        throw PlottingError(
          .emptyRange,
          "The \(name) axis needs a range with two different finite ends, got "
            + "\(range.lowerBound) … \(range.upperBound). "
            + "Change the range or leave it out to follow the data.")
      }
      guard scale != .log || range.lowerBound > 0 else {
        throw PlottingError(
          .nonPositiveOnLogScale,
          "The \(name) axis is logarithmic and shows positive values only, but its range starts "
            + "at \(NumberFormat.significant(range.lowerBound, digits: 4)). "
            + "Start the range above 0, or use the scale .linear or .symlog(threshold: …).")
      }
      return range
    }
    guard let first = extents.first?.range else { return scale == .log ? 1...10 : 0...1 }
    let data = extents.dropFirst().reduce(first) { $0.union($1.range) }
    // Marks without a say on logarithms may reach to zero or below.
    let least = extents.map(\.range.lowerBound).filter { scale != .log || $0 > 0 }.min()
    let low = scale.position(of: scale == .log ? least ?? data.upperBound : data.lowerBound)
    let high = scale.position(of: data.upperBound)
    guard high - low > 1e-12 * max(abs(low), abs(high)), high - low > 0 else {
      if case .log = scale { return scale.value(at: high - 0.5)...scale.value(at: high + 0.5) }
      let half = low == 0 ? 1 : 0.1 * abs(low)
      return scale.value(at: low - half)...scale.value(at: high + half)
    }
    guard (high - low).isFinite else {
      throw PlottingError(
        .emptyRange,
        "The \(name) values reach from \(data.lowerBound) to \(data.upperBound), too far apart "
          + "for one axis. Give the range that it should show.")
    }
    let isLowTight = extents.contains { $0.isTight && $0.range.lowerBound == data.lowerBound }
    let isHighTight = extents.contains { $0.isTight && $0.range.upperBound == data.upperBound }
    // What is cut out needs no margin.
    let cut = axis.breaks.map {
      scale.position(of: $0.upperBound) - scale.position(of: $0.lowerBound)
    }.reduce(0, +)
    let pad = margin * (cut > 0 && cut < high - low ? high - low - cut : high - low)
    let start = isLowTight ? scale.value(at: low) : scale.value(at: low - pad)
    let end = isHighTight ? data.upperBound : scale.value(at: high + pad)
    return start...end
  }
}

/// A part of an axis at its place on the page.
struct AxisPiece: Sendable, Hashable {
  /// What it shows.
  var domain: ClosedRange<Double>
  var scale: AxisScale
  /// Place of the lower end on the page, across or down.
  var from: Double
  /// Place of the upper end.
  var to: Double

  var length: Double { abs(to - from) }

  /// Place of a value on the page.
  func place(_ value: Double) -> Double {
    let low = scale.position(of: domain.lowerBound)
    let high = scale.position(of: domain.upperBound)
    return from + (scale.position(of: value) - low) / (high - low) * (to - from)
  }
}
