import ComplexModule
import LinearAlgebra
import RealModule
public import SignalAnalysis

/// The unwrapped phase of an oscillator, from two coordinates or from one signal.
public enum OscillatorPhase {
  /// φ = arg(x + iy), without jumps of 2π.
  ///
  /// Right where the point goes around the origin and less than half a turn passes between samples.
  ///
  /// - Parameters:
  ///   - x: the first coordinate.
  ///   - y: the second coordinate, as many samples.
  /// - Returns: the phase of each sample in radians; the first in (−π, π].
  /// - Throws: `SynchronizationError`: `invalidData` for lengths that differ, `notFinite`, `undefinedAngle` for a sample at
  ///   the origin.
  public static func unwrapped(x: [Double], y: [Double]) throws -> [Double] {
    guard x.count == y.count else {
      throw SynchronizationError(
        .invalidData,
        "A phase needs two coordinates for each sample, but \(x.count) and \(y.count) came.")
    }
    guard (x + y).allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "A phase needs finite coordinates.")
    }
    if let k = x.indices.first(where: { x[$0] == 0 && y[$0] == 0 }) {
      throw SynchronizationError(
        .undefinedAngle, "Sample \(k) is at the origin, where no phase is defined; leave it out.")
    }
    return unwrapped(zip(x, y).map { Double.atan2(y: $1, x: $0) })
  }

  /// A phase without its jumps of 2π.
  ///
  /// - Parameter angles: in radians, less than half a turn from sample to sample.
  /// - Returns: angles that differ from those by multiples of 2π.
  public static func unwrapped(_ angles: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(angles.count)
    for angle in angles {
      guard let last = result.last else {
        result.append(angle)
        continue
      }
      result.append(last + (angle - last).remainder(dividingBy: 2 * .pi))
    }
    return result
  }

  /// The phase of the analytic signal x + iH[x], without jumps of 2π, by Hilbert's transform.
  ///
  /// Suits signals with one line: the mean is taken out, and near the ends the phase is off where the window holds no whole
  /// number of periods; leave a few periods out on both sides.
  ///
  /// - Parameter signal: equally spaced samples.
  /// - Returns: the phase at each sample; that of cos ωt is ωt.
  /// - Throws: `SynchronizationError` with code `invalidData` where the samples are not equally spaced or all are equal.
  ///
  /// Reference: D. Gabor, J. IEE 93, 429 (1946); A. Pikovsky, M. Rosenblum, J. Kurths, Synchronization (Cambridge, 2001), A2.
  public static func hilbert(_ signal: SampledSignal) throws -> [Double] {
    guard signal.isUniform else {
      throw SynchronizationError(
        .invalidData,
        "Hilbert's transform needs equally spaced samples; use resampled(interval:) first.")
    }
    let count = signal.count
    let mean = signal.values.reduce(0, +) / Double(count)
    var spectrum = FourierTransform.forward(signal.values.map { ComplexDouble($0 - mean) })
    // Positive frequencies twice, negative ones not at all.
    for k in 1..<count {
      if 2 * k < count {
        spectrum[k] = ComplexDouble(2) * spectrum[k]
      } else if 2 * k > count {
        spectrum[k] = .zero
      }
    }
    let analytic = FourierTransform.inverse(spectrum)
    return try unwrapped(x: analytic.map(\.real), y: analytic.map(\.imaginary))
  }
}
