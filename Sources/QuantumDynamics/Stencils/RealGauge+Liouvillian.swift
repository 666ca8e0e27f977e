import ComplexModule
import LinearAlgebra
import QuantumCore

extension RealGauge {
  /// The Liouvillian of R, whose real form does not mix real and imaginary parts.
  ///
  /// - Parameter liouvillian: the one of ρ, which the gauge was found for.
  /// - Returns: the same dynamics in other phases of the basis.
  /// - Throws: `QuantumDynamicsError` never, for a gauge of this Liouvillian.
  func gauged(_ liouvillian: Liouvillian) throws -> Liouvillian {
    try Liouvillian(
      hamiltonian: turned(liouvillian.hamiltonian) { i, j, value in
        // −iH is real off the diagonal; equal energies cancel.
        i == j ? ComplexDouble.zero : ComplexDouble(0, value.imaginary)
      },
      jumpOperators: liouvillian.jumpOperators.map { jump in
        let phase = phase(of: jump).conjugate
        return try turned(jump) { _, _, value in ComplexDouble((value * phase).real, 0) }
      })
  }

  private func turned(
    _ operand: Operator, _ clean: (Int, Int, ComplexDouble) -> ComplexDouble
  ) throws -> Operator {
    try Operator(
      SparseMatrix(
        rows: operand.dimension, columns: operand.dimension,
        entries: operand.matrix.entries.map {
          .init(
            row: $0.row, column: $0.column,
            value: clean(
              $0.row, $0.column, phases[$0.row].conjugate * $0.value * phases[$0.column]))
        }))
  }

  /// ρ_ij = g_i R_ij g_j*.
  func ungauged(_ matrix: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    Matrix(rows: matrix.rowCount, columns: matrix.columnCount) { i, j in
      phases[i] * matrix[i, j] * phases[j].conjugate
    }
  }
}
