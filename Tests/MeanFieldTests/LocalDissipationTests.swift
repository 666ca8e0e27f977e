import ComplexModule
import LinearAlgebra
import MeanField
import NonlinearDynamics
import OperatorAlgebra
import QuantumDynamics
import RealModule
import Testing

@Suite struct LocalDissipationTests {
  let number = Parameter("N")
  let γ = Parameter("γ")
  let φ = Parameter("φ")
  let Γ = Parameter("Γ")
  let ω = Parameter("ω")
  var spin: SymbolicSpin { SymbolicSpin("S", particleCount: number) }
  var jumps: [SymbolicOperator] {
    let atom = SymbolicTwoLevel("S")
    return [sqrt(γ) * atom.sigmaMinus, sqrt(φ) / 2 * atom.sigmaZ]
  }

  @Test func meansDecayAsThoseOfOneAtom() throws {
    let equations = try MeanFieldEquations(
      hamiltonian: ω * spin.z, localJumps: jumps, limit: number)
    #expect(
      equations.formulas == [
        "dm_x/dt = −(γ/2 + φ/2) m_x − ω m_y", "dm_y/dt = ω m_x − (γ/2 + φ/2) m_y",
        "dm_z/dt = −γ − γ m_z",
      ])
    #expect(equations.conservedCount == 0)
  }

  /// Independent atoms: each is excited with p = e^(−γt), so that the variance of S_z is N p(1 − p).
  @Test func fluctuationsOfIndependentAtomsAreExact() throws {
    let equations = try MeanFieldEquations(
      hamiltonian: ω * spin.z, localJumps: jumps, order: 2, following: [spin.z.squared])
    let values = ["γ": 0.7, "φ": 0.2, "ω": 1.0, "N": 9]
    let start = try equations.state(["S": .pointing([0, 0, 1])], values)
    let state = try equations.flow(values).trajectory(from: start, times: [0, 1.3]).states[1]
    let mean = try equations.mean(of: spin.z, at: state, values).real
    let square = try equations.mean(of: spin.z.squared, at: state, values).real
    let p = Double.exp(-0.91)
    // Tolerance of the integration, times N².
    #expect(abs(mean - 9 * (p - 0.5)) < 1e-8)
    #expect(abs(square - mean * mean - 9 * p * (1 - p)) < 1e-7)
  }

  /// Collective and local decay, drive and dephasing of N atoms against the exact permutation-invariant dynamics.
  @Test func errorsFallWithTheNumberAndTheOrder() throws {
    let hamiltonian = ω * spin.x
    let collective = [sqrt(Γ / number) * spin.minus]
    let values = ["γ": 0.3, "φ": 0.2, "Γ": 2.0, "ω": 1.1]
    let times = (0...20).map { 0.1 * Double($0) }
    let errors = try [8, 16, 32].map { count -> [Double] in
      let exact = try PermutationInvariantLiouvillian(
        count: count, hamiltonian: 1.1 * CollectiveOperator.x, emission: 0.3, dephasing: 0.2,
        collectiveEmission: 2 / Double(count))
      let start = PermutationInvariantState(
        space: exact.space, productOf: Matrix(rowMajor: [[1, 0], [0, 0]]))
      let solution = try exact.evolve(
        from: start, times: times, observing: ["z": CollectiveOperator.z])
      let z = solution.expectationValues["z"] ?? []
      #expect(z.count == times.count)
      let all = values.merging(["N": Double(count)]) { $1 }
      return try [1, 2].map { order in
        let equations = try MeanFieldEquations(
          hamiltonian: hamiltonian, jumpOperators: collective, localJumps: jumps, order: order)
        let up = try equations.state(["S": .pointing([0, 0, 1])], all)
        let path = try equations.flow(all).trajectory(from: up, times: times)["m_z"]
        return zip(path, z).reduce(0) { max($0, abs($1.0 - 2 * $1.1.real / Double(count))) }
      }
    }
    // The orders 1/N and 1/N² are approached from below at these numbers.
    for (small, large) in zip(errors, errors.dropFirst()) {
      #expect(small[0] / large[0] > 1.4)
      #expect(small[1] / large[1] > 2)
    }
    for error in errors { #expect(error[1] < error[0] / 2) }
  }

  @Test func theSpinHasToBeThere() {
    #expect(throws: MeanFieldError.self) {
      try MeanFieldEquations(
        hamiltonian: ω * spin.z, localJumps: [SymbolicTwoLevel("q").sigmaMinus], limit: number)
    }
  }
}
