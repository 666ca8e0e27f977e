import Foundation

/// Round numbers as ticks by the extended Wilkinson method, restricted to ticks inside the axis:
/// a labelling is then fixed by its step and phase, so all of them can be scored.
///
/// Reference: J. Talbot, S. Lin, P. Hanrahan, IEEE Trans. Vis. Comput. Graph. 16, 1036 (2010).
extension TickContext {
  /// Steps with how round they look, and the parts that minor ticks divide them into.
  private static let steps: [(mantissa: Double, niceness: Double, parts: [Int])] = [
    (1, 1, [5, 2]), (5, 0.9, [5]), (2, 0.9, [4, 2]), (2.5, 0.5, [5]), (4, 0.3, [4, 2]),
    (3, 0.2, [3]),
  ]

  private struct Candidate {
    var step: Double
    var parts: [Int]
    var indices: ClosedRange<Int>
    var score: Double
  }

  func linearTicks(hasMinor: Bool) -> AxisTicks {
    let candidates = linearCandidates().sorted { $0.score > $1.score }
    for candidate in candidates {
      let ticks = labeled(candidate)
      guard fits(ticks.major) else { continue }
      guard hasMinor else { return ticks }
      var withMinor = ticks
      withMinor.minor = minorTicks(step: candidate.step, parts: candidate.parts)
      return withMinor
    }
    // Nothing fits: one label near the middle is better than an unreadable axis.
    guard let best = candidates.first else { return AxisTicks() }
    var ticks = labeled(best)
    ticks.major = ticks.major.isEmpty ? [] : [ticks.major[ticks.major.count / 2]]
    return ticks
  }

  private func linearCandidates() -> [Candidate] {
    let low = domain.lowerBound
    let range = domain.length
    guard range > 0, range.isFinite else { return [] }
    let decade = Int(log10(range).rounded(.down))
    let tolerance = 1e-9 * range
    var candidates: [Candidate] = []
    for exponent in (decade - 2)...(decade + 1) {
      for preference in Self.steps {
        let step = preference.mantissa * pow(10, Double(exponent))
        guard max(abs(low), abs(domain.upperBound)) / step < 1e15, range / step < 60 else {
          continue
        }
        let first = ((low - tolerance) / step).rounded(.up)
        let last = ((domain.upperBound + tolerance) / step).rounded(.down)
        guard last >= first else { continue }
        let indices = Int(first)...Int(last)
        let hasZero = indices.contains(0)
        let simplicity = preference.niceness - 1 + (hasZero ? 1 : 0)
        let lowMiss = Double(indices.lowerBound) * step - low
        let highMiss = domain.upperBound - Double(indices.upperBound) * step
        let coverage =
          1 - 0.5 * (lowMiss * lowMiss + highMiss * highMiss) / (0.25 * range * 0.25 * range)
        let ratio = Double(indices.count) / desiredCount
        let density = 2 - max(ratio, 1 / ratio)
        let digits = Double(NumberFormat.decimals(ofStep: preference.mantissa))
        let legibility = indices.count >= 2 ? 1 - 0.5 * digits : -20
        candidates.append(
          Candidate(
            step: step, parts: preference.parts, indices: indices,
            score: 0.3 * simplicity + 0.2 * coverage + 0.45 * density + 0.05 * legibility))
      }
    }
    return candidates
  }

  private func labeled(_ candidate: Candidate) -> AxisTicks {
    let values = candidate.indices.map { Double($0) * candidate.step }
    return labeled(values, step: candidate.step)
  }

