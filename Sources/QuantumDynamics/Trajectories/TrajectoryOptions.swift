/// How an ensemble of trajectories is calculated.
public struct TrajectoryOptions: Hashable, Sendable, Codable {
  /// How many trajectories the ensemble has at the end, at most.
  public var trajectoryCount: Int

  /// Where all random numbers come from.
  ///
  /// Trajectory i draws from stream i of the seed.
  public var seed: UInt64

  /// When every standard error is at most this, no further trajectories are run; nil runs them all.
  public var targetStandardError: Double?

  /// The relative error that a step of a trajectory may make.
  public var tolerance: Double

  /// How many threads work; results do not depend on it.
  ///
  /// Nil takes one for each processor.
  public var threadCount: Int?

  /// Whether the jumps or measurement records of all trajectories are kept.
  public var keepsRecords: Bool

  /// Chooses how an ensemble is calculated.
  ///
  /// - Parameters:
  ///   - trajectoryCount: at least 1.
  ///   - seed: any number.
  ///   - targetStandardError: positive, in the unit of the observables; nil for none.
  ///   - tolerance: the relative error of a step, positive.
  ///   - threadCount: at least 1; nil takes one for each processor.
  ///   - keepsRecords: whether jumps or records are kept.
  public init(
    trajectoryCount: Int = 500, seed: UInt64 = 0, targetStandardError: Double? = nil,
    tolerance: Double = 1e-8, threadCount: Int? = nil, keepsRecords: Bool = true
  ) {
    self.trajectoryCount = trajectoryCount
    self.seed = seed
    self.targetStandardError = targetStandardError
    self.tolerance = tolerance
    self.threadCount = threadCount
    self.keepsRecords = keepsRecords
  }

  func validate() throws {
    guard trajectoryCount >= 1, threadCount ?? 1 >= 1, tolerance > 0, tolerance < 1e-2,
      targetStandardError ?? 1 > 0
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "An ensemble needs at least one trajectory and one thread, a tolerance between 0 and 0.01 and a "
          + "positive target; \(trajectoryCount) trajectories, \(threadCount ?? 1) threads, tolerance "
          + "\(tolerance) and target \(targetStandardError.map { "\($0)" } ?? "none") came.")
    }
  }
}
