import QuantumDynamics
public import QuantumSynchronization

extension QuantumSynchronizationBreakdown {
  /// The dynamical order parameters of the mean field: mean and variance of m_z over whole periods after transients.
  ///
  /// m̄_z = Δt⁻¹ ∫ m_z dt and Var[m_z] = Δt⁻¹ ∫ m_z² dt − m̄_z² (Fig. 3(c)). On resonance beyond the threshold they
  /// depend on the initial state, because the flow has closed orbits and no limit cycle (erratum 2).
  ///
  /// - Parameters:
  ///   - initial: m at t = 0; the paper starts from (1, 0, 0).
  ///   - settling: the time left out, t₀ ≫ relaxation time.
  ///   - duration: the time averaged over, Δt ≫ period.
  ///   - samplesPerUnit: samples per unit of time.
  /// - Returns: mean, variance and period of m_z.
  /// - Throws: the integration's error, or `SynchronizationError` for too short a duration.
  public func timeAverages(
    from initial: SIMD3<Double> = SIMD3(1, 0, 0), settling: Double = 400, duration: Double = 200,
    samplesPerUnit: Double = 20
  ) throws -> DynamicalOrderParameters {
    guard settling >= 0, duration > 0, samplesPerUnit > 0,
      (settling + duration).isFinite, (duration * samplesPerUnit).isFinite,
      duration * samplesPerUnit < 1e8
    else {
      throw SynchronizationError(
        .invalidParameter,
        "Averages need a settling time of 0 or more, a positive duration and fewer than 10⁸ samples; got "
          + "\(settling), \(duration) and \(samplesPerUnit) per unit of time.")
    }
    let count = max(4, Int(duration * samplesPerUnit)) + 1
    let times = [Double].linear(settling, settling + duration, count: count)
    let path = try meanField.trajectory(from: initial, times: settling > 0 ? [0] + times : times)
    return try path.orderParameters(after: settling)
  }
}
