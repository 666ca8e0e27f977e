import Preconditions
import ComplexModule
import LinearAlgebra
import QuantumCore

/// The real form of a Liouvillian on the elements ρ_ij with |i − j| ≤ W; what couples to others is left out.
///
/// Coordinates are those of `HermitianBasis`, column after column: for j and i from max(0, j − W), √2 Re ρ_ij
/// and √2 Im ρ_ij next to one another, then ρ_jj. It is assembled from H and the jump operators without the whole
/// superoperator.
struct NearDiagonalForm {
  let dimension: Int
  let range: Int
  /// Where the unknowns of each column begin, and behind them their number.
  private let columnStarts: [Int]

  init(dimension: Int, range: Int) {
    self.dimension = dimension
    self.range = min(range, dimension - 1)
    var starts = [0]
    for j in 0..<dimension { starts.append((starts.last ?? 0) + 2 * min(j, self.range) + 1) }
    columnStarts = starts
  }

  /// The number of unknowns.
  var count: Int { columnStarts[dimension] }

  /// Where ρ_ij with i ≤ j begins; nil for elements that are left out.
  @inline(__always)
  private func place(_ i: Int, _ j: Int) -> Int? {
    let low = max(0, j - range)
    return i < low ? nil : columnStarts[j] + 2 * (i - low)
  }

  /// Calls a closure with each element above or on the diagonal, in the order of the unknowns.
  private func forEachElement(_ body: (_ row: Int, _ column: Int) -> Void) {
    for j in 0..<dimension { for i in max(0, j - range)...j { body(i, j) } }
  }

  /// The number of the element of each unknown: two parts of one are eliminated together.
  var blocks: [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    var block = 0
    forEachElement { i, j in
      result.append(block)
      if i < j { result.append(block) }
      block += 1
    }
    return result
  }

  /// Hermitian operators, one for each unknown.
  var basis: OperatorBasis {
    let half = 0.5.squareRoot()
    var operators: [[OperatorBasis.Element]] = []
    operators.reserveCapacity(count)
    forEachElement { i, j in
      guard i < j else {
        operators.append([.init(row: j, column: j, value: 1)])
        return
      }
      let (real, imaginary) = (ComplexDouble(half), ComplexDouble(0, half))
      operators.append([
        .init(row: i, column: j, value: real), .init(row: j, column: i, value: real),
      ])
      operators.append([
        .init(row: i, column: j, value: imaginary),
        .init(row: j, column: i, value: imaginary.conjugate),
      ])
    }
    return OperatorBasis(dimension: dimension, operators: operators)
  }

  /// The matrix of a Liouvillian.
  func matrix(of liouvillian: Liouvillian) -> SparseMatrix<Double> {
    requirePrecondition(liouvillian.dimension == dimension, "The form is for another dimension.")
    let generator = liouvillian.effectiveGenerator.matrix
    let jumps = liouvillian.jumpOperators.map(\.matrix)
    let root2 = 2.0.squareRoot()
    var builder = SparseRowBuilder<Double>(columnCount: count, capacity: 10 * count)
    var terms: [(row: Int, column: Int, value: ComplexDouble)] = []
    forEachElement { i, j in
      // (L ρ)_ij = Σ K_ik ρ_kj + Σ ρ_il K*_jl + Σ L_ik ρ_kl L*_jl.
      terms.removeAll(keepingCapacity: true)
      for k in generator.rowOffsets[i]..<generator.rowOffsets[i + 1] {
        terms.append((generator.columnIndices[k], j, generator.values[k]))
      }
      for l in generator.rowOffsets[j]..<generator.rowOffsets[j + 1] {
        terms.append((i, generator.columnIndices[l], generator.values[l].conjugate))
      }
      for jump in jumps {
        for k in jump.rowOffsets[i]..<jump.rowOffsets[i + 1] {
          for l in jump.rowOffsets[j]..<jump.rowOffsets[j + 1] {
            terms.append(
              (
                jump.columnIndices[k], jump.columnIndices[l],
                jump.values[k] * jump.values[l].conjugate
              ))
          }
        }
      }
      for part in 0..<(i < j ? 2 : 1) {
        for term in terms {
          let (low, high) = (min(term.row, term.column), max(term.row, term.column))
          guard let place = place(low, high) else { continue }
          // Re and Im of (a + ib) ρ_kl, where ρ_kl is (r + is)/√2 above the diagonal, its conjugate below,
          // and r on it; off the diagonal the result's coordinates carry √2.
          let (a, b) =
            part == 0
            ? (term.value.real, term.value.imaginary) : (term.value.imaginary, -term.value.real)
          if low == high {
            builder.add(place, i == j ? a : root2 * a)
          } else {
            let weight = i == j ? 1 / root2 : 1
            builder.add(place, a * weight)
            builder.add(place + 1, (term.row < term.column ? -b : b) * weight)
          }
        }
        builder.endRow()
      }
    }
    return builder.matrix
  }

  /// The form as a sector that stands for all.
  func sector(of liouvillian: Liouvillian) -> LiouvillianSector {
    LiouvillianSector(
      label: SectorLabel(), basis: basis, generator: .real(matrix(of: liouvillian)), blocks: blocks)
  }

  /// All d² coordinates in `HermitianBasis`, zero beyond the range.
  func completed(_ coordinates: [Double]) -> [Double] {
    let whole = HermitianBasis(dimension: dimension)
    var result = [Double](repeating: 0, count: whole.count)
    var position = 0
    forEachElement { i, j in
      result[i < j ? whole.realIndex(i, j) : whole.diagonalIndex(j)] = coordinates[position]
      position += 1
      guard i < j else { return }
      result[whole.imaginaryIndex(i, j)] = coordinates[position]
      position += 1
    }
    return result
  }

  /// The coordinates of the identity.
  var identity: [Double] {
    var result = [Double](repeating: 0, count: count)
    for j in 0..<dimension { result[columnStarts[j + 1] - 1] = 1 }
    return result
  }

  /// The share of a vector's length in |i − j| ≥ W of each W from 0.
  func tails(of vector: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: range + 2)
    var position = 0
    forEachElement { i, j in
      squares[j - i] += vector[position] * vector[position]
      position += 1
      guard i < j else { return }
      squares[j - i] += vector[position] * vector[position]
      position += 1
    }
    for k in stride(from: range, through: 0, by: -1) { squares[k] += squares[k + 1] }
    let whole = squares[0]
    return squares.map { ($0 / whole).squareRoot() }
  }
}
