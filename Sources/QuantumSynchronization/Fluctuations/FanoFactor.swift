import ComplexModule
public import QuantumCore
import RealModule

/// The Fano factor F = Var(n)/⟨n⟩ of a number: its noise against that of independent events.
///
/// 1 for a Poisson distribution (a coherent state, independent jumps), below 1 for regular numbers (antibunching; 0 for a Fock state),
/// above 1 for bunched ones (1 + n̄ for a thermal mode). Between 0 and ∞. It sees amplitude noise and no phase.
///
/// References: U. Fano, Phys. Rev. 72, 26 (1947); L. Mandel, Opt. Lett. 4, 205 (1979) (Q = F − 1).
public struct FanoFactor: Sendable, Hashable, Codable {
  /// F; NaN where the mean is 0.
  public let value: Double
  /// ⟨n⟩.
  public let mean: Double
  /// Var(n).
  public let variance: Double
  /// The standard error of F from the number of independent counts; nil for a state, which is known exactly.
  public let standardError: Double?

  /// Mandel's Q = F − 1.
  public var mandelQ: Double { value - 1 }

  /// The Fano factor of a state.
  ///
  /// - Parameters:
  ///   - state: ρ.
  ///   - number: n, for example a mode's `number` or embedded in a composite.
  public init(of state: DensityMatrix, number: Operator) {
    mean = state.expectationValue(of: number).real
    let mean = mean
    let centered = number - mean * Operator.identity(dimension: number.dimension)
    variance = max(0, state.expectationValue(of: centered * centered).real)
    value = variance / mean
    standardError = nil
  }

  /// The Fano factor of counts, for example of photons in windows or of many runs.
  ///
  /// - Parameter counts: two or more, none negative, independent.
  /// - Throws: `SynchronizationError`: `invalidData` for fewer than two or negative counts.
  public init(counts: [Int]) throws {
    guard counts.count >= 2, counts.allSatisfy({ $0 >= 0 }) else {
      throw SynchronizationError(
        .invalidData,
        "A Fano factor needs two counts or more, none negative; \(counts.count) came.")
    }
    let n = Double(counts.count)
    let mean = Double(counts.reduce(0, +)) / n
    let variance = counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (n - 1)
    self.mean = mean
    self.variance = variance
    value = variance / mean
    // Of a normal distribution, which counts are near to where F is of interest.
    standardError = variance / mean * (2 / (n - 1)).squareRoot()
  }

  /// The Fano factor of events in windows that follow one another.
  ///
  /// - Parameters:
  ///   - times: when events happened, for example the quantum jumps of one trajectory in its steady state.
  ///   - window: the length of a window; F depends on it where events are correlated.
  ///   - range: the times that were watched.
  /// - Throws: `SynchronizationError`: `invalidParameter` for a window that is not positive or fits less than twice.
  public init(
    eventTimes times: [Double], window: Double, in range: ClosedRange<Double>
  ) throws {
    let duration = range.upperBound - range.lowerBound
    guard window > 0, duration >= 2 * window * (1 - 1e-12) else {
      throw SynchronizationError(
        .invalidParameter,
        "Two windows or more have to fit into \(range), but they are \(window) long.")
    }
    var counts = [Int](repeating: 0, count: Int((duration / window * (1 + 1e-12)).rounded(.down)))
    for time in times where range.contains(time) {
      let k = Int((time - range.lowerBound) / window)
      if k < counts.count { counts[k] += 1 }
    }
    try self.init(counts: counts)
  }
}
