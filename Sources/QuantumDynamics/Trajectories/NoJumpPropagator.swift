/// The evolution of a ket between two jumps, d|ψ⟩/dt = K(t)|ψ⟩, in steps with dense output.
///
/// The norm ⟨ψ|ψ⟩ is the probability that no jump has happened. Kets are split: real parts first.
protocol NoJumpPropagator: AnyObject {
  /// Forgets everything of earlier trajectories, so that none influences another one's rounding.
  func reset()

  /// Begins at a state, at a time.
  func start(_ state: [Double], at time: Double) throws

  /// Takes one step, not beyond a time.
  ///
  /// - Returns: the time that was reached.
  func step(to limit: Double) throws -> Double

  /// Writes the state at a time within the last step.
  func read(at time: Double, into state: inout [Double]) throws
}
