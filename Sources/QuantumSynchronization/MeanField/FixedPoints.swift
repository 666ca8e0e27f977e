import Preconditions
import RealModule

/// All fixed points found of a mean-field flow on the sphere, those of largest m_z first.
public struct FixedPoints: Sendable, RandomAccessCollection, Codable {
  private let points: [FixedPoint]

  /// The position of the first point.
  public var startIndex: Int { points.startIndex }
  /// The position behind the last point.
  public var endIndex: Int { points.endIndex }
  /// The point at a position.
  public subscript(position: Int) -> FixedPoint { points[position] }

  /// The points that attract their surroundings.
  public var attracting: [FixedPoint] { points.filter(\.stability.isAttracting) }

  /// The sum of the indices of all points, which is 2 on a sphere (Poincaré–Hopf).
  public var indexSum: Int { points.reduce(0) { $0 + $1.index } }

  /// Whether no point is degenerate and the indices sum to 2, the evidence that none was missed (pairs of a
  /// saddle and a node that lie closer together than the search resolves excepted).
  public var isConsistent: Bool {
    indexSum == 2 && points.allSatisfy { $0.stability != .degenerate }
  }

  /// Searches by Newton's method from points spread over the sphere.
  init(of flow: MeanFieldFlow, seedCount: Int, tolerance: Double) {
    let seeds = Self.lattice(count: seedCount) + [SIMD3(0, 0, 1), SIMD3(0, 0, -1)]
    let scale = seeds.reduce(0) { Swift.max($0, length(flow.velocity($1))) }
    var found: [SIMD3<Double>] = []
    for seed in seeds {
      guard let root = Self.root(of: flow, from: seed, scale: scale) else { continue }
      // A double root is only known to the square root of the rounding error.
      if found.allSatisfy({ length($0 - root) > 1e-6 }) { found.append(root) }
    }
    points = found.map { FixedPoint(at: $0, of: flow, tolerance: tolerance * scale) }
      .sorted {
        ($0.position.z, $0.position.x, $0.position.y) > (
          $1.position.z, $1.position.x, $1.position.y
        )
      }
  }

  /// Points spread evenly over the sphere, a Fibonacci lattice.
  private static func lattice(count: Int) -> [SIMD3<Double>] {
    let golden = Double.pi * (3 - 5.0.squareRoot())
    return (0..<count).map { k in
      let z = 1 - (2 * Double(k) + 1) / Double(count)
      let radius = (1 - z * z).squareRoot()
      return SIMD3(radius * .cos(golden * Double(k)), radius * .sin(golden * Double(k)), z)
    }
  }

  /// Damped Newton iteration in the tangent plane; nil where it does not converge.
  private static func root(
    of flow: MeanFieldFlow, from seed: SIMD3<Double>, scale: Double
  ) -> SIMD3<Double>? {
    var point = seed
    var velocity = flow.velocity(point)
    for _ in 0..<80 {
      let speed = length(velocity)
      if speed <= 1e-15 * scale { return point }
      guard var step = TangentJacobian(of: flow, at: point).newtonStep(for: velocity) else {
        break
      }
      let size = length(step)
      guard size.isFinite else { return nil }
      if size > 0.3 { step *= 0.3 / size }
      var accepted = false
      for _ in 0..<12 {
        let moved = point + step
        let candidate = moved / length(moved)
        let next = flow.velocity(candidate)
        if length(next) < speed {
          (point, velocity, accepted) = (candidate, next, true)
          break
        }
        step /= 2
      }
      if !accepted { break }
    }
    return length(velocity) <= 1e-11 * scale ? point : nil
  }
}

extension MeanFieldFlow {
  /// The fixed points on the sphere, all that Newton's method finds from points spread over it, with their
  /// linear stability.
  ///
  /// `FixedPoints.isConsistent` tells by the Poincaré–Hopf theorem whether the set can be complete. Where fixed
  /// points fill a line (no drive, no detuning), single members of it are returned as `degenerate`.
  ///
  /// - Parameters:
  ///   - seedCount: starting points of the search, besides the poles.
  ///   - tolerance: eigenvalues and real parts below this, relative to the largest speed on the sphere, count as
  ///     zero.
  /// - Returns: the points, those of largest m_z first.
  public func fixedPoints(seedCount: Int = 200, tolerance: Double = 1e-9) -> FixedPoints {
    requirePrecondition(seedCount >= 1, "The search needs a starting point, not \(seedCount).")
    return FixedPoints(of: self, seedCount: seedCount, tolerance: tolerance)
  }
}
