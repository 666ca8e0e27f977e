import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RealModule
import Testing

@Suite struct SectorsTests {
  /// H = ω S_x and decay S₋ with rate 1/S: a boundary time crystal.
  static func boundaryTimeCrystal(_ count: Int, drive: Double = 1.7) throws -> Liouvillian {
    let spin = try Spin(particleCount: count)
    return try Liouvillian(
      hamiltonian: drive * spin.x, jumpOperators: [(2 / Double(count)).squareRoot() * spin.minus])
  }

  /// Emission, absorption and precession: m − m′ is conserved.
  static func precessing(_ count: Int) throws -> Liouvillian {
    let spin = try Spin(particleCount: count)
    let s = Double(count) / 2
    return try Liouvillian(
      hamiltonian: 0.6 * spin.z + (0.3 / s) * (spin.z * spin.z),
      jumpOperators: [(1 / s).squareRoot() * spin.minus, (0.4 / s).squareRoot() * spin.plus])
  }

  static func matches(
    _ found: [ComplexDouble], _ expected: [ComplexDouble], tolerance: Double
  ) -> Bool {
    var rest = expected
    for value in found {
      guard let k = rest.indices.min(by: { (rest[$0] - value).length < (rest[$1] - value).length }),
        (rest[k] - value).length <= tolerance
      else { return false }
      rest.remove(at: k)
    }
    return rest.isEmpty
  }

  /// The eigenvalues without any use of symmetry.
  static func plain(_ liouvillian: Liouvillian) throws -> [ComplexDouble] {
    try liouvillian.superoperator.dense.eigensystem().values
  }

  @Test func boundaryTimeCrystalSplitsInTwo() throws {
    let liouvillian = try Self.boundaryTimeCrystal(9)
    let sectors = liouvillian.sectors()
    #expect(sectors.map(\.size) == [55, 45])
    #expect(sectors.map(\.label.transpositionParity) == [1, -1])
    #expect(sectors.map(\.containsSteadyState) == [true, false])
    let values = try sectors.flatMap { try $0.spectrum().eigenvalues.map(\.value) }
    #expect(Self.matches(values, try Self.plain(liouvillian), tolerance: 1e-9))
  }

  @Test func boundaryTimeCrystalIsRealInItsGauge() throws {
    // ρ = i^(m−m′) R: the superoperator of R has no imaginary part, and commutes with R → Rᵀ.
    let liouvillian = try Self.boundaryTimeCrystal(8)
    let d = liouvillian.dimension
    let powers: [ComplexDouble] = [1, ComplexDouble(0, 1), -1, ComplexDouble(0, -1)]
    let gauge = SparseMatrix<ComplexDouble>.diagonal(
      (0..<d * d).map { powers[(($0 / d - $0 % d) % 4 + 4) % 4] })
    let real = gauge.conjugated * liouvillian.superoperator * gauge
    #expect(real.values.allSatisfy { abs($0.imaginary) < 1e-14 })
    let transposition = SparseMatrix<ComplexDouble>(
      rows: d * d, columns: d * d,
      entries: (0..<d * d).map { .init(row: $0, column: $0 / d + d * ($0 % d), value: 1) })
    #expect((transposition * real - real * transposition).largestModulus < 1e-13)
  }

  @Test(arguments: [0.0, 0.7])
  func realGaugeFormIsTheLiouvillian(angle: Double) throws {
    let spin = try Spin(particleCount: 7)
    let liouvillian = try Liouvillian(
      hamiltonian: 1.7 * (Double.cos(angle) * spin.x + Double.sin(angle) * spin.y),
      jumpOperators: [(2.0 / 7).squareRoot() * spin.minus])
    let form = try #require(liouvillian.realGaugeForm)
    // Up to a sign each phase is i e^(iα) times the one before: ρ = i^(m−m′) R for α = 0.
    for (one, next) in zip(form.phases, form.phases.dropFirst()) {
      let turn = next / one * ComplexDouble(length: 1, phase: -angle)
      #expect(abs(turn.real) < 1e-13 || abs(turn.imaginary) < 1e-13)
    }
    let gauge = SparseMatrix<ComplexDouble>.diagonal(
      (0..<64).map { form.phases[$0 % 8] * form.phases[$0 / 8].conjugate })
    let back = gauge * SparseMatrix<ComplexDouble>(form.matrix) * gauge.conjugated
    #expect((back - liouvillian.superoperator).largestModulus < 1e-13)
    let state = Sample.state(dimension: 8).matrix
    let expected = gauge * state.elements
    #expect(zip(form.ungauged(state).elements, expected).allSatisfy { ($0 - $1).length < 1e-15 })
    #expect(try Sample.generic(dimension: 4).realGaugeForm == nil)
  }

