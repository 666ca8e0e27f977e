import ComplexModule
import LinearAlgebra
import QuantumCore
import RichDisplay
import Testing

@Suite struct OperatorFormTests {
  private let spin: Spin
  private let full: Operator

  init() throws {
    spin = try Spin(twice: 29)
    var random = Philox(seed: 1)
    full = spin.randomHamiltonian(using: &random)
  }

  @Test func theFormFollowsFromTheElements() throws {
    #expect(spin.z.form == .diagonal)
    #expect(spin.x.form == .sparse)
    #expect(full.form == .dense)
    #expect((full - full).form == .diagonal)
    #expect((spin.plus * spin.minus).form == .diagonal)
    // Small operators stay sparse, whatever they hold.
    #expect(try Operator(rows: [[1, 2], [3, 4]]).form == .sparse)
  }

  @Test func arithmeticDoesNotDependOnTheForm() {
    let operators = [spin.z, spin.x, full]
    for left in operators {
      for right in operators {
        // 30 products of numbers up to 15.
        let tolerance = 1e-12
        let (a, b) = (left.dense, right.dense)
        #expect(((left * right).dense - a * b).largestModulus < tolerance)
        #expect(((left + right).dense - (a + b)).largestModulus == 0)
        #expect(((left - right).dense - (a - b)).largestModulus == 0)
        let product = left.tensorProduct(with: right)
        #expect((product.dense - a.kroneckerProduct(b)).largestModulus < tolerance)
      }
      #expect(left.adjoint.dense == left.dense.adjoint)
      #expect(left.transposed.dense == left.dense.transposed)
      #expect(left.matrix.dense == left.dense)
      #expect(left.trace == left.dense.trace)
      #expect(abs(left.norm - left.dense.norm) < 1e-12)
      let ket = spin.coherentState(polar: 1, azimuth: 2)
      let difference = zip((left * ket).amplitudes, left.dense * ket.amplitudes).map { $0 - $1 }
      #expect(difference.allSatisfy { $0.length < 1e-12 })
    }
  }

  @Test func equalOperatorsAreEqualHoweverTheyWereMade() throws {
    let stored = SparseMatrix<ComplexDouble>(
      rows: 2, columns: 2,
      entries: [.init(row: 0, column: 0, value: 1), .init(row: 0, column: 1, value: 0)])
    #expect(try Operator(stored) == .diagonal([1, 0]))
    #expect(try Operator(full.matrix) == full)
    #expect(try Operator(full.dense).hashValue == full.hashValue)
  }

  @Test func theDisplayTellsTheForm() {
    #expect(
      full.richRepresentation.contents[.plainText].map { "\($0)" }?.contains("stored dense") == true
    )
    #expect(
      spin.z.richRepresentation.contents[.plainText].map { "\($0)" }?.contains("diagonal") == true)
  }

  @Test func functionsOfHermitianOperatorsActOnEigenvalues() throws {
    let unitary = try spin.y.unitary(time: 0.4)
    // e^(−iS_yβ) turns |θ = 0⟩ to |θ = β⟩.
    let turned = unitary * (try spin.dickeState(m: 14.5))
    #expect((turned - spin.coherentState(polar: 0.4, azimuth: 0)).norm < 1e-13)
    let (values, states) = try spin.x.eigenstates()
    #expect(zip(values, spin.magneticNumbers.reversed()).allSatisfy { abs($0 - $1) < 1e-13 })
    #expect((spin.x * states[0] - values[0] * states[0]).norm < 1e-13)
  }
}
