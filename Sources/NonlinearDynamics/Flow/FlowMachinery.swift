import Synchronization

/// The programs of a flow, each compiled when it is first needed and shared by all copies of the flow.
final class FlowMachinery: Sendable {
  /// What programs calculate.
  enum Purpose: Hashable {
    /// f.
    case velocity
    /// f and its Jacobian, column by column.
    case jacobian
    /// f, its Jacobian and ∂f/∂p of one parameter.
    case sensitivity(parameter: Int)
    /// The conserved quantities.
    case conserved
    /// The gradients of the constraints, one after another.
    case gradients
    /// A point moved onto the constraints, whose levels are parameters behind the flow's.
    case projection
  }

  let velocity: [Formula]
  let conserved: [Formula]
  let constraintCount: Int
  let parameterCount: Int
  private let programs = Mutex<[Purpose: Program]>([:])
  private let derivatives = Mutex<[Differentiation.Target: [Formula]]>([:])

  init(velocity: [Formula], conserved: [Formula], constraintCount: Int, parameterCount: Int) {
    self.velocity = velocity
    self.conserved = conserved
    self.constraintCount = constraintCount
    self.parameterCount = parameterCount
  }

  var dimension: Int { velocity.count }
  var constraints: ArraySlice<Formula> { conserved.prefix(constraintCount) }

  /// The derivative of f by a symbol.
  func derivative(by target: Differentiation.Target) -> [Formula] {
    if let known = derivatives.withLock({ $0[target] }) { return known }
    var differentiation = Differentiation(by: target)
    let result = velocity.map { differentiation.derivative(of: $0) }
    derivatives.withLock { $0[target] = result }
    return result
  }

  /// The Jacobian, column by column.
  var jacobian: [Formula] {
    (0..<dimension).flatMap { derivative(by: .variable($0)) }
  }

  /// The gradients of the constraints, one after another.
  var gradients: [Formula] {
    constraints.flatMap { constraint in
      (0..<dimension).map { constraint.derivative(byVariable: $0) }
    }
  }

  /// A program, compiled now or before.
  func program(_ purpose: Purpose) -> Program {
    if let known = programs.withLock({ $0[purpose] }) { return known }
    let result = Program(
      formulas(purpose), variableCount: dimension,
      parameterCount: purpose == .projection ? parameterCount + constraintCount : parameterCount)
    programs.withLock { $0[purpose] = result }
    return result
  }

  private func formulas(_ purpose: Purpose) -> [Formula] {
    switch purpose {
    case .velocity: velocity
    case .jacobian: velocity + jacobian
    case .sensitivity(let k): velocity + jacobian + derivative(by: .parameter(k))
    case .conserved: conserved
    case .gradients: gradients
    case .projection: projection
    }
  }

  /// x − ∇c (c − level) / |∇c|², for one constraint after the other.
  var projection: [Formula] {
    let step = gradients
    var point = (0..<dimension).map { Formula.variable($0) }
    for (k, constraint) in constraints.enumerated() {
      let now = point
      let moved = { (formula: Formula) in
        formula.substituting(
          variables: { now[$0] }, parameters: { .parameter($0) }, time: .time)
      }
      let gradient = step[k * dimension..<(k + 1) * dimension].map(moved)
      let excess = moved(constraint) - .parameter(parameterCount + k)
      let square = gradient.reduce(Formula.constant(0)) { $0 + $1.squared }
      let factor = excess / square
      point = zip(point, gradient).map { $0 - factor * $1 }
    }
    return point
  }
}
