import ComplexModule
import LinearAlgebra

/// The space of a two-level system, with the **excited state first**.
///
/// |e⟩ = |↑⟩ = (1, 0), |g⟩ = |↓⟩ = (0, 1); σ_z|e⟩ = +|e⟩, σ₋|e⟩ = |g⟩. The Pauli matrices are twice the spin
/// operators of `Spin(twice: 1)`; σ₊ and σ₋ equal S₊ and S₋ of it.
public enum TwoLevel {
  /// The number of basis states, 2.
  public static let dimension = 2

  /// The excited state |e⟩ = |↑⟩.
  public static var excited: Ket { .basis(0, dimension: 2) }
  /// The ground state |g⟩ = |↓⟩.
  public static var ground: Ket { .basis(1, dimension: 2) }

  /// σ_x = |e⟩⟨g| + |g⟩⟨e|.
  public static var sigmaX: Operator {
    Operator(dimension: 2, entries: [(0, 1, 1), (1, 0, 1)])
  }
  /// σ_y = −i|e⟩⟨g| + i|g⟩⟨e|.
  public static var sigmaY: Operator {
    Operator(dimension: 2, entries: [(0, 1, ComplexDouble(0, -1)), (1, 0, ComplexDouble(0, 1))])
  }
  /// σ_z = |e⟩⟨e| − |g⟩⟨g|.
  public static var sigmaZ: Operator { .diagonal([1, -1]) }
  /// σ₊ = |e⟩⟨g|, which excites.
  public static var sigmaPlus: Operator { Operator(dimension: 2, entries: [(0, 1, 1)]) }
  /// σ₋ = |g⟩⟨e|, which decays.
  public static var sigmaMinus: Operator { Operator(dimension: 2, entries: [(1, 0, 1)]) }
  /// The projector |e⟩⟨e| = σ₊σ₋ = (1 + σ_z)/2.
  public static var excitedProjector: Operator { .diagonal([1, 0]) }
  /// The projector |g⟩⟨g| = σ₋σ₊ = (1 − σ_z)/2.
  public static var groundProjector: Operator { .diagonal([0, 1]) }
  /// The identity.
  public static var identity: Operator { .identity(dimension: 2) }
}
