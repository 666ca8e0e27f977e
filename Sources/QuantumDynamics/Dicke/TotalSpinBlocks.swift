public import ComplexModule
import RealModule
public import LinearAlgebra

/// The part of a permutation-invariant state with one total spin J.
public struct TotalSpinBlock: Sendable, Codable {
  /// 2J, of the parity of N.
  public let twiceTotalSpin: Int

  /// d_J, how often the spin J occurs among N two-level systems: (2J+1)/(N+1) (N+1 over N/2 − J).
  public let degeneracy: Double

  /// d_J times the matrix of one copy, in the basis m = +J first; its trace is the probability of J.
  public let matrix: Matrix<ComplexDouble>
}

extension PermutationInvariantState {
  /// The state as ρ = ⊕_J ρ_J ⊗ 1/d_J: one block for each total spin.
  ///
  /// Left multiplication by S² is a symmetric matrix on the space; with the numbers of excitations of ket and bra its
  /// eigenvectors are the operators |J, m⟩⟨J, m′| ⊗ 1/√d_J, whose signs follow from the ladder operators.
  ///
  /// - Returns: the blocks, the largest J first.
  /// - Throws: `LinearAlgebraError` where an eigenvalue solver fails.
  /// - Complexity: O(N⁵), in N² problems of N/2 unknowns.
  public func totalSpinBlocks() throws -> [TotalSpinBlock] {
    let n = space.count
    let vectors = try space.totalSpinVectors()
    return stride(from: n, through: 0, by: -2).map { twice in
      let logDegeneracy = space.logDegeneracy(twice)
      let root = Double.exp(0.5 * logDegeneracy)
      let matrix = Matrix<ComplexDouble>(rows: twice + 1, columns: twice + 1) { i, j in
        // m = J − i is (N/2 + J − i) excitations.
        guard
          let vector = vectors[
            PermutationSymmetricSpace.SpinElement(twice: twice, row: i, column: j)]
        else { return 0 }
        return zip(vector.positions, vector.values).reduce(ComplexDouble.zero) {
          $0 + coordinates[$1.0] * ComplexDouble($1.1 * root)
        }
      }
      return TotalSpinBlock(
        twiceTotalSpin: twice, degeneracy: .exp(logDegeneracy), matrix: matrix)
    }
  }
}

extension PermutationSymmetricSpace {
  /// |J, J − row⟩⟨J, J − column|.
  struct SpinElement: Hashable {
    let twice: Int
    let row: Int
    let column: Int
  }

  /// A vector that is zero elsewhere.
  struct SparseVector {
    var positions: [Int]
    var values: [Double]
  }

  func logDegeneracy(_ twice: Int) -> Double {
    let k = (count - twice) / 2
    return Double.log(Double(twice + 1)) - .log(Double(count + 1))
      + .logGamma(Double(count + 2)) - .logGamma(Double(k + 1)) - .logGamma(Double(count + 2 - k))
  }

  /// The normalized operators |J, m⟩⟨J, m′| ⊗ 1/√d_J on the basis.
  func totalSpinVectors() throws -> [SpinElement: SparseVector] {
    let square = leftMultiplication(.squared)
    let lowering = leftMultiplication(.minus)
    let loweringRight = rightMultiplication(.plus)
    var groups: [[Int]: [Int]] = [:]
    for (k, o) in occupations.enumerated() {
      groups[[o.ee + o.eg, o.ee + o.ge], default: []].append(k)
    }
    let traces = traces
    var result: [SpinElement: SparseVector] = [:]
    // Signs come from the row or the column above: from high m, m′ to low ones.
    for ket in stride(from: count, through: 0, by: -1) {
      for bra in stride(from: count, through: 0, by: -1) {
        guard let positions = groups[[ket, bra]] else { continue }
        let system = try square.restricted(to: positions).dense.hermitianEigensystem()
        for (k, value) in system.values.enumerated() {
          // J(J + 1) = value.
          let twice = Int((.sqrt(1 + 4 * max(value, 0)) - 1).rounded())
          let element = SpinElement(
            twice: twice, row: (count + twice) / 2 - ket, column: (count + twice) / 2 - bra)
          var vector = SparseVector(
            positions: positions, values: system.vectors.column(k).map(\.real))
          let reference: Double
          if ket == bra {
            reference = zip(positions, vector.values).reduce(0) { $0 + traces[$1.0] * $1.1 }
          } else if let above = result[
            .init(twice: twice, row: element.row - 1, column: element.column)]
          {
            reference = lowering.element(vector, above)
          } else if let before = result[
            .init(twice: twice, row: element.row, column: element.column - 1)]
          {
            reference = loweringRight.element(vector, before)
          } else {
            reference = 1
          }
          if reference < 0 { vector.values = vector.values.map { -$0 } }
          result[element] = vector
        }
      }
    }
    return result
  }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// ⟨left| A |right⟩ of real vectors, for a real A.
  fileprivate func element(
    _ left: PermutationSymmetricSpace.SparseVector, _ right: PermutationSymmetricSpace.SparseVector
  ) -> Double {
    var numbers: [Int: Double] = [:]
    for (position, value) in zip(right.positions, right.values) { numbers[position] = value }
    var sum = 0.0
    for (position, value) in zip(left.positions, left.values) {
      for k in rowOffsets[position]..<rowOffsets[position + 1] {
        if let number = numbers[columnIndices[k]] { sum += value * values[k].real * number }
      }
    }
    return sum
  }
}
