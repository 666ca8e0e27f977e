extension QuantumSynchronizationBreakdown {
  /// The attractor of the undriven dissipation, which decides whether a time crystal survives detuning.
  public enum Background: Sendable, Hashable {
    /// Only polar fixed points attract: the phase is never selected, the model is a heavily damped pendulum.
    case polarFixedPoint
    /// A ring at this m_z attracts, with a free azimuthal phase: a gyroscope.
    case selfSustainedOscillator(magnetization: Double)
  }

  /// The background of the rates: a self-sustained oscillator for 0 < Γ₊ < Γ₋, a polar fixed point otherwise.
  ///
  /// Without drive dm_z/dt = (Γ₊ − Γ₋ m_z²)(1 − m_z²): the ring m_z = +√(Γ₊/Γ₋) attracts, the ring −√(Γ₊/Γ₋) repels,
  /// and what starts below it goes to the south pole. For Γ₊ ≥ Γ₋ the north pole attracts everything.
  public var background: Background {
    selfSustainedMagnetization.map { .selfSustainedOscillator(magnetization: $0) }
      ?? .polarFixedPoint
  }

  /// m_z = √(Γ₊/Γ₋) of the self-sustained oscillator, nil where there is none.
  public var selfSustainedMagnetization: Double? {
    gain > 0 && gain < nonlinearDecay ? (gain / nonlinearDecay).squareRoot() : nil
  }
}
