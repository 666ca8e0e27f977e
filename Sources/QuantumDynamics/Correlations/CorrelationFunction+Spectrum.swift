import Preconditions
import ComplexModule
import LinearAlgebra
import RealModule

extension CorrelationFunction {
  /// The spectrum S(ω) = 2 Re ∫₀^∞ e^(−iωτ) C(τ) dτ of the fluctuations from samples at equal delays.
  ///
  /// The samples are one-sided: C(τ) jumps at τ = 0, and a plain discrete transform, which takes the first
  /// sample in full, adds δτ C(0) everywhere. Here the integral of the piecewise cubic through the samples is
  /// exact at every frequency (Filon's idea): errors are O(δτ⁴) and do not grow with ω.
  ///
  /// The correlations have to be negligible at the last delay: the result is as wrong as they are large there.
  ///
  /// - Parameter resolution: the largest distance of frequencies; nil takes what the longest delay resolves.
  /// - Returns: S at equally spaced frequencies from −π/δτ to π/δτ.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where delays are not equally spaced, fewer than
  ///   8, or the correlations have not decayed to 10⁻³ of their largest value.
  public func spectrum(resolution: Double? = nil) throws -> EmissionSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    let (values, spacing) = try equallySpaced()
    let wanted = resolution.map { 2 * Double.pi / ($0 * spacing) } ?? 0
    var size = 1
    while size < max(2 * values.count, Int(wanted.rounded(.up))) { size *= 2 }
    let spectra = FilonCubic(spacing: spacing).transform(values, size: size)
    return EmissionSpectrum(
      frequencies: spectra.frequencies, values: spectra.values.map { 2 * $0.real },
      coherentPart: limit ?? .zero, incoherentPart: values[0],
      method: "transform of \(values.count) one-sided samples, piecewise cubic",
      largestResidual: nil, wallTime: clock.seconds(since: start)
    ).carrying(parameters)
  }

  private func equallySpaced() throws -> ([ComplexDouble], Double) {
    let values = fluctuations
    let spacing = delays.count > 1 ? delays[1] - delays[0] : 0
    guard values.count >= 8, spacing > 0,
      delays.indices.allSatisfy({ abs(delays[$0] - Double($0) * spacing) < 1e-6 * spacing })
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A transform needs at least 8 samples at equally spaced delays from 0; \(delays.prefix(4)) … came."
      )
    }
    let largest = values.map(\.length).max() ?? 0
    let tail = values.suffix(max(2, values.count / 50)).map(\.length).max() ?? 0
    guard tail <= 1e-3 * largest else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The correlations are still \(tail / largest) of their largest value at the longest delay "
          + "\(delays[delays.count - 1]), so that a transform would ring. Calculate longer delays, or use "
          + "emissionSpectrum(of:frequencies:), which needs none.")
    }
    return (values, spacing)
  }
}

extension TimeResolvedCorrelation {
  /// The spectrum that is emitted around each time, S(t, ω) = 2 Re ∫₀^∞ e^(−iωτ) e^(−Γτ/2) C(t, τ) dτ.
  ///
  /// Light that was emitted at t and later; Γ is the width (full, at half maximum) of the spectrometer, without
  /// which a spectrum at one time needs infinitely long delays where the drive goes on. It may be negative where
  /// a time-resolved quantity is.
  ///
  /// - Parameter linewidth: Γ ≥ 0.
  /// - Returns: a row of frequencies for each time.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where delays are not equally spaced or too short.
  public func spectra(linewidth: Double) throws -> TimeResolvedSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    requirePrecondition(linewidth >= 0, "A linewidth is not negative.")
    let filtered = values.map { row in
      CorrelationFunction(
        delays: delays,
        values: zip(delays, row).map { delay, value in
          let weight = Double.exp(-linewidth * delay / 2)
          return ComplexDouble(weight * value.real, weight * value.imaginary)
        }, limit: nil, method: method, wallTime: 0)
    }
    let spectra = try filtered.map { try $0.spectrum() }
    return TimeResolvedSpectrum(
      times: times, frequencies: spectra.first?.frequencies ?? [], values: spectra.map(\.values),
      linewidth: linewidth, status: status,
      method: "transform of piecewise cubics; \(method)",
      wallTime: wallTime + clock.seconds(since: start)
    ).carrying(parameters)
  }
}

/// ∫₀^T e^(−iωτ) C(τ) dτ for the piecewise cubic through equally spaced samples.
struct FilonCubic {
  let spacing: Double

