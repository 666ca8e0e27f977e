import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

extension Liouvillian {
  /// How far an operator is from a strong symmetry: the largest ‖[A, X]‖/(‖A‖ ‖X‖) over H and the jumps.
  ///
  /// A strong symmetry commutes with H and with every jump operator: it is conserved, and each of its
  /// eigenspaces has a steady state of its own.
  ///
  /// - Parameter candidate: A, on the same space.
  /// - Returns: 0 for a strong symmetry.
  public func strongCommutationError(_ candidate: Operator) -> Double {
    requirePrecondition(
      candidate.dimension == dimension,
      "An operator on a space of dimension \(candidate.dimension) came for a Liouvillian of dimension "
        + "\(dimension).")
    return ([hamiltonian] + jumpOperators).map { other in
      let scale = candidate.matrix.norm * other.matrix.norm
      return scale == 0 ? 0 : candidate.commutator(with: other).matrix.norm / scale
    }.max() ?? 0
  }

  /// Hermitian operators that commute with H and with all jump operators and their adjoints, besides 1.
  ///
  /// Together with 1 they span the commutant. Where it is Abelian, n + 1 operators stand for n + 1 blocks of the
  /// space with a steady state each.
  ///
  /// - Parameter dimensionLimit: the largest d; a dense problem of d² unknowns is solved.
  /// - Returns: orthonormal traceless operators; none where there is no strong symmetry.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where d exceeds the limit.
  /// - Complexity: O(d⁶).
  public func strongSymmetries(dimensionLimit: Int = 32) throws -> [Operator] {
    guard dimension <= dimensionLimit else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The commutant of a Liouvillian of dimension \(dimension) needs a dense problem of "
          + "\(dimension * dimension) unknowns. Use strongBlocks, which reads the basis at hand, or raise "
          + "dimensionLimit (\(dimensionLimit)).")
    }
    let basis = hermitianBasis
    let identity = SparseMatrix<ComplexDouble>.identity(dimension)
    let i = ComplexDouble(0, 1)
    var observables = [hamiltonian]
    for jump in jumpOperators {
      observables.append(jump + jump.adjoint)
      observables.append(i * (jump - jump.adjoint))
    }
    // X → i[A, X] is a real antisymmetric map on Hermitian X; Σ CᵀC vanishes on the commutant.
    var gram = SparseMatrix<Double>.zero(rows: basis.count, columns: basis.count)
    for observable in observables {
      let a = observable.matrix
      let scale = a.norm
      guard scale > 0 else { continue }
      let map =
        (identity.kroneckerProduct(a) - a.transposed.kroneckerProduct(identity))
        * (i / ComplexDouble(scale))
      let real = basis.realRepresentation(of: map)
      gram += real.transposed * real
    }
    // 1 itself is moved out of the kernel.
    var dense = gram.dense
    for j in 0..<dimension {
      for k in 0..<dimension {
        dense[basis.diagonalIndex(j), basis.diagonalIndex(k)] += 1 / Double(dimension)
      }
    }
    let system = try Matrix<ComplexDouble>(dense).hermitianEigensystem()
    return try system.values.indices.filter { system.values[$0] < 1e-12 }.map { k in
      // The eigenvectors of a real matrix are real up to a phase that zheevd leaves at 1.
      try Operator(basis.matrix(of: system.vectors.column(k).map(\.real)))
    }
  }
}
