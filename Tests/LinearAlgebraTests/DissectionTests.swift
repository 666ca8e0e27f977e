import LinearAlgebra
import Testing

@Suite struct DissectionTests {
  @Test func everyUnknownIsHeldOnceAndHalvesAreSeparated() {
    let sample = GridSample<Double>(50, 40, seed: 1, diagonal: 0)
    let dissection = Dissection(sample.matrix, directions: sample.directions)
    #expect(dissection.order.map(Int.init).sorted() == Array(0..<2000))
    #expect(dissection.count > 20)
    var node = [Int](repeating: 0, count: 2000)
    for k in 0..<dissection.count {
      #expect(
        dissection.parents[k] > k || (dissection.parents[k] == -1 && k == dissection.count - 1))
      for p in dissection.offsets[k]..<dissection.offsets[k + 1] {
        node[Int(dissection.order[p])] = k
      }
    }
    // Whoever couples is on one path to the root.
    func ancestors(_ start: Int) -> Set<Int> {
      var (result, next) = (Set<Int>(), start)
      while next >= 0 {
        result.insert(next)
        next = dissection.parents[next]
      }
      return result
    }
    let paths = (0..<dissection.count).map(ancestors)
    sample.matrix.forEachEntry { i, j, _ in
      #expect(paths[node[i]].contains(node[j]) || paths[node[j]].contains(node[i]))
    }
  }

  @Test func frontsOfAGridStaySmall() {
    let sample = GridSample<Double>(60, 60, seed: 1, diagonal: 0)
    // A cut through 60 × 60 is 60 long, the border of a half or quarter at most three times that.
    #expect(sample.tree.largestFront <= 4 * 60)
    // Nested dissection: 31/4 n log₂ n for a Cholesky factor at most (George 1973), twice that for both.
    #expect(sample.tree.entryCount < 8 * 2 * 3600 * 12)
  }

  @Test func gridsAreToldFromWhatCouplesFarApart() {
    let near = GridSample<Double>(30, 30, seed: 3, diagonal: 4)
    #expect(GridFronts(points: near.points).tree(of: near.matrix) != nil)
    // Too small to be worth it.
    let small = GridSample<Double>(9, 9, seed: 3, diagonal: 4)
    #expect(GridFronts(points: small.points).tree(of: small.matrix) == nil)
    // Each unknown with four random ones: every cut would be as large as what it cuts.
    let far = Sample.sparse(3000, seed: 5)
    let points = (0..<3000).map { SIMD2<Int32>(Int32($0 % 50), Int32($0 / 50)) }
    #expect(GridFronts(points: points).tree(of: far) == nil)
  }
}
