import Foundation

/// Ticks at multiples and fractions of π.
extension TickContext {
  /// Steps as fractions of π, with the parts that minor ticks divide them into.
  private static let angleSteps: [(numerator: Int, denominator: Int, parts: Int)] = [
    (1, 12, 1), (1, 6, 2), (1, 4, 2), (1, 3, 2), (1, 2, 2), (1, 1, 2), (2, 1, 2), (4, 1, 4),
    (5, 1, 5), (10, 1, 5), (20, 1, 4), (50, 1, 5), (100, 1, 5),
  ]

  func angleTicks(hasMinor: Bool) -> AxisTicks {
    var best: (score: Double, ticks: AxisTicks)?
    for step in Self.angleSteps {
      let width = Double.pi * Double(step.numerator) / Double(step.denominator)
      let indices = indices(of: width)
      guard indices.count >= 2, indices.count < 60 else { continue }
      let major = indices.map {
        TickLabel(
          Double($0) * width,
          Self.angleText(numerator: $0 * step.numerator, denominator: step.denominator))
      }
      let ratio = Double(indices.count) / desiredCount
      // Halves and quarters read more easily than sixths and twelfths.
      let ease = step.denominator == 12 ? 0.6 : step.denominator % 3 == 0 ? 0.25 : 0
      let score = 2 - max(ratio, 1 / ratio) - ease
      guard fits(major), score > best?.score ?? -.infinity else { continue }
      var minor: [Double] = []
      if hasMinor, step.parts > 1 {
        let small = width / Double(step.parts)
        minor = self.indices(of: small).filter { $0 % step.parts != 0 }.map { Double($0) * small }
      }
      best = (score, AxisTicks(major: major, minor: minor))
    }
    return best?.ticks ?? linearTicks(hasMinor: hasMinor)
  }

  private func indices(of step: Double) -> [Int] {
    let first = (domain.lowerBound / step - 1e-6).rounded(.up)
    let last = (domain.upperBound / step + 1e-6).rounded(.down)
    guard last >= first, last - first < 500, abs(first) < 1e9, abs(last) < 1e9 else { return [] }
    return Array(Int(first)...Int(last))
  }

  /// A multiple of π as text: 0, π/2, −3π/4, 2π.
  package static func angleText(numerator: Int, denominator: Int) -> String {
    guard numerator != 0 else { return "0" }
    var (a, b) = (abs(numerator), denominator)
    while b != 0 { (a, b) = (b, a % b) }
    let top = abs(numerator) / a
    let bottom = denominator / a
    let sign = numerator < 0 ? "-" : ""
    let multiple = top == 1 ? "" : String(top)
    return "$\(sign)\(multiple)\\pi" + (bottom == 1 ? "$" : "/\(bottom)$")
  }
}
