public import MeanField
public import NonlinearDynamics
public import OperatorAlgebra

extension QuantumSynchronizationBreakdown {
  private static let symbolicSpin = SymbolicSpin("S", particleCount: Parameter("particleCount"))

  /// H = Δ S_z − (ε/2) S_x (S3) as a formula; its parameters have the names of the properties.
  public static var symbolicHamiltonian: SymbolicOperator {
    Parameter("detuning") * symbolicSpin.z - Parameter("drive") / 2 * symbolicSpin.x
  }

  /// L₊ = √(Γ₊/S) S₊ and L₋ = √(Γ₋/S³) S₋ S_z (S4) as formulas, in this order.
  public static var symbolicJumpOperators: [SymbolicOperator] {
    let size = symbolicSpin.quantumNumber
    return [
      sqrt(Parameter("gain") / size) * symbolicSpin.plus,
      sqrt(Parameter("nonlinearDecay") / size.cubed) * symbolicSpin.minus * symbolicSpin.z,
    ]
  }

  /// The mean-field equations of the thermodynamic limit (S14, S16, S17), generated from the operators.
  ///
  /// - Returns: the equations of m_x, m_y and m_z.
  /// - Throws: the error of `MeanFieldEquations`; none for these operators.
  public static func meanFieldEquations() throws -> MeanFieldEquations {
    try MeanFieldEquations(
      hamiltonian: symbolicHamiltonian, jumpOperators: symbolicJumpOperators,
      limit: Parameter("particleCount"))
  }

  /// The cumulant equations of this number of particles.
  ///
  /// - Parameter order: 2 or more.
  /// - Returns: the equations, which need the values `parameters`.
  /// - Throws: the error of `MeanFieldEquations`.
  public static func cumulantEquations(order: Int = 2) throws -> MeanFieldEquations {
    try MeanFieldEquations(
      hamiltonian: symbolicHamiltonian, jumpOperators: symbolicJumpOperators, order: order)
  }

  /// The generated mean-field equations with this model's parameters, for the methods of nonlinear dynamics.
  ///
  /// - Returns: the flow of m_x, m_y and m_z with the parameters `drive`, `detuning`, `gain` and `nonlinearDecay`.
  /// - Throws: the error of `MeanFieldEquations`; none for these operators.
  public func flow() throws -> Flow { try Self.meanFieldEquations().flow(parameters) }
}
