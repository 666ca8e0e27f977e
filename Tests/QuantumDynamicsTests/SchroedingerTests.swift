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
}
