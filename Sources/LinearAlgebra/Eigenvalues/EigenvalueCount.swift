import RealModule
public import ComplexModule

/// The number of eigenvalues inside a closed polygon, by the argument principle.
public struct EigenvalueCount: Hashable, Sendable {
  /// The number of eigenvalues with their algebraic multiplicity.
  public let count: Int

  /// How many factorizations were made.
  public let factorizationCount: Int

  /// How far the winding was from an integer: rounding only, where the contour was resolved.
  public let windingError: Double
}

/// Counts the eigenvalues of a sparse matrix inside a polygon.
///
/// det(z − A) turns its phase by 2π for each eigenvalue that z goes around. Each side is halved until its
/// slopes at both ends explain the change of the phase.
///
/// - Parameters:
///   - matrix: A, square.
///   - corners: of the polygon, in positive (counterclockwise) order, none on an eigenvalue.
///   - blocks: see `SparseLU`.
///   - factorizationLimit: how many factorizations are made at most.
/// - Returns: the count with its evidence.
/// - Throws: `LinearAlgebraError`: `singular` where an eigenvalue lies on the contour, `notConverged` where the
///   limit was reached, `invalidArgument`, `cancelled`.
public func countEigenvalues(
  of matrix: SparseMatrix<Double>, inside corners: [ComplexDouble], blocks: [Int]? = nil,
  factorizationLimit: Int = 20_000
) throws -> EigenvalueCount {
  guard corners.count >= 3, corners.allSatisfy(\.isFinite), matrix.isSquare else {
    throw LinearAlgebraError(
      .invalidArgument, "A contour needs at least 3 finite corners and a square matrix.")
  }
  return try EigenvalueCount(
    of: SparseMatrix<ComplexDouble>(matrix), along: corners + [corners[0]], blocks: blocks,
    points: nil, limit: factorizationLimit, threads: 1)
}

/// Counts the eigenvalues of a real sparse matrix in a rectangle that is symmetric to the real axis.
///
/// The lower half of the contour is the mirror image of the upper one, which is all that is followed. Eigenvalues
/// that are known are divided out, det(z − A)/Π(z − λ), and added again: where they are right nothing near the
/// contour turns the phase, so that it is followed in a few steps; what is wrong with them still shows in its turns.
///
/// - Parameters:
///   - matrix: A, square.
///   - realRange: of Re λ; no eigenvalue on its ends.
///   - largestImaginaryPart: of |Im λ|, positive.
///   - known: eigenvalues inside and around the rectangle, complex ones with their conjugates.
///   - blocks: see `SparseLU`.
///   - points: where the unknowns lie on a grid, for an elimination by nested dissection.
///   - threads: how many parts of the contour are followed at the same time.
///   - factorizationLimit: how many factorizations are made at most.
///   - progress: called with the fraction of the contour's parts that were followed.
/// - Returns: the count with its evidence.
/// - Throws: as for a polygon.
package func countEigenvalues(
  of matrix: SparseMatrix<Double>, realRange: ClosedRange<Double>, largestImaginaryPart: Double,
  known: [ComplexDouble] = [], blocks: [Int]? = nil, points: [SIMD2<Int32>]? = nil,
  threads: Int = 1,
  factorizationLimit: Int = 200_000, progress: ((Double) -> Void)? = nil
) throws -> EigenvalueCount {
  let path = [
    ComplexDouble(realRange.upperBound, 0),
    ComplexDouble(realRange.upperBound, largestImaginaryPart),
    ComplexDouble(realRange.lowerBound, largestImaginaryPart),
    ComplexDouble(realRange.lowerBound, 0),
  ]
  let rest = try EigenvalueCount(
    of: SparseMatrix<ComplexDouble>(matrix), along: path, blocks: blocks, points: points,
    limit: factorizationLimit, threads: threads, multiplicity: 2, known: known,
    progress: progress)
  let inside = known.count {
    realRange.contains($0.real) && abs($0.imaginary) <= largestImaginaryPart
  }
  return EigenvalueCount(
    count: inside + rest.count, factorizationCount: rest.factorizationCount,
    windingError: rest.windingError)
}

