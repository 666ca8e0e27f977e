/// How a master equation or a Schrödinger equation with a constant generator is solved.
public enum EvolutionMethod: Hashable, Sendable, CustomStringConvertible {
  /// The cheapest of the others by an estimate; the solution says which and why.
  case automatic
  /// An explicit Runge–Kutta method with error control.
  case rungeKutta(RungeKuttaTableau)
  /// e^(hL) as a series of Faber polynomials, the Chebyshev propagator of dissipative generators.
  case faber
  /// e^(hL) v in Krylov spaces (Arnoldi).
  case krylov
  /// e^(hL) as a dense matrix, for small systems.
  case exponential
  /// Backward differentiation formulas with sparse factorizations (SUNDIALS CVODE), for stiff equations.
  case implicit

  /// The method's name.
  public var description: String {
    switch self {
    case .automatic: "automatic"
    case .rungeKutta(let tableau): tableau.name
    case .faber: "Faber series"
    case .krylov: "Krylov"
    case .exponential: "dense exponential"
    case .implicit: "CVODE (BDF)"
    }
  }
}

extension EvolutionMethod: Codable {
  /// The method with a name, as `description` gives it.
  ///
  /// - Parameter name: of a method of this library.
  public init?(named name: String) {
    let simple: [EvolutionMethod] = [.automatic, .faber, .krylov, .exponential, .implicit]
    let all = simple + RungeKuttaTableau.all.map { .rungeKutta($0) }
    guard let method = all.first(where: { $0.description == name }) else { return nil }
    self = method
  }

  /// Reads the method's name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let method = EvolutionMethod(named: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "No method of evolution is called \"\(name)\".")
    }
    self = method
  }

  /// Writes the method's name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Which method solves an equation, and why.
public struct EvolutionPlan: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The method, never `automatic`.
  public var method: EvolutionMethod

  /// Why, with the numbers that decided.
  public var reason: String

  /// About how large the largest |λ| is; nil where it was not estimated.
  public var spectralRadius: Double?

  /// How many products L ρ are expected; nil where nobody knows.
  public var expectedProductCount: Int?

  /// The method and the reason.
  public var description: String { "\(method): \(reason)" }
}
