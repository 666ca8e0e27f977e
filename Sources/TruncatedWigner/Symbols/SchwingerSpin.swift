import ComplexModule
import LinearAlgebra

/// A collective spin made of two modes (Schwinger): up carries spin ½ in z, down −½.
///
/// S_+ = a†b,  S_z = (a†a − b†b)/2,  S = (a†a + b†b)/2: the total number of quanta is 2S, which every
/// operator of the spin keeps. Truncated-Wigner trajectories of large spins follow from it.
///
/// Reference: J. Huber, P. Kirton, P. Rabl, SciPost Phys. 10, 045 (2021).
public struct SchwingerSpin: Sendable, Hashable {
  /// a, which annihilates a quantum with spin up.
  public let up: WeylSymbol
  /// b, which annihilates a quantum with spin down.
  public let down: WeylSymbol

  /// The spin of two modes.
  ///
  /// - Parameters:
  ///   - up: the annihilation operator of the mode with spin up.
  ///   - down: that of the mode with spin down.
  public init(up: WeylSymbol, down: WeylSymbol) {
    self.up = up
    self.down = down
  }

  /// S_+ = S_x + iS_y.
  public var plus: WeylSymbol { up.adjoint * down }
  /// S_− = S_x − iS_y.
  public var minus: WeylSymbol { down.adjoint * up }
  /// S_x.
  public var x: WeylSymbol { (plus + minus) / 2 }
  /// S_y.
  public var y: WeylSymbol { Complex(0, -0.5) * (plus - minus) }
  /// S_z.
  public var z: WeylSymbol { (up.adjoint * up - down.adjoint * down) / 2 }
  /// The spin's length S, half the number of quanta.
  public var length: WeylSymbol { (up.adjoint * up + down.adjoint * down) / 2 }
}
