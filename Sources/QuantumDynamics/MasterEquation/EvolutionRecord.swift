import ComplexModule
import LinearAlgebra
import QuantumCore

/// What an evolution keeps at its times of output.
struct EvolutionRecord {
  private let basis: HermitianBasis
  private let times: [Double]
  private let initial: DensityMatrix
  private let observables: [String: Operator]
  private let functionals: [String: HermitianFunctional]
  private let keepsStates: Bool
  private let progress: EvolutionProgress
  private var values: [String: [ComplexDouble]]
  private var purity: [Double] = []
  private var states: [DensityMatrix] = []
  private var last: [Double] = []
  private var traceDrift = 0.0
  private var stopTime: Double?

  init(
    _ basis: HermitianBasis, _ initial: DensityMatrix, _ times: [Double],
    _ observables: [String: Operator], keepsStates: Bool, progress: ((Double) -> Void)?
  ) {
    self.basis = basis
    self.times = times
    self.initial = initial
    self.observables = observables
    functionals = observables.mapValues { HermitianFunctional($0, basis) }
    self.keepsStates = keepsStates
    self.progress = EvolutionProgress("Master equation", times: times, progress: progress)
    values = observables.mapValues { _ in [] }
  }

  /// Keeps what is asked for of the state at the next time.
  mutating func add(_ coordinates: [Double]) {
    for (name, functional) in functionals {
      values[name]?.append(functional.value(at: coordinates))
    }
    purity.append(coordinates.reduce(0) { $0 + $1 * $1 })
    let trace = (0..<basis.dimension).reduce(0.0) { $0 + coordinates[basis.diagonalIndex($1)] }
    traceDrift = max(traceDrift, abs(trace - initial.trace))
    if keepsStates {
      states.append(DensityMatrix(assumingValid: basis.matrix(of: coordinates)))
    }
    last = coordinates
    progress.made(outputs: purity.count)
  }

  /// Shows how far the evolution is.
  mutating func reached(_ time: Double) { progress.reached(time) }

  /// Remembers that the user stopped the evolution.
  mutating func stop() { stopTime = times[max(purity.count - 1, 0)] }

  /// The solution up to where the evolution came.
  func solution(
    _ evidence: IntegrationEvidence, _ plan: EvolutionPlan, since start: ContinuousClock.Instant
  ) throws -> MasterEquationSolution {
    progress.finish()
    guard !purity.isEmpty else {
      throw QuantumDynamicsError(.cancelled, "The evolution was stopped before its first time.")
    }
    let matrix = basis.matrix(of: last)
    let eigenvalues = try matrix.hermitianEigensystem().values
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return MasterEquationSolution(
      status: stopTime.map { .stopped(at: $0) } ?? .finished, plan: plan,
      times: Array(times.prefix(purity.count)),
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values, purity: purity, states: states,
      finalState: DensityMatrix(assumingValid: matrix),
      evidence: MasterEquationEvidence(
        integration: evidence, traceDrift: traceDrift,
        initialHermiticityError: initial.matrix.hermiticityError,
        smallestFinalEigenvalue: eigenvalues.first ?? 0,
        wallTime: ContinuousClock().seconds(since: start)))
  }
}
