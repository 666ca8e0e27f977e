import Foundation

/// Ticks of axes that are logarithmic on both sides of zero: zero, and powers of ten of both signs.
extension TickContext {
  func symlogTicks(threshold: Double, hasMinor: Bool) -> AxisTicks {
    let greatest = max(abs(domain.lowerBound), abs(domain.upperBound))
    let first = Int((log10(threshold) - 1e-9).rounded(.up))
    let last = Int((log10(greatest) + 1e-9).rounded(.down))
    // Nothing beyond the proportional part, or only its edge.
    guard greatest > threshold, last >= first else { return linearTicks(hasMinor: hasMinor) }
    let spacing =
      length / (scale.position(of: domain.upperBound) - scale.position(of: domain.lowerBound))
    for stride in Self.decadeStrides {
      let exponents = (first...last).filter { ($0 - last) % stride == 0 }
      let above = exponents.map(Self.decade)
      let below = exponents.reversed().map {
        TickLabel(-pow(10, Double($0)), "$-10^{\($0)}$")
      }
      let major = (below + [TickLabel(0, "0")] + above).filter { domain.contains($0.value) }
      guard Double(major.count) <= max(3, 1.6 * desiredCount), fits(major) else { continue }
      guard major.count >= 2 else { break }
      guard hasMinor else { return AxisTicks(major: major) }
      var minor = Self.minorValues((first - 1)...last, spacing: spacing, stride: stride)
        .filter { $0 > threshold }
      if stride == 1, spacing > 18 {
        // The proportional part counts in units of its largest power of ten.
        let unit = pow(10, Double(first - 1))
        minor += (1...9).map { Double($0) * unit }.filter { $0 < threshold * (1 - 1e-9) }
      }
      let both = Set(minor + minor.map { -$0 }).sorted()
      return AxisTicks(major: major, minor: both.filter { domain.contains($0) })
    }
    return linearTicks(hasMinor: false)
  }
}
