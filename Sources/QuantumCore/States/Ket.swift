import Preconditions
public import ComplexModule
public import LinearAlgebra

/// A state vector |ψ⟩, in the basis of its space.
///
/// Kets made by the spaces are normalized; sums and products are kept as they come, `normalized()` divides
/// by the norm.
public struct Ket: Sendable, Hashable {
  /// The amplitudes ⟨k|ψ⟩ in the order of the basis.
  public let amplitudes: [ComplexDouble]

  /// A state from its amplitudes, kept as they are.
  ///
  /// - Parameter amplitudes: at least one number, all finite.
  /// - Throws: `QuantumError`, `dimensionMismatch` for no amplitudes, `notFinite` for NaN or infinity.
  public init(_ amplitudes: [ComplexDouble]) throws {
    guard !amplitudes.isEmpty else {
      throw QuantumError(.dimensionMismatch, "A ket needs at least one amplitude, but none came.")
    }
    guard amplitudes.allSatisfy(\.isFinite) else {
      throw QuantumError(
        .notFinite, "A ket's amplitudes must be finite, but NaN or infinity came.")
    }
    self.amplitudes = amplitudes
  }

  /// A state whose amplitudes are known to be finite.
  package init(unchecked amplitudes: [ComplexDouble]) { self.amplitudes = amplitudes }

  /// The basis state |k⟩.
  static func basis(_ index: Int, dimension: Int) -> Ket {
    var amplitudes = [ComplexDouble](repeating: .zero, count: dimension)
    amplitudes[index] = 1
    return Ket(unchecked: amplitudes)
  }

  /// The dimension of the space.
  public var dimension: Int { amplitudes.count }

  /// The norm √⟨ψ|ψ⟩.
  public var norm: Double {
    // Scaled by the largest amplitude, so that neither 1e200 nor 1e-200 leaves the range of doubles.
    let largest = amplitudes.map(\.length).max() ?? 0
    guard largest > 0 else { return 0 }
    return largest
      * amplitudes.reduce(0.0) { $0 + ($1.length / largest) * ($1.length / largest) }.squareRoot()
  }

  /// The state divided by its norm.
  ///
  /// - Returns: the same direction with ⟨ψ|ψ⟩ = 1.
  /// - Throws: `QuantumError` with code `zeroNorm` for the zero vector.
  public func normalized() throws -> Ket {
    let length = norm
    guard length > 0 else {
      throw QuantumError(.zeroNorm, "The zero vector is no state and cannot be normalized.")
    }
    return Ket(
      unchecked: amplitudes.map { ComplexDouble($0.real / length, $0.imaginary / length) })
  }

  /// The inner product ⟨ψ|χ⟩, antilinear in this state.
  ///
  /// - Parameter other: |χ⟩, of the same dimension.
  /// - Returns: Σ conj(ψ_k) χ_k.
  public func innerProduct(with other: Ket) -> ComplexDouble {
    requireSameSpace(other)
    return zip(amplitudes, other.amplitudes).reduce(.zero) { $0 + $1.0.conjugate * $1.1 }
  }

  /// The projector |ψ⟩⟨ψ|/⟨ψ|ψ⟩; the zero vector has none and stops the program.
  public var projector: Operator { Operator(unchecked: DensityMatrix(self).matrix) }

  /// The expectation value ⟨ψ|A|ψ⟩/⟨ψ|ψ⟩.
  ///
  /// - Parameter observable: A, on the same space, Hermitian or not.
  /// - Returns: the value, whose imaginary part vanishes for Hermitian A up to rounding.
  public func expectationValue(of observable: Operator) -> ComplexDouble {
    let length = norm
    requirePrecondition(length > 0, "The zero vector has no expectation values.")
    let scaled = Ket(
      unchecked: amplitudes.map { ComplexDouble($0.real / length, $0.imaginary / length) })
    return scaled.innerProduct(with: observable * scaled)
  }

  /// The superposition of two states, not normalized.
  public static func + (left: Ket, right: Ket) -> Ket {
    left.requireSameSpace(right)
    return Ket(unchecked: zip(left.amplitudes, right.amplitudes).map { $0 + $1 })
  }

  /// The difference of two states, not normalized.
  public static func - (left: Ket, right: Ket) -> Ket {
    left.requireSameSpace(right)
    return Ket(unchecked: zip(left.amplitudes, right.amplitudes).map { $0 - $1 })
  }

  /// The state times a complex number.
  public static func * (factor: ComplexDouble, ket: Ket) -> Ket {
    Ket(unchecked: ket.amplitudes.map { factor * $0 })
  }

  /// The state times a real number.
  public static func * (factor: Double, ket: Ket) -> Ket { ComplexDouble(factor) * ket }

  /// The state times an integer, so that `2 * ket` needs no decision between real and complex.
  public static func * (factor: Int, ket: Ket) -> Ket { ComplexDouble(Double(factor)) * ket }

  /// Stops with a sentence that names both dimensions unless they are equal.
  private func requireSameSpace(_ other: Ket) {
    requirePrecondition(
      dimension == other.dimension,
      "Cannot combine kets of dimension \(dimension) and \(other.dimension).")
  }
}
