import Foundation

/// Ticks of logarithmic axes: powers of ten, with 2 … 9 between as minor ticks.
extension TickContext {
  func logTicks(hasMinor: Bool) -> AxisTicks {
    let low = log10(domain.lowerBound)
    let high = log10(domain.upperBound)
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    guard last - first >= 1 else { return ticksWithinDecades(low: low, high: high) }
    for stride in [1, 2, 3, 5, 10, 20, 50, 100, 200] {
      let exponents = (first...last).filter { $0 % stride == 0 }
      let major = exponents.map { TickLabel(pow(10, Double($0)), "$10^{\($0)}$") }
      guard Double(exponents.count) <= max(2, 1.6 * desiredCount), fits(major) else { continue }
      let minor = hasMinor ? logMinor(low: low, high: high, stride: stride) : []
      return AxisTicks(major: major, minor: minor)
    }
    return AxisTicks(major: [TickLabel(pow(10, Double(first)), "$10^{\(first)}$")])
  }

  /// Up to a decade or two: 1, 2, 5 with their powers, or round numbers where even those are few.
  private func ticksWithinDecades(low: Double, high: Double) -> AxisTicks {
    let decades = Int(low.rounded(.down))...Int(high.rounded(.down))
    func values(_ mantissas: [Double]) -> [Double] {
      decades.flatMap { decade in mantissas.map { $0 * pow(10, Double(decade)) } }
        .filter { domain.contains($0) }
    }
    let all = values([1, 2, 3, 4, 5, 6, 7, 8, 9])
    for mantissas: [Double] in [
      [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 5], [1, 2, 5], [1, 3], [1],
    ] {
      let shown = values(mantissas)
      let labels = shown.map { TickLabel($0, NumberFormat.significant($0, digits: 3)) }
      if shown.count >= 2, Double(shown.count) <= 1.5 * desiredCount, fits(labels) {
        return AxisTicks(major: labels, minor: all.filter { !shown.contains($0) })
      }
    }
    return linearTicks(hasMinor: false)
  }

  private func logMinor(low: Double, high: Double, stride: Int) -> [Double] {
    let spacing = length / (high - low)
    let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
    if stride > 1 {
      // Decades, or every 5th, 10th, … of them where they would run into one band.
      guard
        let step = [1, 2, 5, 10, 20, 50, 100].first(where: {
          $0 < stride && stride % $0 == 0 && spacing * Double($0) >= 3
        })
      else { return [] }
      return decades.filter { $0 % step == 0 && $0 % stride != 0 }.map { pow(10, Double($0)) }
        .filter { domain.contains($0) }
    }
    guard spacing > 18 else { return [] }
    return decades.flatMap { decade in (2...9).map { Double($0) * pow(10, Double(decade)) } }
      .filter { domain.contains($0) }
  }
}
