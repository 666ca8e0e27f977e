public import QuantumCore

/// The driven collective spin of "Quantum synchronization breakdown": gain against nonlinear decay, with a
/// coherent drive.
///
/// In the frame that rotates with the drive, for N particles of spin 1/2 with collective spin S = N/2 and ħ = 1,
///
/// dρ/dt = −i[H, ρ] + Σ_± (L_± ρ L_±† − {L_±† L_±, ρ}/2),                           (S1)
/// H = Δ S_z − (ε/2) S_x,                                                            (S3)
/// L₊ = √(Γ₊/S) S₊,  L₋ = √(Γ₋/S³) S₋ S_z.                                            (S4)
///
/// Without drive, gain and decay balance on a ring, a self-sustained oscillator, when Γ₊ < Γ₋. The drive locks its
/// phase (quantum synchronization); beyond a threshold the locking breaks down into a boundary time crystal.
/// Times are in units of the inverse of whatever unit the rates are given in.
///
/// Errata (numbers as in the paper's list of misprints kept with this library):
/// 1. Eq. (2) as printed leaves the sphere; `meanField` integrates (S14), see there.
/// 2. At Δ = 0 and ε > ε_c the mean-field flow is time-reversible: closed orbits about centers, no limit cycle, so
///    that averages depend on the initial state. The limit cycle of Fig. 3 appears through finite N only.
/// 3. The three points of Fig. 4 are not printed; (ε, Δ) = (0.5, 0.5), (1.5, 0.5), (3.0, 2.0) reproduce its numbers
///    for the time crystal, QS-I (R = 0.404 at N = 400) and QS-II (R = 6.995) and are not claimed to be the paper's.
/// 4. R ≃ 73 of the time crystal at N = 400 has two readings: α_i of the slowest *pair* over α_r of a *real* mode
///    gives 72.6 at (0.5, 0.5), the pair alone 55.2.
/// 5. (S20) is printed with the wrong sign, see `printedMeanField`.
///
/// Reference: the paper kept as 000 with this library, equations (1), (2) and (S1) to (S34).
public struct QuantumSynchronizationBreakdown: Sendable, Hashable {
  /// The number of particles N = 2S.
  public let particleCount: Int
  /// The drive strength ε.
  public let drive: Double
  /// The detuning Δ = ω₀ − ω_d of the spin from the drive.
  public let detuning: Double
  /// The rate Γ₊ of the linear gain.
  public let gain: Double
  /// The rate Γ₋ of the nonlinear decay.
  public let nonlinearDecay: Double
  /// The collective spin, S = N/2.
  public let spin: Spin

  /// The model with its parameters, checked.
  ///
  /// - Parameters:
  ///   - particleCount: N ≥ 1.
  ///   - drive: ε, any finite number, in the unit of the rates.
  ///   - detuning: Δ, any finite number, in the unit of the rates.
  ///   - gain: Γ₊ ≥ 0.
  ///   - nonlinearDecay: Γ₋ ≥ 0.
  /// - Throws: `PaperModelError`, `invalidParameter` for N < 1 or a negative rate, `notFinite` for NaN or infinity.
  public init(
    particleCount: Int, drive: Double, detuning: Double, gain: Double = 1,
    nonlinearDecay: Double = 2
  ) throws {
    for (name, value) in [
      ("drive ε", drive), ("detuning Δ", detuning), ("gain Γ₊", gain),
      ("nonlinear decay Γ₋", nonlinearDecay),
    ] where !value.isFinite {
      throw PaperModelError(.notFinite, "The \(name) must be a finite number, but \(value) came.")
    }
    for (name, value) in [("gain Γ₊", gain), ("nonlinear decay Γ₋", nonlinearDecay)]
    where value < 0 {
      throw PaperModelError(
        .invalidParameter, "The rate of the \(name) must be 0 or more, but \(value) came.")
    }
    guard let spin = try? Spin(particleCount: particleCount) else {
      throw PaperModelError(
        .invalidParameter, "The model needs N ≥ 1 particles, but N = \(particleCount) came.")
    }
    self.particleCount = particleCount
    self.drive = drive
    self.detuning = detuning
    self.gain = gain
    self.nonlinearDecay = nonlinearDecay
    self.spin = spin
  }
}
