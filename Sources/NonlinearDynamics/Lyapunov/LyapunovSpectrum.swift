/// The Lyapunov exponents of a trajectory, with the evidence of their convergence.
public struct LyapunovSpectrum: Sendable, Codable {
  /// What a spectrum says about the attractor.
  public enum Attractor: String, Sendable, Hashable, Codable {
    /// All exponents are negative.
    case fixedPoint
    /// One exponent is zero, the others are negative.
    case limitCycle
    /// Two exponents or more are zero, the others are negative.
    case torus
    /// One exponent is positive.
    case chaos
    /// Two exponents or more are positive.
    case hyperchaos
  }

  /// λ₁ ≥ λ₂ ≥ …, per unit of time; as many as the flow has dimensions within its constraints.
  public let exponents: [Double]
  /// The standard error of each exponent, from the scatter of its means over blocks of time.
  public let standardErrors: [Double]
  /// The times of the running estimate, after the transient.
  public let times: [Double]
  /// The estimate of each exponent from the data up to each time: `running[i]` belongs to exponent i.
  public let running: [[Double]]
  /// |Σ λ_i − ⟨tr J⟩|, which vanishes in exact arithmetic where all exponents were calculated; nil otherwise.
  public let divergenceError: Double?
  /// The time over which exponents were averaged.
  public let duration: Double
  /// How many blocks of time the standard errors come from.
  public let blockCount: Int
  /// Whether time enters the flow: its direction, which is neutral, is not among the exponents then.
  public let isForced: Bool
  /// The parameters of the flow.
  public let parameters: [String: Double]
  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// The Kaplan–Yorke dimension j + Σ_{i≤j} λ_i / |λ_{j+1}|, where j is the last index with a sum that is not negative;
  /// nil where the exponents calculated do not reach it.
  ///
  /// Reference: J. L. Kaplan, J. A. Yorke, Lecture Notes in Mathematics 730, 204 (1979).
  public var kaplanYorkeDimension: Double? {
    var sum = 0.0
    for (j, exponent) in exponents.enumerated() {
      if sum + exponent < 0 { return Double(j) + (j == 0 ? 0 : sum / abs(exponent)) }
      sum += exponent
    }
    return nil
  }

  /// What kind of attractor the exponents belong to.
  ///
  /// - Parameter tolerance: exponents of smaller modulus count as zero; unless given, four standard errors, and at
  ///   least 5/duration, since an exponent 0 with deviations that grow linearly decays only like ln t / t.
  /// - Returns: the kind.
  public func attractor(tolerance: Double? = nil) -> Attractor {
    let limits = standardErrors.map { tolerance ?? max(4 * $0, 5 / duration) }
    let positive = zip(exponents, limits).count { $0 > $1 }
    if positive > 0 { return positive > 1 ? .hyperchaos : .chaos }
    let zero = zip(exponents, limits).count { abs($0) <= $1 } + (isForced ? 1 : 0)
    return zero == 0 ? .fixedPoint : (zero == 1 ? .limitCycle : .torus)
  }
}
