public import RichDisplay

/// How long one round of repeated work took, from several runs of many rounds.
public struct RepeatedTiming: Sendable, Hashable, CustomStringConvertible, RichDisplayable {
  /// Seconds for one round, one value for each run.
  public let secondsPerRound: [Double]
  /// How many rounds each run had.
  public let roundsPerRun: Int

  /// A timing with at least one run.
  ///
  /// - Parameters:
  ///   - secondsPerRound: seconds for one round, one value for each run.
  ///   - roundsPerRun: how many rounds each run had.
  public init(secondsPerRound: [Double], roundsPerRun: Int) {
    precondition(!secondsPerRound.isEmpty, "A timing needs at least one run.")
    self.secondsPerRound = secondsPerRound
    self.roundsPerRun = roundsPerRun
  }

  /// The mean of the runs, in seconds.
  public var mean: Double { secondsPerRound.reduce(0, +) / Double(secondsPerRound.count) }

  /// The run that was disturbed least, in seconds.
  public var best: Double { secondsPerRound.min() ?? 0 }

  /// The median of the runs, in seconds.
  public var median: Double {
    let sorted = secondsPerRound.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The standard deviation of the runs (divided by n − 1), in seconds; 0 for one run.
  public var standardDeviation: Double {
    guard secondsPerRound.count > 1 else { return 0 }
    let mean = mean
    let squares = secondsPerRound.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(secondsPerRound.count - 1)).squareRoot()
  }

  /// One line with mean, deviation, median and what was measured.
  public var description: String {
    "\(readableDuration(mean)) ± \(readableDuration(standardDeviation)) a round "
      + "(mean ± standard deviation of \(secondsPerRound.count) runs of \(roundsPerRun) rounds; "
      + "median \(readableDuration(median)), best \(readableDuration(best)))"
  }

  /// The line as text.
  public var richRepresentation: RichRepresentation { RichRepresentation(plainText: description) }
}

/// Measures how long some work takes, by repeating it.
///
/// The work is warmed up and the number of rounds is chosen so that a run lasts at least 0.1 s. The
/// value of each round is kept from the optimizer.
///
/// ```swift
/// let timing = timeIt { sin(0.3) }
/// print(timing.median)
/// ```
///
/// - Parameters:
///   - runs: how many runs; at least 1.
///   - rounds: how many rounds each run has; nil to choose it.
///   - work: what is measured.
/// - Returns: the time of one round in each run.
/// - Throws: what the work throws.
public func timeIt<T>(runs: Int = 7, rounds: Int? = nil, _ work: () throws -> T) rethrows
  -> RepeatedTiming
{
  precondition(runs > 0 && rounds ?? 1 > 0, "A timing needs at least one run of one round.")
  var count = rounds ?? 1
  if rounds == nil {
    var elapsed = try seconds(of: 1, work)
    while elapsed < shortestRun, count < 1_000_000_000 {
      // A first round may have been slow for reasons of its own, so it grows by steps.
      let wanted = elapsed > 0 ? 1.2 * shortestRun / elapsed * Double(count) : .infinity
      count = Int(min(wanted, Double(count) * 10).rounded(.up))
      elapsed = try seconds(of: count, work)
    }
  }
  return RepeatedTiming(
    secondsPerRound: try (0..<runs).map { _ in try seconds(of: count, work) / Double(count) },
    roundsPerRun: count)
}

private let shortestRun = 0.1

private func seconds<T>(of rounds: Int, _ work: () throws -> T) rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  for _ in 0..<rounds { keep(try work()) }
  return (clock.now - start) / .seconds(1)
}

@inline(never) @_optimize(none)
private func keep<T>(_ value: T) {}

/// A duration with three significant digits in the unit that suits it.
///
/// - Parameter seconds: the duration in seconds.
/// - Returns: such as "12.3 µs"; "2 min 5.0 s" from a minute on.
public func readableDuration(_ seconds: Double) -> String {
  guard seconds.isFinite else { return "\(seconds) s" }
  if seconds >= 60 {
    let minutes = (seconds / 60).rounded(.down)
    return "\(Int(minutes)) min \(decimals(seconds - 60 * minutes, 1)) s"
  }
  let units = [("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)]
  let (name, size) = units.first { seconds >= $0.1 } ?? ("ns", 1e-9)
  let value = seconds / size
  return "\(decimals(value, value >= 100 ? 0 : value >= 10 ? 1 : 2)) \(name)"
}

private func decimals(_ value: Double, _ count: Int) -> String {
  let scale = [1.0, 10, 100][count]
  let whole = Int((value * scale).rounded())
  guard count > 0 else { return "\(whole)" }
  let digits = String(whole % Int(scale))
  let padding = String(repeating: "0", count: count - digits.count)
  return "\(whole / Int(scale)).\(padding)\(digits)"
}
