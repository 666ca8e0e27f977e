import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct EvolutionMethodTests {
  static let methods: [EvolutionMethod] = [
    .rungeKutta(.tsit5), .rungeKutta(.vern7), .rungeKutta(.dop853), .faber, .krylov, .exponential,
    .implicit, .automatic,
  ]

  @Test(arguments: try SharedSystem.all())
  func everyMethodGivesTheExponential(system: SharedSystem) throws {
    let times = [0, 0.1 * system.duration, 0.35 * system.duration, system.duration]
    let vector = system.initial.matrix.elements
    let expected = try times.map { time in
      try (ComplexDouble(time) * system.liouvillian.superoperator.dense).exponential() * vector
    }
    for method in Self.methods {
      let solution = try system.liouvillian.evolve(
        from: system.initial, times: times, keepsStates: true, method: method,
        relativeTolerance: 1e-8, absoluteTolerance: 1e-10)
      #expect(solution.status == .finished)
      for (state, reference) in zip(solution.states, expected) {
        let error = zip(state.matrix.elements, reference).map { ($0 - $1).length }.max() ?? 0
        // The tolerance is one of a step for methods with steps, and steps are a few hundred.
        #expect(error < 3e-6, "\(method): \(error)")
      }
      #expect(solution.evidence.traceDrift < 1e-9, "\(method)")
    }
  }

  @Test(arguments: [1e-5, 1e-8, 1e-11])
  func propagatorsKeepTheirTolerance(tolerance: Double) throws {
    let system = try Sample.collectiveSpin(16, drive: 3, detuning: 2)
    let initial = Sample.state(dimension: 17)
    let exact = try system.evolve(
      from: initial, times: [0, 4],
      integrator: ExplicitRungeKutta(
        tableau: .dop853, relativeTolerance: 1e-13, absoluteTolerance: 1e-15))
    for method in [EvolutionMethod.faber, .krylov] {
      let solution = try system.evolve(
        from: initial, times: [0, 4], method: method, relativeTolerance: tolerance,
        absoluteTolerance: tolerance)
      let error = (solution.finalState.matrix - exact.finalState.matrix).norm
      // An error bound of the whole, but non-normal growth may amplify what an earlier step left.
      #expect(error < 10 * tolerance, "\(method) \(tolerance): \(error)")
    }
  }

  @Test func propagatorsAreSemigroups() throws {
    let liouvillian = try Sample.timeCrystal(10)
    let initial = Sample.state(dimension: 11)
    for method in [EvolutionMethod.faber, .krylov, .exponential] {
      func end(_ times: [Double]) throws -> Matrix<ComplexDouble> {
        try liouvillian.evolve(
          from: initial, times: times, method: method, relativeTolerance: 1e-12,
          absoluteTolerance: 1e-13
        ).finalState.matrix
      }
      let difference = try end([0, 3]) - end([0, 0.2, 1.7, 3])
      #expect(difference.largestModulus < 1e-10, "\(method)")
    }
  }

  @Test func propagatorsRunBackwards() throws {
    let liouvillian = try Sample.qubit()
    let initial = Sample.state(dimension: 2)
    let end = try liouvillian.evolve(from: initial, times: [0, 2]).finalState
    for method in [EvolutionMethod.krylov, .exponential] {
      let start = try liouvillian.evolve(from: end, times: [2, 0], method: method).finalState
      #expect((start.matrix - initial.matrix).largestModulus < 1e-7, "\(method)")
    }
  }

  @Test func stiffEquationsGoToTheImplicitMethod() throws {
    // Sixteen levels: too many unknowns for exponentials, dephasing five orders faster than decay.
    let spin = try Spin(particleCount: 15)
    let liouvillian = try Liouvillian(
      hamiltonian: spin.x, jumpOperators: [300 * spin.z, 0.3 * spin.minus])
    let solution = try liouvillian.evolve(
      from: DensityMatrix(spin.coherentState(polar: 0, azimuth: 0)), times: [0, 1],
      observing: ["z": spin.z])
    #expect(solution.plan.method == .implicit)
    #expect(solution.plan.reason.contains("stiff"))
    // Fewer evaluations by orders of magnitude than the spectral radius times the time.
    let radius = try #require(solution.plan.spectralRadius)
    #expect(radius > 1e6)
    #expect(solution.evidence.integration.evaluationCount < 20_000)
    // Fast dephasing leaves the populations of a decaying ladder: the drive is suppressed as 1/300².
    let undriven = try Liouvillian(hamiltonian: 0 * spin.x, jumpOperators: [0.3 * spin.minus])
      .evolve(
        from: DensityMatrix(spin.coherentState(polar: 0, azimuth: 0)), times: [0, 1],
        observing: ["z": spin.z])
    #expect(abs(solution["z"][1] - undriven["z"][1]) < 1e-3)
  }

  @Test func plansSayWhy() throws {
    let few = try Sample.qubit().evolve(
      from: Sample.state(dimension: 2), times: .linear(0, 1, count: 5))
    #expect(few.plan.method == .exponential)
    let banded = try Sample.timeCrystal(40).evolve(
      from: .maximallyMixed(dimension: 41), times: [0, 1])
    #expect(banded.plan.method == .faber)
    #expect(banded.plan.reason.contains("real gauge"))
    let expected = try #require(banded.plan.expectedProductCount)
    let used = banded.evidence.integration.evaluationCount
    #expect(used < 2 * expected && expected < 2 * used)
    let asked = try Sample.qubit().evolve(
      from: Sample.state(dimension: 2), times: [0, 1], method: .krylov)
    #expect(asked.plan.description == "Krylov: as asked for")
  }

  @Test(arguments: methods + RungeKuttaTableau.all.map { .rungeKutta($0) })
  func methodsAreStoredByName(method: EvolutionMethod) throws {
    let plan = EvolutionPlan(restoring: method, reason: "a test")
    let data = try JSONEncoder().encode(plan)
    #expect(try JSONDecoder().decode(EvolutionPlan.self, from: data) == plan)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(EvolutionMethod.self, from: Data("\"Euler\"".utf8))
    }
  }

  @Test func denseExponentialsOfLargeSpacesAreRefused() throws {
    #expect {
      try Sample.timeCrystal(60).evolve(
        from: .maximallyMixed(dimension: 61), times: [0, 1], method: .exponential)
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  @Test func aStoppedEvolutionReturnsWhatItHas() async throws {
    let liouvillian = try Sample.timeCrystal(20)
    for method in [EvolutionMethod.faber, .krylov, .implicit, .rungeKutta(.tsit5)] {
      let task = Task {
        var outputs = 0
        // Progress is told at each output: the task is cancelled at the third.
        return try liouvillian.evolve(
          from: .maximallyMixed(dimension: 21), times: .linear(0, 1000, count: 2001),
          method: method,
          progress: { _ in
            outputs += 1
            if outputs == 3 { withUnsafeCurrentTask { $0?.cancel() } }
          })
      }
      let solution = try await task.value
      #expect(solution.times.count >= 3 && solution.times.count < 2001, "\(method)")
      #expect(solution.purity.count == solution.times.count)
      #expect(solution.status == .stopped(at: try #require(solution.times.last)))
    }
  }

  @Test(arguments: [(2, 1), (3, 1), (5, 3), (9, 2), (12, 4)])
  func randomLindbladiansKeepStatesStates(dimension: Int, jumpCount: Int) throws {
    for seed in [UInt64(1), 2, 3] {
      let liouvillian = try Sample.generic(dimension: dimension, jumpCount: jumpCount, seed: seed)
      let solution = try liouvillian.evolve(
        from: DensityMatrix(try Ket([1] + [ComplexDouble](repeating: 0, count: dimension - 1))),
        times: [0, 0.01, 0.02, 0.1, 0.5, 3], keepsStates: true)
      for state in solution.states {
        #expect(abs(state.trace - 1) < 1e-11)
        #expect(state.matrix.hermiticityError == 0)
        // Positive but for the tolerance of 1e-8.
        #expect(try #require(state.eigenvalues().first) > -1e-7)
      }
      // These systems forget fast: the end is the steady state.
      let long = try liouvillian.evolve(from: solution.finalState, times: [3, 60])
      let steady = try liouvillian.steadyState()
      #expect((long.finalState.matrix - steady.densityMatrix.matrix).norm < 1e-6)
    }
  }
}
