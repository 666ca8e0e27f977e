import ComplexModule
import LinearAlgebra
import QuantumCore

/// The real form of a Liouvillian taken apart into blocks that never mix.
///
/// Blocks are the connected parts of the matrix's graph in `HermitianBasis`, in a real gauge where one exists:
/// coherences of different order for a conserved or weakly symmetric charge, real and imaginary parts in a gauge.
struct InvariantBlocks {
  /// A block: some coordinates and the matrix among them.
  struct Block {
    /// Which coordinates, rising.
    let indices: [Int]
    /// Whether a population is among them.
    let holdsPopulations: Bool
  }

  /// L in the gauge, on `HermitianBasis`.
  let matrix: SparseMatrix<Double>
  /// The blocks; those with populations first.
  let blocks: [Block]
  private let gauge: RealGauge?
  private let basis: HermitianBasis

  init(_ liouvillian: Liouvillian) throws {
    gauge = RealGauge(liouvillian)
    basis = liouvillian.hermitianBasis
    let gauged = try gauge?.gauged(liouvillian) ?? liouvillian
    matrix = gauged.realRepresentation
    var roots = Array(0..<matrix.rowCount)
    func root(_ index: Int) -> Int {
      var k = index
      while roots[k] != k {
        roots[k] = roots[roots[k]]
        k = roots[k]
      }
      return k
    }
    for i in 0..<matrix.rowCount {
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
        let (a, b) = (root(i), root(matrix.columnIndices[k]))
        if a != b { roots[max(a, b)] = min(a, b) }
      }
    }
    var members: [Int: [Int]] = [:]
    for i in 0..<matrix.rowCount { members[root(i), default: []].append(i) }
    let populations = Set(
      (0..<basis.dimension).map { [roots] index in
        var k = HermitianBasis(dimension: liouvillian.dimension).diagonalIndex(index)
        while roots[k] != k { k = roots[k] }
        return k
      })
    blocks = members.sorted {
      let (first, second) = (populations.contains($0.key), populations.contains($1.key))
      return first == second ? $0.key < $1.key : first
    }.map { Block(indices: $0.value, holdsPopulations: populations.contains($0.key)) }
  }

  /// The matrix among some coordinates.
  ///
  /// - Parameter indices: rising; whole blocks.
  /// - Returns: as many rows as indices.
  func submatrix(_ indices: [Int]) -> SparseMatrix<Double> {
    guard indices.count < matrix.rowCount else { return matrix }
    var places = [Int](repeating: -1, count: matrix.rowCount)
    for (place, index) in indices.enumerated() { places[index] = place }
    var builder = SparseRowBuilder<Double>(
      columnCount: indices.count, capacity: matrix.storedCount)
    for i in indices {
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1]
      where places[matrix.columnIndices[k]] >= 0 {
        builder.add(places[matrix.columnIndices[k]], matrix.values[k])
      }
      builder.endRow()
    }
    return builder.matrix
  }

  /// The matrix ρ of coordinates in a block, all others zero.
  func density(_ values: [ComplexDouble], at indices: [Int]) -> Matrix<ComplexDouble> {
    var coordinates = [ComplexDouble](repeating: .zero, count: basis.count)
    for (index, value) in zip(indices, values) { coordinates[index] = value }
    let matrix = basis.matrix(of: coordinates)
    return gauge?.ungauged(matrix) ?? matrix
  }

  /// The same for real coordinates.
  func density(_ values: [Double], at indices: [Int]) -> Matrix<ComplexDouble> {
    density(values.map { ComplexDouble($0, 0) }, at: indices)
  }
}
