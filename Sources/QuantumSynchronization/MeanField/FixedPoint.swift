public import ComplexModule
public import LinearAlgebra
import RealModule

/// A fixed point of a mean-field flow on the sphere, with its linear stability.
public struct FixedPoint: Sendable, Codable {
  /// How a flow behaves close to a fixed point.
  public enum Stability: String, Sendable, Hashable, Codable {
    /// Attracting without oscillation: both eigenvalues real and negative.
    case stableNode
    /// Attracting with oscillation: a complex pair with negative real part.
    case stableSpiral
    /// Attracting along one direction, repelling along another.
    case saddle
    /// Repelling without oscillation.
    case unstableNode
    /// Repelling with oscillation.
    case unstableSpiral
    /// A complex pair whose real part vanishes: the linear stability does not decide. Closed orbits around it when
    /// the flow is reversible; also the state of a flow at a Hopf bifurcation.
    case center
    /// A zero eigenvalue: a bifurcation point, or a member of a line of fixed points.
    case degenerate

    /// Whether all small deviations decay.
    public var isAttracting: Bool { self == .stableNode || self == .stableSpiral }
  }

  /// The point on the unit sphere.
  public let position: SIMD3<Double>
  /// The two eigenvalues of the Jacobian in the tangent plane, the larger real part first.
  public let eigenvalues: [ComplexDouble]
  /// The behaviour close by, read from the eigenvalues.
  public let stability: Stability
  /// |dm/dt| left at the point.
  public let residual: Double

  /// The polar angle θ in [0, π].
  public var polar: Double {
    .atan2(y: (position.x * position.x + position.y * position.y).squareRoot(), x: position.z)
  }
  /// The azimuth φ in (−π, π]; without meaning at a pole.
  public var azimuth: Double { .atan2(y: position.y, x: position.x) }

  /// The sign of the determinant of the Jacobian: +1, or −1 for saddles, or 0 when degenerate.
  ///
  /// On a sphere the indices of all fixed points sum to 2 (Poincaré–Hopf).
  public var index: Int {
    switch stability {
    case .saddle: -1
    case .degenerate: 0
    default: 1
    }
  }

  /// A fixed point of a flow at a point where the velocity vanishes.
  ///
  /// - Parameters:
  ///   - position: a unit vector.
  ///   - flow: the flow.
  ///   - tolerance: eigenvalues or real parts below this count as zero.
  init(at position: SIMD3<Double>, of flow: MeanFieldFlow, tolerance: Double) {
    self.position = position
    residual = length(flow.velocity(position))
    let jacobian = TangentJacobian(of: flow, at: position)
    let half = jacobian.trace / 2
    let discriminant = half * half - jacobian.determinant
    if discriminant >= 0 {
      let root = discriminant.squareRoot()
      // The eigenvalue of larger modulus first; the other from the determinant, without cancellation.
      let large = half >= 0 ? half + root : half - root
      let small = large == 0 ? 0 : jacobian.determinant / large
      let (upper, lower) = (max(large, small), min(large, small))
      eigenvalues = [ComplexDouble(upper), ComplexDouble(lower)]
      if min(abs(upper), abs(lower)) <= tolerance {
        stability = .degenerate
      } else if upper < 0 {
        stability = .stableNode
      } else {
        stability = lower > 0 ? .unstableNode : .saddle
      }
    } else {
      let frequency = (-discriminant).squareRoot()
      eigenvalues = [ComplexDouble(half, frequency), ComplexDouble(half, -frequency)]
      if abs(half) <= tolerance {
        stability = frequency <= tolerance ? .degenerate : .center
      } else {
        stability = half < 0 ? .stableSpiral : .unstableSpiral
      }
    }
  }
}

/// The Jacobian of a flow in the tangent plane at a point of the sphere, a real 2 × 2 matrix.
struct TangentJacobian {
  let tangents: (SIMD3<Double>, SIMD3<Double>)
  let a: Double, b: Double, c: Double, d: Double

  init(of flow: MeanFieldFlow, at point: SIMD3<Double>) {
    tangents = SphereFrame.tangents(at: point)
    let first = flow.derivative(point, tangents.0)
    let second = flow.derivative(point, tangents.1)
    (a, b) = (dot(tangents.0, first), dot(tangents.0, second))
    (c, d) = (dot(tangents.1, first), dot(tangents.1, second))
  }

  var trace: Double { a + d }
  var determinant: Double { a * d - b * c }

  /// The tangent vector t with J t = −v for a velocity v; nil when the Jacobian is singular.
  func newtonStep(for velocity: SIMD3<Double>) -> SIMD3<Double>? {
    let (v, w) = (dot(tangents.0, velocity), dot(tangents.1, velocity))
    guard determinant != 0, determinant.isFinite else { return nil }
    let x = (-v * d + w * b) / determinant
    let y = (-w * a + v * c) / determinant
    return x * tangents.0 + y * tangents.1
  }
}
