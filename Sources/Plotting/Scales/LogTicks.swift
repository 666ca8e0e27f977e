import Foundation

/// Ticks of logarithmic axes: powers of ten, with 2 … 9 between as minor ticks; plain numbers where
/// there are few decades.
extension TickContext {
  func logTicks(hasMinor: Bool) -> AxisTicks {
    let low = log10(domain.lowerBound)
    let high = log10(domain.upperBound)
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    // Two labels do not show how a scale runs between them.
    guard last - first >= 2 else { return ticksOfFewDecades(low: low, high: high, hasMinor) }
    for stride in Self.decadeStrides {
      let major = (first...last).filter { $0 % stride == 0 }.map(Self.decade)
      guard Double(major.count) <= max(2, 1.6 * desiredCount), fits(major) else { continue }
      return AxisTicks(
        major: major, minor: hasMinor ? logMinor(low: low, high: high, stride: stride) : [])
    }
    return AxisTicks(major: [Self.decade(first)])
  }

  /// Up to two or three decades: the set of round numbers that comes nearest to the wanted count.
  private func ticksOfFewDecades(low: Double, high: Double, _ hasMinor: Bool) -> AxisTicks {
    let decades = Int(low.rounded(.down))...Int(high.rounded(.down))
    func values(_ mantissas: [Double]) -> [Double] {
      decades.flatMap { decade in mantissas.map { $0 * pow(10, Double(decade)) } }
        .filter { domain.contains($0) }
    }
    let all = values([1, 2, 3, 4, 5, 6, 7, 8, 9])
    var sets: [(ticks: AxisTicks, ease: Double)] = []
    for (mantissas, ease) in Self.mantissaSets {
      let shown = values(mantissas)
      sets.append(
        (
          AxisTicks(
            major: shown.map { TickLabel($0, NumberFormat.label($0)) },
            minor: all.filter { !shown.contains($0) }), ease
        ))
    }
    // Within a part of a decade round numbers are nearly equidistant; beyond, they crowd.
    if high - low < 0.9 {
      for (rank, ticks) in roundNumberTicks().enumerated() where ticks.major.count >= 2 {
        var withMinor = ticks
        withMinor.minor = all.filter { value in !ticks.major.contains { $0.value == value } }
        if ticks.major.count > 6 { withMinor.minor = [] }
        sets.append((withMinor, 0.35 + 0.05 * Double(rank)))
      }
    }
    let wanted = max(3, desiredCount)
    func score(_ entry: (ticks: AxisTicks, ease: Double)) -> Double {
      let ratio = Double(entry.ticks.major.count) / wanted
      return -max(ratio, 1 / max(ratio, 0.01)) - entry.ease
    }
    let best = sets.filter { $0.ticks.major.count >= 1 && fits($0.ticks.major) }
      .max { score($0) < score($1) }
    guard var ticks = best?.ticks else { return linearTicks(hasMinor: false) }
    if !hasMinor { ticks.minor = [] }
    return ticks
  }

  private static let mantissaSets: [(mantissas: [Double], ease: Double)] = [
    ([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.3), ([1, 2, 3, 5], 0.15), ([1, 2, 5], 0), ([1, 3], 0.1),
    ([1], 0),
  ]

  static let decadeStrides = [1, 2, 3, 5, 10, 20, 50, 100, 200]

  static func decade(_ exponent: Int) -> TickLabel {
    TickLabel(pow(10, Double(exponent)), "$10^{\(exponent)}$")
  }

  private func logMinor(low: Double, high: Double, stride: Int) -> [Double] {
    let spacing = length / (high - low)
    let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
    return Self.minorValues(decades, spacing: spacing, stride: stride)
      .filter { domain.contains($0) }
  }

  /// Values between the labelled decades.
  ///
  /// - Parameters:
  ///   - decades: all exponents that may be seen.
  ///   - spacing: length of a decade on the page.
  ///   - stride: decades from label to label.
  /// - Returns: the values of minor ticks, in ascending order.
  static func minorValues(
    _ decades: ClosedRange<Int>, spacing: Double, stride: Int
  ) -> [Double] {
    if stride > 1 {
      // Decades, or every 5th, 10th, … of them where they would run into one band.
      guard
        let step = [1, 2, 5, 10, 20, 50, 100].first(where: {
          $0 < stride && stride % $0 == 0 && spacing * Double($0) >= 3
        })
      else { return [] }
      return decades.filter { $0 % step == 0 && $0 % stride != 0 }.map { pow(10, Double($0)) }
    }
    guard spacing > 18 else { return [] }
    return decades.flatMap { decade in (2...9).map { Double($0) * pow(10, Double(decade)) } }
  }
}
