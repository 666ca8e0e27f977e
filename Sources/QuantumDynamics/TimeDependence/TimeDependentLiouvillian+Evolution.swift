import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentLiouvillian {
  /// Solves dρ/dt = L(t) ρ by an adaptive Runge–Kutta method that skips no pulse.
  ///
  /// Steps end at every breakpoint of the modulations and are nowhere longer than their time scales.
  /// Otherwise as `Liouvillian.evolve`: real coordinates, so that ρ(t) is Hermitian exactly; the times of
  /// output do not change the steps.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least one, rising strictly.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - keepsStates: whether ρ is kept at all times.
  ///   - integrator: the method and its tolerances.
  ///   - progress: called with the fraction of the times that is done.
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
    try Self.requireDimension(
      dimension, of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    let basis = HermitianBasis(dimension: dimension)
    var action = realAction
    var recorder = MasterEquationRecorder(
      basis: basis, observables: observables, initial: initial, keepsStates: keepsStates)
    let evidence = try integrator.integrate(
      from: basis.coordinates(of: initial.matrix), times: times, modulations: modulations,
      derivative: { time, state, slope in
        action.setCoefficients(try coefficients(at: time))
        action.apply(to: state, into: &slope)
      },
      output: { index, _, state in
        recorder.record(state)
        progress?(times.count > 1 ? Double(index) / Double(times.count - 1) : 1)
      })
    return try recorder.solution(
      times: times, integration: evidence, wallTime: clock.seconds(since: start))
  }

  /// Refuses states and operators of another space.
  static func requireDimension(_ dimension: Int, of things: [(name: String, dimension: Int)])
    throws
  {
    for thing in things where thing.dimension != dimension {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Hamiltonian acts on a space of dimension \(dimension), but \(thing.name) is of dimension "
          + "\(thing.dimension). Make both from the same space.")
    }
  }
}

/// Collects what a solution of a master equation keeps.
struct MasterEquationRecorder {
  private let basis: HermitianBasis
  private let observables: [String: Operator]
  private let functionals: [String: HermitianFunctional]
  private let initial: DensityMatrix
  private let keepsStates: Bool
  private var values: [String: [ComplexDouble]]
  private var purity: [Double] = []
  private var states: [DensityMatrix] = []
  private var last: [Double] = []
  private var traceDrift = 0.0

  init(
    basis: HermitianBasis, observables: [String: Operator], initial: DensityMatrix,
    keepsStates: Bool
  ) {
    self.basis = basis
    self.observables = observables
    functionals = observables.mapValues { HermitianFunctional($0, basis) }
    self.initial = initial
    self.keepsStates = keepsStates
    values = observables.mapValues { _ in [] }
  }

  /// Takes the next state, as coordinates.
  mutating func record(_ state: [Double]) {
    for (name, functional) in functionals { values[name]?.append(functional.value(at: state)) }
    purity.append(state.reduce(0) { $0 + $1 * $1 })
    let trace = (0..<basis.dimension).reduce(0.0) { $0 + state[basis.diagonalIndex($1)] }
    traceDrift = max(traceDrift, abs(trace - initial.trace))
    if keepsStates { states.append(DensityMatrix(assumingValid: basis.matrix(of: state))) }
    last = state
  }

  /// Everything that was recorded.
  func solution(
    times: [Double], integration: IntegrationEvidence, wallTime: Double
  ) throws -> MasterEquationSolution {
    let final = basis.matrix(of: last)
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return MasterEquationSolution(
      times: times,
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values, purity: purity, states: states,
      finalState: DensityMatrix(assumingValid: final),
      evidence: MasterEquationEvidence(
        integration: integration, traceDrift: traceDrift,
        initialHermiticityError: initial.matrix.hermiticityError,
        smallestFinalEigenvalue: try final.hermitianEigensystem().values.first ?? 0,
        wallTime: wallTime))
  }
}
