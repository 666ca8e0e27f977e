/// The fixed points of a flow in a box.
public struct Equilibria: Sendable, RandomAccessCollection, Codable {
  private let points: [Equilibrium]

  /// Boxes too small to be divided that may hold fixed points which are not single.
  ///
  /// Such points are at bifurcations, or members of families. One of each cluster is among the fixed points where
  /// Newton's method finds one.
  public let unresolvedBoxCount: Int
  /// How many boxes were looked at.
  public let boxCount: Int
  /// Whether the whole box was searched; false where the limit on boxes ended the search.
  public let isSearched: Bool

  /// Whether interval arithmetic proved that these are all fixed points in the box, each one single.
  public var isComplete: Bool { isSearched && unresolvedBoxCount == 0 }

  /// The position of the first point.
  public var startIndex: Int { points.startIndex }
  /// The position behind the last point.
  public var endIndex: Int { points.endIndex }
  /// The point at a position.
  public subscript(position: Int) -> Equilibrium { points[position] }

  /// The points that attract their surroundings.
  public var attracting: [Equilibrium] { points.filter(\.stability.isAttracting) }

  init(_ points: [Equilibrium], unresolved: Int, boxes: Int, isSearched: Bool) {
    self.points = points
    unresolvedBoxCount = unresolved
    boxCount = boxes
    self.isSearched = isSearched
  }
}

extension Flow {
  /// All fixed points in a box, with stability, by interval arithmetic.
  ///
  /// The box is divided until each part holds no fixed point (0 is outside the range of f) or exactly one, proven by
  /// Krawczyk's operator K(X) = m − Y f(m) + (1 − Y J(X))(X − m) ⊂ int X. `isComplete` says whether all parts were
  /// decided: the list is a proof then, up to correctness of the C library's functions within 4 units in the last place.
  ///
  /// With constraints the fixed points are those with the given levels; f + Σ μ ∇c = 0, c = level, has one unknown μ
  /// for each constraint, which is 0 at the solutions.
  ///
  /// - Parameters:
  ///   - box: a range for each variable.
  ///   - levels: the values of the constraints; 1 for each where not given, as |m|² of a spin.
  ///   - boxLimit: the most boxes.
  ///   - tolerance: eigenvalues and real parts below this, relative to the largest eigenvalue, count as zero.
  /// - Returns: the points, ordered by their coordinates.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `cancelled`.
  ///
  /// Reference: R. Krawczyk, Computing 4, 187 (1969); A. Neumaier, Interval Methods for Systems of Equations, 1990.
  public func fixedPoints(
    in box: [ClosedRange<Double>], levels: [Double]? = nil, boxLimit: Int = 400_000,
    tolerance: Double = 1e-9
  ) throws -> Equilibria {
    guard box.count == dimension,
      box.allSatisfy({ $0.lowerBound.isFinite && $0.upperBound.isFinite })
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A box has a finite range for each of \(variables.joined(separator: ", ")); \(box.count) came."
      )
    }
    guard !dependsOnTime else {
      throw NonlinearDynamicsError(
        .invalidArgument, "A flow with explicit time has no fixed points; look for its cycles.")
    }
    let levels = levels ?? Array(repeating: 1, count: constraintCount)
    guard levels.count == constraintCount else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "The flow has \(constraintCount) constraints; \(levels.count) levels came.")
    }
    var search = EquilibriumSearch(self, levels: levels, boxLimit: boxLimit)
    try search.run(box.map { Interval($0.lowerBound, $0.upperBound) })
    let points = try search.found.map {
      // What could not be told from a double point within the smallest boxes is one.
      try Equilibrium(
        of: self, at: $0.state, isProven: $0.isProven, tolerance: tolerance,
        isDegenerate: !$0.isProven && search.isSearched)
    }
    .sorted { $0.state.lexicographicallyPrecedes($1.state) }
    return Equilibria(
      points, unresolved: search.unresolved.count, boxes: search.boxCount,
      isSearched: search.isSearched)
  }
}
