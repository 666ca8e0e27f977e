import Preconditions
public import ComplexModule
public import LinearAlgebra

/// Averages over quantum trajectories with their error bars; a value that can be saved and continued.
///
/// Saved with `JSONEncoder` or any other encoder, it continues where it stopped when it is given to the
/// method that made it as `resuming`.
public struct TrajectoryEnsemble: Codable, Hashable, Sendable, CarriesParameters {
  /// Why no further trajectories were run.
  public enum Status: String, Codable, Hashable, Sendable {
    /// All trajectories that were asked for are there.
    case completed
    /// Every standard error is within the target.
    case reachedTarget
    /// A stop was asked for; what is there is a valid smaller ensemble.
    case cancelled
  }

  /// How the trajectories were calculated.
  public let method: String

  /// Why no further trajectories were run.
  public internal(set) var status: Status

  /// The times of output.
  public let times: [Double]

  /// The seed of all random numbers.
  public let seed: UInt64

  /// The jumps of each trajectory, in order; empty where they were not kept or for diffusion.
  public internal(set) var jumps: [[QuantumJump]]

  /// The measured currents of each trajectory.
  ///
  /// A row for each channel, with the mean of the current between one time and the next. Empty where they were not kept or for quantum jumps.
  public internal(set) var currents: [[[Double]]]

  /// The time that all calculations took together, in seconds.
  public internal(set) var wallTime: Double

  /// What the model was made with, as its `Liouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]

  let names: [String]
  let hermitianNames: Set<String>
  let fingerprint: UInt64
  var statistics: EnsembleStatistics

  /// How many trajectories were run.
  public var trajectoryCount: Int { statistics.count }

  /// The mean of each Hermitian observable, by name, at the times.
  public var expectationValues: [String: [Double]] {
    complexExpectationValues.filter { hermitianNames.contains($0.key) }
      .mapValues { $0.map(\.real) }
  }

  /// The mean of each observable, Hermitian or not, by name, at the times.
  public var complexExpectationValues: [String: [ComplexDouble]] {
    Dictionary(uniqueKeysWithValues: names.indices.map { (names[$0], slice(statistics.means, $0)) })
  }

  /// The standard error of each mean, by name, at the times; infinite for a single trajectory.
  public var standardErrors: [String: [Double]] {
    let errors = statistics.standardErrors
    return Dictionary(uniqueKeysWithValues: names.indices.map { (names[$0], slice(errors, $0)) })
  }

  /// The largest standard error of all observables and times.
  public var largestStandardError: Double { statistics.standardErrors.max() ?? 0 }

  /// The mean of a Hermitian observable by its name; an unknown name stops the program with the known ones.
  public subscript(name: String) -> [Double] {
    guard let index = names.firstIndex(of: name), hermitianNames.contains(name) else {
      stopForBrokenPrecondition(
        "No Hermitian observable is named \"\(name)\"; there are \(hermitianNames.sorted()).")
    }
    return slice(statistics.means, index).map(\.real)
  }

  private func slice<Number>(_ numbers: [Number], _ index: Int) -> [Number] {
    Array(numbers[index * times.count..<(index + 1) * times.count])
  }
}
