import Preconditions
import ComplexModule
import LinearAlgebra
import QuantumCore

/// Writes the real form of a Liouvillian row by row from K and the jump operators.
///
/// (L ρ)_ij = Σ K_ik ρ_kj + Σ ρ_il K_jl* + Σ J_ik ρ_kl J_jl*. Neither the d² × d² complex superoperator nor its
/// Kronecker products are made; `HermitianBasis.realRepresentation(of:)` is the plain reference. Of a ρ that stays
/// block-diagonal only the blocks are taken, one after the other.
struct RealFormAssembly {
  private let dimension: Int
  private let count: Int
  private let generator: SparseMatrix<ComplexDouble>
  private let jumps: [SparseMatrix<ComplexDouble>]
  /// For each state the first one of its block, and the first coordinate of the block.
  private var firstStates: [Int] = []
  private var firstCoordinates: [Int] = []

  /// Where the sums of each pair (k, l), k ≤ l, of the row at hand are in `sums`; −1 where there is none.
  private var slots: [Int32]
  private var pairs: [(low: Int, high: Int)] = []
  /// Σ v and Σ ±v over the elements v that multiply ρ_kl and, with −, its mirror image ρ_lk.
  private var sums: [(whole: ComplexDouble, signed: ComplexDouble)] = []
  private var row: [(column: Int, value: Double)] = []

  private var rowOffsets = [0]
  private var columnIndices: [Int] = []
  private var values: [Double] = []

  /// Prepares the assembly.
  ///
  /// - Parameters:
  ///   - liouvillian: L.
  ///   - blockSizes: the numbers of states of the blocks that ρ consists of, in their order, which L keeps; nil for
  ///     all of ρ.
  init(_ liouvillian: Liouvillian, blockSizes: [Int]? = nil) {
    dimension = liouvillian.dimension
    generator = liouvillian.effectiveGenerator.matrix
    jumps = liouvillian.jumpOperators.map(\.matrix)
    slots = Array(repeating: -1, count: dimension * dimension)
    var (state, coordinate) = (0, 0)
    for size in blockSizes ?? [dimension] {
      firstStates += Array(repeating: state, count: size)
      firstCoordinates += Array(repeating: coordinate, count: size)
      state += size
      coordinate += size * size
    }
    requirePrecondition(
      state == dimension, "Blocks of \(state) states cannot make up \(dimension).")
    count = coordinate
  }

  /// The rows of some elements, on the coordinates of `HermitianBasis`.
  ///
  /// - Parameter includes: takes i ≤ j; whether the rows of ρ_ij are wanted.
  /// - Returns: the matrix, whose rows are those that are wanted in their order.
  consuming func matrix(
    where includes: (Int, Int) -> Bool = { _, _ in true }
  ) -> SparseMatrix<Double> {
    rowOffsets.reserveCapacity(count + 1)
    columnIndices.reserveCapacity(8 * count)
    values.reserveCapacity(8 * count)
    for j in 0..<dimension {
      // Real parts with the diagonal last, then imaginary parts: two passes over the same elements.
      for i in firstStates[j]...j where includes(i, j) {
        collect(i, j)
        write(isDiagonal: i == j, isImaginary: false)
      }
      for i in firstStates[j]..<j where includes(i, j) {
        collect(i, j)
        write(isDiagonal: false, isImaginary: true)
      }
    }
    return SparseMatrix(
      rowCount: rowOffsets.count - 1, columnCount: count, rowOffsets: rowOffsets,
      columnIndices: columnIndices,
      values: values)
  }

  private mutating func collect(_ i: Int, _ j: Int) {
    for p in generator.rowOffsets[i]..<generator.rowOffsets[i + 1] {
      add(generator.columnIndices[p], j, generator.values[p])
    }
    for p in generator.rowOffsets[j]..<generator.rowOffsets[j + 1] {
      add(i, generator.columnIndices[p], generator.values[p].conjugate)
    }
    for jump in jumps {
      for p in jump.rowOffsets[i]..<jump.rowOffsets[i + 1] {
        let (k, left) = (jump.columnIndices[p], jump.values[p])
        for q in jump.rowOffsets[j]..<jump.rowOffsets[j + 1] {
          add(k, jump.columnIndices[q], left * jump.values[q].conjugate)
        }
      }
    }
  }

  @inline(__always)
  private mutating func add(_ k: Int, _ l: Int, _ value: ComplexDouble) {
    let (low, high) = k <= l ? (k, l) : (l, k)
    let place = low + dimension * high
    var slot = Int(slots[place])
    if slot < 0 {
      slot = pairs.count
      slots[place] = Int32(slot)
      pairs.append((low, high))
      sums.append((.zero, .zero))
    }
    sums[slot].whole += value
    if k <= l { sums[slot].signed += value } else { sums[slot].signed -= value }
  }

  /// Ends a row; ρ_kl is r on the diagonal, (r + is)/√2 above it and (r − is)/√2 below it.
  private mutating func write(isDiagonal: Bool, isImaginary: Bool) {
    let root2 = 2.0.squareRoot()
    row.removeAll(keepingCapacity: true)
    for (slot, pair) in pairs.enumerated() {
      slots[pair.low + dimension * pair.high] = -1
      let (whole, signed) = sums[slot]
      let first = firstStates[pair.high]
      let (low, high) = (pair.low - first, pair.high - first)
      let start = firstCoordinates[pair.high] + high * high
      let real = isImaginary ? whole.imaginary : whole.real
      if low == high {
        let weight = isDiagonal ? 1 : root2
        if real != 0 { insert(start + high, real * weight) }
        continue
      }
      let imaginary = isImaginary ? signed.real : -signed.imaginary
      let weight = isDiagonal ? 1 / root2 : 1
      if real != 0 { insert(start + low, real * weight) }
      if imaginary != 0 { insert(start + high + 1 + low, imaginary * weight) }
    }
    pairs.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    if row.count > 32 { row.sort { $0.column < $1.column } }
    for entry in row {
      columnIndices.append(entry.column)
      values.append(entry.value)
    }
    rowOffsets.append(columnIndices.count)
  }

  /// Short rows stay sorted, long ones are sorted at their end.
  @inline(__always)
  private mutating func insert(_ column: Int, _ value: Double) {
    row.append((column, value))
    guard row.count <= 32 else { return }
    var position = row.count - 1
    while position > 0, row[position - 1].column > column {
      row[position] = row[position - 1]
      position -= 1
    }
    row[position] = (column, value)
  }
}
