import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct MasterEquationTests {
  private static let tight = ExplicitRungeKutta(
    tableau: .dop853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)

  @Test(arguments: [RungeKuttaTableau.tsit5, .vern7, .dop853])
  func dampedQubitDecaysExponentially(tableau: RungeKuttaTableau) throws {
    // H = ω σz/2, jump √γ σ₋ from (|0⟩ + |1⟩)/√2: ⟨σ₋⟩ = e^(−γt/2 − iωt)/2 up to orientation,
    // ⟨σz⟩ = e^(−γt) − 1.
    let pauli = try Sample.pauli()
    let (omega, gamma) = (1.3, 0.4)
    let liouvillian = try Liouvillian(
      hamiltonian: (omega / 2) * pauli.z, jumpOperators: [gamma.squareRoot() * pauli.minus])
    let plus = DensityMatrix(
      try Ket([ComplexDouble((0.5).squareRoot()), ComplexDouble((0.5).squareRoot())]))
    let solution = try liouvillian.evolve(
      from: plus, times: .linear(0, 8, count: 33),
      observing: ["x": pauli.x, "y": pauli.y, "z": pauli.z, "raise": pauli.minus.adjoint],
      integrator: ExplicitRungeKutta(tableau: tableau))
    for (k, t) in solution.times.enumerated() {
      let decay = exp(-gamma * t / 2)
      // The tolerance of a step is 1e-8; errors add up over a few dozen steps.
      #expect(abs(solution["x"][k] - decay * cos(omega * t)) < 1e-6)
      #expect(abs(solution["y"][k] - decay * sin(omega * t)) < 1e-6)
      #expect(abs(solution["z"][k] - (exp(-gamma * t) - 1)) < 1e-6)
      let raise = try #require(solution.complexExpectationValues["raise"])[k]
      #expect(
        (raise - ComplexDouble(decay / 2 * cos(omega * t), decay / 2 * sin(omega * t))).length
          < 1e-6)
    }
    #expect(solution.expectationValues["raise"] == nil)
    #expect(solution.evidence.traceDrift < 1e-13)
    #expect(solution.evidence.smallestFinalEigenvalue > -1e-8)
  }

  @Test func drivenQubitFollowsItsBlochEquations() throws {
    // Resonance fluorescence, H = Ω σx/2, jump √γ σ₋: torrey's solution through the 3 × 3 exponential.
    let pauli = try Sample.pauli()
    let (rabi, gamma) = (2.1, 0.7)
    let liouvillian = try Liouvillian(
      hamiltonian: (rabi / 2) * pauli.x, jumpOperators: [gamma.squareRoot() * pauli.minus])
    let solution = try liouvillian.evolve(
      from: DensityMatrix(try Ket([1, 0])), times: .linear(0, 6, count: 25),
      observing: ["x": pauli.x, "y": pauli.y, "z": pauli.z], integrator: Self.tight)
    // d(x, y, z, 1)/dt with ẏ = −γy/2 − Ωz, ż = Ωy − γ(z + 1).
    let generator = Matrix<Double>(rowMajor: [
      [-gamma / 2, 0, 0, 0], [0, -gamma / 2, -rabi, 0], [0, rabi, -gamma, -gamma], [0, 0, 0, 0],
    ])
    for (k, t) in solution.times.enumerated() {
      let bloch = try (t * generator).exponential() * [0, 0, 1, 1]
      #expect(abs(solution["x"][k] - bloch[0]) < 1e-9)
      #expect(abs(solution["y"][k] - bloch[1]) < 1e-9)
      #expect(abs(solution["z"][k] - bloch[2]) < 1e-9)
    }
  }

  @Test func twoSpinsRadiateTogether() throws {
    // Collective decay √γ S₋ of S = 1 from m = +1: p₊ = e^(−2γt), p₀ = 2γt e^(−2γt).
    let spin = try Spin(particleCount: 2)
    let gamma = 0.6
    let liouvillian = try Liouvillian(
      hamiltonian: 0 * spin.z, jumpOperators: [gamma.squareRoot() * spin.minus])
    let solution = try liouvillian.evolve(
      from: DensityMatrix(try Ket([1, 0, 0])), times: .linear(0, 4, count: 17), keepsStates: true,
      integrator: Self.tight)
    for (t, state) in zip(solution.times, solution.states) {
      #expect(abs(state[0, 0].real - exp(-2 * gamma * t)) < 1e-9)
      #expect(abs(state[1, 1].real - 2 * gamma * t * exp(-2 * gamma * t)) < 1e-9)
    }
  }

  @Test func evolutionEqualsTheExponentialOfTheSuperoperator() throws {
    let liouvillian = try Sample.generic(dimension: 5)
    let initial = Sample.state(dimension: 5)
    let solution = try liouvillian.evolve(
      from: initial, times: [0, 0.3, 0.7], integrator: Self.tight)
    let propagator = try (ComplexDouble(0.7) * liouvillian.superoperator.dense).exponential()
    let expected = propagator * initial.matrix.elements
    for (left, right) in zip(solution.finalState.matrix.elements, expected) {
      #expect((left - right).length < 1e-9)
    }
  }

  @Test func evolutionIsASemigroup() throws {
    let liouvillian = try Sample.collectiveSpin(12, drive: 0.5, detuning: 0.5)
    let initial = DensityMatrix(try Spin(particleCount: 12).coherentState(polar: 1, azimuth: 0.3))
    let whole = try liouvillian.evolve(from: initial, times: [0, 3], integrator: Self.tight)
    let half = try liouvillian.evolve(from: initial, times: [0, 1.2], integrator: Self.tight)
    let rest = try liouvillian.evolve(
      from: half.finalState, times: [1.2, 3], integrator: Self.tight)
    #expect((whole.finalState.matrix - rest.finalState.matrix).largestModulus < 1e-9)
  }

  @Test func tolerancesAreKept() throws {
    let liouvillian = try Sample.collectiveSpin(12, drive: 3, detuning: 2)
    let initial = DensityMatrix(try Spin(particleCount: 12).coherentState(polar: 1, azimuth: 0.3))
    let exact = try liouvillian.evolve(from: initial, times: [0, 5], integrator: Self.tight)
    for tableau in [RungeKuttaTableau.tsit5, .vern7, .dop853] {
      for tolerance in [1e-5, 1e-7, 1e-9] {
        let solution = try liouvillian.evolve(
          from: initial, times: [0, 5],
          integrator: ExplicitRungeKutta(
            tableau: tableau, relativeTolerance: tolerance, absoluteTolerance: tolerance))
        let error = (solution.finalState.matrix - exact.finalState.matrix).largestModulus
        // Contraction forgets old errors: a hundred tolerances is generous.
        #expect(error < 100 * tolerance, "\(tableau.name) \(tolerance)")
      }
    }
  }

  @Test(arguments: [
    // Oracles/master_equation.txt: ⟨m_x⟩, ⟨m_z⟩ at t = 0, 2, 4, 6, 8, 10 (QuTiP 5.3.1).
    (
      0.5, 0.5,
      [
        0.803887936327, 0.046187862578, -0.464462835348, -0.539739554285, -0.379282997754,
        -0.206022323487,
      ],
      [
        0.540302305868, 0.582340665226, 0.598789502897, 0.644106339557, 0.674797658199,
        0.678679851264,
      ]
    ),
    (
      3.0, 2.0,
      [
        0.803887936327, -0.414736678681, -0.613644133520, -0.448724269478, -0.434520438915,
        -0.464985139279,
      ],
      [
        0.540302305868, 0.674262951062, 0.535651330402, 0.627875064195, 0.663628711286,
        0.648025698833,
      ]
    ),
  ])
  func collectiveSpinAgreesWithQuTiP(
    drive: Double, detuning: Double, mx: [Double], mz: [Double]
  ) throws {
    let spin = try Spin(particleCount: 20)
    let solution = try Sample.collectiveSpin(20, drive: drive, detuning: detuning).evolve(
      from: DensityMatrix(spin.coherentState(polar: 1, azimuth: 0.3)),
      times: .linear(0, 10, count: 6), observing: ["mx": spin.x / 10, "mz": spin.z / 10],
      integrator: Self.tight)
    for k in mx.indices {
      // Twelve digits were stored; both integrators worked to 1e-11 a step.
      #expect(abs(solution["mx"][k] - mx[k]) < 2e-9)
      #expect(abs(solution["mz"][k] - mz[k]) < 2e-9)
    }
  }

  @Test func genericQubitAgreesWithQuTiP() throws {
    let pauli = try Sample.pauli()
    let solution = try Sample.qubit().evolve(
      from: DensityMatrix(try Ket([1, 0])), times: .linear(0, 10, count: 6),
      observing: ["x": pauli.x, "y": pauli.y, "z": pauli.z], integrator: Self.tight)
    // Oracles/master_equation.txt, t = 4.
    #expect(abs(solution["x"][2] + 0.199657973786) < 2e-9)
    #expect(abs(solution["y"][2] + 0.030251302978) < 2e-9)
    #expect(abs(solution["z"][2] - 0.070031990143) < 2e-9)
  }

  @Test func statesStayDensityMatrices() throws {
    let liouvillian = try Sample.collectiveSpin(16, drive: 1.5, detuning: 0.5)
    let spin = try Spin(particleCount: 16)
    let solution = try liouvillian.evolve(
      from: DensityMatrix(spin.coherentState(polar: 2, azimuth: -1)),
      times: .linear(0, 10, count: 21), keepsStates: true)
    for (state, purity) in zip(solution.states, solution.purity) {
      #expect(state.matrix.hermiticityError == 0)
      #expect(abs(state.trace - 1) < 1e-12)
      // Positive but for the tolerance of 1e-8 a step.
      #expect(try #require(state.matrix.hermitianEigensystem().values.first) > -1e-7)
      #expect(abs(state.purity - purity) < 1e-13)
    }
    #expect(solution.evidence.traceDrift < 1e-12)
    #expect(solution.states.last == solution.finalState)
  }

  @Test func progressReachesOne() throws {
    var fractions: [Double] = []
    let pauli = try Sample.pauli()
    _ = try Liouvillian(hamiltonian: pauli.x, jumpOperators: []).evolve(
      from: DensityMatrix(try Ket([1, 0])), times: [0, 1, 2], progress: { fractions.append($0) })
    #expect(fractions == [0, 0.5, 1])
  }

  @Test func mismatchesAreRefused() throws {
    let pauli = try Sample.pauli()
    let liouvillian = try Liouvillian(hamiltonian: pauli.x, jumpOperators: [])
    let spin = try Spin(particleCount: 4)
    #expect {
      try liouvillian.evolve(from: .maximallyMixed(dimension: 5), times: [0, 1])
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .dimensionMismatch
    }
    #expect {
      try liouvillian.evolve(
        from: .maximallyMixed(dimension: 2), times: [0, 1], observing: ["mz": spin.z])
    } throws: {
      ($0 as? QuantumDynamicsError)?.message.contains("\"mz\"") == true
    }
  }
}
