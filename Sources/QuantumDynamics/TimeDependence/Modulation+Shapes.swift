import Preconditions
import RealModule

extension Modulation {
  /// f(t) = A cos(ω t + φ).
  ///
  /// - Parameters:
  ///   - amplitude: A.
  ///   - angularFrequency: ω, not zero.
  ///   - phase: φ, in radians.
  /// - Returns: a periodic modulation, T = 2π/|ω|.
  public static func cosine(
    amplitude: Double = 1, angularFrequency: Double, phase: Double = 0
  ) -> Modulation {
    requirePrecondition(
      angularFrequency.isFinite && angularFrequency != 0,
      "An oscillation has a finite frequency that is not 0, not \(angularFrequency).")
    let period = 2 * Double.pi / abs(angularFrequency)
    return Modulation(
      name: "\(amplitude) cos(\(angularFrequency) t + \(phase))", timescale: period / 4,
      period: period
    ) { amplitude * Double.cos(angularFrequency * $0 + phase) }
  }

  /// f(t) = A exp(−(t − t₀)²/2σ²), cut where it is below the rounding errors of its maximum.
  ///
  /// - Parameters:
  ///   - center: t₀.
  ///   - width: σ, positive.
  ///   - amplitude: A.
  /// - Returns: a pulse with the support t₀ ± 8.5 σ.
  public static func gaussianPulse(
    center: Double, width: Double, amplitude: Double = 1
  ) -> Modulation {
    requirePrecondition(width > 0, "A pulse's width is positive, not \(width).")
    return Modulation(
      name: "Gaussian pulse at \(center) of width \(width)", timescale: width,
      support: center - 8.5 * width...center + 8.5 * width
    ) { time in
      let x = (time - center) / width
      return amplitude * Double.exp(-x * x / 2)
    }
  }

  /// A constant between two times, zero outside.
  ///
  /// - Parameters:
  ///   - interval: when it is on.
  ///   - amplitude: the value.
  /// - Returns: a piecewise constant modulation.
  public static func squarePulse(
    during interval: ClosedRange<Double>, amplitude: Double = 1
  ) -> Modulation {
    Modulation(
      name: "square pulse during \(interval)", timescale: .infinity, support: interval,
      isPiecewiseConstant: true
    ) { _ in amplitude }
  }

  /// Constant values one after the other, repeated with the sum of their durations.
  ///
  /// - Parameter pieces: durations, positive, and values.
  /// - Returns: a periodic modulation that begins with the first piece at t = 0.
  public static func periodicSteps(_ pieces: [(duration: Double, value: Double)]) -> Modulation {
    requirePrecondition(
      !pieces.isEmpty && pieces.allSatisfy { $0.duration > 0 && $0.duration.isFinite },
      "Periodic steps need at least one piece, each with a positive duration.")
    var ends: [Double] = []
    for piece in pieces { ends.append((ends.last ?? 0) + piece.duration) }
    let period = ends[ends.count - 1]
    let values = pieces.map(\.value)
    return Modulation(
      name: "\(pieces.count) steps of period \(period)", timescale: .infinity, period: period,
      breakpoints: [0] + ends.dropLast(), isPiecewiseConstant: true
    ) { [ends] time in values[ends.firstIndex { time < $0 } ?? values.count - 1] }
  }

  /// Straight lines between samples, as arbitrary waveform generators output them; zero outside.
  ///
  /// - Parameters:
  ///   - values: the samples, at least two.
  ///   - times: one rising time for each sample.
  /// - Returns: a modulation whose breakpoints are the samples.
  public static func samples(_ values: [Double], times: [Double]) -> Modulation {
    requirePrecondition(
      values.count == times.count && times.count >= 2
        && zip(times, times.dropFirst()).allSatisfy { $0 < $1 },
      "Samples need at least two rising times and as many values.")
    return Modulation(
      name: "\(values.count) samples", timescale: .infinity, breakpoints: times,
      support: times[0]...times[times.count - 1]
    ) { time in
      var (low, high) = (0, times.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if times[middle] <= time { low = middle } else { high = middle }
      }
      let fraction = (time - times[low]) / (times[high] - times[low])
      return values[low] * (1 - fraction) + values[high] * fraction
    }
  }
}
