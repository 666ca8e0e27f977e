import Preconditions

/// The order of elimination of unknowns that lie on a grid, and the fronts that elimination passes through.
///
/// The grid is cut in two along the shorter side again and again. What lies on a cut is eliminated after both
/// halves, in one dense front; small pieces are fronts of their own. Cuts are made so that they separate in the
/// graph of the matrix, so any coordinates give right factors, and good ones small factors.
///
/// Reference: A. George, SIAM J. Numer. Anal. 10, 345 (1973).
struct NestedDissection {
  /// Unknowns that are eliminated together.
  struct Front {
    /// The places in the order of elimination that it eliminates.
    var pivots: Range<Int>
    /// The later places that it couples to, rising.
    var border: [Int32]
    /// The fronts whose remainders it takes up.
    var children: [Int]
  }

  /// Fronts, each after its children.
  private(set) var fronts: [Front] = []

  /// The unknown at each place.
  private(set) var unknowns: [Int] = []

  /// The place of each unknown.
  private(set) var places: [Int]

  private let graph: Graph

  /// The unknowns of one point of the grid, and which points couple.
  private struct Graph {
    var memberOffsets: [Int]
    var members: [Int]
    var neighborOffsets: [Int]
    var neighbors: [Int]
    var points: [SIMD2<Int32>]
  }

  /// Cuts the graph of a matrix.
  ///
  /// - Parameters:
  ///   - matrix: square; the pattern is made symmetric.
  ///   - points: the coordinates of each unknown; unknowns at one point stay together.
  ///   - leafSize: how many points a piece has at most that is not cut any more.
  init<Scalar>(_ matrix: SparseMatrix<Scalar>, points: [SIMD2<Int32>], leafSize: Int = 16) {
    requirePrecondition(
      points.count == matrix.rowCount && matrix.isSquare,
      "\(points.count) points came for \(matrix.rowCount) unknowns.")
    graph = Self.graph(of: matrix, points)
    places = [Int](repeating: 0, count: matrix.rowCount)
    unknowns.reserveCapacity(matrix.rowCount)
    var cutter = Cutter(graph: graph, leafSize: leafSize)
    cutter.cut(Array(graph.points.indices))
    addFronts(cutter)
  }

