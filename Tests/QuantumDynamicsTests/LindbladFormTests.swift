import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct LindbladFormTests {
  private static func model(_ seed: UInt64) throws -> Liouvillian {
    var random = Philox(seed: seed)
    let space = try NLevelSystem(levels: 4)
    return try Liouvillian(
      hamiltonian: space.randomHamiltonian(using: &random),
      jumpOperators: [
        space.randomHamiltonian(using: &random),
        space.randomUnitary(using: &random) * space.randomHamiltonian(using: &random)
          + 2 * space.identity,
      ])
  }

  @Test func theSuperoperatorActsLikeTheLiouvillian() throws {
    var random = Philox(seed: 40)
    let model = try Self.model(41)
    let state = try NLevelSystem(levels: 4).randomDensityMatrix(using: &random)
    let difference = Superoperator(model).apply(to: state.matrix) - model.apply(to: state)
    // Elements up to 60.
    #expect(difference.largestModulus < 1e-12)
  }

  @Test func superoperatorsTurnBackIntoTheSameMasterEquation() throws {
    let model = try Self.model(42)
    let generator = Superoperator(model)
    let back = try Liouvillian(generator)
    #expect(Superoperator(back).isApproximatelyEqual(to: generator, tolerance: 1e-10))
    // Two jumps, one with a part along 1 that moves into the Hamiltonian.
    #expect(back.jumpOperators.count == 2)
    #expect(back.jumpOperators.allSatisfy { $0.trace.length < 1e-10 })
    #expect(back.hamiltonian.trace.length < 1e-10)
  }

  @Test(arguments: [TracelessBasis.Kind.gellMann, .matrixUnits])
  func hamiltonianAndKossakowskiMatrixAreRecovered(kind: TracelessBasis.Kind) throws {
    var random = Philox(seed: 43)
    let sample = try RandomLindbladian(dimension: 3, basis: kind, using: &random)
    let form = try sample.superoperator.lindbladForm(in: kind)
    let trace = sample.hamiltonian.trace / 3
    let traceless = sample.hamiltonian - trace * Operator.identity(dimension: 3)
    #expect(form.hamiltonian.isApproximatelyEqual(to: traceless, tolerance: 1e-13))
    #expect((form.kossakowski - sample.kossakowski).largestModulus < 1e-13)
    #expect(abs(form.rates.reduce(0, +) - 8) < 1e-12)
  }

  @Test func negativeRatesAreRefusedByName() throws {
    let backwards = -1.0 * Superoperator.dissipator(TwoLevel.sigmaMinus)
    let form = try backwards.lindbladForm()
    #expect(abs((form.rates.last ?? 0) + 1) < 1e-14)
    #expect { try Liouvillian(backwards) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notCompletelyPositive
    }
    #expect { try Liouvillian(Superoperator.left(TwoLevel.sigmaX)) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notHermitian
    }
    #expect { try Liouvillian(Superoperator.identity(dimension: 2)) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notTracePreserving
    }
    #expect(throws: QuantumDynamicsError.self) {
      try backwards.lindbladForm(in: .neighbourDifferences)
    }
  }

  @Test(arguments: TracelessBasis.Kind.allCases)
  func operatorBasesAreTracelessAndComplete(kind: TracelessBasis.Kind) {
    let basis = TracelessBasis(kind, dimension: 4)
    let operators = basis.operators
    #expect(operators.count == 15)
    var gram = Matrix<ComplexDouble>(rows: 15, columns: 15)
    for (m, left) in operators.enumerated() {
      #expect(left.trace.length < 1e-15)
      #expect(kind != .gellMann || left.isHermitian())
      for (n, right) in operators.enumerated() { gram[m, n] = (left.adjoint * right).trace }
    }
    if basis.isOrthonormal {
      #expect((gram - Matrix.identity(15)).largestModulus < 1e-15)
    } else {
      // Errata 003.4: the printed diagonal operators have norm √2 and overlap −1.
      #expect(gram[0, 0] == 2 && gram[0, 5] == -1 && gram[1, 1] == 1)
    }
  }

  @Test func printedBasisOfPaper003() {
    // (F3) with D = 3: n = (a − 1)D + b counted from 1; F_2 = |1⟩⟨2|, F_4 = |2⟩⟨1|, F_5 = |2⟩⟨2| − |3⟩⟨3|.
    let basis = TracelessBasis(.neighbourDifferences, dimension: 3)
    #expect(basis.operator(1)[0, 1] == 1 && basis.operator(1).nonzeroCount == 1)
    #expect(basis.operator(3)[1, 0] == 1 && basis.operator(3).nonzeroCount == 1)
    #expect(basis.operator(4) == .diagonal([0, 1, -1]))
  }

  @Test func theHeisenbergPictureIsTheAdjoint() throws {
    var random = Philox(seed: 44)
    let model = try Self.model(45)
    let space = try NLevelSystem(levels: 4)
    let observable = space.randomHamiltonian(using: &random)
    let state = space.randomDensityMatrix(using: &random)
    let image = model.applyAdjoint(to: observable)
    #expect(
      image.isApproximatelyEqual(to: model.adjoint.apply(to: observable), tolerance: 1e-11))
    let (left, right) = (
      (observable.dense * model.apply(to: state)).trace, state.expectationValue(of: image)
    )
    #expect((left - right).length < 1e-12 * 100)
    #expect(model.applyAdjoint(to: space.identity).norm < 1e-12)
  }

  @Test func theGeneratorAndItsChannelAgreeWithQuTiP() throws {
    let jump = 0.3.squareRoot() * TwoLevel.sigmaMinus + ComplexDouble(0, 0.1) * TwoLevel.sigmaZ
    let model = try Liouvillian(
      hamiltonian: 0.5 * TwoLevel.sigmaX + 0.2 * TwoLevel.sigmaY, jumpOperators: [jump])
    let generator = Superoperator(model)
    let oracle = try SuperoperatorNumbers()
    #expect(oracle.difference("liouvillian", generator.dense) < 1e-15)
    #expect(oracle.difference("choi", try generator.exponential(time: 0.7).choi) < 1e-14)
  }
}