extension EigenvalueCount {
  /// Follows a path whose turns, times a multiplicity, are those of a closed contour.
  fileprivate init(
    of matrix: SparseMatrix<ComplexDouble>, along path: [ComplexDouble], blocks: [Int]?,
    points: [SIMD2<Int32>]?, limit: Int, threads: Int, multiplicity: Double = 1,
    known: [ComplexDouble] = [], progress: ((Double) -> Void)? = nil
  ) throws {
    let size = path.map { ($0 - path[0]).length }.max() ?? 0
    let tree = points.flatMap { GridFronts(points: $0).tree(of: matrix) }
    // Each side in parts, since a short one may be the laborious one.
    var parts: [(start: ComplexDouble, end: ComplexDouble)] = []
    let partsOfSide = max(threads, progress == nil ? 1 : 8)
    for (start, end) in zip(path, path.dropFirst()) {
      for k in 0..<partsOfSide {
        let place = { (k: Int) in
          start + (end - start) * ComplexDouble(Double(k) / Double(partsOfSide))
        }
        parts.append((place(k), place(k + 1)))
      }
    }
    var turns = 0.0
    var factorizations = 0
    for first in stride(from: 0, to: parts.count, by: threads) {
      let batch = Array(parts[first..<min(first + threads, parts.count)])
      let done = factorizations
      let results = try concurrently(batch) { part in
        var contour = WindingContour(
          matrix: matrix, blocks: blocks, tree: tree, limit: limit - done, probe: 1e-6 * size,
          known: known)
        let direction = (part.end - part.start) / ComplexDouble((part.end - part.start).length)
        let first = try contour.point(at: part.start, direction)
        let last = try contour.point(at: part.end, direction)
        let change = try contour.change(from: first, to: last, direction, depth: 0)
        return (change: change, factorizations: contour.factorizationCount)
      }
      turns += results.reduce(0) { $0 + $1.change } * multiplicity / (2 * .pi)
      factorizations += results.reduce(0) { $0 + $1.factorizations }
      progress?(Double(first + batch.count) / Double(parts.count))
    }
    self.init(
      count: Int(turns.rounded()), factorizationCount: factorizations,
      windingError: abs(turns - turns.rounded()))
  }
}

/// The phase of det(z − A) along a contour.
///
/// Far eigenvalues turn it smoothly but fast, so that differences alone would be ambiguous by full turns: the
/// slope, from a second factorization close by, says which one is meant.
private struct WindingContour {
  let matrix: SparseMatrix<ComplexDouble>
  let blocks: [Int]?
  let tree: FrontTree?
  let limit: Int
  let probe: Double
  let known: [ComplexDouble]
  var factorizationCount = 0

  struct Point {
    let place: ComplexDouble
    let phase: Double
    /// dφ/ds along the side.
    let slope: Double
  }

  mutating func point(at place: ComplexDouble, _ direction: ComplexDouble) throws -> Point {
    let here = try phase(at: place)
    let near = try phase(at: place + direction * ComplexDouble(probe))
    return Point(place: place, phase: here, slope: Self.wrapped(near - here) / probe)
  }

  private mutating func phase(at place: ComplexDouble) throws -> Double {
    try Cancellation.check("\(factorizationCount) points of a contour were evaluated")
    guard factorizationCount < limit else {
      throw LinearAlgebraError(
        .notConverged,
        "Counting eigenvalues needed more than \(limit) factorizations. Try a smaller region.")
    }
    factorizationCount += 1
    // det(A − z) differs from det(z − A) by a sign at most.
    let factors = try shiftInvertFactors(of: matrix, at: place, blocks: blocks, tree: tree)
    return known.reduce(factors.determinant.mantissa.phase) { $0 - (place - $1).phase }
  }

  mutating func change(
    from start: Point, to end: Point, _ direction: ComplexDouble, depth: Int
  ) throws -> Double {
    let length = (end.place - start.place).length
    let expected = length * (start.slope + end.slope) / 2
    let difference = Self.wrapped(end.phase - start.phase - expected)
    // The trapezoidal rule errs by about a sixth of the change of slope.
    if depth >= 2, abs(difference) < 0.5, abs(start.slope - end.slope) * length < 1.5 {
      return expected + difference
    }
    guard depth < 40 else {
      throw LinearAlgebraError(
        .singular, "An eigenvalue lies on the contour near \(start.place). Move the contour.")
    }
    let middle = try point(at: (start.place + end.place) * ComplexDouble(0.5), direction)
    return try change(from: start, to: middle, direction, depth: depth + 1)
      + change(from: middle, to: end, direction, depth: depth + 1)
  }

  private static func wrapped(_ angle: Double) -> Double {
    angle - 2 * .pi * (angle / (2 * .pi)).rounded()
  }
}
