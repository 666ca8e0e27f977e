import LinearAlgebra
public import OperatorAlgebra

/// A truncated-Wigner equation of named subsystems, from symbolic operators.
///
/// ```swift
/// let a = SymbolicMode("a")
/// let model = try TruncatedWignerModel(
///   hamiltonian: a.number, jumpOperators: [a.creation, a.annihilation.squared / 10])
/// let ensemble = try model.ensemble(
///   from: ["a": .vacuum], times: [0, 1, 2], observing: ["n": a.number], stepSize: 0.01)
/// ```
public struct TruncatedWignerModel: Sendable {
  /// Drift, noise and what was dropped.
  public let equation: TruncatedWignerEquation

  /// Which modes the subsystems have.
  public let modes: PhaseSpaceModes

  /// The values of the parameters.
  public let parameters: [String: Double]

  /// Derives the equation of a model.
  ///
  /// - Parameters:
  ///   - hamiltonian: H, Hermitian, without time.
  ///   - jumpOperators: L with √rate.
  ///   - parameters: values of all parameters that occur.
  /// - Throws: `TruncatedWignerError`; `OperatorAlgebraError` for a parameter without value.
  public init(
    hamiltonian: SymbolicOperator, jumpOperators: [SymbolicOperator] = [],
    parameters: [String: Double] = [:]
  ) throws {
    let modes = PhaseSpaceModes(of: [hamiltonian] + jumpOperators)
    guard modes.count > 0 else {
      throw TruncatedWignerError(
        .invalidParameter, "No operator of a mode or a spin occurs in the model.")
    }
    self.modes = modes
    self.parameters = parameters
    equation = try TruncatedWignerEquation(
      hamiltonian: modes.symbol(of: hamiltonian, parameters: parameters),
      jumpOperators: jumpOperators.map { try modes.symbol(of: $0, parameters: parameters) })
  }

  /// Runs an ensemble of trajectories; as `TruncatedWignerEquation.ensemble`, with names.
  ///
  /// - Parameters:
  ///   - initial: a state for each subsystem, by its name.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators by name; their Weyl symbols are averaged.
  ///   - stepSize: the longest step, positive.
  ///   - options: how many trajectories, scheme, noise, what is kept.
  ///   - progress: called with the fraction of the time that is done, instead of the progress bar.
  /// - Returns: means with errors, envelopes, and evidence.
  /// - Throws: `TruncatedWignerError`: `invalidParameter`, `modeMismatch`, `unsupportedScheme`, `notFinite`;
  ///   `OperatorAlgebraError` for a parameter without value.
  public func ensemble(
    from initial: [String: WignerInitialState], times: [Double],
    observing observables: [String: SymbolicOperator], stepSize: Double,
    options: TruncatedWignerOptions = TruncatedWignerOptions(),
    progress: ((Double) -> Void)? = nil
  ) throws -> TruncatedWignerEnsemble {
    for name in initial.keys where modes.firstMode(of: name) == nil {
      throw TruncatedWignerError(
        .modeMismatch, "There is no subsystem \"\(name)\"; there are \(modes.subsystemNames).")
    }
    let states = try modes.subsystemNames.map { name in
      guard let state = initial[name] else {
        throw TruncatedWignerError(
          .modeMismatch, "The subsystem \"\(name)\" has no initial state.")
      }
      return state
    }
    return try equation.ensemble(
      from: states, times: times,
      observing: observables.mapValues { try modes.symbol(of: $0, parameters: parameters) },
      stepSize: stepSize, options: options, parameters: parameters, progress: progress)
  }
}
