import RealModule
public import ComplexModule

/// The eigenvalues and eigenvectors of a Hermitian matrix.
public struct HermitianEigensystem: Sendable {
  /// The eigenvalues, in rising order.
  public let values: [Double]

  /// The eigenvectors as columns, orthonormal, in the order of the values.
  public let vectors: Matrix<ComplexDouble>
}

/// The eigenvalues and eigenvectors of a general matrix.
public struct Eigensystem: Sendable {
  /// The eigenvalues, in LAPACK's order.
  public let values: [ComplexDouble]

  /// The right eigenvectors v as columns, each of length 1: A v = λ v.
  public let rightVectors: Matrix<ComplexDouble>

  /// The left eigenvectors w as columns, each of length 1: wᴴ A = λ wᴴ.
  public let leftVectors: Matrix<ComplexDouble>

  /// κ = 1 / |wᴴ v| of each eigenvalue: an error of norm δ in A moves λ by up to κ δ.
  ///
  /// 1 for a normal matrix, infinite at an exceptional point. Eigenvalues are wrong in double precision
  /// where κ ‖A‖ 2⁻⁵³ is not small.
  public var conditionNumbers: [Double] {
    values.indices.map { k in
      let overlap = zip(leftVectors.column(k), rightVectors.column(k))
        .reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
      return 1 / overlap.length
    }
  }
}

extension Matrix where Scalar == ComplexDouble {
  /// The eigenvalues and orthonormal eigenvectors of a Hermitian matrix (LAPACK's zheevd).
  ///
  /// - Parameter tolerance: how far from Hermitian the matrix may be, relative to its largest element;
  ///   the lower triangle is what counts.
  /// - Returns: eigenvalues in rising order, with their vectors.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notHermitian`, `notConverged`.
  public func hermitianEigensystem(tolerance: Double = 1e-10) throws -> HermitianEigensystem {
    try requireFiniteSquare("Eigenvalues need")
    guard hermiticityError <= tolerance * Swift.max(largestModulus, .leastNormalMagnitude) else {
      throw LinearAlgebraError(
        .notHermitian,
        "A Hermitian matrix was expected; this one differs from its adjoint by \(hermiticityError). "
          + "Use eigensystem() for a general matrix.")
    }
    return try LAPACK.hermitianEigensystem(self)
  }

  /// The eigenvalues and the left and right eigenvectors of any square matrix (LAPACK's zgeev).
  ///
  /// - Returns: eigenvalues with vectors and condition numbers.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  public func eigensystem() throws -> Eigensystem {
    try requireFiniteSquare("Eigenvalues need")
    return try LAPACK.eigensystem(self)
  }
}

extension Matrix where Scalar == Double {
  /// The eigenvalues and the left and right eigenvectors of any square matrix (LAPACK's dgeev).
  ///
  /// - Returns: eigenvalues with vectors and condition numbers; complex ones in exact pairs.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `notConverged`.
  public func eigensystem() throws -> Eigensystem {
    try requireFiniteSquare("Eigenvalues need")
    return try LAPACK.eigensystem(self)
  }
}

extension Matrix {
  /// Refuses what dense solvers cannot take.
  func requireFiniteSquare(_ what: String) throws {
    guard isSquare, rowCount > 0 else {
      throw LinearAlgebraError(
        .shapeMismatch,
        "\(what) a square matrix with at least one row; this one is \(rowCount) × \(columnCount).")
    }
    guard isFinite else {
      throw LinearAlgebraError(
        .nonFinite, "The matrix holds NaN or infinity. Look for it in its parameters.")
    }
  }
}
