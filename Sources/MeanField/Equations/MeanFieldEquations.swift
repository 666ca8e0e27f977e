public import OperatorAlgebra

/// The mean-field equations of a Hamiltonian and jump operators, or those of cumulants, generated from the operators.
///
/// From d⟨A⟩/dt = i⟨[H, A]⟩ + Σ_k ⟨L_k†A L_k − ½{L_k†L_k, A}⟩ with A the spin components, mode amplitudes and Pauli
/// matrices. Order 1 replaces the mean of a product by the product of the means; order n keeps all moments up to n
/// operators that the equations need and sets joint cumulants of more operators to zero. Means are divided by the sizes of
/// their subsystems: m = ⟨S⟩/S, α = ⟨a⟩/√ℵ, and with `limit` only what stays finite is kept, so that order 1 is
/// the leading order in S.
///
///     let (S, ω, κ) = (Parameter("S"), Parameter("ω"), Parameter("κ"))
///     let spin = SymbolicSpin("S", quantumNumber: S)
///     let equations = try MeanFieldEquations(
///       hamiltonian: ω * spin.x, jumpOperators: [sqrt(κ / S) * spin.minus], limit: S)
///     let flow = try equations.flow(["ω": 1.5, "κ": 1])
///
/// Products of one mode are in normal order, products of one spin averaged over all orders, products of one two-level
/// system are linear. References: R. Kubo, J. Phys. Soc. Jpn. 17, 1100 (1962); D. Plankensteiner, C. Hotter and
/// H. Ritsch, Quantum 6, 617 (2022).
public struct MeanFieldEquations: Sendable {
  /// The largest number of operators in a moment; 1 for mean field.
  public let order: Int
  /// H as it was given.
  public let hamiltonian: SymbolicOperator
  /// The L_k as they were given.
  public let jumpOperators: [SymbolicOperator]
  /// The jump operators of each two-level system of a spin, as they were given.
  public let localJumps: [SymbolicOperator]
  /// The parameters that became infinite.
  public let limits: [String]
  /// The names of the real variables: m_x, m_y, m_z of a spin, Re a and Im a of a mode, s_x, s_y, s_z of two levels, with the
  /// subsystem behind where there are several of a kind; `⟨…⟩` for products.
  public let variables: [String]
  /// The parameters that are left, sorted; without the time t.
  public let parameterNames: [String]
  /// Whether the time enters the equations.
  public let dependsOnTime: Bool

  let hierarchy: MomentHierarchy
  var model: MasterEquationModel { hierarchy.model }
  let moments: [MomentKey]
  let rates: [MomentPolynomial]
  let layout: VariableLayout
  /// The conserved |m|² of spins.
  let constraints: [MomentPolynomial]
  /// Other conserved polynomials.
  let conserved: [MomentPolynomial]

  /// The equations of a Hamiltonian and jump operators.
  ///
  /// - Parameters:
  ///   - hamiltonian: H, equal to its adjoint.
  ///   - jumpOperators: the L_k with their √rate; none for unitary dynamics.
  ///   - localJumps: jump operators with their √rate that each of the 2S two-level systems of a spin has of its own,
  ///     written with a `SymbolicTwoLevel` of the spin's name: `sqrt(γ) * SymbolicTwoLevel("S").sigmaMinus`.
  ///   - limit: parameters that become infinite one after the other, such as the S of a collective spin; none for
  ///     finite sizes, which keeps the terms of order 1/S.
  ///   - order: 1 for mean field, 2 for second-order cumulants, and so on.
  ///   - observables: operators whose moments are followed too, where the means of single operators do not need them;
  ///     looked at in order 2 and above.
  /// - Throws: `MeanFieldError`: `notHermitian`, `noSubsystem`, `noLimit` for equations that grow with a parameter of
  ///   `limit`, `invalidArgument`; `OperatorAlgebraError` where the form of a coefficient does not tell its limit.
  /// - Complexity: polynomial in the number of moments, exponential in the degree of the jump operators.
  public init(
    hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator] = [],
    localJumps: [SymbolicOperator] = [], limit: Parameter...,
    order: Int = 1, following observables: [SymbolicOperator] = []
  ) throws {
    guard order >= 1 else {
      throw MeanFieldError(
        .invalidArgument, "The order is 1 for mean field or more, but \(order) came.")
    }
    limits = try limit.map { parameter in
      guard let name = parameter.parameterName else {
        throw MeanFieldError(
          .invalidArgument,
          "What becomes infinite is a parameter such as Parameter(\"S\"), but \(parameter) came.")
      }
      return name
    }
    let model = try MasterEquationModel(
      hamiltonian: hamiltonian, jumpOperators: jumpOperators, localJumps: localJumps)
    for subsystem in observables.flatMap(\.subsystems) where !model.subsystems.contains(subsystem) {
      throw MeanFieldError(
        .invalidArgument,
        "The Hamiltonian and the jump operators have no subsystem \"\(subsystem.name)\" of this kind and size, "
          + "which is to be followed.")
    }
    let hierarchy = MomentHierarchy(model, order: order, following: observables)
    let limits = self.limits
    rates = try hierarchy.rates.map { rate in
      try limits.reduce(rate) { try $0.limit($1) }
    }
    self.hierarchy = hierarchy
    self.order = order
    self.hamiltonian = hamiltonian
    self.jumpOperators = jumpOperators
    self.localJumps = localJumps
    moments = hierarchy.moments
    layout = VariableLayout(model, moments: moments)
    variables = layout.names
    let names = Set(rates.flatMap { $0.terms.values.flatMap(\.parameterNames) })
    dependsOnTime = names.contains("t")
    parameterNames = names.subtracting(["t"]).sorted()
    let found = ConservedPolynomials(hierarchy, rates: rates, limits: limits)
    constraints = found.spinLengths
    conserved = found.others
  }

  /// How many real variables there are.
  public var dimension: Int { variables.count }

  /// How many conserved quantities were found: |m|² of spins, and the energy where nothing dissipates.
  public var conservedCount: Int { constraints.count + conserved.count }
}
