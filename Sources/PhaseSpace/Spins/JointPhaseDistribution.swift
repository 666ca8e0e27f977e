import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore
import RealModule

/// The joint phase distribution S(φ_1, …, φ_N) of several spins, and of their differences.
///
/// S(φ_1, …, φ_N) = ∫ Q(θ_1, φ_1, …) Π sin θ_j dθ_j − 1/(2π)^N,
///
/// with Q normalized by Π (2S_j + 1)/4π. In closed form
///
/// P = (2π)^(−N) Σ_q c_q e^(i q·φ),  c_q = Σ_k ρ_{k, k+q} Π_j h_qj(k_j) h_qj(2S_j − |q_j| − k_j),
///
/// for tuples k and q. The distribution of φ_j − φ_l keeps the terms with q_j = −q_l and all others 0.
///
/// Reference: A. Roulet and C. Bruder, Phys. Rev. Lett. 121, 063601 (2018).
public struct JointPhaseDistribution: Sendable, Hashable, Codable {
  /// The spins, in the order of the tensor product.
  public let spins: [Spin]

  /// c_q, the last spin's q running fastest, each from −2S_j to 2S_j.
  public let coefficients: [ComplexDouble]

  /// The distribution of a state.
  ///
  /// - Parameters:
  ///   - state: of the spins' tensor product, the first spin's index running slowest.
  ///   - spins: one or more.
  /// - Throws: `PhaseSpaceError.dimensionMismatch`.
  /// - Complexity: O(N D²) for the dimension D.
  public init(of state: DensityMatrix, spins: [Spin]) throws {
    let dimensions = spins.map { $0.twice + 1 }
    let total = dimensions.reduce(1, *)
    if spins.isEmpty || total != state.dimension {
      throw PhaseSpaceError(
        .dimensionMismatch,
        "Spins with \(dimensions) states together have \(total), but the state has \(state.dimension)."
      )
    }
    self.spins = spins
    coefficients = Self.coefficients(of: state.matrix, spins)
  }

  private static func coefficients(
    of matrix: Matrix<ComplexDouble>, _ spins: [Spin]
  ) -> [ComplexDouble] {
    let dimensions = spins.map { $0.twice + 1 }
    let weights = spins.map { Self.weights(of: $0) }
    var size = 1
    for dimension in dimensions { size *= 2 * dimension - 1 }
    var result = [ComplexDouble](repeating: .zero, count: size)
    let digits = (0..<matrix.rowCount).map { Self.digits(of: $0, dimensions) }
    for row in digits.indices {
      for column in digits.indices {
        var place = 0
        var weight = 1.0
        for j in dimensions.indices {
          let (k, l) = (digits[row][j], digits[column][j])
          place = place * (2 * dimensions[j] - 1) + (l - k) + dimensions[j] - 1
          weight *= weights[j][abs(l - k)][min(k, l)]
        }
        let element = matrix[row, column]
        result[place] += ComplexDouble(weight * element.real, weight * element.imaginary)
      }
    }
    return result
  }

  /// The index of each factor in an index of the product.
  private static func digits(of index: Int, _ dimensions: [Int]) -> [Int] {
    var rest = index
    var result = dimensions
    for j in dimensions.indices.reversed() {
      result[j] = rest % dimensions[j]
      rest /= dimensions[j]
    }
    return result
  }

  /// h_q(k) h_q(2S − q − k) with h_q(k) = Γ(k + q/2 + 1)/√(k! (k+q)!).
  private static func weights(of spin: Spin) -> [[Double]] {
    let twice = spin.twice
    func logarithm(_ k: Int, _ q: Int) -> Double {
      let (x, order) = (Double(k), Double(q))
      return Double.logGamma(x + order / 2 + 1)
        - (Double.logGamma(x + 1) + Double.logGamma(x + order + 1)) / 2
    }
    return (0...twice).map { q in
      (0...(twice - q)).map { .exp(logarithm($0, q) + logarithm(twice - q - $0, q)) }
    }
  }

