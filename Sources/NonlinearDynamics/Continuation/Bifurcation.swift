public import ComplexModule
public import LinearAlgebra

/// A bifurcation on a branch of fixed points or cycles.
public struct Bifurcation: Sendable, Codable {
  /// The kinds.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Two fixed points, or two cycles, meet and vanish.
    case saddleNode
    /// A pair of eigenvalues crosses the imaginary axis; a cycle is born.
    case hopf
    /// Two branches cross, one of them turning back at the crossing by a symmetry.
    case pitchfork
    /// Two branches cross.
    case transcritical
    /// A multiplier passes −1; a cycle of twice the period is born.
    case periodDoubling
    /// A pair of multipliers crosses the unit circle; a torus is born.
    case neimarkSacker
  }

  /// Which kind it is.
  public let kind: Kind
  /// The name of the parameter.
  public let parameterName: String
  /// The value of the parameter.
  public let parameter: Double
  /// The fixed point, or a point of the cycle.
  public let state: [Double]
  /// The period of the cycle; at a Hopf bifurcation that of the cycle that is born, 2π/ω.
  public let period: Double?
  /// The eigenvalues, or the multipliers without the trivial one.
  public let eigenvalues: [ComplexDouble]
  /// The first Lyapunov coefficient of a Hopf bifurcation: below 0 the cycle that is born is stable where the fixed
  /// point is (supercritical), above 0 it is not (subcritical); nil for others, and for flows with constraints.
  public let lyapunovCoefficient: Double?
  /// The unknowns of the branch there.
  let unknowns: [Double]
  /// The direction of the branch.
  let tangent: [Double]
  /// The direction of the branch that crosses, at branch points.
  let crossing: [Double]?
}
