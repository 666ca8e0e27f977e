import LinearAlgebra

extension SparseMatrix {
  /// The connected components of the graph whose edges are the entries above a threshold.
  ///
  /// - Parameter threshold: entries up to this modulus are no edges.
  /// - Returns: the indices of each component, rising; components in the order of their first index.
  func connectedComponents(above threshold: Double = 0) -> [[Int]] {
    var parent = Array(0..<rowCount)
    func root(_ start: Int) -> Int {
      var node = start
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for i in 0..<rowCount {
      for k in rowOffsets[i]..<rowOffsets[i + 1] where values[k].modulus > threshold {
        let (a, b) = (root(i), root(columnIndices[k]))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    var position = [Int](repeating: -1, count: rowCount)
    var result: [[Int]] = []
    for i in 0..<rowCount {
      let root = root(i)
      if position[root] < 0 {
        position[root] = result.count
        result.append([])
      }
      result[position[root]].append(i)
    }
    return result
  }

  /// The rows and columns of these indices; what couples to other columns is left out.
  func restricted(to indices: [Int]) -> SparseMatrix {
    guard indices.count < rowCount else { return self }
    var place = [Int](repeating: -1, count: columnCount)
    for (position, index) in indices.enumerated() { place[index] = position }
    var builder = SparseRowBuilder<Scalar>(columnCount: indices.count, capacity: indices.count * 8)
    for index in indices {
      for k in rowOffsets[index]..<rowOffsets[index + 1] where place[columnIndices[k]] >= 0 {
        builder.add(place[columnIndices[k]], values[k])
      }
      builder.endRow()
    }
    return builder.matrix
  }
}
