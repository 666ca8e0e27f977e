import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore
import RealModule

/// The distribution of the phase differences of N spins, and the synchronization measure S_max for any N.
///
/// S_d(φ′) = ∫₀^2π dφ_N S(φ′₁ + φ_N, …, φ′_{N−1} + φ_N, φ_N),  φ′_j = φ_j − φ_N,
///
/// where S(φ₁ … φ_N) = Π_j ∫ sin θ_j dθ_j Q(θ, φ) is the joint phase distribution of the normalized Husimi function (∫ Q Π dΩ = 1).
/// It is a finite Fourier series, calculated from the matrix elements in closed form with no grid in any angle:
///
/// S_d(φ′) = (2π)^(1−N) Σ_q C_q e^(iΣ q_j φ′_j),  C_q = Σ_k ρ_{k, k+q} Π_j h_{q_j}(k_j) h_{q_j}(2S_j − q_j − k_j),  Σ_j q_j = 0,
///
/// with h as for `PhaseDistribution`. S_max = max S_d − (2π)^(1−N) is 0 for states that are diagonal in the basis of the S_z, and
/// for any state whose coherences do not keep Σ S_z: it sees no phase relation to a drive (that is `PhaseDistribution`'s), and no
/// correlation that is not in the phases.
///
/// Reference: paper 003, eqs. (2), (3), (A3); the print's Q lacks Π (2S_j + 1)/4π.
public struct PhaseDifferenceDistribution: Sendable {
  /// 2S of each spin.
  public let twiceSpins: [Int]
  /// S_max ≥ 0, refined beyond any grid.
  public let maximum: Double
  /// φ′₁ … φ′_{N−1} at a maximum, in [0, 2π); without meaning where `maximum` is only rounding.
  public let maximumAngles: [Double]

  /// The Fourier series in φ′₁ … φ′_{N−1}.
  let series: AngularFourierSeries

  /// The differences of the phases of all spins of a composite.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - space: two spins (or two-level systems) or more; the last one is what differences are taken to.
  /// - Throws: `SynchronizationError`: `invalidParameter` for fewer than two subsystems or one that is neither spin nor
  ///   two-level system, `invalidData` for a state of another dimension.
  /// - Complexity: O(d²) for the coefficients.
  public init(of state: DensityMatrix, in space: CompositeSpace) throws {
    let dimensions = space.dimensions
    guard dimensions.count >= 2, space.subsystems.allSatisfy({ $0.space.isSpin }) else {
      throw SynchronizationError(
        .invalidParameter,
        "Phase differences need two spins or two-level systems or more, but the space is \(space). Trace other "
          + "subsystems out first.")
    }
    guard state.dimension == space.dimension else {
      throw SynchronizationError(
        .invalidData,
        "A state of dimension \(state.dimension) came where \(space) has dimension \(space.dimension)."
      )
    }
    twiceSpins = dimensions.map { $0 - 1 }
    series = AngularFourierSeries(
      orders: Array(twiceSpins.dropLast()),
      coefficients: Self.coefficients(of: state, dimensions: dimensions))
    let best = series.maximum()
    maximum = best.value
    maximumAngles = best.angles
  }

  /// C_q for all q with Σ q = 0, by the first N − 1 of them.
  private static func coefficients(
    of state: DensityMatrix, dimensions: [Int]
  ) -> [ComplexDouble] {
    let weights = dimensions.map { AzimuthalHarmonics.weights(twice: $0 - 1) }
    let digits = (0..<state.dimension).map { index -> [Int] in
      var rest = index
      return dimensions.reversed().map { d in
        defer { rest /= d }
        return rest % d
      }.reversed()
    }
    let sums = digits.map { $0.reduce(0, +) }
    let widths = dimensions.dropLast().map { 2 * $0 - 1 }
    var coefficients = [ComplexDouble](repeating: .zero, count: widths.reduce(1, *))
    for row in 0..<state.dimension {
      for column in 0..<state.dimension where sums[row] == sums[column] {
        let element = state[row, column]
        guard element != .zero else { continue }
        var weight = 1.0
        var place = 0
        for j in dimensions.indices {
          let (k, l) = (digits[row][j], digits[column][j])
          weight *= weights[j][abs(l - k)][min(k, l)]
          if j < dimensions.count - 1 { place = place * widths[j] + (l - k + dimensions[j] - 1) }
        }
        coefficients[place] += ComplexDouble(weight * element.real, weight * element.imaginary)
      }
    }
    return coefficients
  }

  /// The number of spins.
  public var spinCount: Int { twiceSpins.count }

  /// S_d at phase differences.
  ///
  /// - Parameter differences: φ′₁ … φ′_{N−1} in radians.
  /// - Returns: the density, which integrates to 1 over all differences.
  public func density(at differences: [Double]) -> Double {
    series.uniform + deviation(at: differences)
  }

  /// S_d − (2π)^(1−N) at phase differences.
  ///
  /// - Parameter differences: φ′₁ … φ′_{N−1} in radians.
  /// - Returns: how much more likely they are than for uniform phases, per radian for each.
  public func deviation(at differences: [Double]) -> Double {
    requirePrecondition(
      differences.count == spinCount - 1,
      "\(spinCount) spins have \(spinCount - 1) phase differences, not \(differences.count).")
    return series.deviation(at: differences)
  }

  /// S_d on a grid of equally spaced differences from 0 on, without 2π.
  ///
  /// - Parameter count: the number of angles for each difference.
  /// - Returns: count^(N−1) numbers, the last difference running fastest.
  public func grid(count: Int) -> [Double] {
    requirePrecondition(count >= 1, "A grid needs one angle or more, not \(count).")
    return series.grid(counts: series.orders.map { _ in count }).map { series.uniform + $0 }
  }

  /// The phase differences of a grid at which S_d comes near its maximum.
  ///
  /// - Parameters:
  ///   - share: r: those with S_d − (2π)^(1−N) ≥ r S_max.
  ///   - count: the number of angles for each difference.
  /// - Returns: φ′₁ … φ′_{N−1} of each; none where there is no maximum.
  ///
  /// Reference: paper 003, text after eq. (9), with r = 0.95.
  public func configurations(above share: Double = 0.95, count: Int = 120) -> [[Double]] {
    guard maximum > 1e-12 * series.uniform else { return [] }
    let values = series.grid(counts: series.orders.map { _ in count })
    return values.indices.filter { values[$0] >= share * maximum }.map { index in
      var rest = index
      return series.orders.reversed().map { _ in
        defer { rest /= count }
        return 2 * Double.pi * Double(rest % count) / Double(count)
      }.reversed()
    }
  }

  /// ⟨e^(i(φ_j − φ_N))⟩: its modulus is 0 for no relation of two phases and 1 for a sharp one.
  ///
  /// - Parameter index: j, from 0 to N − 2.
  /// - Returns: the mean over S_d.
  public func coherence(of index: Int) -> ComplexDouble {
    requirePrecondition(
      series.orders.indices.contains(index),
      "Phase differences are numbered from 0 to \(spinCount - 2), not \(index).")
    var q = [Int](repeating: 0, count: spinCount - 1)
    q[index] = -1
    return series.coefficient(q)
  }
}

extension HilbertSpace {
  /// Whether the space has an azimuth.
  fileprivate var isSpin: Bool {
    switch self {
    case .spin, .twoLevel: true
    default: false
    }
  }
}
