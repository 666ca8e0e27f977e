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
    let populations = Set((0..<basis.dimension).map { [basis] in basis.diagonalIndex($0) })
    let all = matrix.connectedComponents().map { indices in
      Block(indices: indices, holdsPopulations: indices.contains { populations.contains($0) })
    }
    blocks = all.filter(\.holdsPopulations) + all.filter { !$0.holdsPopulations }
  }

  /// The matrix among some coordinates.
  ///
  /// - Parameter indices: rising; whole blocks.
  /// - Returns: as many rows as indices.
  func submatrix(_ indices: [Int]) -> SparseMatrix<Double> {
    matrix.restricted(to: indices)
  }

  /// What distinguishes a block: order and parity of its coherences, real or imaginary parts in the gauge.
  func label(of block: Block) -> SectorLabel {
    var (rowsAndColumns, orders) = ([(Int, Int, Bool)](), Set<Int>())
    rowsAndColumns.reserveCapacity(block.indices.count)
    for index in block.indices {
      let place = basis.place(of: index)
      rowsAndColumns.append((place.row, place.column, place.isImaginary))
      orders.insert(place.column - place.row)
    }
    var label = SectorLabel()
    if orders.count == 1 { label.coherenceOrder = orders.first }
    if Set(orders.map { $0 % 2 }).count == 1, let first = orders.first {
      label.coherenceParity = first.isMultiple(of: 2) ? 1 : -1
    }
    if gauge != nil {
      let kinds = Set(rowsAndColumns.map(\.2))
      if kinds.count == 1 { label.transpositionParity = kinds.contains(true) ? -1 : 1 }
    }
    return label
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
    var coordinates = [Double](repeating: 0, count: basis.count)
    for (index, value) in zip(indices, values) { coordinates[index] = value }
    let matrix = basis.matrix(of: coordinates)
    return gauge?.ungauged(matrix) ?? matrix
  }
}