  /// Multiples of a step with numbers, a power of ten and an offset where those save digits.
  private func labeled(_ values: [Double], step: Double) -> AxisTicks {
    let greatest = values.map(abs).max() ?? 0
    var offset = 0.0
    let offsetPower = log10(domain.length).rounded(.up) + 1
    // Numbers that differ only after many equal digits are read as differences.
    if whole == nil, greatest > 0, domain.length / greatest < 1e-3 {
      let unit = pow(10, offsetPower)
      // The first tick, not the axis' end: a margin below round data would spoil the round offset.
      offset = ((values.first ?? 0) / unit + 1e-6).rounded(.down) * unit
    }
    let shown = values.map { $0 - offset }
    let greatestShown =
      whole.map { max(abs($0.lowerBound), abs($0.upperBound)) } ?? shown.map(abs).max() ?? 0
    var exponent = 0
    if greatestShown >= 1e5 || (greatestShown < 1e-3 && greatestShown > 0) {
      exponent = Int((log10(greatestShown) + 1e-9).rounded(.down))
    }
    let unit = pow(10, Double(exponent))
    let decimals = NumberFormat.decimals(ofStep: step / unit)
    var factor = exponent == 0 ? "" : "$\\times 10^{\(exponent)}$"
    if offset != 0 {
      if !factor.isEmpty { factor += " " }
      factor += Self.offsetText(offset, power: Int(offsetPower))
    }
    return AxisTicks(
      major: zip(values, shown).map {
        TickLabel($0, NumberFormat.grouped(NumberFormat.fixed($1 / unit, decimals: decimals)))
      }, factor: factor.isEmpty ? nil : factor)
  }

  /// What is added to all numbers, to the power of ten that they need: +10 000, −2.5 × 10⁻⁹.
  private static func offsetText(_ offset: Double, power: Int) -> String {
    let magnitude = abs(offset)
    let exponent = Int((log10(magnitude) + 1e-9).rounded(.down))
    guard exponent < -4 || exponent > 12 else {
      let sign = offset < 0 ? NumberFormat.minus : "+"
      return sign
        + NumberFormat.grouped(NumberFormat.fixed(magnitude, decimals: max(0, -power)))
    }
    let mantissa = NumberFormat.fixed(
      magnitude / pow(10, Double(exponent)), decimals: min(14, max(0, exponent - power)))
    return "${}\(offset < 0 ? "-" : "+")\(mantissa) \\times 10^{\(exponent)}$"
  }

  /// Multiples of a step that was asked for; every second, fifth, … where all would not fit.
  func spacedTicks(_ step: Double, hasMinor: Bool) -> AxisTicks {
    guard step > 0, step.isFinite, domain.length / step < 10_000 else {
      return linearTicks(hasMinor: hasMinor)
    }
    for stride in [1, 2, 5, 10, 20, 50, 100, 1000] {
      let width = step * Double(stride)
      let first = (domain.lowerBound / width - 1e-9).rounded(.up)
      let last = (domain.upperBound / width + 1e-9).rounded(.down)
      guard last >= first, abs(first) < 1e15, abs(last) < 1e15 else { break }
      let values = (Int(first)...Int(last)).map { Double($0) * width }
      var ticks = labeled(values, step: width)
      guard fits(ticks.major) else { continue }
      if hasMinor {
        ticks.minor = minorTicks(step: width, parts: stride > 1 ? [stride] : [5, 4, 2])
      }
      return ticks
    }
    return linearTicks(hasMinor: hasMinor)
  }

  /// Round numbers with labels that fit, best first: for scales on which they are not equidistant.
  func roundNumberTicks() -> [AxisTicks] {
    linearCandidates().sorted { $0.score > $1.score }.map { labeled($0) }
  }

  private func minorTicks(step: Double, parts: [Int]) -> [Double] {
    let spacing = length * step / domain.length
    guard let count = parts.first(where: { spacing / Double($0) >= 3 }) else { return [] }
    let small = step / Double(count)
    let first = (domain.lowerBound / small - 1e-9).rounded(.up)
    let last = (domain.upperBound / small + 1e-9).rounded(.down)
    guard last >= first, last - first < 500, abs(first) < 1e15, abs(last) < 1e15 else { return [] }
    return (Int(first)...Int(last)).filter { $0 % count != 0 }.map { Double($0) * small }
  }
}
