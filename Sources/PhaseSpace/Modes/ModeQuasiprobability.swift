import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

/// A quasi-probability of a mode on a grid of the quadratures x and p, with α = (x + ip)/√2.
///
/// W_s(α) = Σ_mn ρ_nm ⟨m|T(α, s)|n⟩,
/// ⟨n + k|T|n⟩ = (1/2π) √(n!/(n+k)!) (2/(1−s))^(k+1) ((s+1)/(s−1))^n α^k e^(−2|α|²/(1−s)) L_n^(k)(4|α|²/(1−s²)),
///
/// normalized to ∫ W dx dp = 1. s = 0 is the Wigner function, between −1/π and 1/π; s = −1 Husimi's Q, ⟨α|ρ|α⟩/2π;
/// s → 1 Glauber and Sudarshan's P, which for a finite number of levels is no function: any s < 1 is, and tends
/// to it. Of s > 0 the coefficients grow as ((1+s)/(1−s))^n, and rounding with them (`amplification`).
///
/// Reference: K. E. Cahill, R. J. Glauber, Phys. Rev. 177, 1882 (1969), eq. (6.23).
public struct ModeQuasiprobability: Sendable, Hashable, Codable {
  /// Which of the functions: 0 is Wigner's, −1 Husimi's.
  public let s: Double
  /// The positions x: the second axis.
  public let positions: [Double]
  /// The momenta p: the first axis.
  public let momenta: [Double]
  /// The function per unit of x and p, `values[i][j]` at p_i and x_j.
  public let values: [[Double]]
  /// The largest modulus of a term of the sum over the largest value: rounding errors are this times 1e-16.
  public let amplification: Double

  /// The name of the axis of positions, in TeX.
  public static let positionAxisName = "$x$"
  /// The name of the axis of momenta, in TeX.
  public static let momentumAxisName = "$p$"

  /// The function of a state.
  ///
  /// - Parameters:
  ///   - state: in the Fock basis; its Hermitian part is what counts.
  ///   - s: below 1.
  ///   - positions: values of x.
  ///   - momenta: values of p.
  /// - Throws: `PhaseSpaceError.invalidParameter`.
  /// - Complexity: O(d²) for each different |α| and O(d) for each point.
  public init(
    of state: DensityMatrix, s: Double = 0, positions: [Double], momenta: [Double]
  ) throws {
    guard s < 1, s.isFinite else {
      throw PhaseSpaceError(
        .invalidParameter,
        "The order s of a quasi-probability of a mode is below 1, not \(s); s = 1 is a distribution. Take "
          + "s = 0.9, for example.")
    }
    guard !positions.isEmpty, !momenta.isEmpty, (positions + momenta).allSatisfy(\.isFinite) else {
      throw PhaseSpaceError(.invalidParameter, "A grid has finite positions and momenta.")
    }
    self.s = s
    self.positions = positions
    self.momenta = momenta
    let synthesis = FockSynthesis(state: state, s: s, positions: positions, momenta: momenta)
    values = synthesis.values
    amplification = synthesis.amplification
  }

  /// The Wigner function of a state, s = 0.
  ///
  /// - Parameters:
  ///   - state: in the Fock basis.
  ///   - positions: values of x.
  ///   - momenta: values of p.
  /// - Returns: the function on the grid.
  /// - Throws: `PhaseSpaceError.invalidParameter`.
  public static func wigner(
    of state: DensityMatrix, positions: [Double], momenta: [Double]
  ) throws -> ModeQuasiprobability {
    try ModeQuasiprobability(of: state, s: 0, positions: positions, momenta: momenta)
  }

  /// Husimi's Q of a state, s = −1: ⟨α|ρ|α⟩/2π.
  ///
  /// - Parameters:
  ///   - state: in the Fock basis.
  ///   - positions: values of x.
  ///   - momenta: values of p.
  /// - Returns: the function on the grid.
  /// - Throws: `PhaseSpaceError.invalidParameter`.
  public static func husimi(
    of state: DensityMatrix, positions: [Double], momenta: [Double]
  ) throws -> ModeQuasiprobability {
    try ModeQuasiprobability(of: state, s: -1, positions: positions, momenta: momenta)
  }

  /// The plain reference: the function at one point, term by term, for moderate |α| and levels.
  ///
  /// - Parameters:
  ///   - state: in the Fock basis.
  ///   - s: between −1 and 1, both excluded.
  ///   - position: x.
  ///   - momentum: p.
  /// - Returns: the value per unit of x and p.
  package static func termByTerm(
    of state: DensityMatrix, s: Double, position: Double, momentum: Double
  ) -> Double {
    let square = (position * position + momentum * momentum) / 2
    let alpha = ComplexDouble(position / 2.0.squareRoot(), momentum / 2.0.squareRoot())
    var sum = 0.0
    for n in 0..<state.dimension {
      for k in 0..<(state.dimension - n) {
        var laguerre = (0.0, 1.0)
        let argument = 4 * square / (1 - s * s)
        for m in 0..<n {
          let next =
            ((Double(2 * m + k + 1) - argument) * laguerre.1 - Double(m + k) * laguerre.0)
            / Double(m + 1)
          laguerre = (laguerre.1, next)
        }
        var ratio = 1.0
        for m in stride(from: n + 1, through: n + k, by: 1) { ratio /= Double(m) }
        let radial =
          ratio.squareRoot() * .pow(2 / (1 - s), k + 1) * .pow((s + 1) / (s - 1), n)
          * .exp(-2 * square / (1 - s)) * laguerre.1
        var power = ComplexDouble(1)
        for _ in 0..<k { power *= alpha }
        let term = (power * state.matrix[n, n + k]).real * radial
        sum += (k == 0 ? 1 : 2) * term
      }
    }
    return sum / (2 * .pi)
  }

  /// ∫ W dp at the positions, by the trapezoidal rule on the grid: for s = 0 the density ⟨x|ρ|x⟩.
  public var positionMarginal: [Double] {
    positions.indices.map { j in Trapezoid.integral(momenta, values.map { $0[j] }) }
  }

  /// ∫ W dx at the momenta, by the trapezoidal rule on the grid: for s = 0 the density ⟨p|ρ|p⟩.
  public var momentumMarginal: [Double] { values.map { Trapezoid.integral(positions, $0) } }

  /// ∫ W dx dp over the grid; 1 if the grid holds and resolves the state.
  public var total: Double { Trapezoid.integral(momenta, momentumMarginal) }

  /// ∫ (|W| − W)/2 dx dp over the grid: the weight of negative values; of a Wigner function half of its
  /// negativity.
  public var negativeWeight: Double {
    Trapezoid.integral(
      momenta, values.map { Trapezoid.integral(positions, $0.map { max(0, -$0) }) })
  }

  /// The largest value on the grid.
  public var maximum: Double { values.reduce(-.infinity) { max($0, $1.max() ?? $0) } }

  /// The smallest value on the grid.
  public var minimum: Double { values.reduce(.infinity) { min($0, $1.min() ?? $0) } }
}

/// The trapezoidal rule, which for smooth functions that vanish at the ends is exponentially accurate.
enum Trapezoid {
  static func integral(_ points: [Double], _ values: [Double]) -> Double {
    var sum = 0.0
    for k in 0..<max(0, points.count - 1) {
      sum += (points[k + 1] - points[k]) * (values[k] + values[k + 1]) / 2
    }
    return sum
  }
}
