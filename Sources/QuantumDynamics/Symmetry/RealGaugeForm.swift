import Preconditions
public import ComplexModule
public import LinearAlgebra
import QuantumCore

/// A Liouvillian as a real matrix, in phases of the basis states that make all its coefficients real.
///
/// ρ_ij = g_i R_ij g_j*: R obeys dR/dt = M R with a real M, so that its real part and its imaginary part never mix.
/// For the boundary time crystal, H = ω J_x with decay J₋, it is ρ = i^(m−m′) R.
public struct RealGaugeForm: Sendable {
  /// g_i, of length 1; 1 at the first state of each part that K connects.
  public let phases: [ComplexDouble]

  /// M, on the columns of R stacked: R_ij is at i + d j.
  public let matrix: SparseMatrix<Double>

  /// ρ of R.
  ///
  /// - Parameter matrix: R, d × d.
  /// - Returns: the g_i R_ij g_j*.
  public func ungauged(_ matrix: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    requirePrecondition(
      matrix.rowCount == phases.count && matrix.columnCount == phases.count,
      "The gauge is for matrices of dimension \(phases.count), not \(matrix.rowCount).")
    return Matrix(rows: phases.count, columns: phases.count) { i, j in
      phases[i] * matrix[i, j] * phases[j].conjugate
    }
  }
}

extension Liouvillian {
  /// The real form in a gauge; nil where no phases of the basis states make every coefficient real.
  public var realGaugeForm: RealGaugeForm? {
    guard let gauge = RealGauge(self), let gauged = try? gauge.gauged(self) else { return nil }
    return RealGaugeForm(
      phases: gauge.phases, matrix: gauged.superoperator.mapValues(\.real).droppingZeros)
  }
}
