import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct LiouvillianTests {
  @Test(arguments: [1, 2, 3, 5])
  func applicationEqualsTheSuperoperatorAndTheDefinition(dimension: Int) throws {
    let liouvillian = try Sample.generic(dimension: dimension)
    let state = Sample.state(dimension: dimension)
    let applied = liouvillian.apply(to: state)
    let stacked = liouvillian.superoperator * state.matrix.elements
    for (left, right) in zip(applied.elements, stacked) { #expect((left - right).length < 1e-12) }

    let h = liouvillian.hamiltonian.dense
    let rho = state.matrix
    var expected = ComplexDouble(0, -1) * (h * rho - rho * h)
    for jump in liouvillian.jumpOperators.map(\.dense) {
      let product = jump.adjoint * jump
      expected += jump * rho * jump.adjoint - 0.5 * (product * rho + rho * product)
    }
    #expect((applied - expected).largestModulus < 1e-12)
  }

  @Test func applicationTakesMatricesThatAreNotHermitian() throws {
    let liouvillian = try Sample.generic(dimension: 4)
    let matrix = Matrix<ComplexDouble>(rows: 4, columns: 4) {
      ComplexDouble(Double($0), Double($1))
    }
    let stacked = liouvillian.superoperator * matrix.elements
    for (left, right) in zip(liouvillian.apply(to: matrix).elements, stacked) {
      #expect((left - right).length < 1e-11)
    }
  }

  @Test func traceIsConservedForEveryMatrix() throws {
    // The identity is a left zero vector: vec(1)† L = 0.
    let liouvillian = try Sample.collectiveSpin(7, drive: 1.3, detuning: 0.4)
    let identity = Matrix<ComplexDouble>.identity(8).elements
    let image = liouvillian.superoperator.adjoint * identity
    #expect(image.allSatisfy { $0.length < 1e-12 })
  }

  @Test func hermiticityIsPreserved() throws {
    let liouvillian = try Sample.generic(dimension: 5)
    #expect(liouvillian.apply(to: Sample.state(dimension: 5)).hermiticityError < 1e-12)
  }

  @Test func realFormIsTheSameMap() throws {
    let liouvillian = try Sample.generic(dimension: 5)
    let basis = liouvillian.hermitianBasis
    let state = Sample.state(dimension: 5)
    let coordinates = liouvillian.realRepresentation * basis.coordinates(of: state.matrix)
    let expected = liouvillian.apply(to: state)
    #expect((basis.matrix(of: coordinates) - expected).largestModulus < 1e-12)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13])
  func bandedActionEqualsTheSparseOne(dimension: Int) throws {
    // Full matrices, banded ones of every phase, and the collective spin: all kinds of terms.
    var samples = [try Sample.generic(dimension: dimension)]
    if dimension > 1 {
      samples.append(
        try Sample.collectiveSpin(dimension - 1, drive: 1.3, detuning: 0.4))
      let spin = try Spin(particleCount: dimension - 1)
      samples.append(
        try Liouvillian(
          hamiltonian: spin.y + 0.3 * spin.x * spin.x,
          jumpOperators: [
            spin.minus + 0.5 * spin.z, Sample.i * spin.plus, spin.y,
            ComplexDouble(0.3, 0.4) * spin.x + spin.minus * spin.minus,
          ]))
    }
    for liouvillian in samples {
      let banded = BandedAction(liouvillian)
      let sparse = SparseAction(liouvillian.realRepresentation)
      // Twice, because the banded form keeps a workspace.
      for state in [Sample.state(dimension: dimension), .maximallyMixed(dimension: dimension)] {
        let x = liouvillian.hermitianBasis.coordinates(of: state.matrix)
        var first = x
        var second = x
        banded.apply(to: x, into: &first)
        sparse.apply(to: x, into: &second)
        for (left, right) in zip(first, second) { #expect(abs(left - right) < 1e-11) }
      }
    }
  }

  @Test func coordinatesKeepLengthsAndComeBack() {
    let basis = HermitianBasis(dimension: 6)
    let matrix = Sample.state(dimension: 6).matrix
    let coordinates = basis.coordinates(of: matrix)
    #expect(coordinates.count == 36)
    #expect((basis.matrix(of: coordinates) - matrix).largestModulus < 1e-15)
    let length = coordinates.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - matrix.norm) < 1e-14)
  }

  @Test func oneDimensionHasNoDynamics() throws {
    let liouvillian = try Sample.generic(dimension: 1)
    #expect(liouvillian.superoperator.dense.largestModulus < 1e-15)
  }

  @Test func mismatchedDimensionsAreNamed() throws {
    let pauli = try Sample.pauli()
    let spin = try Spin(particleCount: 3)
    #expect {
      try Liouvillian(hamiltonian: pauli.z, jumpOperators: [pauli.minus, spin.minus])
    } throws: { error in
      let known = error as? QuantumDynamicsError
      return known?.code == .dimensionMismatch && known?.message.contains("dimension 2") == true
        && known?.message.contains("dimension 4") == true
        && known?.message.contains("jump operator 1") == true
    }
  }

  @Test func nonHermitianHamiltonianIsRefusedWithItsError() throws {
    let hamiltonian = try Operator(rows: [[1, ComplexDouble(0, 0.25)], [0, 1]])
    #expect { try Liouvillian(hamiltonian: hamiltonian, jumpOperators: []) } throws: { error in
      let known = error as? QuantumDynamicsError
      return known?.code == .notHermitian && known?.message.contains("0.25") == true
    }
  }

  @Test func overflowAndNaNAreRefused() throws {
    let pauli = try Sample.pauli()
    let huge = 1e200 * pauli.minus
    #expect { try Liouvillian(hamiltonian: pauli.z, jumpOperators: [huge]) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notFinite
    }
    #expect { try Liouvillian(hamiltonian: .nan * pauli.z, jumpOperators: []) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .notFinite
    }
  }
}
