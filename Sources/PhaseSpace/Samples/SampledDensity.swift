public import ComplexModule
public import LinearAlgebra
import RealModule

/// A density in the phase space of a mode from samples of α, with its statistical error.
///
/// Samples are counted in cells of the quadratures x = √2 Re α and p = √2 Im α: the density of a cell is
/// n/(N ΔxΔp), its standard error √(n/N (1 − n/N)/N)/ΔxΔp of the binomial distribution. Of samples of a truncated
/// Wigner ensemble it approximates the Wigner function where that is positive, averaged over the cell.
public struct SampledDensity: Sendable, Hashable, Codable {
  /// The middles of the cells in x: the second axis.
  public let positions: [Double]
  /// The middles of the cells in p: the first axis.
  public let momenta: [Double]
  /// The density per unit of x and p, `values[i][j]` at p_i and x_j.
  public let values: [[Double]]
  /// The standard error of each value; of an empty cell that of one sample.
  public let standardErrors: [[Double]]
  /// How many samples there were.
  public let sampleCount: Int
  /// How many of them lie outside of all cells.
  public let outsideCount: Int

  /// Counts samples.
  ///
  /// - Parameters:
  ///   - samples: α, one or more.
  ///   - positions: the range of x.
  ///   - momenta: the range of p.
  ///   - count: cells on each axis, at least 1.
  /// - Throws: `PhaseSpaceError.invalidParameter`.
  public init(
    of samples: [ComplexDouble], positions: ClosedRange<Double>, momenta: ClosedRange<Double>,
    count: Int = 60
  ) throws {
    guard !samples.isEmpty, count >= 1, positions.upperBound > positions.lowerBound,
      momenta.upperBound > momenta.lowerBound
    else {
      throw PhaseSpaceError(
        .invalidParameter,
        "A density needs samples and cells of positive size; \(samples.count) samples, \(count) cells, "
          + "\(positions) and \(momenta) came.")
    }
    let dx = (positions.upperBound - positions.lowerBound) / Double(count)
    let dp = (momenta.upperBound - momenta.lowerBound) / Double(count)
    var counts = Array(repeating: [Int](repeating: 0, count: count), count: count)
    var outside = 0
    for sample in samples {
      let x = 2.0.squareRoot() * sample.real
      let p = 2.0.squareRoot() * sample.imaginary
      guard positions.contains(x), momenta.contains(p) else {
        outside += 1
        continue
      }
      let j = min(count - 1, Int((x - positions.lowerBound) / dx))
      let i = min(count - 1, Int((p - momenta.lowerBound) / dp))
      counts[i][j] += 1
    }
    let total = Double(samples.count)
    self.positions = (0..<count).map { positions.lowerBound + (Double($0) + 0.5) * dx }
    self.momenta = (0..<count).map { momenta.lowerBound + (Double($0) + 0.5) * dp }
    values = counts.map { $0.map { Double($0) / (total * dx * dp) } }
    standardErrors = counts.map { row in
      row.map { n in
        let p = Double(max(1, n)) / total
        return (p * max(1 - p, 0) / total).squareRoot() / (dx * dp)
      }
    }
    sampleCount = samples.count
    outsideCount = outside
  }

  /// The largest value.
  public var maximum: Double { values.reduce(0) { max($0, $1.max() ?? 0) } }
}
