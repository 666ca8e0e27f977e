import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct FloquetModesTests {
  @Test func circularDriveHasTheQuasienergiesOfItsRotatingFrame() throws {
    // ε = ω/2 ± ½ √(Ω² + (ω₀ − ω)²), up to multiples of ω.
    let (frequency, drive, rabi) = (5.0, 4.4, 0.8)
    let hamiltonian =
      (frequency / 2) * TwoLevel.sigmaZ
      + Modulation.cosine(angularFrequency: drive) * ((rabi / 2) * TwoLevel.sigmaX)
      + Modulation.cosine(angularFrequency: drive, phase: -Double.pi / 2)
      * ((rabi / 2) * TwoLevel.sigmaY)
    let modes = try hamiltonian.floquetModes()
    let half = (rabi * rabi + (frequency - drive) * (frequency - drive)).squareRoot() / 2
    let expected = [drive / 2 + half - drive, drive / 2 - half].sorted()
    for (mode, energy) in zip(modes.modes, expected) {
      // The integrator's relative tolerance is 1e-10.
      #expect(abs(mode.quasienergy - energy) < 1e-8)
      let later = try hamiltonian.evolve(from: mode.state, times: [0, modes.period])
      let overlap = mode.state.innerProduct(with: later.finalState)
      #expect(
        (overlap - ComplexDouble(length: 1, phase: -mode.quasienergy * modes.period)).length
          < 1e-7)
    }
    #expect(modes.unitarityError < 1e-8)
    #expect(modes.largestResidual < 1e-12)
  }

  @Test func strongDriveDestroysTunnelling() throws {
    // H = (Δ/2)σx + (A/2) cos(ωt) σz with ω ≫ Δ: the splitting is |Δ J₀(A/ω)|, zero at A/ω = 2.404826.
    let (splitting, drive) = (0.02, 1.0)
    func gap(_ ratio: Double) throws -> Double {
      let hamiltonian =
        (splitting / 2) * TwoLevel.sigmaX
        + Modulation.cosine(amplitude: ratio * drive, angularFrequency: drive)
        * (0.5 * TwoLevel.sigmaZ)
      let energies = try hamiltonian.floquetModes().modes.map(\.quasienergy)
      return energies[1] - energies[0]
    }
    // Corrections are of order Δ³/ω².
    #expect(abs(try gap(2.404825557695773)) < 1e-4)
    #expect(abs(try gap(1) - splitting * 0.7651976865579666) < 1e-4)
  }

  @Test func hamiltoniansWithoutPeriodAreAnError() throws {
    #expect { try TimeDependentOperator(TwoLevel.sigmaX).floquetModes() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }
}
