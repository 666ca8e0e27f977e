import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RealModule
import Testing

@Suite struct PermutationInvariantTests {
  static let rates = (
    emission: 0.7, absorption: 0.2, dephasing: 0.5, collectiveEmission: 0.3,
    collectiveAbsorption: 0.1, collectiveDephasing: 0.15
  )

  static let hamiltonian =
    0.9 * CollectiveOperator.x + 0.4 * CollectiveOperator.z
    + 0.25 * (CollectiveOperator.z * CollectiveOperator.z)

  /// A 2 × 2 operator on system k of n.
  static func embedded(_ single: Operator, _ k: Int, of n: Int) throws -> Operator {
    let before = SparseMatrix<ComplexDouble>.identity(1 << k)
    let after = SparseMatrix<ComplexDouble>.identity(1 << (n - 1 - k))
    return try Operator(before.kroneckerProduct(single.matrix).kroneckerProduct(after))
  }

  static func full(_ n: Int) throws -> Liouvillian {
    let pauli = try Sample.pauli()
    let sites = try (0..<n).map { k in
      (
        z: try embedded(pauli.z, k, of: n), minus: try embedded(pauli.minus, k, of: n)
      )
    }
    let zero = Operator.zero(dimension: 1 << n)
    let minus = sites.reduce(zero) { $0 + $1.minus }
    let z = 0.5 * sites.reduce(zero) { $0 + $1.z }
    let x = 0.5 * (minus + minus.adjoint)
    var jumps: [Operator] = []
    for site in sites {
      jumps.append(rates.emission.squareRoot() * site.minus)
      jumps.append(rates.absorption.squareRoot() * site.minus.adjoint)
      jumps.append((rates.dephasing.squareRoot() / 2) * site.z)
    }
    jumps.append(rates.collectiveEmission.squareRoot() * minus)
    jumps.append(rates.collectiveAbsorption.squareRoot() * minus.adjoint)
    jumps.append(rates.collectiveDephasing.squareRoot() * z)
    return try Liouvillian(
      hamiltonian: 0.9 * x + 0.4 * z + 0.25 * (z * z), jumpOperators: jumps)
  }

  static func reduced(_ n: Int) throws -> PermutationInvariantLiouvillian {
    try PermutationInvariantLiouvillian(
      count: n, hamiltonian: hamiltonian, emission: rates.emission, absorption: rates.absorption,
      dephasing: rates.dephasing, collectiveEmission: rates.collectiveEmission,
      collectiveAbsorption: rates.collectiveAbsorption,
      collectiveDephasing: rates.collectiveDephasing)
  }

  /// The basis operators of the space as vectors of the full one, built by summing all arrangements.
  static func symmetrizer(_ space: OccupationBasis) -> SparseMatrix<ComplexDouble> {
    let n = space.count
    let size = 1 << n
    var column: [OccupationBasis.Occupation: Int] = [:]
    for (k, occupation) in space.occupations.enumerated() { column[occupation] = k }
    var groups: [Int: [Int]] = [:]
    for place in 0..<size * size {
      let (bra, ket) = place.quotientAndRemainder(dividingBy: size)
      // Bit 0 is the excited state.
      var occupation = space.occupations[0]
      occupation.ee = ((~ket & ~bra) & (size - 1)).nonzeroBitCount
      occupation.eg = ((~ket & bra) & (size - 1)).nonzeroBitCount
      occupation.ge = ((ket & ~bra) & (size - 1)).nonzeroBitCount
      occupation.gg = (ket & bra).nonzeroBitCount
      if let k = column[occupation] { groups[k, default: []].append(place) }
    }
    return SparseMatrix(
      rows: size * size, columns: space.dimension,
      entries: groups.flatMap { k, places in
        places.map {
          .init(
            row: $0, column: k, value: ComplexDouble(1 / Double(places.count).squareRoot()))
        }
      })
  }

  @Test(arguments: 1...5)
  func referenceIsTheFullOneOnSymmetricOperators(count: Int) throws {
    let reduced = try Self.reduced(count)
    let basis = try OccupationBasis(count: count)
    let isometry = Self.symmetrizer(basis)
    let full = try Self.full(count).superoperator
    // L maps symmetric operators to symmetric ones, L S = S L_reduced: every eigenvalue of the reduced matrix
    // is one of the full matrix with the multiplicity of its symmetric modes.
    let matrix = try reduced.referenceMatrix()
    #expect((full * isometry - isometry * matrix).largestModulus < 1e-12)
    #expect((isometry.adjoint * isometry - .identity(basis.dimension)).largestModulus < 1e-13)
    #expect(reduced.space.dimension == (count + 1) * (count + 2) * (count + 3) / 6)
    #expect(basis.dimension == reduced.space.dimension)
  }

