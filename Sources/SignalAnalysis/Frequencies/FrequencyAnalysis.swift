public import ComplexModule
public import LinearAlgebra
import RealModule

/// The frequencies of a periodic or quasi-periodic signal, to many digits beyond the Fourier grid.
///
/// x(t) = c + Σ_k a_k cos(ω_k t + φ_k). Lines are found one after another as the highest ones of the windowed Fourier
/// transform of what is left (Laskar's method, NAFF), and after each all frequencies, amplitudes and the constant are refined
/// together by weighted least squares with the same window. Lines that are in the sum then do not disturb one another at all,
/// and those that are not leak only through the window's side lobes, which fall like (distance in bins)^−(2p+1).
///
/// A signal that is such a sum is resolved to rounding; one with infinitely many harmonics to 10⁻⁸ and better over a hundred
/// periods. Noise of relative size ε leaves δω ≈ ε/(T √n) (√6 of it and the window's factor), which `frequencyError` says.
///
/// References: J. Laskar, Physica D 67, 257 (1993); J. Laskar, C. Froeschlé, A. Celletti, Physica D 56, 253 (1992).
public struct FrequencyAnalysis: Sendable, Codable {
  /// A line.
  public struct Line: Sendable, Hashable, Codable {
    /// The angular frequency ω; negative ones only for complex signals.
    public let frequency: Double
    /// The standard error of ω: the larger one of noise and of what changes with another window.
    public let frequencyError: Double
    /// The amplitude a ≥ 0.
    public let amplitude: Double
    /// The phase φ at time 0, in (−π, π].
    public let phase: Double
    /// The period 2π/|ω|.
    public var period: Double { 2 * .pi / abs(frequency) }
  }

  /// The lines, the strongest first.
  public let lines: [Line]
  /// The constant c; its imaginary part is 0 for real signals.
  public let offset: ComplexDouble
  /// The root mean square of what the lines do not describe, over that of the signal without its constant.
  public let relativeResidual: Double
  /// The smallest distance of frequencies that counts as two lines, 2π/T times the width of the window.
  public let resolution: Double

  /// The frequencies of a real signal.
  ///
  /// - Parameters:
  ///   - signal: equally spaced samples over some periods, two samples or more per period of the fastest line.
  ///   - count: the most lines to find.
  ///   - tolerance: lines below this share of the strongest one end the search.
  ///   - windowPower: p of the window cos^2p: higher ones shield against lines that are not in the sum and resolve less.
  /// - Throws: `SignalAnalysisError`: `invalidData` for samples that are not equally spaced, `invalidParameter`,
  ///   `tooFewSamples` for fewer than 8 samples per line.
  public init(
    of signal: SampledSignal, count: Int = 8, tolerance: Double = 1e-6, windowPower: Int = 3
  ) throws {
    let interval = try signal.uniformInterval()
    try self.init(
      signal.values.map { ComplexDouble($0) }, isReal: true, interval: interval,
      start: signal.times[0], count: count, tolerance: tolerance, power: windowPower)
  }

