import Foundation

/// Choosing and colouring the levels of contours.
enum ContourLevels {
  /// Round levels between the ends of a colour scale.
  static func automatic(_ coloring: Coloring, count: Int) -> [Double] {
    guard let ends = try? coloring.scaling.ends(for: coloring.values),
      let data = ClosedRange(finiteExtentOf: coloring.values)
    else { return [] }
    let (low, high) = (max(ends.low, data.lowerBound), min(ends.high, data.upperBound))
    if coloring.scaling.scale == .log {
      let first = log10(max(low, ends.low))
      let last = log10(high)
      let stride = max(1, ((last - first) / Double(max(1, count))).rounded())
      let exponents = Swift.stride(
        from: (first / stride).rounded(.up) * stride, to: last, by: stride)
      let levels = exponents.map { pow(10, $0) }.filter { $0 > low && $0 < high }
      if levels.count > 1 { return levels }
    }
    guard high > low else { return [] }
    let raw = (high - low) / Double(max(1, count) + 1)
    let unit = pow(10, log10(raw).rounded(.down))
    let step = ([1, 2, 2.5, 5, 10].first { $0 * unit >= raw * 0.999 } ?? 10) * unit
    let first = (low / step).rounded(.up)
    let last = (high / step).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    return (Int(first)...Int(last)).map { Double($0) * step }.filter { $0 > low && $0 < high }
  }

  /// Refuses levels that do not ascend.
  static func check(_ levels: [Double]?, of mark: String) throws {
    guard let levels else { return }
    guard !levels.isEmpty, levels.allSatisfy(\.isFinite),
      zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw PlottingError(
        .emptyRange,
        "\(mark) needs finite levels in ascending order, got \(levels.count) that are not. "
          + "Sort them, or leave them out for round ones.")
    }
  }

  /// Colours of the parts below the first level, between levels, and above the last.
  static func bandColors(_ levels: [Double], _ coloring: Coloring) -> [Color] {
    guard let ends = try? coloring.scaling.ends(for: coloring.values) else { return [] }
    let key = ColorKey(
      map: coloring.map, low: ends.low, high: ends.high, label: nil, scale: coloring.scaling.scale,
      levels: levels)
    return key.bandColors
  }
}

extension ColorKey {
  /// The colours between levels: those of the middles of the bands.
  var bandColors: [Color] {
    let inside = levels.filter { $0 > low && $0 < high }
    let below = levels.count { $0 <= low }
    let edges = ([low] + inside + [high]).map { scale.position(of: $0) }
    let (start, end) = (edges[0], edges[edges.count - 1])
    let middle = zip(edges, edges.dropFirst()).map { (($0 + $1) / 2 - start) / (end - start) }
    let colors = middle.map { map($0) }
    let above = levels.count - inside.count - below
    return Array(repeating: map(0), count: below) + colors + Array(repeating: map(1), count: above)
  }

  /// The colours of the bar from its low end to its high end, four bytes each.
  func bytes(count: Int) -> [UInt8] {
    guard !levels.isEmpty else { return map.bytes(count: count) }
    let colors = bandColors.map(\.bytes)
    let (start, end) = (scale.position(of: low), scale.position(of: high))
    return (0..<count).flatMap { step -> [UInt8] in
      let value = scale.value(at: start + (Double(step) + 0.5) / Double(count) * (end - start))
      return colors[levels.count { $0 <= value }]
    }
  }
}
