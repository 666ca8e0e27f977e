import Preconditions

/// A flow dx/dt = f(x, p, t): named real variables, named parameters, a right-hand side in formulas.
///
/// ```swift
/// let vanDerPol = Flow(variables: ["x", "y"], parameters: ["mu": 1]) { v, p in
///   [v.y, p.mu * (1 - v.x * v.x) * v.y - v.x]
/// }
/// let orbit = try vanDerPol.trajectory(from: [2, 0], times: .linear(0, 20, count: 401))
/// ```
///
/// The closure is called once, with symbols. What it returns is compiled to a program that runs over many points at
/// a time, in lanes, and is differentiated exactly where Jacobians are needed.
public struct Flow: Sendable {
  /// The names of the variables.
  public let variables: [String]
  /// The names of the parameters, in order.
  public let parameterNames: [String]
  /// The values of the parameters, in order.
  public private(set) var parameterValues: [Double]
  /// f, a formula for each variable.
  public let velocity: [Formula]
  /// Quantities that the flow conserves exactly, which integrations watch.
  public let conserved: [Formula]
  /// How many of the first conserved quantities are constraints, which a model fixes, such as |m|² of a spin.
  ///
  /// Integrations project onto their level, and stability is that within it.
  public let constraintCount: Int
  /// The period with which time enters, where it does.
  public let forcingPeriod: Formula?
  let machinery: FlowMachinery

  /// A flow by formulas that name variables and parameters by their positions, for generators of equations.
  ///
  /// - Parameters:
  ///   - variables: the names of the variables, different from each other.
  ///   - parameters: names and values of the parameters.
  ///   - velocity: dx/dt, a formula for each variable.
  ///   - conserved: quantities that the flow conserves exactly for all x; watched.
  ///   - constraints: conserved quantities that are fixed by the model, with independent gradients; watched, and
  ///     projected onto.
  ///   - forcingPeriod: the period with which time enters f; a formula of parameters.
  public init(
    variables: [String], parameters: [(name: String, value: Double)], velocity: [Formula],
    conserved: [Formula] = [], constraints: [Formula] = [], forcingPeriod: Formula? = nil
  ) {
    requirePrecondition(!variables.isEmpty, "A flow has at least one variable.")
    requirePrecondition(
      velocity.count == variables.count,
      "The flow has \(variables.count) variables (\(variables.joined(separator: ", "))), but \(velocity.count) "
        + "velocities came.")
    let names = variables + parameters.map(\.name)
    requirePrecondition(
      Set(names).count == names.count,
      "Variables and parameters need names of their own; got \(names.joined(separator: ", ")).")
    for formula in velocity + conserved + constraints {
      let reach = formula.reach
      requirePrecondition(
        reach.variable < variables.count && reach.parameter < parameters.count,
        "A formula names variable \(reach.variable) and parameter \(reach.parameter); the flow has "
          + "\(variables.count) variables and \(parameters.count) parameters, counted from 0.")
    }
    requirePrecondition(
      (conserved + constraints).allSatisfy { !$0.reach.hasTime },
      "Conserved quantities do not depend on time.")
    self.variables = variables
    parameterNames = parameters.map(\.name)
    parameterValues = parameters.map(\.value)
    self.velocity = velocity
    self.conserved = constraints + conserved
    constraintCount = constraints.count
    self.forcingPeriod = forcingPeriod
    machinery = FlowMachinery(
      velocity: velocity, conserved: self.conserved, constraintCount: constraints.count,
      parameterCount: parameters.count)
  }

  /// A flow by a closure that writes its right-hand side.
  ///
  /// - Parameters:
  ///   - variables: the names of the variables.
  ///   - parameters: names and values of the parameters.
  ///   - conserved: quantities that the flow conserves exactly for all x; watched.
  ///   - constraints: conserved quantities that are fixed by the model, as |m|² of a spin; watched, and projected onto.
  ///   - forcingPeriod: the period with which time enters, a formula of the parameters.
  ///   - velocity: dx/dt, a formula for each variable in their order; `v.time` is t.
  public init(
    variables: [String], parameters: KeyValuePairs<String, Double> = [:],
    conserved: (Variables, Parameters) -> [Formula] = { _, _ in [] },
    constraints: (Variables, Parameters) -> [Formula] = { _, _ in [] },
    forcingPeriod: ((Parameters) -> Formula)? = nil,
    velocity: (Variables, Parameters) -> [Formula]
  ) {
    let v = Variables(names: variables)
    let p = Parameters(names: parameters.map(\.key))
    self.init(
      variables: variables, parameters: parameters.map { (name: $0.key, value: $0.value) },
      velocity: velocity(v, p), conserved: conserved(v, p), constraints: constraints(v, p),
      forcingPeriod: forcingPeriod?(p))
  }

  /// The values of the parameters by name.
  public var parameters: [String: Double] {
    Dictionary(uniqueKeysWithValues: zip(parameterNames, parameterValues))
  }

  /// How many variables there are.
  public var dimension: Int { variables.count }

  /// Whether time enters f.
  public var dependsOnTime: Bool { velocity.contains { $0.reach.hasTime } }

  /// The same flow with other values of some parameters.
  ///
  /// - Parameter values: names and values; a name that is not there stops the program with a sentence.
  /// - Returns: the flow, which shares its programs with this one.
  public func with(_ values: KeyValuePairs<String, Double>) -> Flow {
    var copy = self
    for (name, value) in values { copy.parameterValues[parameterIndex(name)] = value }
    return copy
  }

  /// The same flow with all parameters' values, in order.
  func with(values: [Double]) -> Flow {
    var copy = self
    copy.parameterValues = values
    return copy
  }

  /// The position of a parameter.
  func parameterIndex(_ name: String) -> Int {
    guard let index = parameterNames.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The flow has no parameter “\(name)”; it has \(parameterNames.joined(separator: ", ")).")
    }
    return index
  }

  /// A formula of this flow's variables and parameters.
  func formula(_ build: (Variables, Parameters) -> Formula) -> Formula {
    let formula = build(Variables(names: variables), Parameters(names: parameterNames))
    let reach = formula.reach
    requirePrecondition(
      reach.variable < variables.count && reach.parameter < parameterNames.count,
      "The formula belongs to another flow.")
    return formula
  }
}
