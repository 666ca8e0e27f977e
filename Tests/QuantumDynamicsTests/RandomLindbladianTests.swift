import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct RandomLindbladianTests {
  @Test(arguments: TracelessBasis.Kind.allCases, [2, 3, 5])
  func reshufflingAgreesWithExplicitJumpOperators(kind: TracelessBasis.Kind, dimension: Int) throws
  {
    var random = Philox(seed: 50, stream: UInt64(dimension))
    let sample = try RandomLindbladian(
      dimension: dimension, basis: kind, coherentStrength: 0.7, dissipativeStrength: 1.3,
      using: &random)
    let plain = try sample.liouvillian()
    #expect(plain.jumpOperators.count == dimension * dimension - 1)
    let fast = sample.superoperator
    // Elements up to 10.
    #expect(fast.isApproximatelyEqual(to: Superoperator(plain), tolerance: 1e-12))
    let real = sample.realLiouvillian
    #expect((real.matrix - RealLiouvillian(plain).matrix).largestModulus < 1e-12)
    #expect((real.matrix - plain.realRepresentation.dense).largestModulus < 1e-12)
    #expect(Superoperator(real).isApproximatelyEqual(to: fast, tolerance: 1e-12))
    let summed = try Self.summed(sample, kind, dimension)
    #expect(fast.isApproximatelyEqual(to: summed, tolerance: 1e-12))
  }

  /// The generator of paper 003 as printed in its (F1) and (F2), a double sum over the basis.
  private static func summed(
    _ sample: RandomLindbladian, _ kind: TracelessBasis.Kind, _ dimension: Int
  ) throws -> Superoperator {
    let basis = TracelessBasis(kind, dimension: dimension).operators
    var sum = ComplexDouble(0, -0.7) * Superoperator.commutator(with: sample.hamiltonian)
    for (m, left) in basis.enumerated() {
      for (n, right) in basis.enumerated() {
        let term =
          Superoperator.sandwich(right, left.adjoint)
          - 0.5 * .anticommutator(with: left.adjoint * right)
        sum += (ComplexDouble(1.3) * sample.kossakowski[m, n]) * term
      }
    }
    return sum
  }

  @Test(arguments: [RandomLindbladian.Sampling.triangular, .gaussian])
  func generatorsConserveTraceHermiticityAndPositivity(sampling: RandomLindbladian.Sampling) throws
  {
    var random = Philox(seed: 51)
    for _ in 0..<3 {
      let sample = try RandomLindbladian(dimension: 4, sampling: sampling, using: &random)
      let generator = sample.superoperator
      #expect(generator.traceGenerationError < 1e-12)
      #expect(generator.preservesHermiticity())
      #expect(try generator.exponential(time: 0.3).isCompletelyPositive(tolerance: 1e-11))
      #expect((sample.kossakowski.trace - 15).length < 1e-12)
      #expect(sample.kossakowski.hermiticityError == 0)
      // Real parts of eigenvalues are not positive; they come in pairs and sum to the trace.
      let values = try sample.realLiouvillian.eigensystem().values
      #expect(values.allSatisfy { $0.real < 1e-11 })
      let sum = values.reduce(.zero, +)
      #expect((sum - generator.trace).length < 1e-10)
      #expect(values.filter { $0.length < 1e-10 }.count == 1)
    }
  }

  @Test func bothWaysOfSamplingGiveOneDistribution() throws {
    // ⟨K⟩ = 1 and the mean of Tr K² for a Wishart matrix of fixed trace: n(2n)/(n² + 1) · n.
    let (dimension, count) = (3, 600)
    let n = Double(dimension * dimension - 1)
    let expected = n * n * 2 * n / (n * n + 1)
    for sampling in [RandomLindbladian.Sampling.triangular, .gaussian] {
      var random = Philox(seed: 52)
      var (mean, square, corner) = (0.0, 0.0, [Double](repeating: 0, count: 8))
      for _ in 0..<count {
        let k = try RandomLindbladian(dimension: dimension, sampling: sampling, using: &random)
          .kossakowski
        let purity = k.elements.reduce(0.0) { $0 + $1.lengthSquared }
        mean += purity / Double(count)
        square += purity * purity / Double(count)
        for i in 0..<8 { corner[i] += k[i, i].real / Double(count) }
      }
      let deviation = ((square - mean * mean) / Double(count)).squareRoot()
      #expect(abs(mean - expected) < 5 * deviation)
      // Each diagonal element has mean 1 and a standard deviation of about 1/√n.
      #expect(corner.allSatisfy { abs($0 - 1) < 5 * (1 / n / Double(count)).squareRoot() })
    }
  }

  @Test func samplesDependOnTheSeedOnly() throws {
    var first = Philox(seed: 53, stream: 9)
    var second = Philox(seed: 53, stream: 9)
    let (a, b) = (
      try RandomLindbladian(dimension: 3, using: &first),
      try RandomLindbladian(dimension: 3, using: &second)
    )
    #expect(a.kossakowski == b.kossakowski && a.hamiltonian == b.hamiltonian)
    #expect(first == second)
  }

  @Test func steadyStatesAreValidAndAgreeWithTheSparseSolver() throws {
    var random = Philox(seed: 54)
    let sample = try RandomLindbladian(dimension: 6, using: &random)
    let steady = try sample.realLiouvillian.steadyState()
    #expect(steady.residual < 1e-12)
    #expect(steady.smallestEigenvalue > 0)
    #expect(steady.conditionNumber < 1e4)
    _ = try DensityMatrix(steady.densityMatrix.matrix)
    let plain = try sample.liouvillian().steadyState()
    #expect((steady.densityMatrix.matrix - plain.densityMatrix.matrix).largestModulus < 1e-12)
  }

  @Test func aStrengthIsAddedWithoutBuildingAnew() throws {
    var random = Philox(seed: 55)
    let spin = try Spin(twice: 3)
    let base = RealLiouvillian(
      try Liouvillian(hamiltonian: spin.x, jumpOperators: [spin.minus]))
    let sample = try RandomLindbladian(dimension: 4, using: &random)
    let sum = base.adding(sample.realLiouvillian, times: 0.01)
    let other = base + 0.01 * sample.realLiouvillian
    #expect((sum.matrix - other.matrix).largestModulus < 1e-15)
    // First order: the state moves in proportion to the strength.
    let start = try base.steadyState().densityMatrix.matrix
    let shift = try sum.steadyState().densityMatrix.matrix - start
    let half =
      try base.adding(sample.realLiouvillian, times: 0.005).steadyState().densityMatrix.matrix
      - start
    #expect((shift - 2.0 * half).largestModulus < 0.1 * shift.largestModulus)
    #expect(shift.largestModulus > 1e-4)
  }

  @Test func severalSteadyStatesAreReported() throws {
    let unitary = RealLiouvillian(
      try Liouvillian(hamiltonian: TwoLevel.sigmaZ, jumpOperators: []))
    #expect { try unitary.steadyState() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
    }
  }

  @Test func shapesAndSignsAreChecked() throws {
    let basis = TracelessBasis(.gellMann, dimension: 2)
    let identity = Matrix<ComplexDouble>.identity(3)
    _ = try Liouvillian(hamiltonian: TwoLevel.sigmaX, kossakowski: identity, basis: basis)
    #expect {
      try RealLiouvillian(
        hamiltonian: TwoLevel.sigmaX, kossakowski: Matrix.identity(4), basis: basis)
    } throws: {
      ($0 as? QuantumDynamicsError)?.message.contains("3 × 3, but 4 × 4 came") == true
    }
    #expect {
      try Liouvillian(
        hamiltonian: TwoLevel.sigmaX, kossakowski: .diagonal([1, 1, -1]), basis: basis)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .notCompletelyPositive }
    #expect {
      try Superoperator(
        hamiltonian: .identity(dimension: 3), kossakowski: identity, basis: basis)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .dimensionMismatch }
    var crooked = identity
    crooked[0, 1] = 1
    #expect {
      try Superoperator(hamiltonian: TwoLevel.sigmaX, kossakowski: crooked, basis: basis)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .notHermitian }
    var random = Philox(seed: 1)
    #expect(throws: QuantumDynamicsError.self) {
      try RandomLindbladian(dimension: 1, using: &random)
    }
  }
}
