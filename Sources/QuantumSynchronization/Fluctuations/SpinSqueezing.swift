import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

/// The squeezing of a collective spin of N spins 1/2.
///
/// With the smallest variance across the mean spin, min (ΔS_⊥)²:
///
/// - Wineland: ξ_R² = N min (ΔS_⊥)²/|⟨S⟩|²: below 1 a phase is measured better than with N independent spins, which needs entanglement.
/// - Kitagawa and Ueda: ξ_S² = 4 min (ΔS_⊥)²/N: below 1 the noise itself is below that of a coherent state; ξ_S² ≤ ξ_R².
///
/// Both are 1 for coherent states; neither sees the entanglement of states without a mean spin, such as Dicke or GHZ states, where ξ_R is
/// infinite.
///
/// References: D. J. Wineland et al., Phys. Rev. A 50, 67 (1994); M. Kitagawa and M. Ueda, Phys. Rev. A 47, 5138 (1993);
/// J. Ma et al., Phys. Rep. 509, 89 (2011).
public struct SpinSqueezing: Sendable, Hashable, Codable {
  /// ξ_R² ≥ 1/N; infinite without a mean spin.
  public let wineland: Double
  /// ξ_S²; NaN without a mean spin, which defines no directions across it.
  public let kitagawaUeda: Double
  /// ⟨S_x⟩, ⟨S_y⟩, ⟨S_z⟩.
  public let meanSpin: [Double]
  /// The direction across the mean spin with the smallest variance, of length 1; zeros without a mean spin.
  public let squeezedDirection: [Double]

  /// The squeezing of a state of one collective spin.
  ///
  /// - Parameters:
  ///   - state: of dimension 2S + 1.
  ///   - spin: S = N/2.
  /// - Throws: `SynchronizationError` with code `invalidData` for another dimension.
  public init(of state: DensityMatrix, spin: Spin) throws {
    guard state.dimension == spin.dimension else {
      throw SynchronizationError(
        .invalidData,
        "A state of dimension \(state.dimension) came where \(spin) has dimension \(spin.dimension)."
      )
    }
    self.init(of: state, components: [spin.x, spin.y, spin.z], particleCount: spin.twice)
  }

  /// The squeezing of the total spin of several spins and two-level systems.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - space: spins and two-level systems; a spin S counts as 2S particles.
  /// - Throws: `SynchronizationError`: `invalidParameter` for other subsystems, `invalidData` for another dimension.
  public init(of state: DensityMatrix, in space: CompositeSpace) throws {
    guard state.dimension == space.dimension else {
      throw SynchronizationError(
        .invalidData,
        "A state of dimension \(state.dimension) came where \(space) has dimension \(space.dimension)."
      )
    }
    var sums: [Operator?] = [nil, nil, nil]
    var particles = 0
    for subsystem in space.subsystems {
      let spin: Spin
      switch subsystem.space {
      case .spin(let one): spin = one
      case .twoLevel: spin = try Spin(twice: 1)
      default:
        throw SynchronizationError(
          .invalidParameter,
          "Spin squeezing needs spins and two-level systems, but \(subsystem.name) is a \(subsystem.space)."
        )
      }
      particles += spin.twice
      for (k, part) in [spin.x, spin.y, spin.z].enumerated() {
        let embedded = try space.embed(part, in: subsystem.name)
        sums[k] = sums[k].map { $0 + embedded } ?? embedded
      }
    }
    self.init(of: state, components: sums.compactMap { $0 }, particleCount: particles)
  }

  private init(of state: DensityMatrix, components: [Operator], particleCount: Int) {
    let mean = components.map { state.expectationValue(of: $0).real }
    let second = components.map { a in
      components.map { b in state.expectationValue(of: a * b).real }
    }
    var covariance = second
    for i in 0..<3 {
      for j in 0..<3 {
        covariance[i][j] = (second[i][j] + second[j][i]) / 2 - mean[i] * mean[j]
      }
    }
    self.init(mean: mean, covariance: covariance, particleCount: particleCount)
  }

  /// The squeezing from moments, for example of permutation-invariant states or trajectories.
  ///
  /// - Parameters:
  ///   - mean: ⟨S_x⟩, ⟨S_y⟩, ⟨S_z⟩.
  ///   - covariance: ½⟨S_iS_j + S_jS_i⟩ − ⟨S_i⟩⟨S_j⟩, 3 × 3.
  ///   - particleCount: N ≥ 1.
  public init(mean: [Double], covariance: [[Double]], particleCount: Int) {
    requirePrecondition(
      mean.count == 3 && covariance.count == 3 && covariance.allSatisfy { $0.count == 3 }
        && particleCount >= 1,
      "A mean spin of 3 components, a 3 × 3 covariance and a positive particle number were expected."
    )
    meanSpin = mean
    let count = Double(particleCount)
    let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 1e-10 * count else {
      wineland = .infinity
      kitagawaUeda = .nan
      squeezedDirection = [0, 0, 0]
      return
    }
    let (u, v) = Self.across(mean.map { $0 / length })
    func variance(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for i in 0..<3 { for j in 0..<3 { sum += a[i] * covariance[i][j] * b[j] } }
      return sum
    }
    let (uu, vv, uv) = (variance(u, u), variance(v, v), variance(u, v))
    let least = (uu + vv) / 2 - Double.hypot((uu - vv) / 2, uv)
    let angle = 0.5 * Double.atan2(y: 2 * uv, x: uu - vv) + .pi / 2
    squeezedDirection = (0..<3).map { Double.cos(angle) * u[$0] + Double.sin(angle) * v[$0] }
    wineland = count * max(0, least) / (length * length)
    kitagawaUeda = 4 * max(0, least) / count
  }

  /// Two directions that make a right-handed frame with one.
  private static func across(_ n: [Double]) -> ([Double], [Double]) {
    // Start from the axis that is furthest from the direction.
    let axis = (0..<3).min { abs(n[$0]) < abs(n[$1]) } ?? 0
    var u = (0..<3).map { ($0 == axis ? 1 : 0) - n[axis] * n[$0] }
    let length = u.reduce(0) { $0 + $1 * $1 }.squareRoot()
    u = u.map { $0 / length }
    let v = [
      n[1] * u[2] - n[2] * u[1], n[2] * u[0] - n[0] * u[2], n[0] * u[1] - n[1] * u[0],
    ]
    return (u, v)
  }
}
