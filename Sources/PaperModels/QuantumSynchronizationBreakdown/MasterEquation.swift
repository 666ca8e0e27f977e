public import QuantumCore
public import QuantumDynamics

extension QuantumSynchronizationBreakdown {
  /// H = Δ S_z − (ε/2) S_x in the frame of the drive (S3).
  public var hamiltonian: Operator { detuning * spin.z - (drive / 2) * spin.x }

  /// L₊ = √(Γ₊/S) S₊ and L₋ = √(Γ₋/S³) S₋ S_z (S4), in this order.
  ///
  /// The jump operators carry the square roots of their rates.
  public var jumpOperators: [Operator] {
    let s = spin.quantumNumber
    return [
      (gain / s).squareRoot() * spin.plus,
      (nonlinearDecay / (s * s * s)).squareRoot() * (spin.minus * spin.z),
    ]
  }

  /// The generator of the master equation (S1).
  ///
  /// - Returns: the Liouvillian of `hamiltonian` and `jumpOperators`.
  /// - Throws: the error of `Liouvillian`.
  public func liouvillian() throws -> Liouvillian {
    var liouvillian = try Liouvillian(hamiltonian: hamiltonian, jumpOperators: jumpOperators)
    liouvillian.parameters = parameters
    return liouvillian
  }
}