  @Test func obliqueDriveHasTheGaugeToo() throws {
    // The drive along another axis of the plane: the same model rotated about z, in which no phase is ±1, ±i.
    let spin = try Spin(particleCount: 7)
    let liouvillian = try Liouvillian(
      hamiltonian: 1.7 * (Double.cos(0.7) * spin.x + Double.sin(0.7) * spin.y),
      jumpOperators: [(2.0 / 7).squareRoot() * spin.minus])
    let sectors = liouvillian.sectors()
    #expect(sectors.count == 2)
    let values = try sectors.flatMap { try $0.spectrum().eigenvalues }
    #expect(Self.matches(values.map(\.value), try Self.plain(liouvillian), tolerance: 1e-9))
    for found in values {
      let difference = liouvillian.apply(to: found.mode) - found.value * found.mode
      #expect(difference.norm < 1e-11)
    }
  }

  @Test func conservedCoherenceOrderGivesOneSectorEach() throws {
    let liouvillian = try Self.precessing(6)
    let sectors = liouvillian.sectors()
    #expect(sectors.map(\.label.coherenceOrder).sorted { ($0 ?? 0) < ($1 ?? 0) } == Array(0...6))
    #expect(sectors.reduce(0) { $0 + $1.size } == 49)
    let values = try sectors.flatMap { try $0.spectrum().eigenvalues.map(\.value) }
    #expect(Self.matches(values, try Self.plain(liouvillian), tolerance: 1e-10))
  }

  @Test func genericLiouvillianDoesNotSplit() throws {
    let sectors = try Sample.generic(dimension: 4).sectors()
    #expect(sectors.count == 1)
    #expect(sectors[0].label.description == "all")
  }

  @Test func modesOfSectorsAreOperatorsOfTheWholeSpace() throws {
    let liouvillian = try Self.boundaryTimeCrystal(6)
    for found in try liouvillian.spectrum().eigenvalues {
      let difference = liouvillian.apply(to: found.mode) - found.value * found.mode
      #expect(difference.norm < 1e-11)
      let left = try #require(found.leftMode)
      // ⟨w, L v⟩ for every v: L† w = λ* w.
      let adjoint = liouvillian.superoperator.adjoint * left.elements
      let error = zip(adjoint, left.elements).reduce(0.0) {
        $0 + ($1.0 - found.value.conjugate * $1.1).lengthSquared
      }
      #expect(error.squareRoot() < 1e-11)
    }
  }

