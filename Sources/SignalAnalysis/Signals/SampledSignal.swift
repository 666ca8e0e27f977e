import RealModule

/// A real signal known at rising times, with values between them by local cubic interpolation.
///
/// Each interval between two samples carries the cubic through its four nearest samples; values and integrals, also
/// those that end between samples, have errors of fourth order in the sampling step. Spectra and frequencies need equally
/// spaced times; `resampled(interval:)` makes them.
public struct SampledSignal: Sendable, Hashable, Codable {
  /// The times, rising.
  public let times: [Double]
  /// The values, as many as times.
  public let values: [Double]

  /// A signal, from a time on.
  ///
  /// - Parameters:
  ///   - times: rising, finite.
  ///   - values: as many as times, finite.
  ///   - start: what comes before is left out, for example transients.
  /// - Throws: `SignalAnalysisError`: `invalidData` for lengths that differ and times that do not rise, `notFinite`,
  ///   `tooFewSamples` for fewer than 4 samples after the start.
  public init(times: [Double], values: [Double], after start: Double = -.infinity) throws {
    guard times.count == values.count else {
      throw SignalAnalysisError(
        .invalidData,
        "A signal needs one value for each time, but \(times.count) times and \(values.count) values came."
      )
    }
    if let k = times.indices.first(where: { !times[$0].isFinite || !values[$0].isFinite }) {
      throw SignalAnalysisError(
        .notFinite,
        "A signal's times and values must be finite, but sample \(k) is \(values[k]) at t = \(times[k]). "
          + "Leave such samples out, or find where the calculation fails.")
    }
    if let k = times.indices.dropLast().first(where: { times[$0] >= times[$0 + 1] }) {
      throw SignalAnalysisError(
        .invalidData,
        "A signal's times must rise from each to the next, but t = \(times[k + 1]) follows t = \(times[k]). "
          + "Sort the samples and drop repeated times.")
    }
    let first = times.firstIndex { $0 >= start } ?? times.endIndex
    guard times.count - first >= 4 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "A signal needs 4 samples or more"
          + (start > -.infinity ? " after t = \(start)" : "")
          + ", but \(times.count - first) came; sample longer or start earlier.")
    }
    self.times = Array(times[first...])
    self.values = Array(values[first...])
  }

  /// A signal with equally spaced samples.
  ///
  /// - Parameters:
  ///   - values: 4 or more, finite.
  ///   - interval: the time between two samples, positive.
  ///   - start: the time of the first sample.
  /// - Throws: `SignalAnalysisError`: `invalidParameter`, `notFinite`, `tooFewSamples`.
  public init(_ values: [Double], interval: Double, from start: Double = 0) throws {
    guard interval > 0, interval.isFinite else {
      throw SignalAnalysisError(
        .invalidParameter, "The time between samples must be positive, not \(interval).")
    }
    try self.init(
      times: values.indices.map { start + Double($0) * interval }, values: values)
  }

  /// Keeps data that were checked before.
  init(unchecked times: [Double], _ values: [Double]) {
    (self.times, self.values) = (times, values)
  }

  /// The number of samples.
  public var count: Int { times.count }

  /// The times from the first to the last sample.
  public var window: ClosedRange<Double> { times[0]...times[times.count - 1] }

  /// The time from the first to the last sample.
  public var duration: Double { times[times.count - 1] - times[0] }

  /// The mean time between samples.
  public var meanInterval: Double { duration / Double(count - 1) }

  /// Whether the samples are equally spaced, to 10⁻⁶ of their distance.
  public var isUniform: Bool {
    let interval = meanInterval
    return times.indices.allSatisfy {
      abs(times[$0] - times[0] - Double($0) * interval) <= 1e-6 * interval
    }
  }

  /// The time between equally spaced samples.
  ///
  /// - Returns: the distance of neighbours.
  /// - Throws: `SignalAnalysisError` with code `invalidData` where the samples are not equally spaced.
  public func uniformInterval() throws -> Double {
    guard isUniform else {
      let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
      throw SignalAnalysisError(
        .invalidData,
        "A spectrum needs equally spaced samples, but their distances run from \(gaps.min() ?? 0) to "
          + "\(gaps.max() ?? 0). Use resampled(interval:), or ask the integrator for equal steps.")
    }
    return meanInterval
  }

  /// The signal with its values transformed.
  ///
  /// - Parameter transform: applied to each value.
  /// - Returns: a signal at the same times.
  public func map(_ transform: (Double) -> Double) -> SampledSignal {
    SampledSignal(unchecked: times, values.map(transform))
  }

  /// The part of the signal from one time to another.
  ///
  /// - Parameter range: the times to keep, both ends included.
  /// - Returns: the samples in the range.
  /// - Throws: `SignalAnalysisError` with code `tooFewSamples` for fewer than 4.
  public func cut(to range: ClosedRange<Double>) throws -> SampledSignal {
    let kept = times.indices.filter { range.contains(times[$0]) }
    return try SampledSignal(times: kept.map { times[$0] }, values: kept.map { values[$0] })
  }

  /// The signal at equally spaced times, by cubic interpolation.
  ///
  /// - Parameter interval: the new time between samples; the mean one if nil.
  /// - Returns: samples from the first time on, none past the last.
  /// - Throws: `SignalAnalysisError`: `invalidParameter` for an interval that is not positive, `tooFewSamples` where
  ///   fewer than 4 samples would be left.
  public func resampled(interval: Double? = nil) throws -> SampledSignal {
    let step = interval ?? meanInterval
    guard step > 0, step.isFinite else {
      throw SignalAnalysisError(
        .invalidParameter, "The time between samples must be positive, not \(step).")
    }
    let steps = Int((duration / step * (1 + 1e-12)).rounded(.down))
    var k = 0
    var newTimes: [Double] = []
    var newValues: [Double] = []
    for i in 0...steps {
      let time = min(times[0] + Double(i) * step, times[count - 1])
      while k < count - 2, times[k + 1] <= time { k += 1 }
      newTimes.append(times[0] + Double(i) * step)
      newValues.append(value(at: time, in: k))
    }
    return try SampledSignal(times: newTimes, values: newValues)
  }
}
