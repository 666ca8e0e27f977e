import ComplexModule
import LinearAlgebra
import QuantumCore

/// What a Schrödinger equation's solution keeps at its times of output.
struct KetRecord {
  private let times: [Double]
  private let observables: [String: Operator]
  private let functionals: [String: KetFunctional]
  private let keepsStates: Bool
  private let initialNorm: Double
  private let progress: EvolutionProgress
  private var values: [String: [ComplexDouble]]
  private var states: [Ket] = []
  private var last: [ComplexDouble] = []
  private var count = 0
  private var drift = 0.0
  private var isStopped = false

  init(
    _ initial: Ket, _ times: [Double], _ observables: [String: Operator], keepsStates: Bool,
    progress: ((Double) -> Void)?
  ) {
    self.times = times
    self.observables = observables
    self.keepsStates = keepsStates
    functionals = observables.mapValues { KetFunctional($0) }
    initialNorm = Self.normSquared(initial.amplitudes)
    values = observables.mapValues { _ in [] }
    self.progress = EvolutionProgress("Schrödinger equation", times: times, progress: progress)
  }

  /// Keeps what is asked for of the state at the next time.
  mutating func add(_ amplitudes: [ComplexDouble]) throws {
    for (name, functional) in functionals {
      values[name]?.append(functional.value(at: amplitudes))
    }
    drift = max(drift, abs(Self.normSquared(amplitudes) - initialNorm))
    if keepsStates { states.append(try Ket(amplitudes)) }
    last = amplitudes
    count += 1
    progress.made(outputs: count)
  }

  /// Shows how far the evolution is.
  mutating func reached(_ time: Double) { progress.reached(time) }

  /// Remembers that the user stopped the evolution.
  mutating func stop() { isStopped = true }

  /// The solution up to where the evolution came.
  func solution(
    _ evidence: IntegrationEvidence, _ plan: EvolutionPlan, since start: ContinuousClock.Instant
  ) throws -> SchroedingerSolution {
    progress.finish()
    guard count > 0 else {
      throw QuantumDynamicsError(.cancelled, "The evolution was stopped before its first time.")
    }
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return SchroedingerSolution(
      status: isStopped ? .stopped(at: times[count - 1]) : .finished, plan: plan,
      times: Array(times.prefix(count)),
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values, states: states, finalState: try Ket(last),
      integration: evidence, normDrift: drift, wallTime: ContinuousClock().seconds(since: start))
  }

  private static func normSquared(_ state: [ComplexDouble]) -> Double {
    state.reduce(0) { $0 + $1.lengthSquared }
  }
}
