import Preconditions
import ComplexModule
import LinearAlgebra
import QuantumCore

extension Liouvillian {
  /// How far a symmetry is from one of this Liouvillian: ‖𝒰L − L𝒰‖/‖L‖ in the Frobenius norm.
  ///
  /// - Parameter symmetry: on the same space.
  /// - Returns: 0 for a symmetry, of the order of 1 for an operator that is none.
  public func commutationError(_ symmetry: WeakSymmetry) -> Double {
    requirePrecondition(
      symmetry.operator.dimension == dimension,
      "A symmetry on a space of dimension \(symmetry.operator.dimension) came for a Liouvillian of "
        + "dimension \(dimension).")
    let u = symmetry.operator.matrix
    let identity = SparseMatrix<ComplexDouble>.identity(dimension)
    let map =
      symmetry.isCharge
      ? identity.kroneckerProduct(u) - u.transposed.kroneckerProduct(identity)
      : u.conjugated.kroneckerProduct(u)
    let superoperator = superoperator
    let scale = max(
      superoperator.norm * (symmetry.isCharge ? max(u.largestModulus, 1e-300) : 1), 1e-300)
    return (map * superoperator - superoperator * map).norm / scale
  }

  /// Splits the Liouvillian by symmetries that mix basis states.
  ///
  /// The Liouvillian is rotated into the eigenbasis of the symmetry, where the sectors are blocks, and split
  /// further where more does not couple there.
  ///
  /// - Parameters:
  ///   - symmetry: of the Liouvillian, which is checked.
  ///   - tolerance: the largest commutation error that passes.
  /// - Returns: the sectors; the quantum number in the label stands for itself and its negative, which have
  ///   conjugate eigenvalues.
  /// - Throws: `QuantumDynamicsError` with `symmetryBroken` where it does not commute with L.
  public func sectors(
    of symmetry: WeakSymmetry, tolerance: Double = 1e-10
  ) throws -> [LiouvillianSector] {
    let error = commutationError(symmetry)
    guard error <= tolerance else {
      throw QuantumDynamicsError(
        .symmetryBroken,
        "“\(symmetry.name)” is no symmetry of this Liouvillian: the commutator has the relative size "
          + "\(ResultTable.number(error, digits: 3)), where at most \(ResultTable.number(tolerance, digits: 3)) "
          + "passes. Check the basis order and the terms of H and of the jump operators that break it."
      )
    }
    let vectors = symmetry.eigenvectors
    let rotation = vectors.adjoint
    let rotated = try Liouvillian(
      hamiltonian: try Operator(rotation * hamiltonian.matrix * vectors).hermitianPart,
      jumpOperators: try jumpOperators.map { try Operator(rotation * $0.matrix * vectors) })
    let real = rotated.realRepresentation
    let scale = real.oneNorm
    // What is smaller is rounding of the change of basis.
    let components = real.connectedComponents(above: 1e-12 * real.largestModulus)
    let hermitian = hermitianBasis
    let columns = (0..<dimension).map { k -> [(row: Int, value: ComplexDouble)] in
      (rotation.rowOffsets[k]..<rotation.rowOffsets[k + 1]).map {
        (rotation.columnIndices[$0], rotation.values[$0].conjugate)
      }
    }
    return makeSectors(real, components, scale: scale) { component in
      var label = SectorLabel()
      let numbers = component.map { index -> Double in
        let place = hermitian.place(of: index)
        return symmetry.quantumNumber(place.row, place.column)
      }
      if let low = numbers.min(), let high = numbers.max(), high - low < 1e-6 {
        // Rounded, so that equal numbers make equal labels.
        label.quantumNumbers[symmetry.name] = (low * 1e6).rounded() / 1e6
      }
      return label
    } elements: { index in
      var sums: [Int: ComplexDouble] = [:]
      for element in hermitian.elements(of: index) {
        for (row, left) in columns[element.row] {
          for (column, right) in columns[element.column] {
            sums[row + dimension * column, default: 0] += element.value * left * right.conjugate
          }
        }
      }
      return sums.sorted { $0.key < $1.key }.map {
        .init(row: $0.key % dimension, column: $0.key / dimension, value: $0.value)
      }
    }
  }
}

extension Operator {
  /// (A + A†)/2, without the rounding of a rotation.
  fileprivate var hermitianPart: Operator { 0.5 * (self + adjoint) }
}
