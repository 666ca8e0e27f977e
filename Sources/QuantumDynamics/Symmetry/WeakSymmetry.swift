import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

/// A symmetry ρ → UρU† of a Liouvillian, by its unitary U or by its conserved charge Q.
///
/// A charge belongs to the continuous family U = e^(iφQ); the superoperator [Q, ·] commutes with L. The
/// sectors are labelled by differences of eigenvalues: q − q′ of Q, or the angle between eigenvalues of U.
///
/// Reference: V. V. Albert, L. Jiang, Phys. Rev. A 89, 022118 (2014).
public struct WeakSymmetry: Sendable {
  /// What it is called in labels and messages.
  public let name: String

  /// U or Q.
  public let `operator`: Operator

  /// Whether the operator is a charge, else a unitary.
  public let isCharge: Bool

  /// The eigenvectors as columns.
  let eigenvectors: SparseMatrix<ComplexDouble>

  /// The eigenvalue of Q, or the angle of that of U, of each column.
  let eigenvalues: [Double]

  /// A continuous symmetry by its charge.
  ///
  /// - Parameters:
  ///   - charge: Q, Hermitian.
  ///   - name: for labels.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where Q is not Hermitian.
  public init(charge: Operator, name: String = "q") throws {
    guard charge.isHermitian(tolerance: 1e-12) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The charge “\(name)” has to be Hermitian. Give a unitary operator with WeakSymmetry(unitary:)."
      )
    }
    let system = try Self.eigensystem(of: charge.matrix)
    self.name = name
    self.operator = charge
    isCharge = true
    eigenvectors = system.vectors
    eigenvalues = system.vectors.diagonalOfConjugation(charge.matrix).map(\.real)
  }

  /// A discrete symmetry by its unitary: a parity, a permutation of subsystems, a rotation.
  ///
  /// - Parameters:
  ///   - unitary: U.
  ///   - name: for labels.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where U is not unitary.
  public init(unitary: Operator, name: String = "parity") throws {
    let product = unitary.adjoint * unitary
    guard
      product.isApproximatelyEqual(to: .identity(dimension: unitary.dimension), tolerance: 1e-10)
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The symmetry “\(name)” has to be unitary. Give a Hermitian charge with WeakSymmetry(charge:)."
      )
    }
    // U is normal: the Hermitian matrix cos φ Re U + sin φ Im U has its eigenvectors, and for an angle
    // without meaning no eigenvalues coincide that differ for U.
    let rotated = unitary.matrix * ComplexDouble(.cos(0.7391), -.sin(0.7391))
    let system = try Self.eigensystem(of: (rotated + rotated.adjoint) * ComplexDouble(0.5))
    self.name = name
    self.operator = unitary
    isCharge = false
    eigenvectors = system.vectors
    eigenvalues = system.vectors.diagonalOfConjugation(unitary.matrix).map { $0.phase }
  }

  /// Eigenvectors of a sparse Hermitian matrix, block by block, so that they stay sparse.
  private static func eigensystem(
    of matrix: SparseMatrix<ComplexDouble>
  ) throws -> (vectors: SparseMatrix<ComplexDouble>, values: [Double]) {
    let size = matrix.rowCount
    var entries: [SparseMatrix<ComplexDouble>.Entry] = []
    var values = [Double](repeating: 0, count: size)
    for block in matrix.connectedComponents(above: 1e-14 * matrix.largestModulus) {
      let system = try matrix.restricted(to: block).dense.hermitianEigensystem()
      for (k, column) in block.enumerated() {
        values[column] = system.values[k]
        for (i, row) in block.enumerated() where system.vectors[i, k].length > 1e-15 {
          entries.append(.init(row: row, column: column, value: system.vectors[i, k]))
        }
      }
    }
    return (SparseMatrix(rows: size, columns: size, entries: entries), values)
  }

  /// Whether the pairs of eigenvectors (i, j) and (k, l) belong to one sector up to conjugation.
  func quantumNumber(_ row: Int, _ column: Int) -> Double {
    let difference = eigenvalues[row] - eigenvalues[column]
    guard !isCharge else { return abs(difference) }
    // The angle between 0 and π.
    return abs(.atan2(y: .sin(difference), x: .cos(difference)))
  }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// The diagonal of V† A V for V = self.
  fileprivate func diagonalOfConjugation(_ matrix: SparseMatrix) -> [ComplexDouble] {
    (adjoint * matrix * self).diagonal
  }
}