  /// c_q.
  ///
  /// - Parameter orders: q_j between −2S_j and 2S_j for each spin.
  /// - Returns: ⟨e^(−i q·φ)⟩ over the distribution.
  public func coefficient(_ orders: [Int]) -> ComplexDouble {
    requirePrecondition(orders.count == spins.count, "One order for each of \(spins.count) spins.")
    var place = 0
    for (order, spin) in zip(orders, spins) {
      requirePrecondition(abs(order) <= spin.twice, "Orders are at most 2S = \(spin.twice).")
      place = place * (2 * spin.twice + 1) + order + spin.twice
    }
    return coefficients[place]
  }

  /// S at given phases.
  ///
  /// - Parameter phases: φ_j in radians, one for each spin.
  /// - Returns: per radian^N; its integral over all phases is 0.
  public func value(at phases: [Double]) -> Double {
    requirePrecondition(phases.count == spins.count, "One phase for each of \(spins.count) spins.")
    // One axis after the other is summed, the last one first.
    var rest = coefficients
    let constant = rest[rest.count / 2]
    rest[rest.count / 2] = .zero
    for j in spins.indices.reversed() {
      let size = 2 * spins[j].twice + 1
      let turns = (0..<size).map {
        ComplexDouble(length: 1, phase: Double($0 - spins[j].twice) * phases[j])
      }
      rest = stride(from: 0, to: rest.count, by: size).map { start in
        turns.indices.reduce(ComplexDouble.zero) { $0 + rest[start + $1] * turns[$1] }
      }
    }
    let volume = Double.pow(2 * .pi, spins.count)
    return (rest[0].real + constant.real - 1) / volume
  }

  /// S of two phases on a grid, the others integrated over.
  ///
  /// - Parameters:
  ///   - first: the spin of the first axis, counted from 0.
  ///   - second: another one, of the second axis.
  ///   - count: angles from 0 to 2π on each axis, both included.
  /// - Returns: the angles and S(φ_first, φ_second) − per radian², relative to 1/(2π)².
  public func values(
    of first: Int, _ second: Int, count: Int = 73
  ) -> (angles: [Double], values: [[Double]]) {
    requirePrecondition(first != second && count >= 2, "Two spins and two angles or more.")
    let angles = (0..<count).map { 2 * .pi * (Double($0) / Double(count - 1)) }
    let (m, n) = (spins[first].twice, spins[second].twice)
    let values = angles.map { x in
      // Σ over the first spin's order, for each of the second's.
      let sums = (-n...n).map { l in
        (-m...m).reduce(ComplexDouble.zero) { sum, k in
          if k == 0 && l == 0 { return sum }
          return sum + pair(first, k, second, l) * ComplexDouble(length: 1, phase: Double(k) * x)
        }
      }
      return angles.map { y in
        (-n...n).reduce(0.0) { sum, l in
          sum + (sums[l + n] * ComplexDouble(length: 1, phase: Double(l) * y)).real
        } / (4 * .pi * .pi)
      }
    }
    return (angles, values)
  }

  /// The distribution of the difference φ_j − φ_l relative to the uniform one: S(δ) = P(δ) − 1/2π.
  ///
  /// - Parameters:
  ///   - first: j, counted from 0.
  ///   - second: l ≠ j.
  ///   - count: angles from 0 to 2π, both included.
  /// - Returns: the angles δ and S(δ) per radian.
  public func difference(
    of first: Int, _ second: Int, count: Int = 361
  ) -> (angles: [Double], values: [Double]) {
    requirePrecondition(first != second && count >= 2, "Two spins and two angles or more.")
    let angles = (0..<count).map { 2 * .pi * (Double($0) / Double(count - 1)) }
    let highest = min(spins[first].twice, spins[second].twice)
    let values = angles.map { angle in
      stride(from: 1, through: highest, by: 1).reduce(0.0) { sum, q in
        sum + (pair(first, q, second, -q) * ComplexDouble(length: 1, phase: Double(q) * angle)).real
      } / .pi
    }
    return (angles, values)
  }

  private func pair(_ first: Int, _ k: Int, _ second: Int, _ l: Int) -> ComplexDouble {
    var orders = [Int](repeating: 0, count: spins.count)
    orders[first] = k
    orders[second] = l
    return coefficient(orders)
  }
}
