import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

/// A stop in the middle returns what there is; each calculation is told to stop by its own progress.
@Suite struct InterruptedCalculationTests {
  /// Runs a calculation and cancels its task at the third report of progress.
  private static func stopped<Result: Sendable>(
    _ body: @escaping @Sendable (_ progress: @escaping (Double) -> Void) throws -> Result
  ) async throws -> Result {
    let task = Task {
      var count = 0
      return try body { _ in
        count += 1
        if count == 3 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    return try await task.value
  }

  private static func drive() throws -> TimeDependentLiouvillian {
    try TimeDependentLiouvillian(
      hamiltonian: TwoLevel.sigmaZ + Modulation.cosine(angularFrequency: 1) * TwoLevel.sigmaX,
      jumpOperators: [TwoLevel.sigmaMinus])
  }

  @Test func schroedingerEquations() async throws {
    let constant = try await Self.stopped { progress in
      try Spin(particleCount: 100).x.evolve(
        from: Spin(particleCount: 100).coherentState(polar: 0, azimuth: 0),
        times: .linear(0, 100, count: 500), progress: progress)
    }
    #expect(constant.status == .stopped(at: try #require(constant.times.last)))
    #expect(constant.times.count == 3)
    let driven = try await Self.stopped { progress in
      try (TwoLevel.sigmaZ + Modulation.cosine(angularFrequency: 1) * TwoLevel.sigmaX).evolve(
        from: TwoLevel.ground, times: .linear(0, 100, count: 500), keepsStates: true,
        progress: progress)
    }
    // Outputs of the step that is under way are still made.
    #expect(driven.times.count >= 3 && driven.times.count < 500)
    #expect(driven.states.count == driven.times.count)
    #expect(driven.status == .stopped(at: try #require(driven.times.last)))
  }

  @Test func drivenMasterEquations() async throws {
    let solution = try await Self.stopped { progress in
      try Self.drive().evolve(
        from: DensityMatrix(TwoLevel.ground), times: .linear(0, 100, count: 500),
        progress: progress)
    }
    #expect(solution.times.count >= 3 && solution.times.count < 500)
    #expect(solution.status == .stopped(at: try #require(solution.times.last)))
  }

  @Test func stroboscopicEvolutions() async throws {
    let solution = try await Self.stopped { progress in
      try FloquetMap(Self.drive()).stroboscopicEvolution(
        from: DensityMatrix(TwoLevel.ground), periodCount: 100, observing: ["z": TwoLevel.sigmaZ],
        progress: progress)
    }
    #expect(solution.times.count == 3 && solution["z"].count == 3)
    #expect(solution.status == .stopped(at: solution.times[2]))
  }

  @Test func correlations() async throws {
    let found = try await Self.stopped { progress in
      try Sample.timeCrystal(12).correlation(
        of: Spin(particleCount: 12).z, with: Spin(particleCount: 12).z,
        delays: .linear(0, 100, count: 500), progress: progress)
    }
    #expect(found.delays.count == 3 && found.values.count == 3)
    #expect(found.status == .stopped(at: found.delays[2]))
    let resolved = try await Self.stopped { progress in
      try Self.drive().correlation(
        later: TwoLevel.sigmaPlus, after: TwoLevel.sigmaMinus,
        from: DensityMatrix(TwoLevel.excited), times: .linear(0, 10, count: 50),
        delays: [0, 1, 2], progress: progress)
    }
    #expect(resolved.times.count == 3 && resolved.values.count == 3)
    #expect(resolved.status == .stopped(at: resolved.times[2]))
  }

  @Test func emissionSpectra() async throws {
    let spectrum = try await Self.stopped { progress in
      let (generator, a) = try Sample.kerrMode()
      return try generator.emissionSpectrum(
        of: a.adjoint, with: a, frequencies: .linear(-3, 3, count: 40), progress: progress)
    }
    #expect(spectrum.frequencies.count == 3 && spectrum.values.count == 3)
    #expect(spectrum.method.contains("stopped after 3 of 40"))
  }

  @Test func floquetSpectraOfSeveralSectors() async throws {
    // A mode without a drive that changes its number: sectors of equal n − m.
    let spectrum = try await Self.stopped { progress in
      let a = try Sample.annihilation(6)
      let number = a.adjoint * a
      let map = try FloquetMap(
        TimeDependentLiouvillian(
          hamiltonian: number + Modulation.cosine(angularFrequency: 1) * number,
          jumpOperators: [a]))
      return try map.allMultipliers(threadCount: 1, progress: progress)
    }
    #expect(!spectrum.isComplete)
    #expect(!spectrum.multipliers.isEmpty && spectrum.multipliers.count < 36)
  }
}
