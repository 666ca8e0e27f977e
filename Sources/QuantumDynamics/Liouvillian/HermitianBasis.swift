import Preconditions
public import ComplexModule
public import LinearAlgebra

/// The orthonormal basis of Hermitian matrices in which a Liouvillian is real.
///
/// A Hermitian ρ has d² real coordinates, column after column: for i < j, √2 Re ρ_ij is at j² + i, ρ_jj at
/// j² + j and √2 Im ρ_ij at j² + j + 1 + i. With the √2 the length of the coordinate vector is the
/// Hilbert–Schmidt norm √Tr ρ†ρ, so that singular values and condition numbers are those of the
/// superoperator. Complex coordinates stand for matrices that are not Hermitian. Because L preserves
/// Hermiticity its matrix in this basis is real; it has the same eigenvalues.
public struct HermitianBasis: Hashable, Sendable {
  /// d.
  public let dimension: Int

  /// d², the number of coordinates.
  public var count: Int { dimension * dimension }

  /// The basis for matrices of d × d.
  ///
  /// - Parameter dimension: d, at least 1.
  public init(dimension: Int) {
    requirePrecondition(dimension >= 1, "A space has dimension 1 or more, not \(dimension).")
    self.dimension = dimension
  }

  private static let root2 = 2.0.squareRoot()

  /// Where the diagonal element ρ_jj is among the coordinates.
  ///
  /// - Parameter index: j.
  /// - Returns: j² + j.
  public func diagonalIndex(_ index: Int) -> Int { index * index + index }

  /// Where √2 Re ρ_ij is among the coordinates.
  ///
  /// - Parameters:
  ///   - row: i, less than j.
  ///   - column: j.
  /// - Returns: j² + i.
  public func realIndex(_ row: Int, _ column: Int) -> Int { column * column + row }

  /// Where √2 Im ρ_ij is among the coordinates.
  ///
  /// - Parameters:
  ///   - row: i, less than j.
  ///   - column: j.
  /// - Returns: j² + j + 1 + i.
  public func imaginaryIndex(_ row: Int, _ column: Int) -> Int {
    column * column + column + 1 + row
  }

  /// The coordinates of a Hermitian matrix; of another one, those of its upper triangle.
  ///
  /// - Parameter matrix: d × d.
  /// - Returns: d² real numbers.
  public func coordinates(of matrix: Matrix<ComplexDouble>) -> [Double] {
    requirePrecondition(
      matrix.rowCount == dimension && matrix.columnCount == dimension,
      "The basis is for matrices of \(dimension) × \(dimension), not \(matrix.rowCount) × "
        + "\(matrix.columnCount).")
    var result: [Double] = []
    result.reserveCapacity(count)
    for j in 0..<dimension {
      for i in 0..<j { result.append(Self.root2 * matrix[i, j].real) }
      result.append(matrix[j, j].real)
      for i in 0..<j { result.append(Self.root2 * matrix[i, j].imaginary) }
    }
    return result
  }

  /// The Hermitian matrix with these coordinates.
  ///
  /// - Parameter coordinates: d² real numbers.
  /// - Returns: d × d, equal to its adjoint exactly.
  public func matrix(of coordinates: [Double]) -> Matrix<ComplexDouble> {
    requirePrecondition(
      coordinates.count == count,
      "A matrix of \(dimension) × \(dimension) has \(count) coordinates, not \(coordinates.count).")
    let weight = 1 / Self.root2
    var result = Matrix<ComplexDouble>(rows: dimension, columns: dimension)
    for j in 0..<dimension {
      for i in 0..<j {
        let real = weight * coordinates[realIndex(i, j)]
        let imaginary = weight * coordinates[imaginaryIndex(i, j)]
        result[i, j] = ComplexDouble(real, imaginary)
        result[j, i] = ComplexDouble(real, -imaginary)
      }
      result[j, j] = ComplexDouble(coordinates[diagonalIndex(j)], 0)
    }
    return result
  }

  /// The matrix with these complex coordinates.
  ///
  /// - Parameter coordinates: d² complex numbers.
  /// - Returns: Σ c_k E_k with Hermitian E_k.
  public func matrix(of coordinates: [ComplexDouble]) -> Matrix<ComplexDouble> {
    requirePrecondition(
      coordinates.count == count,
      "A matrix of \(dimension) × \(dimension) has \(count) coordinates, not \(coordinates.count).")
    var result = Matrix<ComplexDouble>(rows: dimension, columns: dimension)
    for j in 0..<dimension {
      for i in 0..<j {
        let first = coordinates[realIndex(i, j)] / ComplexDouble(Self.root2)
        let second =
          ComplexDouble(0, 1) * coordinates[imaginaryIndex(i, j)] / ComplexDouble(Self.root2)
        result[i, j] = first + second
        result[j, i] = first - second
      }
      result[j, j] = coordinates[diagonalIndex(j)]
    }
    return result
  }

  /// A superoperator that preserves Hermiticity, in this basis.
  ///
  /// - Parameter superoperator: d² × d² on stacked columns.
  /// - Returns: the real d² × d² matrix of the same map.
  /// - Complexity: O(number of entries).
  public func realRepresentation(
    of superoperator: SparseMatrix<ComplexDouble>
  ) -> SparseMatrix<Double> {
    requirePrecondition(
      superoperator.rowCount == count && superoperator.columnCount == count,
      "A superoperator on matrices of \(dimension) × \(dimension) has \(count) rows and columns.")
    let d = dimension
    var builder = SparseRowBuilder<Double>(
      columnCount: count, capacity: superoperator.storedCount * 5 / 4)
    // The rows of column j: real parts with the diagonal last, then imaginary parts.
    for j in 0..<d {
      for row in 0...2 * j {
        let (i, isReal) = row <= j ? (row, true) : (row - j - 1, false)
        let start = superoperator.rowOffsets[i + d * j]
        // (L ρ)_ij = Σ (a + i b) ρ_kl, where ρ_kl is r on the diagonal, (r + i s)/√2 above it and
        // (r − i s)/√2 below it; the coordinates of the result off the diagonal carry √2.
        for p in start..<superoperator.rowOffsets[i + d * j + 1] {
          let (l, k) = superoperator.columnIndices[p].quotientAndRemainder(dividingBy: d)
          let value = superoperator.values[p]
          let (a, b) = isReal ? (value.real, value.imaginary) : (value.imaginary, -value.real)
          if k == l {
            builder.add(diagonalIndex(l), i == j ? a : Self.root2 * a)
            continue
          }
          let (low, high, sign) = k < l ? (k, l, 1.0) : (l, k, -1.0)
          let weight = i == j ? 1 / Self.root2 : 1
          builder.add(realIndex(low, high), a * weight)
          builder.add(imaginaryIndex(low, high), -sign * b * weight)
        }
        builder.endRow()
      }
    }
    return builder.matrix
  }
}

extension Liouvillian {
  /// The basis in which the Liouvillian is real.
  public var hermitianBasis: HermitianBasis { HermitianBasis(dimension: dimension) }

  /// The Liouvillian as a real sparse d² × d² matrix on the coordinates of `HermitianBasis`.
  ///
  /// It has the eigenvalues of the superoperator, half its memory and a quarter of its arithmetic. Built
  /// anew at each call.
  public var realRepresentation: SparseMatrix<Double> { RealFormAssembly(self).matrix() }
}
