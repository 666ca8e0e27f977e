import ComplexModule
import LinearAlgebra
public import QuantumCore

/// The generator of a master equation whose Hamiltonian and jump operators depend on time.
///
///     dρ/dt = −i [H(t), ρ] + Σ_k D[L_k] ρ + Σ_j g_j(t)² D[M_j] ρ,     D[L] ρ = L ρ L† − ½ {L†L, ρ},
///
/// with H(t) = H₀ + Σ f_k(t) H_k (ħ = 1). Jump operators carry √rate, modulated ones the real amplitude
/// g_j(t).
public struct TimeDependentLiouvillian: Sendable {
  /// H(t).
  public let hamiltonian: TimeDependentOperator

  /// The L_k that do not depend on time.
  public let jumpOperators: [Operator]

  /// The g_j(t) M_j.
  public let modulatedJumpOperators: [ModulatedOperator]

  /// What the model was made with, by name; every result carries it, and files keep it.
  public var parameters: [String: Double] = [:]

  /// The constant part, and what each modulation multiplies.
  let constant: Liouvillian
  let parts: [Part]

  /// A modulation, the power in which it enters, and its generator.
  struct Part: Sendable {
    let modulation: Modulation
    let isSquared: Bool
    let generator: Liouvillian

    func coefficient(at time: Double) -> Double {
      let value = modulation(time)
      return isSquared ? value * value : value
    }
  }

  /// The dimension d of the space.
  public var dimension: Int { hamiltonian.dimension }

  /// Makes the generator.
  ///
  /// - Parameters:
  ///   - hamiltonian: H(t), every part Hermitian.
  ///   - jumpOperators: the L_k, with their √rate.
  ///   - modulatedJumpOperators: the g_j(t) M_j.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `notHermitian`.
  public init(
    hamiltonian: TimeDependentOperator, jumpOperators: [Operator] = [],
    modulatedJumpOperators: [ModulatedOperator] = []
  ) throws {
    self.hamiltonian = hamiltonian
    parameters = hamiltonian.parameters
    self.jumpOperators = jumpOperators
    self.modulatedJumpOperators = modulatedJumpOperators
    constant = try Liouvillian(
      hamiltonian: hamiltonian.constant, jumpOperators: jumpOperators)
    let none = Operator.zero(dimension: hamiltonian.dimension)
    parts =
      try hamiltonian.terms.map {
        Part(
          modulation: $0.modulation, isSquared: false,
          generator: try Liouvillian(hamiltonian: $0.base, jumpOperators: []))
      }
      + modulatedJumpOperators.map {
        Part(
          modulation: $0.modulation, isSquared: true,
          generator: try Liouvillian(hamiltonian: none, jumpOperators: [$0.base]))
      }
  }

  /// All modulations, those of the Hamiltonian first.
  public var modulations: [Modulation] { parts.map(\.modulation) }

  /// The smallest common period of all modulations; nil where there is none.
  public var period: Double? { modulations.commonPeriod }

  /// The generator at one time, as a Liouvillian of constants.
  ///
  /// - Parameter time: t.
  /// - Returns: L(t).
  /// - Throws: `QuantumDynamicsError` with `notFinite` where a modulation is not finite.
  public func liouvillian(at time: Double) throws -> Liouvillian {
    // Names a modulation that is not finite.
    _ = try coefficients(at: time)
    return try Liouvillian(
      hamiltonian: hamiltonian.value(at: time),
      jumpOperators: jumpOperators
        + modulatedJumpOperators.map { $0.modulation(time) * $0.base })
  }

  /// L(t) on the real coordinates of Hermitian matrices.
  var realAction: ModulatedAction<Double> {
    ModulatedAction([constant.realRepresentation] + parts.map(\.generator.realRepresentation))
  }

  /// K(t) = −i H(t) − ½ Σ L†L, which kets follow between jumps.
  var effectiveAction: ModulatedAction<ComplexDouble> {
    ModulatedAction(
      [constant.effectiveGenerator.matrix] + parts.map(\.generator.effectiveGenerator.matrix))
  }

  /// The factors of all parts.
  func coefficients(at time: Double) throws -> [Double] {
    let result = parts.map { $0.coefficient(at: time) }
    guard let bad = result.firstIndex(where: { !$0.isFinite }) else { return result }
    throw QuantumDynamicsError(
      .notFinite,
      "The modulation \"\(parts[bad].modulation.name)\" is \(result[bad]) at time \(time).")
  }
}