  private static func graph<Scalar>(
    of matrix: SparseMatrix<Scalar>, _ points: [SIMD2<Int32>]
  ) -> Graph {
    var nodeOfPoint: [SIMD2<Int32>: Int] = [:]
    nodeOfPoint.reserveCapacity(points.count)
    var places: [SIMD2<Int32>] = []
    let nodes = points.map { point -> Int in
      if let node = nodeOfPoint[point] { return node }
      nodeOfPoint[point] = places.count
      places.append(point)
      return places.count - 1
    }
    let count = places.count
    var offsets = [Int](repeating: 0, count: count + 1)
    for node in nodes { offsets[node + 1] += 1 }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var members = [Int](repeating: 0, count: nodes.count)
    for (unknown, node) in nodes.enumerated() {
      members[next[node]] = unknown
      next[node] += 1
    }
    // Each coupling in both directions; repeats are harmless but few.
    var degrees = [Int](repeating: 0, count: count + 1)
    var edges: [(Int, Int)] = []
    var seen = [Int](repeating: -1, count: count)
    for node in 0..<count {
      for unknown in members[offsets[node]..<offsets[node + 1]] {
        for k in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          let other = nodes[matrix.columnIndices[k]]
          guard other != node, seen[other] != node else { continue }
          seen[other] = node
          edges.append((node, other))
          degrees[node + 1] += 1
          degrees[other + 1] += 1
        }
      }
    }
    for node in 0..<count { degrees[node + 1] += degrees[node] }
    var position = degrees
    var neighbors = [Int](repeating: 0, count: 2 * edges.count)
    for (a, b) in edges {
      neighbors[position[a]] = b
      neighbors[position[b]] = a
      position[a] += 1
      position[b] += 1
    }
    return Graph(
      memberOffsets: offsets, members: members, neighborOffsets: degrees, neighbors: neighbors,
      points: places)
  }

  /// Cuts pieces in two.
  private struct Cutter {
    let graph: Graph
    let leafSize: Int
    /// Points and children of each front, children first.
    private(set) var fronts: [(nodes: [Int], children: [Int])] = []
    private var marks: [Int]
    private var mark = 0

    init(graph: Graph, leafSize: Int) {
      self.graph = graph
      self.leafSize = leafSize
      marks = [Int](repeating: 0, count: graph.points.count)
    }

    /// Cuts a piece; returns the roots of its trees.
    @discardableResult
    mutating func cut(_ nodes: [Int]) -> [Int] {
      guard nodes.count > leafSize, let (left, right, separator) = halves(nodes) else {
        guard !nodes.isEmpty else { return [] }
        fronts.append((nodes, []))
        return [fronts.count - 1]
      }
      let children = cut(left) + cut(right)
      guard !separator.isEmpty else { return children }
      fronts.append((separator, children))
      return [fronts.count - 1]
    }

    /// The parts on both sides of a cut, and the points of the cut; nil where nothing can be cut.
    private mutating func halves(_ nodes: [Int]) -> ([Int], [Int], [Int])? {
      var low = graph.points[nodes[0]]
      var high = low
      for node in nodes {
        low.replace(with: graph.points[node], where: graph.points[node] .< low)
        high.replace(with: graph.points[node], where: graph.points[node] .> high)
      }
      let axis = high.x - low.x >= high.y - low.y ? 0 : 1
      var coordinates = nodes.map { graph.points[$0][axis] }
      coordinates.sort()
      var middle = coordinates[coordinates.count / 2]
      if middle == coordinates[0] { middle += 1 }
      mark += 1
      let left = nodes.filter { graph.points[$0][axis] < middle }
      guard left.count < nodes.count else { return nil }
      for node in left { marks[node] = mark }
      var right: [Int] = []
      var separator: [Int] = []
      for node in nodes where graph.points[node][axis] >= middle {
        let touches = graph.neighbors[graph.neighborOffsets[node]..<graph.neighborOffsets[node + 1]]
          .contains { marks[$0] == mark }
        if touches { separator.append(node) } else { right.append(node) }
      }
      return (left, right, separator)
    }
  }

  /// Numbers the unknowns and finds what each front couples to.
  private mutating func addFronts(_ cutter: Cutter) {
    var frontOfNode = [Int](repeating: 0, count: graph.points.count)
    for (front, part) in cutter.fronts.enumerated() {
      let start = unknowns.count
      for node in part.nodes {
        frontOfNode[node] = front
        for unknown in graph.members[graph.memberOffsets[node]..<graph.memberOffsets[node + 1]] {
          places[unknown] = unknowns.count
          unknowns.append(unknown)
        }
      }
      fronts.append(Front(pivots: start..<unknowns.count, border: [], children: part.children))
    }
    var seen = [Int](repeating: -1, count: unknowns.count)
    for (front, part) in cutter.fronts.enumerated() {
      var border: [Int32] = []
      for node in part.nodes {
        for neighbor in graph.neighbors[
          graph.neighborOffsets[node]..<graph.neighborOffsets[node + 1]]
        where frontOfNode[neighbor] > front {
          for unknown in graph.members[
            graph.memberOffsets[neighbor]..<graph.memberOffsets[neighbor + 1]]
          where seen[places[unknown]] != front {
            seen[places[unknown]] = front
            border.append(Int32(places[unknown]))
          }
        }
      }
      let end = fronts[front].pivots.upperBound
      for child in part.children {
        for place in fronts[child].border where place >= end && seen[Int(place)] != front {
          seen[Int(place)] = front
          border.append(place)
        }
      }
      border.sort()
      fronts[front].border = border
    }
  }
}
