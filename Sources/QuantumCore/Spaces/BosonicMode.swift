import ComplexModule
import LinearAlgebra

/// A bosonic mode cut to its lowest Fock states |0⟩ … |d − 1⟩, the **vacuum first**.
///
/// a|n⟩ = √n |n−1⟩, a†|n⟩ = √(n+1) |n+1⟩, and a†|d−1⟩ = 0: in the last level [a, a†] is 1 − d instead of 1.
/// Quadratures x = (a + a†)/√2 and p = (a − a†)/(i√2), so that α = (x + ip)/√2 and [x, p] = i below the
/// last level.
public struct BosonicMode: FiniteSpace, CustomStringConvertible {
  /// The number of levels d.
  public let levels: Int

  /// A mode with a number of levels.
  ///
  /// - Parameter levels: d ≥ 1; the highest Fock state is |d − 1⟩.
  /// - Throws: `QuantumError` with code `invalidParameter` when there is no level.
  public init(levels: Int) throws {
    guard levels >= 1 else {
      throw QuantumError(
        .invalidParameter, "A mode needs 1 level or more, but \(levels) came.")
    }
    self.levels = levels
  }

  /// The number of levels.
  public var dimension: Int { levels }

  /// The space in words, for example `mode of 20 levels`.
  public var description: String { "mode of \(levels) level\(levels == 1 ? "" : "s")" }

  /// The annihilation operator a.
  public var annihilation: Operator {
    Operator(
      dimension: levels,
      entries: (1..<max(levels, 1)).map { ($0 - 1, $0, ComplexDouble(Double($0).squareRoot())) })
  }

  /// The creation operator a†.
  public var creation: Operator { annihilation.adjoint }

  /// The number operator a†a.
  public var number: Operator { .diagonal((0..<levels).map(Double.init)) }

  /// The photon-number parity (−1)^(a†a).
  public var parity: Operator { .diagonal((0..<levels).map { $0.isMultiple(of: 2) ? 1 : -1 }) }

  /// The position quadrature x = (a + a†)/√2.
  public var position: Operator { (annihilation + creation) / 2.0.squareRoot() }

  /// The momentum quadrature p = (a − a†)/(i√2).
  public var momentum: Operator {
    ComplexDouble(0, -0.5.squareRoot()) * (annihilation - creation)
  }

  /// The displacement D(α) = exp(αa† − α*a) of the cut mode.
  ///
  /// The exponential of the cut operators, so exactly unitary; it differs from the displacement of the
  /// whole mode where states reach the last levels.
  ///
  /// - Parameter amplitude: α, with D(α)|0⟩ = |α⟩ when there are levels enough.
  /// - Returns: the unitary operator.
  /// - Throws: the error of the eigenvalue solver, for α that is not finite.
  /// - Complexity: O(d³).
  public func displacement(_ amplitude: some ComplexConvertible) throws -> Operator {
    let amplitude = amplitude.complexValue
    let generator = amplitude * creation - amplitude.conjugate * annihilation
    return try (ComplexDouble(0, 1) * generator).unitary(time: 1)
  }

  /// The squeezing operator S(ξ) = exp(½ξ*a² − ½ξa†²), ξ = r e^(iθ), of the cut mode.
  ///
  /// For θ = 0 the variance of x shrinks by e^(−2r). The exponential of the cut operators, so exactly unitary;
  /// it differs from the squeezing of the whole mode where states reach the last levels.
  ///
  /// - Parameter parameter: ξ.
  /// - Returns: the unitary operator.
  /// - Throws: the error of the eigenvalue solver, for ξ that is not finite.
  /// - Complexity: O(d³).
  public func squeezing(_ parameter: some ComplexConvertible) throws -> Operator {
    let parameter = parameter.complexValue
    let generator =
      0.5 * (parameter.conjugate * (annihilation * annihilation))
      - 0.5 * (parameter * (creation * creation))
    return try (ComplexDouble(0, 1) * generator).unitary(time: 1)
  }
}
