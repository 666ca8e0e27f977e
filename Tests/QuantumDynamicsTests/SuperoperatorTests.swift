import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct SuperoperatorTests {
  private let space: NLevelSystem
  private let a: Operator
  private let b: Operator
  private let density: DensityMatrix

  init() throws {
    var random = Philox(seed: 30)
    space = try NLevelSystem(levels: 5)
    // Neither Hermitian nor normal, so that a forgotten transpose or conjugate shows.
    a = space.randomUnitary(using: &random) * space.randomHamiltonian(using: &random)
    b = space.randomUnitary(using: &random) * space.randomHamiltonian(using: &random)
    density = space.randomDensityMatrix(using: &random)
  }

  private func difference(
    _ map: Superoperator, _ expected: Matrix<ComplexDouble>
  ) -> Double {
    (map.apply(to: density.matrix) - expected).largestModulus
  }

  @Test func elementaryMapsDoWhatTheirNamesSay() {
    let (x, y, rho) = (a.dense, b.dense, density.matrix)
    // 25 products of numbers up to 10.
    #expect(difference(.left(a), x * rho) < 1e-13)
    #expect(difference(.right(b), rho * y) < 1e-13)
    #expect(difference(.sandwich(a, b), x * rho * y) < 1e-12)
    #expect(difference(.conjugation(by: a), x * rho * x.adjoint) < 1e-12)
    #expect(difference(.commutator(with: a), x * rho - rho * x) < 1e-13)
    #expect(difference(.anticommutator(with: a), x * rho + rho * x) < 1e-13)
    let product = x.adjoint * x
    #expect(
      difference(.dissipator(a), x * rho * x.adjoint - 0.5 * (product * rho + rho * product))
        < 1e-12)
    #expect(difference(.transposition(dimension: 5), rho.transposed) == 0)
    #expect(difference(.identity(dimension: 5), rho) == 0)
    #expect(difference(.zero(dimension: 5), 0.0 * rho) == 0)
  }

  @Test func stackingIsByColumns() throws {
    let map = Superoperator.left(try space.transition(to: 1, from: 0))
    // ρ_0j goes to row 1: element (1 + 5j, 5j).
    #expect(map.matrix[1 + 5 * 3, 5 * 3] == 1)
    #expect(map.matrix.nonzeroCount == 5)
    #expect(map.form == .sparse)
    #expect(Superoperator.left(try space.projector(onto: 1)).form == .diagonal)
    #expect(Superoperator.sandwich(a, b).form == .dense)
  }

  @Test func compositionAppliesTheRightOneFirst() {
    let composed = Superoperator.left(a) * Superoperator.transposition(dimension: 5)
    #expect(difference(composed, a.dense * density.matrix.transposed) < 1e-13)
    let sum = 2 * Superoperator.left(a) - ComplexDouble(0, 1) * Superoperator.right(b)
    let expected =
      2.0 * (a.dense * density.matrix) - ComplexDouble(0, 1) * (density.matrix * b.dense)
    #expect(difference(sum, expected) < 1e-12)
    #expect(
      (Superoperator.left(a) * .right(b)).isApproximatelyEqual(
        to: .sandwich(a, b), tolerance: 1e-13))
  }

  @Test func theAdjointMovesToTheOtherSideOfTheHilbertSchmidtProduct() {
    for map in [Superoperator.sandwich(a, b), .dissipator(a), .commutator(with: b)] {
      let left = (a.dense.adjoint * map.apply(to: density.matrix)).trace
      let right = (map.adjoint.apply(to: a.dense).adjoint * density.matrix).trace
      #expect((left - right).length < 1e-11 * left.length)
    }
    let expected = Superoperator.sandwich(a.adjoint, b.adjoint)
    #expect(Superoperator.sandwich(a, b).adjoint.isApproximatelyEqual(to: expected, tolerance: 0))
  }

  @Test func dissipatorsGenerateChannels() throws {
    let generator =
      Superoperator.dissipator(a) - ComplexDouble(0, 1) * .commutator(with: b + b.adjoint)
    #expect(generator.traceGenerationError < 1e-12)
    let channel = try generator.exponential(time: 0.1)
    #expect(channel.isTracePreserving(tolerance: 1e-12))
    #expect(try channel.isCompletelyPositive())
    #expect(channel.preservesHermiticity())
    let half = try generator.exponential(time: 0.05)
    #expect((half * half).isApproximatelyEqual(to: channel, tolerance: 1e-12))
    _ = try DensityMatrix(channel.apply(to: density).matrix)
    #expect(try !generator.exponential(time: -0.1).isCompletelyPositive())
  }

  @Test func transpositionIsPositiveButNotCompletely() throws {
    let map = Superoperator.transposition(dimension: 5)
    #expect(map.isTracePreserving() && map.isUnital() && map.preservesHermiticity())
    #expect(try !map.isCompletelyPositive())
    #expect(try abs(map.smallestChoiEigenvalue() + 1) < 1e-13)
    #expect { try map.krausOperators() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notCompletelyPositive
    }
    let signs = try map.signedKrausOperators().map(\.sign)
    // Symmetric matrices have the eigenvalue +1, antisymmetric ones −1.
    #expect(signs.filter { $0 == 1 }.count == 15 && signs.filter { $0 == -1 }.count == 10)
  }

  @Test func depolarizingIsAChannelUpToItsBound() throws {
    #expect(try Superoperator.depolarizing(probability: 0.3, dimension: 3).isCompletelyPositive())
    #expect(
      try Superoperator.depolarizing(probability: 9.0 / 8, dimension: 3).isCompletelyPositive())
    #expect(try !Superoperator.depolarizing(probability: 1.13, dimension: 3).isCompletelyPositive())
    let full = Superoperator.depolarizing(probability: 1, dimension: 5).apply(to: density)
    #expect(
      (full.matrix - DensityMatrix.maximallyMixed(dimension: 5).matrix).largestModulus < 1e-15)
  }

  @Test func choiAndKrausRoundTrip() throws {
    let map = try Superoperator(kraus: [a, b, space.identity])
    #expect(try Superoperator(choi: map.choi).isApproximatelyEqual(to: map, tolerance: 0))
    let operators = try map.krausOperators()
    #expect(operators.count == 3)
    #expect(try Superoperator(kraus: operators).isApproximatelyEqual(to: map, tolerance: 1e-11))
    for (k, left) in operators.enumerated() {
      for right in operators[..<k] { #expect((left.adjoint * right).trace.length < 1e-11) }
    }
    // C_(i + dk, j + dl) = ⟨i|Φ(|k⟩⟨l|)|j⟩.
    let image = map.apply(to: try space.transition(to: 3, from: 2).dense)
    for i in 0..<5 {
      for j in 0..<5 { #expect((map.choi[i + 15, j + 10] - image[i, j]).length < 1e-12) }
    }
    let channel = try Superoperator.dissipator(a).exponential(time: 0.2)
    let completeness = try channel.krausOperators()
      .reduce(Operator.zero(dimension: 5)) { $0 + $1.adjoint * $1 }
    #expect(completeness.isApproximatelyEqual(to: space.identity, tolerance: 1e-11))
    #expect((channel.choi.trace - 5).length < 1e-12)
  }

  @Test func wrongShapesAreRefused() {
    #expect { try Superoperator(Matrix<ComplexDouble>(rows: 5, columns: 5)) } throws: {
      let error = $0 as? QuantumDynamicsError
      return error?.code == .dimensionMismatch && error?.message.contains("5 × 5") == true
    }
    #expect(throws: QuantumDynamicsError.self) { try Superoperator(kraus: []) }
    #expect(throws: QuantumDynamicsError.self) {
      try Superoperator(kraus: [TwoLevel.sigmaX, a])
    }
    #expect(throws: QuantumDynamicsError.self) {
      try Superoperator.left(ComplexDouble(0, 1) * a).krausOperators()
    }
  }

  @Test func generatorsAreToldFromChannels() {
    let text = Superoperator.dissipator(TwoLevel.sigmaMinus).description
    #expect(text.contains("generates maps that preserve the trace"))
    #expect(!text.contains(", preserves the trace"))
  }

  @Test func theDescriptionTellsFormAndWhatIsPreserved() {
    let text = Superoperator.conjugation(by: TwoLevel.sigmaX).description
    #expect(
      text == "Superoperator on dimension 2, matrix 4 × 4 on stacked columns, 4 nonzero, "
        + "stored sparse, preserves the trace, preserves Hermiticity")
  }
}
