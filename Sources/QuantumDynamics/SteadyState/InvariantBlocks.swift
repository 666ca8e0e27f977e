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
