import ComplexModule
import LinearAlgebra

/// Running means and variances of observables at the times of output.
///
/// Blocks of trajectories are summed on their own and merged in their order, so that rounding does not
/// depend on threads.
///
/// Reference: T. F. Chan, G. H. Golub, R. J. LeVeque, Am. Stat. 37, 242 (1983).
struct EnsembleStatistics: Codable, Hashable, Sendable {
  private(set) var count = 0
  /// Observable after observable, time after time.
  private(set) var means: [ComplexDouble]
  /// Σ |x − mean|².
  private(set) var squares: [Double]

  init(size: Int) {
    means = Array(repeating: .zero, count: size)
    squares = Array(repeating: 0, count: size)
  }

  /// Adds one trajectory.
  mutating func add(_ values: [ComplexDouble]) {
    count += 1
    let weight = 1 / Double(count)
    for k in means.indices {
      let difference = values[k] - means[k]
      means[k] += ComplexDouble(weight * difference.real, weight * difference.imaginary)
      let rest = values[k] - means[k]
      squares[k] += difference.real * rest.real + difference.imaginary * rest.imaginary
    }
  }

  /// Adds a block of other trajectories.
  mutating func merge(_ other: EnsembleStatistics) {
    guard other.count > 0 else { return }
    let total = Double(count + other.count)
    let weight = Double(other.count) / total
    for k in means.indices {
      let difference = other.means[k] - means[k]
      means[k] += ComplexDouble(weight * difference.real, weight * difference.imaginary)
      squares[k] += other.squares[k] + difference.lengthSquared * Double(count) * weight
    }
    count += other.count
  }

  /// The standard error of each mean; infinite for fewer than two trajectories.
  var standardErrors: [Double] {
    guard count > 1 else { return Array(repeating: .infinity, count: means.count) }
    return squares.map { ($0 / Double(count - 1) / Double(count)).squareRoot() }
  }
}