  @Test(arguments: 1...5)
  func spectrumIsTheReferencesWithMultiplicities(count: Int) throws {
    let reduced = try Self.reduced(count)
    let expected = try reduced.referenceMatrix().dense.eigensystem().values
    // Up to 56 eigenvalues, of condition numbers up to a few hundred.
    #expect(
      SectorsTests.matches(try reduced.spectrum().map(\.value), expected, tolerance: 1e-9))
  }

  @Test(arguments: 1...4)
  func anyLocalJumpIsExact(count: Int) throws {
    // Complex mixtures of raising, lowering, dephasing and a number, which acts as a drive.
    let jumps = [
      Matrix<ComplexDouble>(rowMajor: [
        [ComplexDouble(0.4, 0.3), ComplexDouble(-0.7, 0.2)],
        [ComplexDouble(0.1, 0.9), ComplexDouble(0.8, -0.5)],
      ]),
      Matrix<ComplexDouble>(rowMajor: [
        [ComplexDouble(-0.3), ComplexDouble(0, 0.6)], [ComplexDouble(0.5), ComplexDouble(0.2)],
      ]),
    ]
    let reduced = try PermutationInvariantLiouvillian(
      count: count, hamiltonian: Self.hamiltonian,
      collectiveJumps: [0.3 * CollectiveOperator.minus + 0.2 * CollectiveOperator.z],
      localJumps: jumps)
    let expected = try reduced.referenceMatrix().dense.eigensystem().values
    #expect(
      SectorsTests.matches(try reduced.spectrum().map(\.value), expected, tolerance: 1e-8))
    // The steady state has the full one's moments.
    let single = try jumps.map { try Operator($0) }
    let pauli = try Sample.pauli()
    let zero = Operator.zero(dimension: 1 << count)
    let minus = try (0..<count).reduce(zero) {
      $0 + (try Self.embedded(pauli.minus, $1, of: count))
    }
    let z = try (0..<count).reduce(zero) {
      $0 + 0.5 * (try Self.embedded(pauli.z, $1, of: count))
    }
    let x = 0.5 * (minus + minus.adjoint)
    let full = try Liouvillian(
      hamiltonian: 0.9 * x + 0.4 * z + 0.25 * (z * z),
      jumpOperators: [0.3 * minus + 0.2 * z]
        + single.flatMap { jump in
          try (0..<count).map { try Self.embedded(jump, $0, of: count) }
        }
    ).steadyState().densityMatrix
    let steady = try reduced.steadyState()
    #expect(steady.residual < 1e-13)
    for (polynomial, observable) in [
      (CollectiveOperator.z, z), (.minus, minus), (.z * .z, z * z), (.plus * .z, minus.adjoint * z),
    ] {
      let difference =
        steady.state.expectationValue(of: polynomial) - full.expectationValue(of: observable)
      #expect(difference.length < 1e-11)
    }
    #expect(abs(steady.state.purity - full.purity) < 1e-12)
    #expect(abs(try steady.state.entropy() - full.vonNeumannEntropy()) < 1e-10)
  }

  @Test func aHundredSystemsKeepTheirSpectrum() throws {
    // Independent systems: one decays with γ = 1.3 and dephases, so that the rates are those of one, added up:
    // (γ/2 + γ_φ/2 ± iω) for a coherence, γ for a population. In the norm of the 2^N-dimensional space the
    // condition number would be 10¹⁵ here.
    let single = try PermutationInvariantLiouvillian(
      count: 100, hamiltonian: 0.7 * CollectiveOperator.z, emission: 1, absorption: 0.3,
      dephasing: 0.4)
    let steady = try single.steadyState()
    #expect(abs(steady.state.expectationValue(of: .z).real / 100 - (0.3 / 1.3 - 0.5)) < 1e-12)
    #expect(abs(steady.state.trace.real - 1) < 1e-12)
    #expect(steady.residual < 1e-11)
    #expect(steady.method.contains("|m − m′| = 0"))
    let driven = try PermutationInvariantLiouvillian(
      count: 12, hamiltonian: 0.5 * CollectiveOperator.x, emission: 0.2)
    #expect(driven.sectors().map(\.label.transpositionParity) == [1, -1])
    let sectors = single.sectors()
    for (order, expected) in [(0, [0, -1.3]), (1, [-0.85]), (2, [-1.7])] {
      let sector = try #require(sectors.first { $0.label.coherenceOrder == order })
      let found = try single.leadingEigenvalues(count: 2, in: sector)
      for rate in expected {
        let value = ComplexDouble(Double(rate), 0.7 * Double(order))
        #expect(found.contains { ($0.value - value).length < 1e-10 })
      }
      #expect(found.allSatisfy { $0.residual < 1e-9 && ($0.conditionNumber ?? 0) < 1e6 })
    }
  }

  @Test(arguments: [ComplexDouble(0.01, 0), ComplexDouble(-0.4, 0.6)])
  func searchesInSectorsFindWhatTheWholeSpectrumHolds(shift: ComplexDouble) throws {
    let liouvillian = try PermutationInvariantLiouvillian(
      count: 14, hamiltonian: 0.5 * CollectiveOperator.x + 0.3 * CollectiveOperator.z,
      emission: 0.5, absorption: 0.2, collectiveEmission: 0.3)
    let sectors = liouvillian.sectors()
    // Large enough for factors along the grid.
    #expect(sectors.count == 1)
    let whole = try liouvillian.spectrum().map(\.value).sorted {
      ($0 - shift).length < ($1 - shift).length
    }
    let found = try liouvillian.leadingEigenvalues(count: 8, near: shift)
    let near = found.map { ($0.value - shift).length }.sorted()
    for (k, distance) in near.prefix(8).enumerated() {
      // Condition numbers of at most 10⁴ here.
      #expect(abs(distance - (whole[k] - shift).length) < 1e-9)
    }
    for eigenvalue in found {
      #expect(whole.contains { ($0 - eigenvalue.value).length < 1e-9 })
      #expect(eigenvalue.residual < 1e-10)
    }
  }

  @Test(arguments: [2, 3, 4])
  func spectrumIsContainedInTheFullOneWithItsMultiplicity(count: Int) throws {
    var full = try Self.full(count).spectrum().eigenvalues.map(\.value)
    for found in try Self.reduced(count).spectrum() {
      let nearest = try #require(
        full.indices.min { (full[$0] - found.value).length < (full[$1] - found.value).length })
      #expect((full[nearest] - found.value).length < 1e-9)
      full.remove(at: nearest)
    }
  }

  @Test func spectrumSumsToTheTrace() throws {
    let liouvillian = try Self.reduced(8)
    let spectrum = try liouvillian.spectrum()
    let sum = spectrum.reduce(ComplexDouble.zero) { $0 + $1.value }
    #expect(spectrum.count == liouvillian.space.dimension)
    #expect(
      (sum - ComplexDouble(liouvillian.matrix.trace)).length < 1e-9 * abs(liouvillian.matrix.trace))
    // No purely imaginary eigenvalues and one zero: local channels leave one steady state.
    #expect(spectrum.filter { $0.value.real > -1e-9 }.count == 1)
  }

  @Test func independentDecayFactorizes() throws {
    // e^(−γt) for each system: ⟨S_z⟩ = N(e^(−γt) − 1/2), and purity ((1−p)² + p²)^N.
    let count = 20
    let liouvillian = try PermutationInvariantLiouvillian(count: count, emission: 0.8)
    let excited = PermutationInvariantState(
      space: liouvillian.space, productOf: Matrix(rowMajor: [[1, 0], [0, 0]]))
    let result = try liouvillian.evolve(
      from: excited, times: [0, 0.5, 1], observing: ["z": .z],
      integrator: ExplicitRungeKutta(relativeTolerance: 1e-10, absoluteTolerance: 1e-13))
    let p = Double.exp(-0.8)
    let z = try #require(result.expectationValues["z"])
    #expect(abs(z[2].real - Double(count) * (p - 0.5)) < 1e-8)
    #expect(abs(z[0].real - Double(count) / 2) < 1e-10)
    let purity = Double.pow(p * p + (1 - p) * (1 - p), Double(count))
    #expect(abs(result.finalState.purity / purity - 1) < 1e-7)
    let single = -p * .log(p) - (1 - p) * .log(1 - p)
    #expect(abs(try result.finalState.entropy() - Double(count) * single) < 1e-6)
  }

  @Test func twoExcitedSystemsRadiateAsDickeFound() throws {
    // Superradiance of N = 2 from |ee⟩: p₂ = e^(−2Γt), p₁ = 2Γt e^(−2Γt); ⟨S_z⟩ = p₂ − p₀.
    let liouvillian = try PermutationInvariantLiouvillian(count: 2, collectiveEmission: 1.3)
    let initial = PermutationInvariantState(
      space: liouvillian.space, symmetricAmplitudes: [1, 0, 0])
    let result = try liouvillian.evolve(
      from: initial, times: [0, 0.6], observing: ["z": .z, "square": .squared],
      integrator: ExplicitRungeKutta(relativeTolerance: 1e-10, absoluteTolerance: 1e-13))
    let decay = Double.exp(-2 * 1.3 * 0.6)
    let p1 = 2 * 1.3 * 0.6 * decay
    let p0 = 1 - decay - p1
    let z = try #require(result.expectationValues["z"]?.last)
    #expect(abs(z.real - (decay - p0)) < 1e-9)
    // J = 1 is conserved.
    let square = try #require(result.expectationValues["square"]?.last)
    #expect(abs(square.real - 2) < 1e-9)
  }

  @Test func collectiveBlockIsTheCollectiveSpin() throws {
    // With collective channels only, the eigenvalues of the spin N/2 are among those of all J.
    let count = 6
    let spin = try Spin(particleCount: count)
    let one = try Liouvillian(
      hamiltonian: 0.9 * spin.x, jumpOperators: [(0.4).squareRoot() * spin.minus]
    ).spectrum().eigenvalues.map(\.value)
    let all = try PermutationInvariantLiouvillian(
      count: count, hamiltonian: 0.9 * CollectiveOperator.x, collectiveEmission: 0.4
    ).spectrum().map(\.value)
    for value in one {
      #expect(all.contains { ($0 - value).length < 1e-8 })
    }
    // One steady state for each J = 3, 2, 1, 0.
    #expect(all.filter { $0.length < 1e-9 }.count == 4)
  }

  @Test(arguments: [1, 4, 7])
  func totalSpinBlocksResolveTheState(count: Int) throws {
    let space = try PermutationSymmetricSpace(count: count)
    let half = ComplexDouble(0.5)
    let mixed = PermutationInvariantState(
      space: space, productOf: Matrix(rowMajor: [[half, 0], [0, half]]))
    let blocks = mixed.totalSpinBlocks()
    let total = blocks.reduce(0) { $0 + $1.degeneracy * Double($1.twiceTotalSpin + 1) }
    #expect(abs(total / Double(1 << count) - 1) < 1e-12)
    for block in blocks {
      // The mixed state: d_J (2J + 1)/2^N.
      let weight = block.degeneracy * Double(block.twiceTotalSpin + 1) / Double(1 << count)
      #expect(abs(block.matrix.trace.real - weight) < 1e-12)
      #expect(block.matrix.hermiticityError < 1e-12)
    }
    #expect(abs(try mixed.entropy() - Double(count) * .log(2)) < 1e-10)
    // A product state with coherences: blocks positive, the same trace and purity.
    let tilted = PermutationInvariantState(
      space: space,
      productOf: Matrix(rowMajor: [
        [ComplexDouble(0.7), ComplexDouble(0.2, 0.3)],
        [ComplexDouble(0.2, -0.3), ComplexDouble(0.3)],
      ]))
    var purity = 0.0
    for block in tilted.totalSpinBlocks() {
      #expect(
        try block.matrix.hermitianEigensystem(tolerance: 1e-8).values.allSatisfy { $0 > -1e-12 })
      purity += block.matrix.elements.reduce(0) { $0 + $1.lengthSquared } / block.degeneracy
    }
    #expect(abs(purity - tilted.purity) < 1e-12)
    // Only right signs of all elements give the entropy of N equal copies.
    let eigenvalue = 0.5 + (0.04 + 0.13).squareRoot()
    let single = -eigenvalue * .log(eigenvalue) - (1 - eigenvalue) * .log(1 - eigenvalue)
    #expect(abs(try tilted.entropy() - Double(count) * single) < 1e-9)
  }

  @Test func steadyStateOfPumpedSystemsIsAProduct() throws {
    // Emission and absorption of each system: p = γ↑/(γ↑ + γ↓), at any N.
    let liouvillian = try PermutationInvariantLiouvillian(count: 30, emission: 3, absorption: 1)
    let steady = try liouvillian.steadyState()
    #expect(abs(steady.state.expectationValue(of: .z).real - 30 * (0.25 - 0.5)) < 1e-9)
    #expect(steady.residual < 1e-10)
    #expect(abs(steady.state.purity / Double.pow(0.625, 30) - 1) < 1e-8)
  }

  @Test func shiftInvertFindsTheDenseEigenvalues() throws {
    let liouvillian = try Self.reduced(9)
    let dense = try liouvillian.spectrum().map(\.value)
    for found in try liouvillian.leadingEigenvalues(count: 6) {
      #expect(dense.contains { ($0 - found.value).length < 1e-8 })
      #expect(found.residual < 1e-10)
    }
  }

  @Test func collectiveChannelsAloneHaveNoUniqueSteadyState() throws {
    let liouvillian = try PermutationInvariantLiouvillian(
      count: 4, hamiltonian: .x, collectiveEmission: 1)
    #expect { try liouvillian.steadyState() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
    }
  }

  @Test func badInputIsRefused() {
    #expect { try PermutationInvariantLiouvillian(count: 0) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try PermutationInvariantLiouvillian(count: 2, emission: -1) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try PermutationInvariantLiouvillian(count: 2, hamiltonian: .minus) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notHermitian
    }
  }
}
