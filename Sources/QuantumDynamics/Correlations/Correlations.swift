import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Liouvillian {
  /// The correlation function ⟨A(τ) B(0)⟩ of a state, by the quantum regression theorem:
  /// Tr[A e^(Lτ) (B ρ)].
  ///
  /// - Parameters:
  ///   - later: A.
  ///   - earlier: B.
  ///   - state: ρ; nil takes the steady state.
  ///   - delays: τ, from 0 and rising strictly.
  ///   - method: how e^(Lτ) is applied; `.automatic` chooses as for the master equation.
  ///   - relativeTolerance: of the whole for propagators, of a step for methods with steps; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the delays that is done; instead of the progress bar.
  /// - Returns: values at the delays; for the steady state with their limit ⟨A⟩⟨B⟩.
  ///   After an interrupt at those that were reached, with `status` `.stopped`.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `steadyStateNotUnique`,
  ///   `notFinite`, `stepLimit`, `notConverged`.
  ///
  /// Reference: M. Lax, Phys. Rev. 129, 2342 (1963).
  public func correlation(
    of later: Operator, with earlier: Operator, in state: DensityMatrix? = nil, delays: [Double],
    method: EvolutionMethod = .automatic, relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10, progress: ((Double) -> Void)? = nil
  ) throws -> CorrelationFunction {
    try correlation(
      before: nil, later: later, after: earlier, in: state, delays: delays, method: method,
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      progress: progress)
  }

  /// The correlation function ⟨C(0) A(τ) B(0)⟩ of a state, Tr[A e^(Lτ) (B ρ C)].
  ///
  /// With C = a†, A = a†a and B = a this is the unnormalized second-order coherence.
  ///
  /// - Parameters:
  ///   - before: C; nil for the identity.
  ///   - later: A.
  ///   - after: B; nil for the identity.
  ///   - state: ρ; nil takes the steady state.
  ///   - delays: τ, from 0 and rising strictly.
  ///   - method: how e^(Lτ) is applied; `.automatic` chooses as for the master equation.
  ///   - relativeTolerance: of the whole for propagators, of a step for methods with steps; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the delays that is done; instead of the progress bar.
  /// - Returns: values at the delays; for the steady state with their limit ⟨A⟩⟨CB⟩.
  /// - Throws: as the correlation of two operators.
  public func correlation(
    before: Operator?, later: Operator, after: Operator?, in state: DensityMatrix? = nil,
    delays: [Double], method: EvolutionMethod = .automatic, relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10, progress: ((Double) -> Void)? = nil
  ) throws -> CorrelationFunction {
    let clock = ContinuousClock()
    let start = clock.now
    try TimeDependentLiouvillian.requireDimension(
      dimension,
      of: [("the later operator", later.dimension)]
        + [before, after].compactMap { $0 }.map { ("the earlier operator", $0.dimension) }
        + (state.map { [("the state", $0.dimension)] } ?? []))
    let density = try state ?? steadyState().densityMatrix
    let regression = QuantumRegression(dimension: dimension)
    let seed = Operator.sandwich(after, density.matrix, before)
    let (values, name, evidence) = try regression.values(
      of: later, after: seed, delays: delays, self, method: method,
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      progress: progress)
    let limit =
      state == nil ? density.expectationValue(of: later) * seed.trace : nil
    guard !values.isEmpty else {
      throw QuantumDynamicsError(
        .cancelled, "The correlations were stopped before the first delay.")
    }
    var result = CorrelationFunction(
      delays: Array(delays.prefix(values.count)), values: values, limit: limit,
      method: "quantum regression, \(name)", wallTime: clock.seconds(since: start)
    ).carrying(parameters)
    result.integration = evidence
    if values.count < delays.count { result.status = .stopped(at: delays[values.count - 1]) }
    return result
  }

  /// The first-order coherence g⁽¹⁾(τ) = ⟨a†(τ) a(0)⟩/⟨a†a⟩ of the steady state.
  ///
  /// - Parameters:
  ///   - field: a, or the jump operator of the channel that is looked at.
  ///   - delays: τ, from 0 and rising strictly.
  ///   - method: how e^(Lτ) is applied; `.automatic` chooses as for the master equation.
  ///   - relativeTolerance: of the whole for propagators, of a step for methods with steps; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the delays that is done; instead of the progress bar.
  /// - Returns: g⁽¹⁾, 1 at τ = 0.
  /// - Throws: as `correlation`, and `invalidParameter` for a field without photons.
  public func firstOrderCoherence(
    of field: Operator, delays: [Double], method: EvolutionMethod = .automatic,
    relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10, progress: ((Double) -> Void)? = nil
  ) throws -> CorrelationFunction {
    let raw = try correlation(
      of: field.adjoint, with: field, delays: delays, method: method,
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      progress: progress)
    return try raw.divided(by: raw.values[0], named: "first")
  }

  /// The second-order coherence g⁽²⁾(τ) = ⟨a† a†(τ) a(τ) a⟩/⟨a†a⟩² of the steady state.
  ///
  /// 2 at τ = 0 for thermal light, 1 for coherent light, 0 for a single emitter.
  ///
  /// - Parameters:
  ///   - field: a, or the jump operator of the channel that is looked at.
  ///   - delays: τ, from 0 and rising strictly.
  ///   - method: how e^(Lτ) is applied; `.automatic` chooses as for the master equation.
  ///   - relativeTolerance: of the whole for propagators, of a step for methods with steps; positive.
  ///   - absoluteTolerance: the same, absolute.
  ///   - progress: called with the fraction of the delays that is done; instead of the progress bar.
  /// - Returns: g⁽²⁾, which tends to 1.
  /// - Throws: as `correlation`, and `invalidParameter` for a field without photons.
  public func secondOrderCoherence(
    of field: Operator, delays: [Double], method: EvolutionMethod = .automatic,
    relativeTolerance: Double = 1e-8,
    absoluteTolerance: Double = 1e-10, progress: ((Double) -> Void)? = nil
  ) throws -> CorrelationFunction {
    let number = field.adjoint * field
    let raw = try correlation(
      before: field.adjoint, later: number, after: field, delays: delays, method: method,
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      progress: progress)
    return try raw.divided(by: raw.limit ?? .zero, named: "second")
  }
}

