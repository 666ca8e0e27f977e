import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct SchroedingerTests {
  @Test func circularDriveMakesRabiOscillations() throws {
    // H = ω₀σz/2 + Ω/2 (σx cos ωt + σy sin ωt) is constant in the rotating frame:
    // P(flip) = (Ω/Ω')² sin²(Ω't/2), Ω' = √(Ω² + (ω₀ − ω)²).
    let (frequency, drive, rabi) = (5.0, 4.4, 0.8)
    let pauli = try Sample.pauli()
    let hamiltonian =
      (frequency / 2) * pauli.z
      + Modulation.cosine(angularFrequency: drive) * ((rabi / 2) * pauli.x)
      + Modulation.cosine(angularFrequency: drive, phase: -Double.pi / 2)
      * ((rabi / 2) * pauli.y)
    let solution = try hamiltonian.evolve(
      from: TwoLevel.ground, times: .linear(0, 20, count: 41), observing: ["z": pauli.z],
      keepsStates: true)
    let effective = (rabi * rabi + (frequency - drive) * (frequency - drive)).squareRoot()
    for (t, z) in zip(solution.times, solution["z"]) {
      let flipped = pow(rabi / effective * sin(effective * t / 2), 2)
      // Tolerance 1e-9 of a step, about a hundred steps.
      #expect(abs((1 + z) / 2 - flipped) < 1e-7)
    }
    #expect(solution.normDrift < 1e-7)
    #expect(solution.states.count == 41)
  }

  @Test func constantHamiltoniansEqualTheirExponential() throws {
    let hamiltonian = try Sample.generic(dimension: 6).hamiltonian
    let initial = try Ket((0..<6).map { ComplexDouble(Double($0 + 1), 0.5) }).normalized()
    let solution = try TimeDependentOperator(hamiltonian).evolve(
      from: initial, times: [0, 0.4, 2])
    let exponential = try (ComplexDouble(0, -2) * hamiltonian).dense.exponential()
    let expected = exponential * initial.amplitudes
    for (x, y) in zip(solution.finalState.amplitudes, expected) {
      #expect((x - y).length < 1e-7)
    }
  }

  @Test func closedMasterEquationFollowsTheSameState() throws {
    let pauli = try Sample.pauli()
    let hamiltonian = pauli.z + Modulation.gaussianPulse(center: 3, width: 0.4) * pauli.x
    let ket = try hamiltonian.evolve(from: TwoLevel.ground, times: [0, 6]).finalState
    let density = try TimeDependentLiouvillian(hamiltonian: hamiltonian).evolve(
      from: DensityMatrix(TwoLevel.ground), times: [0, 6]
    ).finalState
    #expect((density.matrix - DensityMatrix(ket).matrix).largestModulus < 1e-6)
  }

  @Test func lossyHamiltoniansAreRefused() throws {
    let pauli = try Sample.pauli()
    let lossy = TimeDependentOperator(pauli.z + ComplexDouble(0, -0.1) * pauli.x)
    #expect {
      try lossy.evolve(from: TwoLevel.ground, times: [0, 1])
    } throws: { ($0 as? QuantumDynamicsError)?.code == .notHermitian }
  }

  @Test(arguments: EvolutionMethodTests.methods)
  func everyMethodGivesTheExponential(method: EvolutionMethod) throws {
    // Complex elements, and a spin with a spectrum that is long.
    let spin = try Spin(particleCount: 60)
    for hamiltonian in [
      try Sample.generic(dimension: 6).hamiltonian, 0.3 * (spin.z * spin.z) + spin.x + spin.y,
    ] {
      let d = hamiltonian.dimension
      let initial = try Ket((0..<d).map { ComplexDouble(1 / Double($0 + 1), 0.1) }).normalized()
      let times = [0, 0.15, 0.5]
      let solution = try hamiltonian.evolve(
        from: initial, times: times, observing: ["H": hamiltonian], keepsStates: true,
        method: method)
      for (time, state) in zip(times, solution.states) {
        let exponential = try (ComplexDouble(0, -time) * hamiltonian).dense.exponential()
        let expected = exponential * initial.amplitudes
        let error = zip(state.amplitudes, expected).map { ($0 - $1).length }.max() ?? 1
        // The tolerance of 1e-9 is one of a step for methods with steps; BDF needs some thousand.
        #expect(error < (method == .implicit ? 1e-4 : 1e-6), "\(method): \(error)")
      }
      #expect(solution.status == .finished)
      // Energy is conserved: |⟨H⟩| is at most the largest row sum, below 1000 here.
      #expect(abs(solution["H"][2] - solution["H"][0]) < (method == .implicit ? 1e-2 : 1e-4))
    }
  }

  @Test func plansSayWhy() throws {
    let small = try TwoLevel.sigmaX.evolve(from: TwoLevel.ground, times: [0, 1])
    #expect(small.plan.method == .exponential)
    let spin = try Spin(particleCount: 300)
    let large = try (2 * spin.x).evolve(
      from: spin.coherentState(polar: 0, azimuth: 0), times: [0, 1], observing: ["z": spin.z])
    #expect(large.plan.method == .faber)
    #expect(large.plan.reason.contains("nothing decays"))
    // S rotates about x at the frequency 2.
    #expect(abs(large["z"][1] - 150 * cos(2.0)) < 1e-6)
    #expect(large.normDrift < 1e-8)
  }

  @Test func chebyshevStepsRunBackwards() throws {
    let spin = try Spin(particleCount: 120)
    let start = spin.coherentState(polar: 1, azimuth: 0.3)
    let hamiltonian = 0.01 * (spin.z * spin.z) + spin.x
    let end = try hamiltonian.evolve(from: start, times: [0, 3], method: .faber).finalState
    let back = try hamiltonian.evolve(from: end, times: [3, 0], method: .faber).finalState
    let overlap = zip(start.amplitudes, back.amplitudes)
      .reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
    #expect(abs(overlap.length - 1) < 1e-8)
  }
}
