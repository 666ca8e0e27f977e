public import QuantumDynamics
import RealModule

extension MeanFieldFlow {
  /// Tight tolerances (10⁻¹⁰ relative), which cost nothing for three unknowns.
  public static let standardIntegrator = ExplicitRungeKutta(
    tableau: .dop853, relativeTolerance: 1e-10, absoluteTolerance: 1e-12)

  /// The trajectory from a point.
  ///
  /// - Parameters:
  ///   - initial: m at the first time, 0 < |m| ≤ 1.
  ///   - times: where m is wanted, rising; the first belongs to `initial`.
  ///   - integrator: method and tolerances.
  /// - Returns: m at the times, with the error of |m|.
  /// - Throws: `SynchronizationError`: `notFinite` or `invalidParameter` for an impossible initial point or impossible
  ///   times, `integrationFailed` with the integrator's error inside.
  public func trajectory(
    from initial: SIMD3<Double>, times: [Double],
    integrator: ExplicitRungeKutta = standardIntegrator
  ) throws -> SpinTrajectory {
    guard initial.isFinite else {
      throw SynchronizationError(
        .notFinite, "The initial point must be finite, but \(initial) came.")
    }
    let initialLength = length(initial)
    guard initialLength > 0, initialLength <= 1 + 1e-9 else {
      throw SynchronizationError(
        .invalidParameter,
        "A magnetization has 0 < |m| ≤ 1, but |m| = \(initialLength) came; divide by the length to put it on the sphere."
      )
    }
    let start = ContinuousClock.now
    var points: [SIMD3<Double>] = []
    points.reserveCapacity(times.count)
    var lengthError = 0.0
    let run = try Self.integrate(
      "mean-field", integrator, from: initial, times: times,
      derivative: { _, state, slope in slope = velocity(state) },
      output: { state in
        points.append(state)
        lengthError = max(lengthError, abs(length(state) - initialLength))
      })
    return SpinTrajectory(
      times: Array(times.prefix(points.count)), points: points, lengthError: lengthError,
      evidence: run.evidence, parameters: parameters, wallTime: Self.seconds(since: start),
      status: run.status)
  }

  /// The trajectory in the angular form, (dθ/dt, dφ/dt), from a point away from the poles.
  ///
  /// - Parameters:
  ///   - polar: θ at the first time, in radians, sin θ ≠ 0.
  ///   - azimuth: φ at the first time, in radians.
  ///   - times: where the angles are wanted, rising; the first belongs to the initial angles.
  ///   - integrator: method and tolerances.
  /// - Returns: the angles at the times.
  /// - Throws: `SynchronizationError`: `notFinite`, `invalidParameter` for impossible times, `undefinedAngle` at a pole,
  ///   `integrationFailed`, also for a trajectory that runs into a pole, where the azimuth is singular.
  public func angularTrajectory(
    polar: Double, azimuth: Double, times: [Double],
    integrator: ExplicitRungeKutta = standardIntegrator
  ) throws -> AngularTrajectory {
    guard polar.isFinite, azimuth.isFinite else {
      throw SynchronizationError(
        .notFinite, "The initial angles must be finite, but θ = \(polar), φ = \(azimuth) came.")
    }
    guard abs(Double.sin(polar)) > 1e-9 else {
      throw SynchronizationError(
        .undefinedAngle,
        "The angular form needs sin θ ≠ 0, but θ = \(polar) came; start from a point on the sphere with trajectory(from:times:)."
      )
    }
    let start = ContinuousClock.now
    var angles: [SIMD2<Double>] = []
    angles.reserveCapacity(times.count)
    let run = try Self.integrate(
      "angular mean-field", integrator, from: SIMD2(polar, azimuth), times: times,
      derivative: { _, state, slope in slope = angularVelocity(state) },
      output: { angles.append($0) })
    return AngularTrajectory(
      times: Array(times.prefix(angles.count)), polar: angles.map(\.x), azimuth: angles.map(\.y),
      evidence: run.evidence, parameters: parameters, wallTime: Self.seconds(since: start),
      status: run.status)
  }

  /// The trajectory in the angular form from a point of the sphere away from the poles.
  ///
  /// - Parameters:
  ///   - initial: m at the first time; only its direction counts.
  ///   - times: where the angles are wanted, rising.
  ///   - integrator: method and tolerances.
  /// - Returns: the angles at the times.
  /// - Throws: as `angularTrajectory(polar:azimuth:times:integrator:)`.
  public func angularTrajectory(
    from initial: SIMD3<Double>, times: [Double],
    integrator: ExplicitRungeKutta = standardIntegrator
  ) throws -> AngularTrajectory {
    let radius = (initial.x * initial.x + initial.y * initial.y).squareRoot()
    return try angularTrajectory(
      polar: .atan2(y: radius, x: initial.z), azimuth: .atan2(y: initial.y, x: initial.x),
      times: times, integrator: integrator)
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + 1e-18 * Double(attoseconds)
  }

  /// Integrates as far as the user lets it, and tells failures as this module's errors.
  private static func integrate<State: IntegrableState>(
    _ equations: String, _ integrator: ExplicitRungeKutta, from initial: State, times: [Double],
    derivative: ExplicitRungeKutta.Derivative<State>, output: (State) -> Void
  ) throws -> (evidence: IntegrationEvidence, status: EvolutionStatus) {
    var evidence = IntegrationEvidence(
      restoring: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    var reached: Double?
    do {
      try integrator.integrate(
        from: initial, times: times, evidence: &evidence, derivative: derivative,
        output: { _, time, state in
          output(state)
          reached = time
        })
    } catch let error as QuantumDynamicsError {
      if error.code == .cancelled, let reached { return (evidence, .stopped(at: reached)) }
      let code: SynchronizationError.Code =
        switch error.code {
        case .invalidParameter: .invalidParameter
        case .notFinite: .notFinite
        default: .integrationFailed
        }
      throw SynchronizationError(
        code, "The \(equations) equations could not be integrated. \(error.message)",
        underlyingError: error)
    }
    return (evidence, .finished)
  }
}
