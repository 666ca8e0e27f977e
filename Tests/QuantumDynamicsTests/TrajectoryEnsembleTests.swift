import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct TrajectoryEnsembleTests {
  private static let times = [Double].linear(0, 4, count: 5)

  private static func run(
    _ options: TrajectoryOptions, resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    let (generator, a) = try Sample.kerrMode()
    return try generator.quantumJumps(
      from: Sample.fock(0, levels: 8), times: times,
      observing: ["n": a.adjoint * a, "a": a], options: options, resuming: resuming,
      progress: progress)
  }

  private static func expectSame(_ x: TrajectoryEnsemble, _ y: TrajectoryEnsemble) {
    #expect(x.complexExpectationValues == y.complexExpectationValues)
    #expect(x.standardErrors == y.standardErrors)
    #expect(x.jumps == y.jumps)
    #expect(x.currents == y.currents)
  }

  @Test func resultsDoNotDependOnTheNumberOfThreads() throws {
    let one = try Self.run(TrajectoryOptions(trajectoryCount: 90, seed: 1, threadCount: 1))
    let four = try Self.run(TrajectoryOptions(trajectoryCount: 90, seed: 1, threadCount: 4))
    Self.expectSame(one, four)
    let other = try Self.run(TrajectoryOptions(trajectoryCount: 90, seed: 2, threadCount: 1))
    #expect(other["n"] != one["n"])
  }

  @Test func savedEnsemblesContinueWhereTheyStopped() throws {
    let whole = try Self.run(TrajectoryOptions(trajectoryCount: 100, seed: 1))
    let part = try Self.run(TrajectoryOptions(trajectoryCount: 40, seed: 1))
    let data = try JSONEncoder().encode(part)
    let restored = try JSONDecoder().decode(TrajectoryEnsemble.self, from: data)
    #expect(restored == part)
    let continued = try Self.run(
      TrajectoryOptions(trajectoryCount: 100, seed: 1), resuming: restored)
    Self.expectSame(continued, whole)
    #expect(continued.trajectoryCount == 100)
  }

  @Test func ensemblesOfOtherCalculationsAreNotContinued() throws {
    let part = try Self.run(TrajectoryOptions(trajectoryCount: 8, seed: 1))
    #expect {
      try Self.run(TrajectoryOptions(trajectoryCount: 16, seed: 2), resuming: part)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
    let (generator, a) = try Sample.drivenKerrMode()
    #expect {
      try generator.quantumJumps(
        from: Sample.fock(0, levels: 8), times: Self.times,
        observing: ["n": a.adjoint * a, "a": a],
        options: TrajectoryOptions(trajectoryCount: 16, seed: 1), resuming: part)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
  }

  @Test func aTargetEndsTheEnsembleEarly() throws {
    let ensemble = try Self.run(
      TrajectoryOptions(trajectoryCount: 100_000, seed: 1, targetStandardError: 0.08))
    #expect(ensemble.status == .reachedTarget)
    #expect(ensemble.largestStandardError <= 0.08)
    #expect(ensemble.trajectoryCount < 2000)
  }

  @Test func errorBarsCanBeWatchedWhileTrajectoriesRun() throws {
    var errors: [Double] = []
    var counts: [Int] = []
    let ensemble = try Self.run(TrajectoryOptions(trajectoryCount: 300, seed: 1)) { running in
      counts.append(running.trajectoryCount)
      errors.append(running.largestStandardError)
    }
    #expect(counts == [64, 128, 192, 256, 300])
    #expect(errors.last == ensemble.largestStandardError)
    // Errors fall like 1/√n; those of the first 64 scatter by a tenth or two.
    let ratio = errors[0] / errors[4]
    #expect(ratio > 1.5 && ratio < 3.2, "\(errors)")
  }

  @Test func aStopKeepsWhatIsThere() async throws {
    let task = Task {
      // The progress is reported by the task's own thread after the first 64 trajectories.
      try Self.run(TrajectoryOptions(trajectoryCount: 1000, seed: 1, threadCount: 2)) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    let stopped = try await task.value
    #expect(stopped.status == .cancelled)
    #expect(stopped.trajectoryCount == 64)
    let continued = try Self.run(
      TrajectoryOptions(trajectoryCount: 72, seed: 1), resuming: stopped)
    Self.expectSame(continued, try Self.run(TrajectoryOptions(trajectoryCount: 72, seed: 1)))
  }

  @Test func errorBarsAreStandardErrors() throws {
    let generator = try Liouvillian(
      hamiltonian: 0 * TwoLevel.sigmaZ, jumpOperators: [TwoLevel.sigmaMinus])
    let ensemble = try generator.quantumJumps(
      from: TwoLevel.excited, times: [0, 0.6], observing: ["z": TwoLevel.sigmaZ],
      options: TrajectoryOptions(trajectoryCount: 333, seed: 6))
    // Every trajectory has z = ±1 at the end, so that the mean m tells the variance 1 − m².
    let mean = ensemble["z"][1]
    let expected = ((1 - mean * mean) / 332).squareRoot()
    let error = try #require(ensemble.standardErrors["z"])[1]
    #expect(abs(error - expected) < 1e-12)
  }

  @Test func badOptionsAreRefused() throws {
    for options in [
      TrajectoryOptions(trajectoryCount: 0), TrajectoryOptions(tolerance: 0),
      TrajectoryOptions(targetStandardError: -1), TrajectoryOptions(threadCount: 0),
    ] {
      #expect {
        try Self.run(options)
      } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
    }
  }
}
