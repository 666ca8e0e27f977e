import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct OperatorTests {
  private let a = try? Operator(rows: [[1, ComplexDouble(0, 2)], [3, ComplexDouble(-1, 1)]])

  @Test func theAdjointConjugatesAndTransposes() throws {
    let a = try #require(a)
    #expect(a.adjoint[0, 1] == 3)
    #expect(a.adjoint[1, 0] == ComplexDouble(0, -2))
    #expect(a.adjoint.adjoint == a)
    #expect((a + a.adjoint).isHermitian())
    #expect(!a.isHermitian())
  }

  @Test func traceElementsAndDenseFormAgree() throws {
    let a = try #require(a)
    #expect(a.trace == ComplexDouble(0, 1))
    #expect(a.dense[1, 0] == 3)
    #expect(try Operator(a.dense) == a)
    #expect(a.nonzeroCount == 4)
    #expect(a.dimension == 2)
  }

  @Test func productsAgreeWithDenseProducts() throws {
    let spin = try Spin(twice: 7)
    let left = spin.x + ComplexDouble(0, 0.5) * spin.z
    let right = spin.plus * spin.z
    let difference = (left * right).dense - left.dense * right.dense
    #expect(difference.largestModulus < 1e-13)
    #expect(
      (left.commutator(with: right) + right.commutator(with: left)).matrix.largestModulus == 0)
    #expect(
      left.anticommutator(with: right).isApproximatelyEqual(
        to: left * right + right * left, tolerance: 0))
  }

  @Test func scalarsActFromBothSides() throws {
    let a = try #require(a)
    #expect(2 * a == a * 2)
    #expect((a * ComplexDouble(0, 1))[0, 0] == ComplexDouble(0, 1))
    #expect((a / 2)[1, 0] == ComplexDouble(1.5))
    #expect((-a)[1, 0] == -3)
    #expect((a - a).matrix.largestModulus == 0)
  }

  @Test func matricesThatAreNotSquareOrFiniteThrow() {
    #expect { try Operator(Matrix<ComplexDouble>(rows: 2, columns: 3)) } throws: {
      let error = $0 as? QuantumError
      return error?.code == .dimensionMismatch && error?.message.contains("2 × 3") == true
    }
    #expect { try Operator(rows: [[1, 2], [3]]) } throws: {
      ($0 as? QuantumError)?.code == .dimensionMismatch
    }
    #expect { try Operator(rows: [[ComplexDouble(.nan, 0)]]) } throws: {
      ($0 as? QuantumError)?.code == .notFinite
    }
    #expect(throws: QuantumError.self) { try Operator(rows: []) }
  }

  @Test func mixingDimensionsStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = TwoLevel.sigmaX + Operator.identity(dimension: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = TwoLevel.sigmaX * Operator.identity(dimension: 3)
    }
  }
}
