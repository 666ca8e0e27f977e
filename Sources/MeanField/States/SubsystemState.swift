public import ComplexModule
public import LinearAlgebra
import RealModule

/// The state of one subsystem, of which products give initial values of mean-field and cumulant equations.
public enum SubsystemState: Sendable, Hashable {
  /// A spin's coherent state that points along a vector, or a two-level system whose mean ⟨σ⟩ is the vector.
  ///
  /// For a spin only the direction counts; of two levels the length is between 0 and 1.
  case pointing(SIMD3<Double>)
  /// A mode's coherent state of amplitude α√ℵ, given by α; ℵ is the mode's scale.
  case coherent(ComplexDouble)
  /// A mode's thermal state of n ℵ quanta on average, given by n.
  case thermal(occupation: Double)

  /// A spin's coherent state, or a pure state of two levels, by its angles.
  ///
  /// - Parameters:
  ///   - polar: θ from +z.
  ///   - azimuth: φ.
  /// - Returns: the state that points along (sin θ cos φ, sin θ sin φ, cos θ).
  public static func pointing(polar: Double, azimuth: Double) -> SubsystemState {
    .pointing(
      SIMD3(.sin(polar) * .cos(azimuth), .sin(polar) * .sin(azimuth), .cos(polar)))
  }

  /// A mode's coherent state of a real amplitude.
  ///
  /// - Parameter amplitude: α.
  /// - Returns: the state.
  @_disfavoredOverload
  public static func coherent(_ amplitude: Double) -> SubsystemState {
    .coherent(ComplexDouble(amplitude))
  }
}