  @Test func weightsReassembleAState() throws {
    let liouvillian = try Self.precessing(3)
    let state = Sample.state(dimension: 4)
    var sum = Matrix<ComplexDouble>(rows: 4, columns: 4)
    for found in try liouvillian.spectrum().eigenvalues {
      sum += (try #require(found.weight(in: state.matrix))) * found.mode
    }
    #expect((sum - state.matrix).norm < 1e-11)
  }

  @Test func tenThousandParticlesHaveATrivialGapBySector() throws {
    // Independent channels on one boson mode: the coherences of order q of a damped, thermal oscillator decay
    // with κ q/2 at the slowest; here a spin with weak decay, q = 0: the sector is tridiagonal with 10001 rows.
    let liouvillian = try Self.precessing(10_000)
    let populations = try liouvillian.sector(containing: 0, 0)
    #expect(populations.size == 10_001)
    #expect(populations.containsSteadyState)
    let spectrum = try populations.leadingEigenvalues(count: 3)
    #expect(spectrum.steadyStateCount == 1)
    let coherences = try liouvillian.sector(containing: 1, 0)
    #expect(coherences.size == 10_000)
    #expect(coherences.label.coherenceOrder == 1)
    let slow = try coherences.leadingEigenvalues(count: 2, nearEach: [ComplexDouble(0, -0.6)])
    #expect(slow.eigenvalues.allSatisfy { $0.residual < 1e-8 && $0.value.real < 0 })
  }

  @Test func componentAgreesWithTheWhole() throws {
    let liouvillian = try Self.precessing(8)
    let sector = try liouvillian.sector(containing: 2, 0)
    let whole = try Self.plain(liouvillian)
    for found in try sector.spectrum().eigenvalues {
      #expect(whole.contains { ($0 - found.value).length < 1e-11 })
      let difference = liouvillian.apply(to: found.mode) - found.value * found.mode
      #expect(difference.norm < 1e-11)
    }
    #expect { try liouvillian.sector(containing: 9, 0) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try Sample.generic(dimension: 9).sector(containing: 0, 0, sizeLimit: 20) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  @Test func reversalIsFoundAndSplits() throws {
    // Drive S_x and dephasing S_z: the rotation by π about x reverses m.
    let spin = try Spin(particleCount: 5)
    let liouvillian = try Liouvillian(
      hamiltonian: 0.8 * spin.x + 0.2 * (spin.x * spin.x), jumpOperators: [0.5 * spin.z])
    let symmetry = try #require(try liouvillian.indexSymmetries().first)
    #expect(symmetry.name == "reversal")
    let sectors = try liouvillian.sectors(of: symmetry)
    #expect(sectors.count >= 2)
    let values = try sectors.flatMap { try $0.spectrum().eigenvalues }
    #expect(Self.matches(values.map(\.value), try Self.plain(liouvillian), tolerance: 1e-9))
    for found in values {
      let difference = liouvillian.apply(to: found.mode) - found.value * found.mode
      #expect(difference.norm < 1e-10)
    }
    // A decay breaks it.
    #expect(try Self.boundaryTimeCrystal(5).indexSymmetries().isEmpty)
  }

  @Test func givenSymmetriesAreCheckedAndSplit() throws {
    let spin = try Spin(particleCount: 4)
    let liouvillian = try Self.precessing(4)
    let charge = try WeakSymmetry(charge: spin.z, name: "m")
    #expect(liouvillian.commutationError(charge) < 1e-14)
    let sectors = try liouvillian.sectors(of: charge)
    #expect(Set(sectors.compactMap { $0.label.quantumNumbers["m"] }) == [0, 1, 2, 3, 4])
    let values = try sectors.flatMap { try $0.spectrum().eigenvalues.map(\.value) }
    #expect(Self.matches(values, try Self.plain(liouvillian), tolerance: 1e-10))
    let wrong = try WeakSymmetry(charge: spin.x, name: "S_x")
    #expect { try liouvillian.sectors(of: wrong) } throws: {
      guard let error = $0 as? QuantumDynamicsError else { return false }
      return error.code == .symmetryBroken && error.message.contains("S_x")
    }
    #expect { try WeakSymmetry(charge: spin.plus) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try WeakSymmetry(unitary: spin.z) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  @Test func exchangeOfTwoSpinsIsStrong() throws {
    // Two spins 1/2 with collective decay: SWAP commutes with everything, and splits triplet from singlet.
    let pauli = try Sample.pauli()
    let one = SparseMatrix<ComplexDouble>.identity(2)
    let minus = try Operator(
      pauli.minus.matrix.kroneckerProduct(one) + one.kroneckerProduct(pauli.minus.matrix))
    let liouvillian = try Liouvillian(
      hamiltonian: 0.5 * (minus + minus.adjoint), jumpOperators: [minus])
    let swap = try Operator(rows: [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1]])
    #expect(liouvillian.strongCommutationError(swap) < 1e-15)
    #expect(liouvillian.strongCommutationError(minus) > 0.1)
    let conserved = try liouvillian.strongSymmetries()
    #expect(conserved.count == 1)
    #expect(conserved.allSatisfy { liouvillian.strongCommutationError($0) < 1e-12 })
    #expect(try liouvillian.spectrum().steadyStateCount == 2)
    #expect(
      try liouvillian.indexSymmetries(permutations: ["swap": [0, 2, 1, 3]]).map(\.name)
        .contains("swap"))
    #expect(try Sample.generic(dimension: 4).strongSymmetries().isEmpty)
  }

  @Test func strongBlocksAreSeen() throws {
    let liouvillian = try Liouvillian(
      hamiltonian: .diagonal([0.1, 0.5, 0.9, 1.4]),
      jumpOperators: [
        try Operator(rows: [[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
      ])
    #expect(liouvillian.strongBlocks == [[0, 1], [2, 3]])
    #expect(try liouvillian.spectrum().steadyStateCount == 2)
  }
}
