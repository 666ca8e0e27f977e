import Preconditions

/// A real formula of variables, parameters and time.
///
/// Formulas are written like numbers, `p.mu * (1 - v.x * v.x) * v.y - v.x`. They are differentiated exactly,
/// evaluated on intervals and compiled to programs that run over SIMD lanes, so that branches on values are written
/// with `abs`, not with `if`.
public struct Formula: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// What a formula does with its parts.
  package enum Operation: Hashable, Sendable {
    case constant(UInt64)
    case variable(Int)
    case parameter(Int)
    case time
    case add, subtract, multiply, divide
    case negate, square, squareRoot, exponential, logarithm, sine, cosine
    case hyperbolicTangent, arctangent, magnitude, sign
  }

  /// One operation of a formula; shared where a formula is used twice.
  package final class Node: Sendable {
    package let operation: Operation
    package let first: Node?
    package let second: Node?

    init(_ operation: Operation, _ first: Node? = nil, _ second: Node? = nil) {
      self.operation = operation
      self.first = first
      self.second = second
    }

    /// The number of a constant.
    package var value: Double? {
      if case .constant(let bits) = operation { Double(bitPattern: bits) } else { nil }
    }
  }

  package let node: Node

  package init(_ node: Node) { self.node = node }

  private init(_ operation: Operation, _ first: Formula, _ second: Formula? = nil) {
    node = Node(operation, first.node, second?.node)
  }

  /// A constant, by a literal.
  public init(floatLiteral value: Double) { self = .constant(value) }

  /// A constant, by a literal.
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }

  /// A constant.
  ///
  /// - Parameter value: the number.
  /// - Returns: the formula.
  public static func constant(_ value: Double) -> Formula {
    Formula(Node(.constant(value.bitPattern)))
  }

  /// A variable of a flow.
  ///
  /// - Parameter index: its position among the flow's variables, from 0.
  /// - Returns: the formula.
  public static func variable(_ index: Int) -> Formula {
    requirePrecondition(index >= 0, "Variables are counted from 0; \(index) came.")
    return Formula(Node(.variable(index)))
  }

  /// A parameter of a flow.
  ///
  /// - Parameter index: its position among the flow's parameters, from 0.
  /// - Returns: the formula.
  public static func parameter(_ index: Int) -> Formula {
    requirePrecondition(index >= 0, "Parameters are counted from 0; \(index) came.")
    return Formula(Node(.parameter(index)))
  }

  /// The time t.
  public static var time: Formula { Formula(Node(.time)) }

  /// The number, where the formula is a constant.
  public var constantValue: Double? { node.value }

  /// a + b.
  @_disfavoredOverload
  public static func + (a: Formula, b: Formula) -> Formula {
    switch (a.constantValue, b.constantValue) {
    case (let x?, let y?): .constant(x + y)
    case (0?, _): b
    case (_, 0?): a
    default: Formula(.add, a, b)
    }
  }

  /// a − b.
  @_disfavoredOverload
  public static func - (a: Formula, b: Formula) -> Formula {
    switch (a.constantValue, b.constantValue) {
    case (let x?, let y?): .constant(x - y)
    case (0?, _): -b
    case (_, 0?): a
    default: Formula(.subtract, a, b)
    }
  }

  /// a b.
  @_disfavoredOverload
  public static func * (a: Formula, b: Formula) -> Formula {
    switch (a.constantValue, b.constantValue) {
    case (let x?, let y?): .constant(x * y)
    case (0?, _), (_, 0?): .constant(0)
    case (1?, _): b
    case (_, 1?): a
    case (.some(-1), _): -b
    case (_, .some(-1)): -a
    default: a.isSame(as: b) ? a.squared : Formula(.multiply, a, b)
    }
  }

  /// Whether both are one formula, or the same symbol.
  private func isSame(as other: Formula) -> Bool {
    node === other.node || (node.first == nil && node.operation == other.node.operation)
  }

  /// a / b.
  @_disfavoredOverload
  public static func / (a: Formula, b: Formula) -> Formula {
    switch (a.constantValue, b.constantValue) {
    case (let x?, let y?): .constant(x / y)
    case (0?, _): .constant(0)
    case (_, 1?): a
    default: Formula(.divide, a, b)
    }
  }

  /// −a.
  @_disfavoredOverload
  public static prefix func - (a: Formula) -> Formula {
    if let value = a.constantValue { return .constant(-value) }
    if a.node.operation == .negate, let inner = a.node.first { return Formula(inner) }
    return Formula(.negate, a)
  }

  /// a itself.
  @_disfavoredOverload
  public static prefix func + (a: Formula) -> Formula { a }

  /// Adds in place.
  @_disfavoredOverload
  public static func += (a: inout Formula, b: Formula) { a = a + b }

  /// Subtracts in place.
  @_disfavoredOverload
  public static func -= (a: inout Formula, b: Formula) { a = a - b }

  /// Multiplies in place.
  @_disfavoredOverload
  public static func *= (a: inout Formula, b: Formula) { a = a * b }

  /// The square, which interval arithmetic knows to be 0 or more.
  public var squared: Formula { elementary(.square) }

  /// A function of one formula; of a constant, its value.
  func elementary(_ operation: Operation) -> Formula {
    if let value = constantValue { return .constant(Self.evaluate(operation, value)) }
    return Formula(operation, self)
  }
}

// Numbers mix with formulas only where nothing else fits: `4 * x` of a number x stays a number.
extension Formula {
  /// Formulas and numbers that are not literals.
  @_disfavoredOverload
  public static func + (a: Formula, b: Double) -> Formula { a + .constant(b) }
  /// The sum of a number and a formula.
  @_disfavoredOverload
  public static func + (a: Double, b: Formula) -> Formula { .constant(a) + b }
  /// The difference of a formula and a number.
  @_disfavoredOverload
  public static func - (a: Formula, b: Double) -> Formula { a - .constant(b) }
  /// The difference of a number and a formula.
  @_disfavoredOverload
  public static func - (a: Double, b: Formula) -> Formula { .constant(a) - b }
  /// The product of a formula and a number.
  @_disfavoredOverload
  public static func * (a: Formula, b: Double) -> Formula { a * .constant(b) }
  /// The product of a number and a formula.
  @_disfavoredOverload
  public static func * (a: Double, b: Formula) -> Formula { .constant(a) * b }
  /// The quotient of a formula and a number.
  @_disfavoredOverload
  public static func / (a: Formula, b: Double) -> Formula { a / .constant(b) }
  /// The quotient of a number and a formula.
  @_disfavoredOverload
  public static func / (a: Double, b: Formula) -> Formula { .constant(a) / b }
}
