import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct SteadyStatesTests {
  @Test(arguments: try SharedSystem.all().filter { $0.name != "unitary" })
  func everyMethodFindsTheSameState(system: SharedSystem) throws {
    let direct = try system.liouvillian.steadyState(method: .direct)
    #expect(direct.residual < 1e-12 * 1000)
    for method in [SteadyStateMethod.automatic, .iterative, .longTime] {
      let other = try system.liouvillian.steadyState(method: method, tolerance: 1e-11)
      let difference = other.densityMatrix.matrix - direct.densityMatrix.matrix
      // The residual is divided by the gap, which is above 0.02 of the size of L in these systems.
      #expect(difference.norm < 1e-7, "\(method): \(difference.norm)")
      #expect(abs(other.densityMatrix.trace - 1) < 1e-9)
    }
    let all = try system.liouvillian.steadyStates()
    #expect(all.isUnique)
    #expect(all.states.count == 1 && all.kernelDimension == 1)
    #expect((all.states[0].matrix - direct.densityMatrix.matrix).norm < 1e-9)
    // What a trace-preserving map conserves is the identity.
    let identity = Matrix<ComplexDouble>.identity(system.liouvillian.dimension)
    let weight = all.conservedQuantities[0][0, 0]
    #expect((all.conservedQuantities[0] - weight * identity).largestModulus < 1e-9)
  }

  @Test func dephasingKeepsEveryPopulation() throws {
    let pauli = try Sample.pauli()
    let all = try Liouvillian(hamiltonian: 0.5 * pauli.z, jumpOperators: [pauli.z]).steadyStates()
    #expect(all.kernelDimension == 2)
    #expect(all.states.count == 2)
    #expect(all.persistentCoherences.isEmpty)
    #expect(all.asymptoticDimension == 2)
    #expect(all.residual < 1e-14)
    let populations = all.states.map { $0[0, 0].real }.sorted()
    #expect(abs(populations[0]) < 1e-12 && abs(populations[1] - 1) < 1e-12)
    let initial = Sample.state(dimension: 2)
    let limit = all.limit(of: initial)
    #expect(abs(limit[0, 0].real - initial[0, 0].real) < 1e-12)
    #expect(limit[0, 1].length < 1e-12)
    // The coherence decays with 2 (and turns with 1, H's splitting).
    #expect(abs(try #require(all.slowestDecayRate) - 2) < 1e-12)
  }

  @Test func coherencesThatOscillateAreFoundInLargeBlocks() throws {
    // A three-level system that nothing damps beside a driven, damped mode: one block of (3 · 14)² unknowns in a basis
    // that mixes the levels. The frequencies are the differences of the levels' energies.
    let mode = try BosonicMode(levels: 14)
    let levels = try NLevelSystem(levels: 3)
    var generator = Philox(seed: 3, stream: 0)
    let mixing = levels.randomUnitary(using: &generator)
    let energy = mixing * Operator.diagonal([0.0, 0.7, 1.9]) * mixing.adjoint
    let identity = mode.identity
    let hamiltonian =
      energy.tensorProduct(with: identity)
      + 0.3 * levels.identity.tensorProduct(with: mode.annihilation + mode.creation)
    let all = try Liouvillian(
      hamiltonian: hamiltonian,
      jumpOperators: [levels.identity.tensorProduct(with: mode.annihilation)]
    ).steadyStates()
    #expect(all.kernelDimension == 3 && all.states.count == 3)
    #expect(all.method.contains("1764"))
    #expect(all.searchedAllFrequencies && !all.isUnique)
    let frequencies = all.persistentCoherences.map(\.frequency)
    #expect(frequencies.count == 3)
    for (found, expected) in zip(frequencies, [0.7, 1.2, 1.9]) {
      #expect(abs(found - expected) < 1e-10)
    }
    #expect(all.persistentCoherences.allSatisfy { $0.residual < 1e-11 })
  }

  @Test func populationsThatVanishHaveNoSign() throws {
    var cleaned = 0
    for (count, drive, precession) in [
      (10, 0.1, 0.0), (10, 0, 1), (20, 0, 1), (40, 0, 1), (40, 0.1, 0), (40, 0.5, 0.3),
    ] {
      // Far from the lower pole nothing is left but rounding errors, of either sign.
      let spin = try Spin(particleCount: count)
      let steady = try Liouvillian(
        hamiltonian: drive * spin.x + precession * spin.z,
        jumpOperators: [(2 / Double(count)).squareRoot() * spin.minus]
      ).steadyState()
      let populations = (0...count).map { steady.densityMatrix[$0, $0].real }
      #expect(populations.allSatisfy { $0.sign == .plus })
      #expect(steady.populationNoise <= steady.conditionNumber * 0x1p-53)
      #expect(abs(steady.densityMatrix.trace - 1) < 1e-13)
      if steady.populationNoise > 0 { cleaned += 1 }
    }
    #expect(cleaned > 0)
  }

  @Test func unitaryDynamicsKeepsItsCoherences() throws {
    let spin = try Spin(particleCount: 2)
    let all = try Liouvillian(hamiltonian: 0.7 * spin.z, jumpOperators: []).steadyStates()
    #expect(all.kernelDimension == 3)
    #expect(all.persistentCoherences.count == 3)
    let frequencies = all.persistentCoherences.map(\.frequency)
    for (found, expected) in zip(frequencies, [0.7, 0.7, 1.4]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(all.persistentCoherences.allSatisfy { $0.residual < 1e-12 })
    #expect(!all.isUnique && all.slowestDecayRate == nil)
  }

  @Test func decayIntoADecoherenceFreeSubspaceLeavesItsCoherence() throws {
    // |2⟩ decays to |0⟩ and |1⟩, which are split by ω: two states and one coherence that oscillates for ever.
    func projector(_ i: Int, _ j: Int) throws -> Operator {
      var matrix = Matrix<ComplexDouble>(rows: 3, columns: 3)
      matrix[i, j] = 1
      return try Operator(matrix)
    }
    let omega = 0.9
    let all = try Liouvillian(
      hamiltonian: omega * projector(1, 1) + 2 * projector(2, 2),
      jumpOperators: [projector(0, 2), 0.5 * projector(1, 2)]
    ).steadyStates()
    #expect(all.kernelDimension == 2)
    #expect(all.asymptoticDimension == 2)
    #expect(all.persistentCoherences.count == 1)
    #expect(abs(all.persistentCoherences[0].frequency - omega) < 1e-12)
    // From |2⟩ four fifths go to |0⟩, one fifth to |1⟩.
    let limit = all.limit(of: DensityMatrix(try Ket([0, 0, 1])))
    #expect(abs(limit[0, 0].real - 0.8) < 1e-12)
    #expect(abs(limit[1, 1].real - 0.2) < 1e-12)
  }

  @Test(arguments: [1e-2, 1e-5, 1e-8, 1e-10])
  func slowDecayIsNoSecondSteadyState(rate: Double) throws {
    // Strong dephasing with a weak flip: the populations relax with 2 × rate.
    let pauli = try Sample.pauli()
    let all = try Liouvillian(
      hamiltonian: 0.5 * pauli.z, jumpOperators: [pauli.z, rate.squareRoot() * pauli.x]
    ).steadyStates()
    #expect(all.isUnique)
    #expect(abs(try #require(all.slowestDecayRate) / (2 * rate) - 1) < 1e-5)
  }

  @Test func largeBlocksAreSearchedByInverseIteration() throws {
    // Two collective spins' worth of levels side by side: a strong symmetry with two steady states.
    let spin = try Spin(particleCount: 21)
    let decay = try Operator(
      SparseMatrix(
        rows: 44, columns: 44,
        entries: spin.minus.matrix.entries.flatMap { entry in
          [0, 22].map { .init(row: entry.row + $0, column: entry.column + $0, value: entry.value) }
        }))
    let drive = try Operator(
      SparseMatrix(
        rows: 44, columns: 44,
        entries: (spin.x + 0.3 * spin.z).matrix.entries.flatMap { entry in
          [(0, 1.0), (22, 2.0)].map {
            .init(
              row: entry.row + $0.0, column: entry.column + $0.0,
              value: entry.value * ComplexDouble($0.1))
          }
        }))
    let all = try Liouvillian(hamiltonian: 3 * drive, jumpOperators: [0.4 * decay]).steadyStates()
    #expect(all.kernelDimension == 2)
    #expect(all.states.count == 2)
    #expect(all.residual < 1e-10)
    // Each state lives on one half.
    for state in all.states {
      let upper = (0..<22).reduce(0.0) { $0 + state[$1, $1].real }
      #expect(min(abs(upper), abs(upper - 1)) < 1e-9)
    }
    for (mu, quantity) in all.conservedQuantities.enumerated() {
      for (nu, state) in all.kernelBasis.enumerated() {
        let overlap = (quantity * state).trace
        #expect((overlap - ComplexDouble(mu == nu ? 1 : 0)).length < 1e-9)
      }
    }
  }

  @Test func noiselessSubsystemsHaveCoherentStates() throws {
    // A qubit that nothing touches beside one that decays: M₂ ⊗ τ, four solutions, two extremal states.
    let pauli = try Sample.pauli()
    func second(_ operand: Operator) throws -> Operator {
      try Operator(Matrix<ComplexDouble>.identity(2).kroneckerProduct(operand.dense))
    }
    let all = try Liouvillian(
      hamiltonian: second(0.4 * pauli.x), jumpOperators: [try second(pauli.minus)]
    ).steadyStates()
    #expect(all.kernelDimension == 4)
    #expect(all.states.count == 2)
    #expect(all.asymptoticDimension == 4)
    #expect(all.residual < 1e-13)
    for state in all.states { #expect(try state.isPositive()) }
  }
}
