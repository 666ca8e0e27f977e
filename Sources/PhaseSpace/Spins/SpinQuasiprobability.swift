import LinearAlgebra
public import QuantumCore
import RealModule

/// A quasi-probability of a spin on the sphere, on a grid of polar angle × azimuth.
///
/// W_s(θ, φ) = √((2S+1)/4π) Σ_k g_k^(−s) Σ_q c_kq Y_kq(θ, φ),  c_kq = Tr(ρ T_kq†),
/// g_k = √(2S+1) (2S)!/√((2S−k)! (2S+k+1)!),
///
/// with the spherical tensors T_kq, Tr(T_kq† T_lp) = δ_kl δ_qp. ∫ W dΩ = 1. s = 0 is the spin's Wigner function
/// (Stratonovich and Agarwal), s = −1 Husimi's Q with the factor (2S+1)/4π, s = 1 the P function, with which
/// ρ = ∫ P |θ, φ⟩⟨θ, φ| dΩ. Of s > 0 the factors grow as 4^(Ss), and rounding with them.
///
/// (4π/(2S+1)) ∫ W_s[A] W_(−s)[B] dΩ = Tr(AB).
///
/// Reference: G. S. Agarwal, Phys. Rev. A 24, 2889 (1981); C. Brif, A. Mann, Phys. Rev. A 59, 971 (1999).
public struct SpinQuasiprobability: Sendable, Hashable, Codable {
  /// The spin, read from the dimension of the state.
  public let spin: Spin
  /// Which of the functions: 0 is Wigner's, −1 Husimi's, 1 is P.
  public let s: Double
  /// The polar angles θ from 0 to π, both included: the first axis.
  public let polarAngles: [Double]
  /// The azimuths φ from 0 to 2π, both included: the second axis.
  public let azimuths: [Double]
  /// The function per steradian, `values[i][j]` at θ_i and φ_j.
  public let values: [[Double]]
  /// The largest factor g_k^(−s): rounding errors are about this times 1e-16.
  public let amplification: Double

  /// The function of a state.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension ≥ 2; its Hermitian part is what counts.
  ///   - s: between −1 and 1.
  ///   - polarCount: points from θ = 0 to π, 2 or more.
  ///   - azimuthCount: points from φ = 0 to 2π, 2 or more.
  /// - Throws: `PhaseSpaceError`: `invalidParameter`; `illConditioned` where the factors exceed 1e13.
  /// - Complexity: O(S³) once, O(S²) for each polar angle and O(S) for each point.
  public init(
    of state: DensityMatrix, s: Double = 0, polarCount: Int = 101, azimuthCount: Int = 201
  ) throws {
    guard polarCount >= 2, azimuthCount >= 2 else {
      throw PhaseSpaceError(
        .invalidParameter,
        "A grid has two angles or more on each axis, not \(polarCount) × \(azimuthCount).")
    }
    let factors = try Self.factors(s, dimension: state.dimension)
    spin = try Spin(twice: state.dimension - 1)
    self.s = s
    polarAngles = (0..<polarCount).map { .pi * (Double($0) / Double(polarCount - 1)) }
    azimuths = (0..<azimuthCount).map { 2 * .pi * (Double($0) / Double(azimuthCount - 1)) }
    amplification = max(1, factors.last ?? 1)
    values =
      SphericalSynthesis(
        moments: SphericalMoments(of: state), factors: factors, polarAngles: polarAngles,
        azimuths: azimuths
      ).values
  }

  /// The function at one point.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension ≥ 2.
  ///   - s: between −1 and 1.
  ///   - polar: θ in radians, between 0 and π.
  ///   - azimuth: φ in radians.
  /// - Returns: W_s(θ, φ) per steradian.
  /// - Throws: `PhaseSpaceError`: `invalidParameter`, `illConditioned`.
  /// - Complexity: O(S³).
  public static func value(
    of state: DensityMatrix, s: Double = 0, polar: Double, azimuth: Double
  ) throws -> Double {
    let factors = try factors(s, dimension: state.dimension)
    return SphericalSynthesis.value(
      moments: SphericalMoments(of: state), factors: factors, polar: polar, azimuth: azimuth)
  }

  /// g_k^(−s) for k = 0 … 2S, checked.
  private static func factors(_ s: Double, dimension: Int) throws -> [Double] {
    guard (-1...1).contains(s), dimension >= 2 else {
      throw PhaseSpaceError(
        .invalidParameter,
        "A spin's function needs s between −1 and 1 and 2S + 1 ≥ 2 states; s = \(s) and \(dimension) states "
          + "came.")
    }
    let factors = logarithmsOfFactors(twice: dimension - 1).map { Double.exp(-s * $0) }
    guard let last = factors.last, last < 1e13 else {
      throw PhaseSpaceError(
        .illConditioned,
        "The factors of order s = \(s) reach \(factors.last ?? .nan) for \(dimension) states; rounding leaves no "
          + "digit. Take a smaller s.")
    }
    return factors
  }

  /// ln g_k for k = 0 … 2S.
  private static func logarithmsOfFactors(twice: Int) -> [Double] {
    var logarithms = [0.0]
    for k in 0..<twice {
      let ratio = Double(twice - k) / Double(twice + k + 2)
      logarithms.append((logarithms.last ?? 0) + .log(ratio) / 2)
    }
    return logarithms
  }

  /// ∫ W dφ at each polar angle; its integral with sin θ dθ is 1.
  public var polarMarginal: [Double] {
    values.map { row in 2 * .pi * row.dropLast().reduce(0, +) / Double(azimuths.count - 1) }
  }

  /// ∫ W sin θ dθ at each azimuth.
  public var azimuthalMarginal: [Double] {
    let weights = ClenshawCurtis.weights(count: polarAngles.count)
    return azimuths.indices.map { j in
      polarAngles.indices.reduce(0) { $0 + weights[$1] * values[$1][j] }
    }
  }

  /// ∫ W dΩ by quadrature, 1 where the grid resolves the function.
  public var total: Double {
    zip(ClenshawCurtis.weights(count: polarAngles.count), polarMarginal)
      .reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The largest value on the grid.
  public var maximum: Double { values.reduce(-.infinity) { max($0, $1.max() ?? $0) } }

  /// The smallest value on the grid.
  public var minimum: Double { values.reduce(.infinity) { min($0, $1.min() ?? $0) } }
}
