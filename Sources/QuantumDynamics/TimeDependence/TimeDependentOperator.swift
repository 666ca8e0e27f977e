import Preconditions
public import QuantumCore

/// A function of time multiplied by an operator, f(t) A.
public struct ModulatedOperator: Sendable {
  /// f.
  public let modulation: Modulation
  /// A.
  public let base: Operator

  /// f(t) A.
  ///
  /// - Parameters:
  ///   - modulation: f.
  ///   - base: A.
  public init(_ modulation: Modulation, _ base: Operator) {
    self.modulation = modulation
    self.base = base
  }
}

/// f(t) A.
public func * (modulation: Modulation, base: Operator) -> ModulatedOperator {
  ModulatedOperator(modulation, base)
}

/// An operator that depends on time, A₀ + Σ f_k(t) A_k.
public struct TimeDependentOperator: Sendable {
  /// A₀.
  public let constant: Operator
  /// The f_k(t) A_k.
  public let terms: [ModulatedOperator]

  /// What the model was made with, by name; solutions of its Schrödinger equation carry it, and files keep it.
  public var parameters: [String: Double] = [:]

  /// The dimension of the space.
  public var dimension: Int { constant.dimension }

  /// A₀ + Σ f_k(t) A_k.
  ///
  /// - Parameters:
  ///   - constant: A₀.
  ///   - terms: the f_k(t) A_k on the same space; none for an operator that is constant.
  public init(_ constant: Operator, _ terms: [ModulatedOperator] = []) {
    for term in terms {
      requirePrecondition(
        term.base.dimension == constant.dimension,
        "Cannot add operators on spaces of dimension \(constant.dimension) and "
          + "\(term.base.dimension).")
    }
    self.constant = constant
    self.terms = terms
  }

  /// The operator at one time.
  ///
  /// - Parameter time: t.
  /// - Returns: A₀ + Σ f_k(t) A_k.
  public func value(at time: Double) -> Operator {
    terms.reduce(constant) { $0 + $1.modulation(time) * $1.base }
  }

  /// The sum with another modulated operator.
  public static func + (left: TimeDependentOperator, right: ModulatedOperator)
    -> TimeDependentOperator
  {
    var sum = TimeDependentOperator(left.constant, left.terms + [right])
    sum.parameters = left.parameters
    return sum
  }
}

/// A + f(t) B.
public func + (constant: Operator, term: ModulatedOperator) -> TimeDependentOperator {
  TimeDependentOperator(constant, [term])
}
