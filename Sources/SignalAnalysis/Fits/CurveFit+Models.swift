import Preconditions
import RealModule

extension CurveFit {
  /// Fits y = a x^b, with parameters "amplitude" and "exponent".
  ///
  /// - Parameters:
  ///   - x: positive points.
  ///   - y: values.
  ///   - errors: standard errors of the values; nil where they are not known.
  ///   - weighting: logarithmic where values scatter in proportion to themselves, which needs y > 0.
  /// - Returns: the fit.
  /// - Throws: `SignalAnalysisError`: `invalidData` for points that are not positive, and as `init`.
  public static func powerLaw(
    _ x: [Double], _ y: [Double], errors: [Double]? = nil, weighting: FitWeighting = .logarithmic
  ) throws -> CurveFit {
    if let k = x.firstIndex(where: { $0 <= 0 }) {
      throw SignalAnalysisError(
        .invalidData,
        "A power law needs positive x, but point \(k) is \(x[k]). Leave it out, or shift x.")
    }
    // A straight line through the logarithms of what has one.
    let positive = zip(x, y).filter { $0 > 0 && $1 > 0 }
    let line = straightLine(positive.map { Double.log($0.0) }, positive.map { Double.log($0.1) })
    let model = FitModel(["amplitude", "exponent"], formula: "a·x^b") { x, p in
      p[0] * .pow(x, p[1])
    }
    return try CurveFit(
      model, x: x, y: y, errors: errors, start: [.exp(line.intercept), line.slope],
      weighting: weighting)
  }

  /// Fits y = a e^(−γx) + c, with parameters "amplitude", "rate" and, where it is free, "offset".
  ///
  /// - Parameters:
  ///   - x: points, for example times.
  ///   - y: values.
  ///   - errors: standard errors of the values; nil where they are not known.
  ///   - offset: the value that is approached where it is known; nil to fit it.
  ///   - weighting: logarithmic weights need y > 0 and suit a known offset of 0.
  /// - Returns: the fit.
  /// - Throws: as `init`.
  public static func exponential(
    _ x: [Double], _ y: [Double], errors: [Double]? = nil, offset: Double? = 0,
    weighting: FitWeighting = .linear
  ) throws -> CurveFit {
    let last = y.last ?? 0
    let guess = offset ?? (last + 0.05 * (last - (y.first ?? 0)))
    let sign = (y.first ?? 1) >= guess ? 1.0 : -1.0
    let usable = zip(x, y).filter { sign * ($1 - guess) > 0 }
    let line = straightLine(
      usable.map(\.0), usable.map { Double.log(max(sign * ($0.1 - guess), 1e-300)) })
    let start = [sign * .exp(line.intercept), -line.slope]
    if let offset {
      let model = FitModel(
        ["amplitude", "rate"],
        formula: offset == 0 ? "a·exp(−γx)" : "a·exp(−γx) + \(NumberFormat.significant(offset))"
      ) { x, p in p[0] * .exp(-p[1] * x) + offset }
      return try CurveFit(
        model, x: x, y: y, errors: errors, start: start, weighting: weighting)
    }
    let model = FitModel(["amplitude", "rate", "offset"], formula: "a·exp(−γx) + c") { x, p in
      p[0] * .exp(-p[1] * x) + p[2]
    }
    return try CurveFit(
      model, x: x, y: y, errors: errors, start: start + [guess], weighting: weighting)
  }

