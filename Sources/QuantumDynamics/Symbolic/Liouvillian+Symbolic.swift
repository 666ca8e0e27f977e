public import OperatorAlgebra
public import QuantumCore

extension Liouvillian {
  /// The Liouvillian of symbolic operators on a composite of named subsystems.
  ///
  /// The same formulas serve the mean field. The parameters travel with every result, as `Liouvillian.parameters`.
  ///
  ///     let (κ, ω, S) = (Parameter("κ"), Parameter("ω"), Parameter("S"))
  ///     let spin = SymbolicSpin("S", quantumNumber: S)
  ///     let liouvillian = try Liouvillian(
  ///       hamiltonian: ω * spin.x, jumpOperators: [sqrt(κ / S) * spin.minus],
  ///       on: .spin(Spin(particleCount: 40)), parameters: ["ω": 1.5, "κ": 1])
  ///
  /// - Parameters:
  ///   - hamiltonian: H as a formula.
  ///   - jumpOperators: the L_k as formulas, with their √rate.
  ///   - space: the composite whose names the symbols have.
  ///   - parameters: a value for each parameter; the S of a spin may be left out, its space gives it.
  /// - Throws: `OperatorAlgebraError` for names, spaces and values that do not fit; the errors of
  ///   `init(hamiltonian:jumpOperators:)`.
  public init(
    hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator], on space: CompositeSpace,
    parameters: [String: Double] = [:]
  ) throws {
    let subsystems = ([hamiltonian] + jumpOperators).flatMap(\.subsystems)
    let values = try SymbolicSpaces(subsystems, on: space, parameters: parameters).values
    try self.init(
      hamiltonian: try Operator(hamiltonian, on: space, parameters: values),
      jumpOperators: try jumpOperators.map { try Operator($0, on: space, parameters: values) })
    self.parameters = values
  }

  /// The Liouvillian of symbolic operators of one subsystem.
  ///
  /// - Parameters:
  ///   - hamiltonian: H as a formula.
  ///   - jumpOperators: the L_k as formulas, with their √rate.
  ///   - space: the space of the only subsystem, `.spin(spin)`, `.mode(mode)` or `.twoLevel`.
  ///   - parameters: a value for each parameter; the S of a spin may be left out, its space gives it.
  /// - Throws: as for a composite; `OperatorAlgebraError` with code `unknownSubsystem` for several subsystems.
  public init(
    hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator], on space: HilbertSpace,
    parameters: [String: Double] = [:]
  ) throws {
    try self.init(
      hamiltonian: hamiltonian, jumpOperators: jumpOperators,
      on: try CompositeSpace(only: space, of: [hamiltonian] + jumpOperators), parameters: parameters
    )
  }
}
