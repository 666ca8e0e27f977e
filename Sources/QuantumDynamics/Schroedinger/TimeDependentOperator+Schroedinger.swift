import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentOperator {
  /// Solves i d|ψ⟩/dt = H(t)|ψ⟩ (ħ = 1) by an adaptive Runge–Kutta method that skips no pulse.
  ///
  /// - Parameters:
  ///   - initial: |ψ⟩ at the first time; its norm is kept as it is.
  ///   - times: at least one, rising strictly.
  ///   - observables: operators whose values ⟨ψ|A|ψ⟩ are kept, by name.
  ///   - keepsStates: whether |ψ⟩ is kept at all times.
  ///   - integrator: the method and its tolerances.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notHermitian`, `invalidParameter`,
  ///   `notFinite`, `stepLimit`, `cancelled`.
  public func evolve(
    from initial: Ket, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false,
    integrator: ExplicitRungeKutta = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-9, absoluteTolerance: 1e-11)
  ) throws -> SchroedingerSolution {
    let clock = ContinuousClock()
    let start = clock.now
    // Checks that every part is Hermitian and finite.
    let generator = try TimeDependentLiouvillian(hamiltonian: self)
    try TimeDependentLiouvillian.requireDimension(
      dimension, of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    var action = generator.effectiveAction
    let actions = observables.mapValues { KetFunctional($0) }
    var values = observables.mapValues { _ in [ComplexDouble]() }
    var states: [Ket] = []
    var final = initial.amplitudes
    let initialNorm = Self.normSquared(initial.amplitudes)
    var drift = 0.0
    let evidence = try integrator.integrate(
      from: initial.amplitudes, times: times, modulations: generator.modulations,
      derivative: { time, state, slope in
        action.setCoefficients(try generator.coefficients(at: time))
        action.apply(to: state, into: &slope)
      },
      output: { _, _, state in
        for (name, functional) in actions { values[name]?.append(functional.value(at: state)) }
        drift = max(drift, abs(Self.normSquared(state) - initialNorm))
        if keepsStates { states.append(try Ket(state)) }
        final = state
      })
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return SchroedingerSolution(
      times: times,
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values, states: states, finalState: try Ket(final),
      integration: evidence, normDrift: drift, wallTime: clock.seconds(since: start))
  }

  private static func normSquared(_ state: [ComplexDouble]) -> Double {
    state.reduce(0) { $0 + $1.lengthSquared }
  }
}

/// |ψ⟩ ↦ ⟨ψ|A|ψ⟩ on amplitudes.
struct KetFunctional: Sendable {
  private let entries: [(row: Int, column: Int, value: ComplexDouble)]

  init(_ observable: Operator) {
    var entries: [(Int, Int, ComplexDouble)] = []
    observable.matrix.forEachEntry { entries.append(($0, $1, $2)) }
    self.entries = entries
  }

  func value(at state: [ComplexDouble]) -> ComplexDouble {
    var sum = ComplexDouble.zero
    for entry in entries { sum += state[entry.row].conjugate * entry.value * state[entry.column] }
    return sum
  }
}