  /// Fits y = a e^(−γx) cos(ωx + φ) + c, with parameters "amplitude", "rate", "frequency", "phase", "offset".
  ///
  /// The start is found by harmonic inversion of the equally spaced data.
  ///
  /// - Parameters:
  ///   - x: equally spaced points, 12 or more, two or more per period.
  ///   - y: values.
  ///   - errors: standard errors of the values; nil where they are not known.
  /// - Returns: the fit, with a > 0 and ω > 0.
  /// - Throws: as `init`; `undetermined` for data that do not oscillate.
  public static func dampedOscillation(
    _ x: [Double], _ y: [Double], errors: [Double]? = nil
  ) throws -> CurveFit {
    let signal = try SampledSignal(times: x, values: y)
    let model = FitModel(
      ["amplitude", "rate", "frequency", "phase", "offset"],
      formula: "a·exp(−γx)·cos(ωx + φ) + c"
    ) { x, p in p[0] * .exp(-p[1] * x) * .cos(p[2] * x + p[3]) + p[4] }
    let fits = try oscillationStarts(signal).compactMap { start in
      try? CurveFit(model, x: x, y: y, errors: errors, start: start)
    }
    guard let fit = fits.min(by: { $0.chiSquared < $1.chiSquared }) else {
      throw SignalAnalysisError(
        .undetermined,
        "A damped oscillation was expected, but the data hold none; fit an exponential, or sample more than half a "
          + "period.")
    }
    // Of equal fits the one with positive amplitude and frequency, and a phase in (−π, π].
    var found = fit.parameters
    if found[2] < 0 { (found[2], found[3]) = (-found[2], -found[3]) }
    if found[0] < 0 { (found[0], found[3]) = (-found[0], found[3] + .pi) }
    found[3] -= 2 * .pi * (found[3] / (2 * .pi)).rounded()
    return try CurveFit(model, x: x, y: y, errors: errors, start: found)
  }

  /// Parameters of a damped oscillation to start from: the strongest modes of pencils of several orders, since other
  /// lines and noise need exponentials of their own, and the strongest undamped line.
  private static func oscillationStarts(_ signal: SampledSignal) throws -> [[Double]] {
    let first = signal.times[0]
    let mean = signal.values.reduce(0, +) / Double(signal.count)
    var starts: [[Double]] = []
    for count in [3, 5, 8] {
      guard let modes = try? DampedModes(of: signal, count: count).modes else { continue }
      let constant =
        modes.filter { $0.frequency == 0 && abs($0.rate) * signal.duration < 1 }
        .max { $0.amplitude < $1.amplitude }
        .map { Double.cos($0.phase) * $0.amplitude } ?? mean
      // The strongest over the whole signal, not at its start only.
      func energy(_ mode: DampedModes.Mode) -> Double {
        let span = 2 * mode.rate * signal.duration
        let factor = abs(span) < 1e-6 ? 1 : (1 - Double.exp(-span)) / span
        return mode.amplitude * mode.amplitude * factor
      }
      guard let mode = modes.filter({ $0.frequency > 0 }).max(by: { energy($0) < energy($1) })
      else { continue }
      starts.append([
        mode.amplitude * .exp(mode.rate * first), mode.rate, mode.frequency,
        mode.phase - mode.frequency * first, constant,
      ])
    }
    if let line = try? FrequencyAnalysis(of: signal, count: 1, windowPower: 1).strongest {
      starts.append([line.amplitude, 1 / signal.duration, line.frequency, line.phase, mean])
    }
    return starts
  }

  /// Fits the polynomial Σ_{i=0}^{n} c_i x^i, with parameters "c0", "c1" and so on.
  ///
  /// - Parameters:
  ///   - x: points.
  ///   - y: values.
  ///   - degree: n ≥ 0.
  ///   - errors: standard errors of the values; nil where they are not known.
  /// - Returns: the fit.
  /// - Throws: as `init`.
  public static func polynomial(
    _ x: [Double], _ y: [Double], degree: Int, errors: [Double]? = nil
  ) throws -> CurveFit {
    requirePrecondition(degree >= 0, "A polynomial has a degree of 0 or more, not \(degree).")
    let model = FitModel((0...degree).map { "c\($0)" }, formula: "Σ c_i x^i") { x, p in
      p.reversed().reduce(0) { $0 * x + $1 }
    }
    return try CurveFit(
      model, x: x, y: y, errors: errors, start: [Double](repeating: 0, count: degree + 1))
  }

  /// The straight line of least squares.
  private static func straightLine(
    _ x: [Double], _ y: [Double]
  ) -> (slope: Double, intercept: Double) {
    guard x.count > 1 else { return (0, y.first ?? 0) }
    let count = Double(x.count)
    let (mx, my) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let spread = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    let slope =
      spread > 0 ? zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / spread : 0
    return (slope, my - slope * mx)
  }
}