  /// The frequencies of a complex signal Σ A e^(iωt), of both signs.
  ///
  /// - Parameters:
  ///   - samples: equally spaced, finite.
  ///   - interval: the time between samples, positive.
  ///   - start: the time of the first sample.
  ///   - count: the most lines to find.
  ///   - tolerance: lines below this share of the strongest one end the search.
  ///   - windowPower: p of the window cos^2p.
  /// - Throws: `SignalAnalysisError`: `notFinite`, `invalidParameter`, `tooFewSamples`.
  public init(
    of samples: [ComplexDouble], interval: Double, start: Double = 0, count: Int = 8,
    tolerance: Double = 1e-6, windowPower: Int = 3
  ) throws {
    guard interval > 0, samples.allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(
        interval > 0 ? .notFinite : .invalidParameter,
        "Frequencies need finite samples at a positive distance; the distance is \(interval).")
    }
    try self.init(
      samples, isReal: false, interval: interval, start: start, count: count,
      tolerance: tolerance, power: windowPower)
  }

  private init(
    _ samples: [ComplexDouble], isReal: Bool, interval: Double, start: Double, count: Int,
    tolerance: Double, power: Int
  ) throws {
    guard count >= 1, tolerance > 0, (0...8).contains(power) else {
      throw SignalAnalysisError(
        .invalidParameter,
        "Frequencies need a count of 1 or more, a positive tolerance and a window power from 0 to 8, not "
          + "\(count), \(tolerance), \(power).")
    }
    guard samples.count >= 16 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "Frequencies need 16 samples or more, but \(samples.count) came; sample longer or finer.")
    }
    var sum = ExponentialSum(samples: samples, isReal: isReal, isDamped: false, hasOffset: true)
    let weights = sum.weights(power: power)
    sum.refine(weights)
    let total = sum.misfit(weights)
    let scale = samples.map(\.length).max() ?? 0
    var remaining = total
    var strongest = 0.0
    // A third of what 3 unknowns per line would allow.
    let most = min(count, samples.count / 8)
    while sum.terms.count < most,
      remaining.squareRoot() > 1e-14 * scale * Double(samples.count).squareRoot()
    {
      guard var term = Self.strongest(in: sum, weights: weights) else { break }
      // Both signs of a real line add up to its amplitude.
      if isReal { term.amplitude = term.amplitude * ComplexDouble(2) }
      guard term.amplitude.length > tolerance * strongest else { break }
      var next = sum
      next.terms.append(term)
      next.refine(weights)
      let value = next.misfit(weights)
      guard value < remaining else { break }
      sum = next
      remaining = value
      strongest = sum.terms.map(\.amplitude.length).max() ?? 0
    }
    // With another window what leaks into the lines changes: an honest error where the sum is not the whole signal.
    var other = sum
    other.refine(sum.weights(power: power + 1))
    let errors = sum.standardErrors(weights, isLocal: true)
    let half = Double(samples.count) * interval / 2
    let middle = start + Double(samples.count - 1) * interval / 2
    offset = sum.offset
    lines = sum.terms.indices.map { k in
      let term = sum.terms[k]
      let flip = isReal && term.frequency < 0
      let frequency = (flip ? -term.frequency : term.frequency) / half
      let amplitude = flip ? term.amplitude.conjugate : term.amplitude
      // No frequency is better known than its own rounding.
      let shift = max(abs(other.terms[k].frequency - term.frequency), 4 * term.frequency.ulp)
      return Line(
        frequency: frequency, frequencyError: max(errors[k].frequency, shift) / half,
        amplitude: amplitude.length,
        phase: (amplitude * ComplexDouble(length: 1, phase: -frequency * middle)).phase)
    }
    .sorted { $0.amplitude > $1.amplitude }
    relativeResidual = total > 0 ? (remaining / total).squareRoot() : 0
    resolution = Double(power + 1) * .pi / half
  }

  /// The highest line of the windowed transform of the residual, refined to the top of its main lobe.
  private static func strongest(
    in sum: ExponentialSum, weights: [Double]
  ) -> ExponentialSum.Term? {
    let rest = zip(sum.residual, weights).map { $0 * ComplexDouble($1) }
    let norm = weights.reduce(0, +)
    var length = 1
    while length < 4 * rest.count { length *= 2 }
    let transform = FourierTransform.forward(
      rest + [ComplexDouble](repeating: .zero, count: length - rest.count))
    let candidates = sum.isReal ? 0..<(length / 2) : 0..<length
    guard
      let top = candidates.max(by: { transform[$0].lengthSquared < transform[$1].lengthSquared }),
      transform[top].lengthSquared > 0
    else { return nil }
    // Bin j is the frequency 2πj/length per sample, and a sample is 2/n in the scaled time.
    let unit = Double.pi * Double(rest.count) / Double(length)
    let center = unit * Double(top < length / 2 || sum.isReal ? top : top - length)
    func coefficient(_ frequency: Double) -> ComplexDouble {
      zip(rest, sum.scaledTimes).reduce(.zero) {
        $0 + $1.0 * ComplexDouble(length: 1, phase: -frequency * $1.1)
      }
    }
    // Golden-section search for the top of the lobe.
    let ratio = (5.0.squareRoot() - 1) / 2
    var (lower, upper) = (center - unit, center + unit)
    for _ in 0..<24 {
      let (a, b) = (upper - ratio * (upper - lower), lower + ratio * (upper - lower))
      let isLeftHigher = coefficient(a).lengthSquared > coefficient(b).lengthSquared
      (lower, upper) = isLeftHigher ? (lower, b) : (a, upper)
    }
    let frequency = (lower + upper) / 2
    let value = coefficient(frequency)
    return ExponentialSum.Term(
      amplitude: ComplexDouble(value.real / norm, value.imaginary / norm), decay: 0,
      frequency: frequency)
  }

  /// The strongest line; nil for a signal that does not oscillate.
  public var strongest: Line? { lines.first }
}