  /// The integral at the frequencies 2πj/(size × spacing), −size/2 ≤ j < size/2, by one transform.
  ///
  /// Every sample is the coefficient of one fixed cardinal function; only those of the first four and the last
  /// four differ, where the stencil of four samples is one-sided.
  func transform(
    _ values: [ComplexDouble], size: Int
  ) -> (frequencies: [Double], values: [ComplexDouble]) {
    let n = values.count
    let padded = values + [ComplexDouble](repeating: .zero, count: size - n)
    let raw = FourierTransform.forward(padded)
    var frequencies: [Double] = []
    var result: [ComplexDouble] = []
    for j in -size / 2..<size / 2 {
      let theta = 2 * Double.pi * Double(j) / Double(size)
      let moments = Self.moments(theta)
      var sum = ComplexDouble(interior(moments, theta)) * raw[(j + size) % size]
      for k in 0..<4 {
        let first = boundary(k, moments, theta)
        sum += first * values[k]
        // The end is the mirrored beginning.
        let phase = -theta * Double(n - 1)
        sum +=
          first.conjugate * ComplexDouble(Double.cos(phase), Double.sin(phase))
          * values[n - 1 - k]
      }
      frequencies.append(theta / spacing)
      result.append(ComplexDouble(spacing) * sum)
    }
    return (frequencies, result)
  }

  /// m_p = ∫₀¹ x^p e^(−iθx) dx for p = 0 … 3.
  static func moments(_ theta: Double) -> [ComplexDouble] {
    if abs(theta) < 1 {
      // Σ_k (−iθ)^k / (k! (k + p + 1)); twenty terms are exact below 1.
      return (0...3).map { p in
        var term = ComplexDouble(1)
        var sum = ComplexDouble.zero
        for k in 0..<20 {
          sum += term / ComplexDouble(Double(k + p + 1))
          term *= ComplexDouble(0, -theta / Double(k + 1))
        }
        return sum
      }
    }
    let end = ComplexDouble(Double.cos(theta), -Double.sin(theta))
    let factor = ComplexDouble(1) / ComplexDouble(0, theta)
    var result = [factor * (1 - end)]
    for p in 1...3 {
      result.append(factor * (ComplexDouble(Double(p)) * result[p - 1] - end))
    }
    return result
  }

  /// The cubic through the values at −1, 0, 1, 2: coefficients of x^p for each value, on 0 ≤ x ≤ 1.
  private static let central: [[Double]] = [
    [0, -1.0 / 3, 0.5, -1.0 / 6], [1, -0.5, -1, 0.5], [0, 1, 0.5, -0.5], [0, -1.0 / 6, 0, 1.0 / 6],
  ]

  /// The cubic through the values at 0, 1, 2, 3 on the first interval.
  private static let first: [[Double]] = [
    [1, -11.0 / 6, 1, -1.0 / 6], [0, 3, -2.5, 0.5], [0, -1.5, 2, -0.5],
    [0, 1.0 / 3, -0.5, 1.0 / 6],
  ]

  private static func integral(_ cubic: [Double], _ moments: [ComplexDouble]) -> ComplexDouble {
    zip(cubic, moments).reduce(.zero) { $0 + ComplexDouble($1.0) * $1.1 }
  }

  private static func phase(_ theta: Double, _ shift: Int) -> ComplexDouble {
    ComplexDouble(Double.cos(theta * Double(shift)), -Double.sin(theta * Double(shift)))
  }

  /// The transform of an interior sample's function: real, because it is even.
  private func interior(_ moments: [ComplexDouble], _ theta: Double) -> Double {
    // The sample is at position s of the four of an interval that begins 1 − s intervals after it.
    (0..<4).reduce(0.0) { sum, s in
      sum + (Self.integral(Self.central[s], moments) * Self.phase(theta, 1 - s)).real
    }
  }

  /// What the function of sample k at the beginning has more than an interior one.
  private func boundary(
    _ k: Int, _ moments: [ComplexDouble], _ theta: Double
  ) -> ComplexDouble {
    var sum = Self.integral(Self.first[k], moments)
    // Without the intervals that begin before sample 1, which only an interior sample has.
    for s in 0..<4 where k + 1 - s < 1 {
      sum -= Self.integral(Self.central[s], moments) * Self.phase(theta, k + 1 - s)
    }
    return sum
  }
}
