import ComplexModule
import LinearAlgebra
public import QuantumCore

extension Liouvillian {
  /// Solves dρ/dt = L ρ by an adaptive Runge–Kutta method.
  ///
  /// The unknowns are the d² real coordinates of ρ in `HermitianBasis`, so that ρ(t) stays Hermitian
  /// exactly. The times of output do not change the steps.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least one, rising strictly; `.linear(0, 20, count: 201)`.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - keepsStates: whether ρ is kept at all times.
  ///   - integrator: the method and its tolerances.
  ///   - progress: called with the fraction of the time that is done, at each time of output.
  /// - Returns: expectation values, the final state, evidence.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`,
  ///   `cancelled`.
  public func evolve(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator] = [:],
    keepsStates: Bool = false, integrator: ExplicitRungeKutta = ExplicitRungeKutta(),
    progress: ((Double) -> Void)? = nil
  ) throws -> MasterEquationSolution {
    let clock = ContinuousClock()
    let start = clock.now
    try validate(initial, times, observables)
    let basis = hermitianBasis
    let action = realAction()
    let functionals = observables.mapValues { HermitianFunctional($0, basis) }
    var values = observables.mapValues { _ in [ComplexDouble]() }
    var purity: [Double] = []
    var states: [DensityMatrix] = []
    var final: [Double] = []
    let initialTrace = initial.trace
    var traceDrift = 0.0
    let evidence = try integrator.integrate(
      from: basis.coordinates(of: initial.matrix), times: times,
      derivative: { _, state, slope in action.apply(to: state, into: &slope) },
      output: { index, _, state in
        for (name, functional) in functionals { values[name]?.append(functional.value(at: state)) }
        purity.append(state.reduce(0) { $0 + $1 * $1 })
        let trace = (0..<dimension).reduce(0.0) { $0 + state[basis.diagonalIndex($1)] }
        traceDrift = max(traceDrift, abs(trace - initialTrace))
        if keepsStates { states.append(DensityMatrix(assumingValid: basis.matrix(of: state))) }
        if index == times.count - 1 { final = state }
        progress?(times.count > 1 ? Double(index) / Double(times.count - 1) : 1)
      })
    let finalMatrix = basis.matrix(of: final)
    let eigenvalues = try finalMatrix.hermitianEigensystem().values
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return MasterEquationSolution(
      times: times,
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values, purity: purity, states: states,
      finalState: DensityMatrix(assumingValid: finalMatrix),
      evidence: MasterEquationEvidence(
        integration: evidence, traceDrift: traceDrift,
        initialHermiticityError: initial.matrix.hermiticityError,
        smallestFinalEigenvalue: eigenvalues.first ?? 0, wallTime: clock.seconds(since: start)))
  }

  private func validate(
    _ initial: DensityMatrix, _ times: [Double], _ observables: [String: Operator]
  ) throws {
    guard initial.dimension == dimension else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian acts on a space of dimension \(dimension), but the initial state is of "
          + "dimension \(initial.dimension).")
    }
    guard initial.matrix.isFinite else {
      throw QuantumDynamicsError(.notFinite, "The initial state holds NaN or infinity.")
    }
    guard initial.matrix.hermiticityError <= 1e-8 else {
      throw QuantumDynamicsError(
        .notHermitian,
        "An initial state is Hermitian, but elements of this one differ from those of its adjoint by "
          + "\(initial.matrix.hermiticityError).")
    }
    for (name, observable) in observables where observable.dimension != dimension {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Liouvillian acts on a space of dimension \(dimension), but the observable \"\(name)\" is of "
          + "dimension \(observable.dimension).")
    }
  }
}

/// ρ ↦ Tr(A ρ) on the real coordinates of Hermitian matrices.
struct HermitianFunctional: Sendable {
  private var weights: [(index: Int, weight: ComplexDouble)] = []

  init(_ observable: Operator, _ basis: HermitianBasis) {
    let root2 = 2.0.squareRoot()
    observable.matrix.forEachEntry { i, j, value in
      // Tr(A ρ) = Σ A_ij ρ_ji.
      if i == j {
        weights.append((basis.diagonalIndex(i), value))
        return
      }
      let (low, high, sign) = j < i ? (j, i, 1.0) : (i, j, -1.0)
      let half = value / ComplexDouble(root2)
      weights.append((basis.realIndex(low, high), half))
      weights.append((basis.imaginaryIndex(low, high), half * ComplexDouble(0, sign)))
    }
  }

  func value(at coordinates: [Double]) -> ComplexDouble {
    weights.reduce(ComplexDouble.zero) { sum, term in
      sum
        + ComplexDouble(
          term.weight.real * coordinates[term.index],
          term.weight.imaginary * coordinates[term.index])
    }
  }
}

extension ContinuousClock {
  /// The seconds since an instant.
  func seconds(since start: Instant) -> Double {
    let (seconds, attoseconds) = (now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
