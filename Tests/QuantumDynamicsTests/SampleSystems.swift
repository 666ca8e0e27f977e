import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RealModule

/// Systems that several tests solve.
enum Sample {
  static func operators(_ rows: [[ComplexDouble]]) throws -> Operator { try Operator(rows: rows) }

  static let i = ComplexDouble(0, 1)

  /// The Pauli matrices and the lowering operator, |0⟩ = up.
  static func pauli() throws -> (x: Operator, y: Operator, z: Operator, minus: Operator) {
    (
      try Operator(rows: [[0, 1], [1, 0]]), try Operator(rows: [[0, -i], [i, 0]]),
      try Operator(rows: [[1, 0], [0, -1]]), try Operator(rows: [[0, 0], [1, 0]])
    )
  }

  /// Paper 000's collective spin, written out by hand with Γ₊ = 1 and Γ₋ = 2.
  static func collectiveSpin(
    _ count: Int, drive: Double, detuning: Double
  ) throws -> Liouvillian {
    let spin = try Spin(particleCount: count)
    let s = Double(count) / 2
    return try Liouvillian(
      hamiltonian: detuning * spin.z - (drive / 2) * spin.x,
      jumpOperators: [
        (1 / s).squareRoot() * spin.plus,
        (2 / (s * s * s)).squareRoot() * (spin.minus * spin.z),
      ])
  }

  /// A Liouvillian without any symmetry.
  static func generic(dimension: Int, jumpCount: Int = 2, seed: UInt64 = 7) throws -> Liouvillian {
    var generator = SplitMix64(seed: seed)
    func random() throws -> Operator {
      try Operator(
        Matrix(rows: dimension, columns: dimension) { _, _ in
          ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
        })
    }
    let general = try random()
    return try Liouvillian(
      hamiltonian: general + general.adjoint,
      jumpOperators: try (0..<jumpCount).map { _ in try random() })
  }

  /// A mixed state with all coherences.
  static func state(dimension: Int) -> DensityMatrix {
    var generator = SplitMix64(seed: 99)
    let factor = Matrix<ComplexDouble>(rows: dimension, columns: dimension) { _, _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
    let positive = factor * factor.adjoint
    return DensityMatrix(assumingValid: positive / positive.trace.real)
  }
}

extension Sample {
  /// A qubit with every kind of term, as in Oracles/master_equation.py.
  static func qubit() throws -> Liouvillian {
    let pauli = try pauli()
    return try Liouvillian(
      hamiltonian: 0.7 * pauli.x + 0.2 * pauli.y + 0.4 * pauli.z,
      jumpOperators: [
        (0.3).squareRoot() * pauli.minus, (0.05).squareRoot() * pauli.minus.adjoint,
        (0.1).squareRoot() * pauli.z,
      ])
  }
}
