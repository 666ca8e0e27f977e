/// How a steady state is found.
public enum SteadyStateMethod: Hashable, Sendable, CustomStringConvertible {
  /// Direct up to a dimension of 1000, a million unknowns; iterative above.
  case automatic
  /// One sparse factorization.
  case direct
  /// GMRES preconditioned by an incomplete factorization: little memory, no proof of uniqueness.
  case iterative
  /// The evolution from the maximally mixed state until L ρ vanishes: no proof of uniqueness.
  case longTime

  /// The method's name.
  public var description: String {
    switch self {
    case .automatic: "automatic"
    case .direct: "direct"
    case .iterative: "iterative"
    case .longTime: "long time"
    }
  }
}
