import LinearAlgebra

/// What carries a state along dρ/dt = L ρ from one time of output to the next.
protocol Propagator {
  /// Advances the state.
  ///
  /// - Parameters:
  ///   - end: the time to reach.
  ///   - observer: told the time after each step.
  /// - Throws: `QuantumDynamicsError`: `cancelled`, `stepLimit`, `notConverged`.
  mutating func advance(to end: Double, observer: (Double) -> Void) throws

  /// The coordinates of the state in `HermitianBasis`.
  var coordinates: [Double] { get }

  /// Steps and products so far.
  var evidence: IntegrationEvidence { get }
}

/// Stops a propagation where the user asked for it.
func stopIfCancelled(at time: Double) throws {
  guard Cancellation.isRequested else { return }
  throw QuantumDynamicsError(.cancelled, "The evolution was stopped at time \(time).")
}