extension TimeDependentLiouvillian {
  /// The correlations ⟨C(t) A(t+τ) B(t)⟩ on a grid of times and delays.
  ///
  /// - Parameters:
  ///   - before: C; nil for the identity.
  ///   - later: A.
  ///   - after: B; nil for the identity.
  ///   - initial: ρ at the first time.
  ///   - times: t, rising strictly.
  ///   - delays: τ, from 0 and rising strictly.
  ///   - integrator: the method and its tolerances.
  ///   - progress: called with the fraction of the times that is done; instead of the progress bar.
  /// - Returns: one row for each time; after an interrupt for those that were reached, with `status` `.stopped`.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  public func correlation(
    before: Operator? = nil, later: Operator, after: Operator?, from initial: DensityMatrix,
    times: [Double], delays: [Double], integrator: ExplicitRungeKutta = ExplicitRungeKutta(),
    progress: ((Double) -> Void)? = nil
  ) throws -> TimeResolvedCorrelation {
    let clock = ContinuousClock()
    let start = clock.now
    try Self.requireDimension(
      dimension,
      of: [("the later operator", later.dimension)]
        + [before, after].compactMap { $0 }.map { ("the earlier operator", $0.dimension) })
    let states = try evolve(
      from: initial, times: times, keepsStates: true, integrator: integrator, progress: { _ in }
    ).states
    let regression = QuantumRegression(dimension: dimension)
    let told = EvolutionProgress("Correlations", times: times, progress: progress)
    var rows: [[ComplexDouble]] = []
    do {
      for (time, state) in zip(times, states) {
        rows.append(
          try regression.values(
            of: later, after: Operator.sandwich(after, state.matrix, before), at: time,
            delays: delays, self, integrator
          ).values)
        told.made(outputs: rows.count)
      }
    } catch let error where Liouvillian.isCancellation(error) {}
    told.finish()
    guard let last = rows.indices.last else {
      throw QuantumDynamicsError(.cancelled, "The correlations were stopped before the first time.")
    }
    var result = TimeResolvedCorrelation(
      times: Array(times.prefix(rows.count)), delays: delays, values: rows,
      method: "quantum regression, \(integrator.tableau.name)",
      wallTime: clock.seconds(since: start)
    ).carrying(parameters)
    if rows.count < times.count { result.status = .stopped(at: times[last]) }
    return result
  }
}

extension CorrelationFunction {
  /// The function divided by its normalization.
  func divided(by norm: ComplexDouble, named order: String) throws -> CorrelationFunction {
    guard norm.length > 1e-14 else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The steady state emits nothing into this field (⟨a†a⟩ = \(norm.real)), so that its \(order)-order "
          + "coherence is not defined.")
    }
    var result = CorrelationFunction(
      delays: delays, values: values.map { $0 / norm }, limit: limit.map { $0 / norm },
      method: method, wallTime: wallTime
    ).carrying(parameters)
    result.status = status
    result.integration = integration
    return result
  }
}
