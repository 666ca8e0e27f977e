import QuantumCore

extension QuantumSynchronizationBreakdown: CustomStringConvertible {
  /// The parameters in the paper's symbols.
  public var description: String {
    "Quantum synchronization and its breakdown: N = \(particleCount), "
      + "ε = \(NumberText.real(drive)), Δ = \(NumberText.real(detuning)), "
      + "Γ₊ = \(NumberText.real(gain)), Γ₋ = \(NumberText.real(nonlinearDecay))"
  }
}
