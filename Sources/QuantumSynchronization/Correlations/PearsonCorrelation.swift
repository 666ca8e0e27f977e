import RealModule
import SignalAnalysis

/// Pearson's correlation of two signals: whether they change together.
///
/// C = ⟨δx δy⟩/√(⟨δx²⟩⟨δy²⟩), δx = x − ⟨x⟩,
///
/// between −1 and 1: 1 for signals in phase, −1 in antiphase, and 0 a quarter of a period apart, although such signals are as well
/// synchronized; `delayed` looks for the delay. It sees equal shapes of expectation values, and neither quantum correlations nor
/// phases of states that do not move.
///
/// References: F. Galve, G. L. Giorgi, R. Zambrini, in Lectures on General Quantum Correlations and their Applications (Springer, 2017),
/// p. 393; G. L. Giorgi et al., Phys. Rev. A 85, 052101 (2012).
public struct PearsonCorrelation: Sendable, Hashable, Codable {
  /// C, from −1 to 1; NaN where a signal is constant.
  public let value: Double

  /// The correlation of two lists of numbers.
  ///
  /// - Parameters:
  ///   - first: x, two numbers or more.
  ///   - second: y, as many.
  /// - Throws: `SynchronizationError`: `invalidData` for lengths that differ or fewer than two, `notFinite`.
  public init(_ first: [Double], _ second: [Double]) throws {
    guard first.count == second.count, first.count >= 2 else {
      throw SynchronizationError(
        .invalidData,
        "A correlation needs two signals of the same times, two samples or more, but \(first.count) and "
          + "\(second.count) came.")
    }
    guard (first + second).allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "A correlation needs finite samples.")
    }
    value = Self.value(first[...], second[...])
  }

  /// The correlation in windows that slide over the signals, C(t) over [t − Δt/2, t + Δt/2].
  ///
  /// A window should hold a few periods: shorter ones see the slope only, longer ones blur when synchronization sets in.
  ///
  /// - Parameters:
  ///   - first: x, equally spaced in time.
  ///   - second: y, as many.
  ///   - window: the number of samples in a window, from 2 to all.
  ///   - step: by how many samples the window moves.
  /// - Returns: C of each window, at the (perhaps half) index of its middle; NaN where a signal is constant.
  /// - Throws: `SynchronizationError`: `invalidData`, `invalidParameter`, `notFinite`.
  public static func windowed(
    _ first: [Double], _ second: [Double], window: Int, step: Int = 1
  ) throws -> [(index: Double, value: Double)] {
    _ = try PearsonCorrelation(first, second)
    guard (2...first.count).contains(window), step >= 1 else {
      throw SynchronizationError(
        .invalidParameter,
        "A window holds 2 to \(first.count) samples and moves by 1 or more, not \(window) and \(step)."
      )
    }
    return stride(from: 0, through: first.count - window, by: step).map { start in
      let range = start..<(start + window)
      return (Double(start) + Double(window - 1) / 2, value(first[range], second[range]))
    }
  }

  /// The delay of the second signal for which the correlation is largest.
  ///
  /// - Parameters:
  ///   - first: x, equally spaced in time.
  ///   - second: y, as many.
  ///   - maximumLag: the largest delay to look at, in samples, to both sides.
  /// - Returns: the lag k in samples for which x(t) and y(t + k) correlate best, and C there.
  /// - Throws: `SynchronizationError`: `invalidData`, `invalidParameter`, `notFinite`.
  public static func delayed(
    _ first: [Double], _ second: [Double], maximumLag: Int
  ) throws -> (lag: Int, value: Double) {
    _ = try PearsonCorrelation(first, second)
    guard maximumLag >= 0, maximumLag <= first.count - 2 else {
      throw SynchronizationError(
        .invalidParameter,
        "The largest delay is 0 to \(first.count - 2) samples, not \(maximumLag).")
    }
    var best = (lag: 0, value: -Double.infinity)
    for lag in -maximumLag...maximumLag {
      let x = first[max(0, -lag)..<(first.count - max(0, lag))]
      let y = second[max(0, lag)..<(second.count - max(0, -lag))]
      let correlation = value(x, y)
      // Of equal correlations the smallest delay.
      if correlation > best.value + 1e-12
        || (correlation > best.value - 1e-12 && abs(lag) < abs(best.lag))
      {
        best = (lag, correlation)
      }
    }
    return best
  }

  private static func value(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double {
    let count = Double(x.count)
    let (mx, my) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - mx) * (a - mx)
      yy += (b - my) * (b - my)
      xy += (a - mx) * (b - my)
    }
    // Rounding of a constant is no variation.
    let (sx, sy) = (x.reduce(0) { max($0, abs($1)) }, y.reduce(0) { max($0, abs($1)) })
    guard xx > 1e-28 * count * sx * sx, yy > 1e-28 * count * sy * sy else { return .nan }
    return min(1, max(-1, xy / (xx.squareRoot() * yy.squareRoot())))
  }
}
