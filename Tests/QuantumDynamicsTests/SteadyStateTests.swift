import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct SteadyStateTests {
  @Test(arguments: [(1.0, 1e-5), (0.3, 0.2), (1e-5, 1.0)])
  func thermalQubitHasItsPopulations(down: Double, up: Double) throws {
    let pauli = try Sample.pauli()
    let steady = try Liouvillian(
      hamiltonian: 0.8 * pauli.z,
      jumpOperators: [down.squareRoot() * pauli.minus, up.squareRoot() * pauli.minus.adjoint]
    ).steadyState()
    let expected = up / (up + down)
    // Relative, also for the small population: elimination keeps it.
    #expect(abs(steady.densityMatrix[0, 0].real / expected - 1) < 1e-10)
    #expect(steady.densityMatrix[0, 1].length < 1e-14)
    #expect(steady.residual < 1e-15)
  }

  @Test func drivenQubitHasTheOpticalBlochSolution() throws {
    // Resonance fluorescence: ⟨σz⟩ = −1/(1 + s), s = 2Ω²/γ².
    let pauli = try Sample.pauli()
    let (rabi, gamma) = (2.1, 0.7)
    let steady = try Liouvillian(
      hamiltonian: (rabi / 2) * pauli.x, jumpOperators: [gamma.squareRoot() * pauli.minus]
    ).steadyState()
    let saturation = 2 * rabi * rabi / (gamma * gamma)
    let z = steady.densityMatrix.expectationValue(of: pauli.z).real
    #expect(abs(z + 1 / (1 + saturation)) < 1e-13)
  }

  @Test(arguments: [(0.5, 0.5), (1.5, 0.5), (3.0, 2.0)])
  func equalsTheEndOfTheEvolution(drive: Double, detuning: Double) throws {
    let liouvillian = try Sample.collectiveSpin(10, drive: drive, detuning: detuning)
    let steady = try liouvillian.steadyState()
    // The gap is above 0.25 here: e^(−0.25 · 120) ≈ 1e-13.
    let evolved = try liouvillian.evolve(
      from: .maximallyMixed(dimension: 11), times: [0, 120],
      integrator: ExplicitRungeKutta(
        tableau: .dop853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13))
    let difference = steady.densityMatrix.matrix - evolved.finalState.matrix
    #expect(difference.largestModulus < 1e-10)
    #expect(steady.smallestEigenvalue > -1e-15)
    #expect(abs(steady.densityMatrix.trace - 1) < 1e-14)
  }

  @Test(arguments: [
    // Oracles/master_equation.txt: ⟨m_x⟩, ⟨m_z⟩ and purity (QuTiP 5.3.1).
    (0.5, 0.5, -0.239939150870, 0.658081285248, 0.189728953590),
    (3.0, 2.0, -0.461369365260, 0.646498693941, 0.232184644768),
  ])
  func agreesWithQuTiP(
    drive: Double, detuning: Double, mx: Double, mz: Double, purity: Double
  ) throws {
    let spin = try Spin(particleCount: 20)
    let state = try Sample.collectiveSpin(20, drive: drive, detuning: detuning)
      .steadyState().densityMatrix
    // Twelve digits were stored.
    #expect(abs(state.expectationValue(of: spin.x).real / 10 - mx) < 1e-11)
    #expect(abs(state.expectationValue(of: spin.z).real / 10 - mz) < 1e-11)
    #expect(abs(state.purity - purity) < 1e-11)
  }

  @Test(arguments: [1e-9, 1e9])
  func unitsOfTimeDoNotMatter(scale: Double) throws {
    let liouvillian = try Sample.collectiveSpin(8, drive: 1.5, detuning: 0.5)
    let scaled = try Liouvillian(
      hamiltonian: scale * liouvillian.hamiltonian,
      jumpOperators: liouvillian.jumpOperators.map { scale.squareRoot() * $0 })
    let difference =
      try liouvillian.steadyState().densityMatrix.matrix
      - scaled.steadyState().densityMatrix.matrix
    #expect(difference.largestModulus < 1e-12)
  }

  @Test func severalSteadyStatesAreRefused() throws {
    let pauli = try Sample.pauli()
    // Pure dephasing keeps every population; unitary dynamics keeps every function of H.
    for jumps in [[pauli.z], []] {
      #expect {
        try Liouvillian(hamiltonian: 0.5 * pauli.z, jumpOperators: jumps).steadyState()
      } throws: {
        ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
      }
    }
    // A spin with collective dephasing only along its drive.
    let spin = try Spin(particleCount: 6)
    #expect {
      try Liouvillian(hamiltonian: spin.x, jumpOperators: [spin.x]).steadyState()
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
    }
  }
}
