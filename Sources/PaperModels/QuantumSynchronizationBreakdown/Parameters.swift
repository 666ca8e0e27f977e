extension QuantumSynchronizationBreakdown {
  /// N, ε, Δ, Γ₊ and Γ₋ by the names of the properties, as results carry them and files keep them.
  public var parameters: [String: Double] {
    [
      "particleCount": Double(particleCount), "drive": drive, "detuning": detuning, "gain": gain,
      "nonlinearDecay": nonlinearDecay,
    ]
  }
}
