extension PlotFrame {
  /// The area between two values of x and two of y: a rectangle, or a sector of a ring.
  func cell(from start: Double, to end: Double, low: Double, high: Double) -> Path {
    let outer = level(from: start, to: end, y: high)
    let inner = level(from: start, to: end, y: low)
    return Path(polyline: outer + inner.reversed(), closed: true)
  }

  /// Points all over a sector of a ring.
  func sectorSamples(from start: Double, to end: Double, low: Double, high: Double) -> [Point] {
    guard start.isFinite, end.isFinite, low.isFinite, high.isFinite, end > start else { return [] }
    let turns = min(120, max(1, Int((end - start) / 0.05)))
    return (0...20).flatMap { across -> [Point] in
      let radius = low + Double(across) / 20 * (high - low)
      return (0...turns).map {
        pointAboveFloor(start + Double($0) / Double(turns) * (end - start), radius)
      }
    }
  }
}
