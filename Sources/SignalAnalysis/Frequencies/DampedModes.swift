public import ComplexModule
public import LinearAlgebra
import RealModule

/// The damped oscillations that a signal is a sum of: harmonic inversion by the matrix pencil.
///
/// x(t) = Σ_k a_k e^(−γ_k t) cos(ω_k t + φ_k), or Σ A_k e^((−γ_k + iω_k)t) for complex signals. The samples' Hankel matrix has
/// the rank of the number of terms; its singular vectors are invariant under a shift by one sample up to a matrix whose
/// eigenvalues are e^((−γ + iω)Δt). All numbers are then refined together by least squares over all samples.
///
/// There is no 1/T limit for signals without noise: a fraction of a period is enough, and decays as slow as a thousandth of the
/// window are found. Noise of relative size ε hides terms below it; `rateError` and `frequencyError` say what is left.
///
/// References: Y. Hua and T. K. Sarkar, IEEE Trans. Acoust. Speech Signal Process. 38, 814 (1990); V. A. Mandelshtam and H. S. Taylor,
/// J. Chem. Phys. 107, 6756 (1997).
public struct DampedModes: Sendable, Codable {
  /// A term.
  public struct Mode: Sendable, Hashable, Codable {
    /// The decay rate γ; negative for growth.
    public let rate: Double
    /// The standard error of γ if the residual is white noise.
    public let rateError: Double
    /// The angular frequency ω; 0 for a decay without oscillation.
    public let frequency: Double
    /// The standard error of ω if the residual is white noise.
    public let frequencyError: Double
    /// The amplitude a ≥ 0 at the first sample.
    public let amplitude: Double
    /// The phase at the first sample, in (−π, π]; 0 or π for a decay without oscillation.
    public let phase: Double
  }

  /// The terms, the slowest decay first.
  public let modes: [Mode]
  /// The root mean square of what the terms do not describe, over that of the signal.
  public let relativeResidual: Double
  /// The singular values of the Hankel matrix, falling, over the largest: a gap shows the number of terms.
  public let singularValues: [Double]

  /// The damped oscillations in a real signal.
  ///
  /// - Parameters:
  ///   - signal: equally spaced samples; a constant is a term with rate and frequency 0.
  ///   - count: the number of exponentials, an oscillation counting twice; nil for as many as singular values above
  ///     the tolerance.
  ///   - tolerance: the smallest singular value that counts, over the largest: about the relative noise.
  /// - Throws: `SignalAnalysisError`: `invalidData`, `invalidParameter`, `tooFewSamples`, `undetermined` for a signal
  ///   of zeros; or the error of the linear algebra.
  public init(of signal: SampledSignal, count: Int? = nil, tolerance: Double = 1e-8) throws {
    try self.init(
      signal.values.map { ComplexDouble($0) }, isReal: true,
      interval: try signal.uniformInterval(), count: count, tolerance: tolerance)
  }

  /// The damped oscillations in a complex signal.
  ///
  /// - Parameters:
  ///   - samples: equally spaced, finite.
  ///   - interval: the time between samples, positive.
  ///   - count: the number of exponentials; nil for as many as singular values above the tolerance.
  ///   - tolerance: the smallest singular value that counts, over the largest.
  /// - Throws: `SignalAnalysisError`: `notFinite`, `invalidParameter`, `tooFewSamples`, `undetermined`; or the error
  ///   of the linear algebra.
  public init(
    of samples: [ComplexDouble], interval: Double, count: Int? = nil, tolerance: Double = 1e-8
  ) throws {
    guard interval > 0, samples.allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(
        interval > 0 ? .notFinite : .invalidParameter,
        "Modes need finite samples at a positive distance; the distance is \(interval).")
    }
    try self.init(
      samples, isReal: false, interval: interval, count: count, tolerance: tolerance)
  }

  private init(
    _ samples: [ComplexDouble], isReal: Bool, interval: Double, count: Int?, tolerance: Double
  ) throws {
    let pencil = try MatrixPencil(samples, count: count, tolerance: tolerance)
    singularValues = pencil.relativeSingularValues
    var sum = ExponentialSum(samples: samples, isReal: isReal, isDamped: true, hasOffset: false)
    sum.terms = try Self.terms(pencil.roots, of: samples, isReal: isReal)
    let weights = [Double](repeating: 1, count: samples.count)
    sum.refine(weights)
    let errors = sum.standardErrors(weights, isLocal: false)
    let half = Double(samples.count) * interval / 2
    let first = sum.scaledTimes[0]
    let total = samples.reduce(0) { $0 + $1.lengthSquared }
    modes = sum.terms.indices.map { k in
      let term = sum.terms[k]
      let atStart =
        term.amplitude
        * ComplexDouble(length: .exp(-term.decay * first), phase: term.frequency * first)
      let flip = isReal && term.frequency < 0
      return Mode(
        rate: term.decay / half, rateError: errors[k].decay / half,
        frequency: abs(term.frequency) / half * (isReal || term.frequency >= 0 ? 1 : -1),
        frequencyError: errors[k].frequency / half, amplitude: atStart.length,
        phase: flip ? -atStart.phase : atStart.phase)
    }
    .sorted { $0.rate < $1.rate }
    relativeResidual = (sum.misfit(weights) / total).squareRoot()
  }

  /// Terms in the scaled time, with amplitudes by linear least squares; of a real signal's pairs one.
  private static func terms(
    _ roots: [ComplexDouble], of samples: [ComplexDouble], isReal: Bool
  ) throws -> [ExponentialSum.Term] {
    let n = Double(samples.count)
    let exponents = roots.map { ComplexDouble(.log(max($0.length, 1e-300)), $0.phase) }
    let matrix = Matrix<ComplexDouble>(rows: samples.count, columns: roots.count) { k, j in
      let time = Double(k) - (n - 1) / 2
      return ComplexDouble(
        length: .exp(exponents[j].real * time), phase: exponents[j].imaginary * time)
    }
    let amplitudes = try matrix.leastSquares(samples).solution
    // Rounding gives the real roots of a real signal imaginary parts of its own size.
    let rounding = 1e-9
    return zip(exponents, amplitudes).compactMap { exponent, amplitude in
      guard isReal else {
        return ExponentialSum.Term(
          amplitude: amplitude, decay: -exponent.real * n / 2,
          frequency: exponent.imaginary * n / 2)
      }
      guard exponent.imaginary > -rounding else { return nil }
      let isStatic = exponent.imaginary <= rounding
      return ExponentialSum.Term(
        amplitude: isStatic ? ComplexDouble(amplitude.real) : amplitude * ComplexDouble(2),
        decay: -exponent.real * n / 2, frequency: isStatic ? 0 : exponent.imaginary * n / 2,
        isStatic: isStatic)
    }
  }

  /// The term that outlives the others, of those above a share of the largest amplitude.
  ///
  /// - Parameter share: terms below this share of the largest amplitude do not count.
  /// - Returns: the slowest decay that is not a constant; nil where there is none.
  public func slowest(above share: Double = 1e-6) -> Mode? {
    let largest = modes.map(\.amplitude).max() ?? 0
    return modes.first {
      $0.amplitude >= share * largest && ($0.rate > 3 * $0.rateError || $0.frequency > 0)
    }
  }
}
