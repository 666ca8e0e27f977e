import ComplexModule
import LinearAlgebra
public import OperatorAlgebra

extension Operator {
  /// The matrix of a symbolic operator on a composite of named subsystems.
  ///
  /// The subsystems of the symbols are found by their names. A mode needs a mode, a spin a spin of the same S (or two
  /// levels for S = 1/2), two levels two levels or a spin 1/2. Where the S of a symbolic spin is a parameter without a
  /// value, the space gives its value.
  ///
  /// Products are taken as written, so that in a mode of d levels a a† differs from a†a + 1 in the last level.
  ///
  /// - Parameters:
  ///   - symbolic: the formula.
  ///   - space: the composite; subsystems that do not occur in the formula are acted on by 1.
  ///   - parameters: a value for each parameter of the formula.
  /// - Throws: `OperatorAlgebraError`: `unknownSubsystem` for a name that is missing or a space that does not fit,
  ///   `missingParameter`, `invalidValue`.
  public init(
    _ symbolic: SymbolicOperator, on space: CompositeSpace, parameters: [String: Double] = [:]
  ) throws {
    let values = try SymbolicSpaces(symbolic.subsystems, on: space, parameters: parameters).values
    var result = Operator.zero(dimension: space.dimension)
    for term in symbolic.terms {
      var factors: [String: Operator] = [:]
      for symbol in term.symbols {
        let name = symbol.subsystem.name
        let local = try space.space(of: name).matrix(of: symbol)
        factors[name] = factors[name].map { $0 * local } ?? local
      }
      result += try term.coefficient.value(at: values) * space.product(factors)
    }
    self = result
  }

  /// The matrix of a symbolic operator of one subsystem.
  ///
  /// - Parameters:
  ///   - symbolic: the formula, of one subsystem at most.
  ///   - space: `Spin`, `BosonicMode` or `HilbertSpace`, of the kind of the symbols.
  ///   - parameters: a value for each parameter of the formula.
  /// - Throws: as for a composite; `unknownSubsystem` for symbols of two subsystems.
  public init(
    _ symbolic: SymbolicOperator, on space: HilbertSpace, parameters: [String: Double] = [:]
  ) throws {
    try self.init(
      symbolic, on: try CompositeSpace(only: space, of: [symbolic]), parameters: parameters)
  }

  /// The matrix of a symbolic operator of one spin.
  ///
  /// - Parameters:
  ///   - symbolic: the formula, of one spin at most.
  ///   - spin: the space.
  ///   - parameters: a value for each parameter of the formula.
  /// - Throws: as for a composite; `unknownSubsystem` for symbols of two subsystems.
  public init(_ symbolic: SymbolicOperator, on spin: Spin, parameters: [String: Double] = [:])
    throws
  {
    try self.init(symbolic, on: .spin(spin), parameters: parameters)
  }

  /// The matrix of a symbolic operator of one mode.
  ///
  /// - Parameters:
  ///   - symbolic: the formula, of one mode at most.
  ///   - mode: the space.
  ///   - parameters: a value for each parameter of the formula.
  /// - Throws: as for a composite; `unknownSubsystem` for symbols of two subsystems.
  public init(
    _ symbolic: SymbolicOperator, on mode: BosonicMode, parameters: [String: Double] = [:]
  ) throws {
    try self.init(symbolic, on: .mode(mode), parameters: parameters)
  }
}

extension CompositeSpace {
  /// A composite of one space, named as the only subsystem of symbolic operators.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - operators: formulas of one subsystem at most.
  /// - Throws: `OperatorAlgebraError` with code `unknownSubsystem` for symbols of two subsystems.
  package init(only space: HilbertSpace, of operators: [SymbolicOperator]) throws {
    let names = Set(operators.flatMap { $0.subsystems.map(\.name) })
    guard names.count <= 1 else {
      throw OperatorAlgebraError(
        .unknownSubsystem,
        "One space came for the subsystems \(names.sorted()); give a CompositeSpace with these names."
      )
    }
    try self.init([Subsystem(name: names.first ?? "system", space: space)])
  }
}
