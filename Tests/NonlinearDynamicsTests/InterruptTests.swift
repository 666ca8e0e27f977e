import NonlinearDynamics
import Testing

@Suite struct InterruptTests {
  /// Runs something in a task that is cancelled already.
  private func cancelled<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let task = Task {
      // The cancellation is there before the calculation begins.
      while !Task.isCancelled { await Task.yield() }
      return try body()
    }
    task.cancel()
    return try await task.value
  }

  @Test func aTrajectoryKeepsWhatItHas() async throws {
    let path = try await cancelled {
      try ModelSystems.lorenz.trajectory(from: [1, 1, 1], times: .linear(0, 1000, count: 1001))
    }
    guard case .stopped(let time) = path.status else {
      Issue.record("The trajectory was not stopped.")
      return
    }
    #expect(path.times.last == time)
    #expect(path.states.count == path.times.count)
    #expect(path.times.count < 1001)
  }

  @Test func aBranchKeepsWhatItHas() async throws {
    let branch = try await cancelled {
      try ModelSystems.brusselator.fixedPointBranch(
        from: [1.3, 1 / 1.3], over: "B", in: 0.5...5)
    }
    #expect(branch.ends == [.stopped, .stopped])
    #expect(branch.points.count == 1)
  }

  @Test func searchesWithoutAResultSaySo() async throws {
    await #expect(throws: NonlinearDynamicsError.self) {
      try await cancelled {
        try ModelSystems.lorenz.lyapunovSpectrum(from: [1, 1, 1], duration: 1000)
      }
    }
  }
}
