import LinearAlgebra

extension InvariantBlocks.Block {
  /// Cuts the block along the grid of rows, columns and orders of coherence of ρ.
  ///
  /// - Parameter matrix: of this block.
  /// - Returns: the fronts of the elimination.
  func fronts(of matrix: SparseMatrix<Double>) -> FrontTree {
    var (rows, columns, orders) = ([Int32](), [Int32](), [Int32]())
    rows.reserveCapacity(indices.count)
    columns.reserveCapacity(indices.count)
    orders.reserveCapacity(indices.count)
    // Coordinates rise, so that the column of ρ only ever grows.
    var column = 0
    for index in indices {
      while (column + 1) * (column + 1) <= index { column += 1 }
      let rest = index - column * column
      let row = rest <= column ? rest : rest - column - 1
      rows.append(Int32(row))
      columns.append(Int32(column))
      orders.append(Int32(column - row))
    }
    return FrontTree(matrix, directions: [rows, columns, orders])
  }
}
