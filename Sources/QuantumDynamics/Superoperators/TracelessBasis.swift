import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore

/// A basis F_1 … F_(d²−1) of the traceless operators, in which Kossakowski matrices are written.
///
/// Numbers run row by row over the places (a, b) of a d × d matrix except the last one: F_(ad+b), counted
/// from 0. Diagonal places hold diagonal operators, the others what the case says.
public struct TracelessBasis: Sendable, Hashable {
  /// The choices of basis.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The Gell-Mann matrices over √2, Hermitian and orthonormal: (|a⟩⟨b| + |b⟩⟨a|)/√2 at (a, b),
    /// −i(|a⟩⟨b| − |b⟩⟨a|)/√2 at (b, a) for a < b, and the diagonal ones below.
    case gellMann
    /// |a⟩⟨b| at (a, b), orthonormal: with the diagonals
    /// (Σ_{k ≤ a} |k⟩⟨k| − (a+1) |a+1⟩⟨a+1|)/√((a+1)(a+2)) at (a, a).
    case matrixUnits
    /// |a⟩⟨b| at (a, b), and |a⟩⟨a| − |a+1⟩⟨a+1| at (a, a): the set of paper 003, eq. (F3), as printed and
    /// used there. Its diagonal operators are neither normalized nor orthogonal.
    case neighbourDifferences
  }

  /// Which basis.
  public let kind: Kind

  /// d.
  public let dimension: Int

  /// A basis.
  ///
  /// - Parameters:
  ///   - kind: which one.
  ///   - dimension: d ≥ 2.
  public init(_ kind: Kind, dimension: Int) {
    requirePrecondition(
      dimension >= 2, "Traceless operators need dimension 2 or more, not \(dimension).")
    self.kind = kind
    self.dimension = dimension
  }

  /// The number of operators, d² − 1.
  public var count: Int { dimension * dimension - 1 }

  /// Whether Tr F_m†F_n = δ_mn.
  public var isOrthonormal: Bool { kind != .neighbourDifferences }

  /// The operators in order.
  public var operators: [Operator] { (0..<count).map(self.operator(_:)) }

  /// One of the operators.
  ///
  /// - Parameter index: 0 … d² − 2.
  /// - Returns: F_index.
  public func `operator`(_ index: Int) -> Operator {
    let entries = elements(index).map {
      SparseMatrix<ComplexDouble>.Entry(
        row: $0.position % dimension, column: $0.position / dimension, value: $0.value)
    }
    return Operator(
      unchecked: SparseMatrix(rows: dimension, columns: dimension, entries: entries))
  }

  /// The elements of F_index that are not zero, at their positions a + db in stacked columns.
  func elements(_ index: Int) -> [(position: Int, value: ComplexDouble)] {
    requirePrecondition(
      (0..<count).contains(index), "The basis has the operators 0 to \(count - 1).")
    let (a, b) = index.quotientAndRemainder(dividingBy: dimension)
    if a == b { return diagonalElements(a) }
    switch kind {
    case .matrixUnits, .neighbourDifferences: return [(a + dimension * b, 1)]
    case .gellMann:
      let root = 0.5.squareRoot()
      let (low, high) = (min(a, b), max(a, b))
      let (upper, lower) = (low + dimension * high, high + dimension * low)
      return a < b
        ? [(upper, ComplexDouble(root)), (lower, ComplexDouble(root))]
        : [(upper, ComplexDouble(0, -root)), (lower, ComplexDouble(0, root))]
    }
  }

  private func diagonalElements(_ a: Int) -> [(position: Int, value: ComplexDouble)] {
    let step = dimension + 1
    if kind == .neighbourDifferences { return [(a * step, 1), ((a + 1) * step, -1)] }
    let norm = (Double(a + 1) * Double(a + 2)).squareRoot()
    return (0...a).map { ($0 * step, ComplexDouble(1 / norm)) }
      + [((a + 1) * step, ComplexDouble(-Double(a + 1) / norm))]
  }
}
