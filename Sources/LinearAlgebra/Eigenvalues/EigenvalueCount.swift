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
  let size = corners.map { ($0 - corners[0]).length }.max() ?? 0
  var contour = WindingContour(
    matrix: SparseMatrix<ComplexDouble>(matrix), blocks: blocks, limit: factorizationLimit,
    probe: 1e-6 * size)
  var total = 0.0
  for k in corners.indices {
    let (start, end) = (corners[k], corners[(k + 1) % corners.count])
    let direction = (end - start) / ComplexDouble((end - start).length)
    let first = try contour.point(at: start, direction)
    let last = try contour.point(at: end, direction)
    total += try contour.change(from: first, to: last, direction, depth: 0)
  }
  let turns = total / (2 * .pi)
  return EigenvalueCount(
    count: Int(turns.rounded()), factorizationCount: contour.factorizationCount,
    windingError: abs(turns - turns.rounded()))
}

/// The phase of det(z − A) along a contour.
///
/// Far eigenvalues turn it smoothly but fast, so that differences alone would be ambiguous by full turns: the
/// slope, from a second factorization close by, says which one is meant.
private struct WindingContour {
  let matrix: SparseMatrix<ComplexDouble>
  let blocks: [Int]?
  let limit: Int
  let probe: Double
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
    let factors = try SparseLU(
      place * .identity(matrix.rowCount) - matrix, ordering: .approximateMinimumFill,
      blocks: blocks)
    return factors.determinant.mantissa.phase
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
