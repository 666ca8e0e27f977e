import ComplexModule
package import QuantumCore
import RealModule

extension AzimuthalHarmonics {
  /// The largest value of S and where it is.
  ///
  /// The sum is sampled eight times per period of its fastest harmonic that matters; the best samples that are
  /// higher than their neighbours are refined by Newton's method on S′, kept inside the bracket.
  ///
  /// - Returns: the angle in [0, 2π) and S there.
  package func maximumDeviation() -> (angle: Double, value: Double) {
    let moduli = coefficients.dropFirst().map(\.length)
    let largest = moduli.max() ?? 0
    // Harmonics this small cannot move the maximum visibly; without any there is no maximum to find.
    guard largest > 0, let last = moduli.lastIndex(where: { $0 > 1e-17 * largest }) else {
      return (0, 0)
    }
    let samples = Self.samples(Array(coefficients.prefix(last + 2)), count: 8 * (last + 1) + 16)
    let step = 2 * Double.pi / Double(samples.count)
    let peaks = samples.indices.filter {
      samples[$0] >= samples[($0 + 1) % samples.count]
        && samples[$0] >= samples[($0 + samples.count - 1) % samples.count]
    }
    let candidates = peaks.sorted { samples[$0] > samples[$1] }.prefix(4).sorted()
    var best = (angle: 0.0, value: -Double.infinity)
    for candidate in candidates {
      let angle = refinedPeak(around: Double(candidate) * step, within: step)
      let value = deviation(at: angle).value
      // Equal peaks differ by rounding only; the first angle wins then.
      if value > best.value + 1e-13 * abs(value) { best = (angle, value) }
    }
    let turns = (best.angle / (2 * .pi)).rounded(.down)
    return (max(0, best.angle - 2 * .pi * turns), max(0, best.value))
  }

  /// S on a uniform grid, by a table of cosines.
  private static func samples(_ coefficients: [Complex<Double>], count: Int) -> [Double] {
    let step = 2 * Double.pi / Double(count)
    let cosines = (0..<count).map { Double.cos(Double($0) * step) }
    let sines = (0..<count).map { Double.sin(Double($0) * step) }
    return (0..<count).map { j in
      var sum = 0.0
      var position = 0
      for q in 1..<coefficients.count {
        position += j
        if position >= count { position -= count }
        sum +=
          coefficients[q].real * cosines[position] - coefficients[q].imaginary * sines[position]
      }
      return sum / .pi
    }
  }

  /// The zero of S′ next to a sample that is higher than its neighbours.
  private func refinedPeak(around center: Double, within step: Double) -> Double {
    var (lower, upper) = (center - step, center + step)
    var angle = center
    for _ in 0..<60 {
      let (_, first, second) = deviation(at: angle)
      if first > 0 { lower = angle } else { upper = angle }
      var next = angle - first / second
      // Newton's step only where it climbs and stays between the neighbours; bisection elsewhere.
      if second >= 0 || next <= lower || next >= upper { next = (lower + upper) / 2 }
      if abs(next - angle) <= 1e-15 * (1 + abs(angle)) { return next }
      angle = next
    }
    return angle
  }
}
