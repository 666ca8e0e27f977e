import ComplexModule
import LinearAlgebra
import QuantumCore

/// Random positive matrices GG† of a given trace, G square with independent complex normal elements.
enum WishartMatrix {
  /// The definition: GG† of a full Gaussian matrix.
  static func gaussian(
    size: Int, trace: Double, using generator: inout some RandomNumberGenerator
  ) -> Matrix<ComplexDouble> {
    let factor = NormalVariates.matrix(rows: size, columns: size, using: &generator)
    let product = factor * factor.adjoint
    let symmetric = 0.5 * (product + product.adjoint)
    return (trace / symmetric.trace.real) * symmetric
  }

  /// The same distribution from an upper triangle U with GG† = UU†, U from the RQ factorization of G.
  ///
  /// Off the diagonal U is complex normal; |U_ii|² has the χ² distribution of 2(i + 1) degrees of freedom, i
  /// counted from 0.
  ///
  /// Reference: M. S. Bartlett, Proc. R. Soc. Edinburgh 53, 260 (1933); complex form N. R. Goodman, Ann. Math.
  /// Stat. 34, 152 (1963).
  static func triangular(
    size: Int, trace: Double, using generator: inout some RandomNumberGenerator
  ) -> Matrix<ComplexDouble> {
    var triangle = [ComplexDouble](repeating: .zero, count: size * size)
    var total = 0.0
    for j in 0..<size {
      for i in 0..<j {
        let value = NormalVariates.complex(using: &generator)
        triangle[i + size * j] = value
        total += value.lengthSquared
      }
      let square = NormalVariates.chiSquared(degreesOfFreedom: 2 * (j + 1), using: &generator)
      triangle[j + size * j] = ComplexDouble(square.squareRoot())
      total += square
    }
    // Tr UU† is known before the product, so that the smaller triangle is scaled.
    let factor = (trace / total).squareRoot()
    for k in triangle.indices {
      triangle[k] = ComplexDouble(factor * triangle[k].real, factor * triangle[k].imaginary)
    }
    return Matrix(rows: size, columns: size, columnMajor: triangle).upperTriangleTimesAdjoint()
  }
}
