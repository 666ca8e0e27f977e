public import ComplexModule
public import LinearAlgebra

/// A state whose Wigner function trajectories begin with, of one mode or of a spin in two modes.
public enum WignerInitialState: Sendable, Hashable {
  /// The vacuum.
  case vacuum
  /// The coherent state |α⟩: mean α, ⟨|δα|²⟩ = ½.
  case coherent(ComplexDouble)
  /// The thermal state with n̄ quanta: ⟨|α|²⟩ = n̄ + ½.
  case thermal(Double)
  /// D(α)S(ξ) on a thermal state with n̄ quanta; ξ > 0 squeezes x.
  ///
  /// α + μ cosh|ξ| − e^(i arg ξ) μ* sinh|ξ| with ⟨|μ|²⟩ = n̄ + ½.
  case squeezed(displacement: ComplexDouble, squeezing: ComplexDouble, occupation: Double = 0)
  /// The number state |n⟩, approximately: its Wigner function has negative parts.
  ///
  /// (p + qη) e^(iφ) with normal η and uniform φ, p = ½√(2n + 1 + 2√(n² + n)), q = 1/4p: ⟨|α|²⟩ is exact and
  /// ⟨|α|⁴⟩ to 2q⁴ = O(1/n²).
  ///
  /// Reference: M. K. Olsen, A. S. Bradley, Opt. Commun. 282, 3924 (2009).
  case fock(Int)
  /// The spin coherent state |θ, φ⟩ of a spin S in two modes, up first.
  ///
  /// |2S, 0⟩ is turned: its first two moments of S_x, S_y and S_z are exact.
  case spinCoherent(twice: Int, polar: Double, azimuth: Double)

  /// How many modes it takes.
  public var modeCount: Int {
    if case .spinCoherent = self { 2 } else { 1 }
  }

  func validate() throws {
    let isFine =
      switch self {
      case .vacuum: true
      case .coherent(let alpha): alpha.isFinite
      case .thermal(let n): n >= 0 && n.isFinite
      case .squeezed(let alpha, let xi, let n):
        alpha.isFinite && xi.isFinite && n >= 0 && n.isFinite
      case .fock(let n): n >= 0
      case .spinCoherent(let twice, let polar, let azimuth):
        twice >= 1 && polar.isFinite && azimuth.isFinite
      }
    guard isFine else {
      throw TruncatedWignerError(
        .invalidParameter,
        "An initial state has finite amplitudes, no negative number of quanta and 2S ≥ 1; \(self) came."
      )
    }
  }
}
