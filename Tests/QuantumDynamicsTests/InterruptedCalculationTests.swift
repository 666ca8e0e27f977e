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

  @Test func correlationsByRungeKuttaMethods() async throws {
    let found = try await Self.stopped { progress in
      try Sample.timeCrystal(12).correlation(
        of: Spin(particleCount: 12).z, with: Spin(particleCount: 12).z,
        delays: .linear(0, 100, count: 500), method: .rungeKutta(.dop853), progress: progress)
    }
    // Outputs of the step that is under way are still made.
    #expect(found.delays.count >= 3 && found.delays.count < 500)
    #expect(found.values.count == found.delays.count)
    #expect(found.status == .stopped(at: try #require(found.delays.last)))
    #expect(try #require(found.integration).acceptedStepCount > 0)
    #expect(found.description.contains("stopped"))
  }

  @Test func searchesNearSeveralShifts() async throws {
    let shifts = (0..<6).map { ComplexDouble(0.05, 0.4 * Double($0)) }
    let generator = try Sample.collectiveSpin(40, drive: 0.5, detuning: 0.5)
    let found = try await Self.stopped { progress in
      try generator.leadingEigenvalues(
        count: 6, nearEach: shifts, coherences: .all, progress: progress)
    }
    #expect(!found.isComplete && found.description.contains("not complete"))
    #expect(found.searchedDisks.map(\.center) == shifts)
    #expect(found.searchedDisks.prefix(3).allSatisfy { $0.radius > 0 })
    #expect(found.searchedDisks.suffix(3).allSatisfy { $0.radius == 0 })
    let sector = try #require(generator.sectors().first)
    let part = try await Self.stopped { progress in
      try sector.leadingEigenvalues(count: 6, nearEach: shifts, progress: progress)
    }
    #expect(!part.isComplete && part.eigenvalues.count >= 6)
  }

  @Test func searchesForTheSlowestModes() async throws {
    let found = try await Self.stopped { progress in
      try Sample.collectiveSpin(40, drive: 5, detuning: 0.5).slowestEigenvalues(
        count: 40, upToFrequency: 90, progress: progress)
    }
    #expect(!found.isComplete && !found.eigenvalues.isEmpty)
    #expect(found.gapIsCertainUpTo < 90)
  }

  @Test func regions() async throws {
    let region = SpectralRegion(realRange: -6.03...0.1, largestFrequency: 20.3)
    let found = try await Self.stopped { progress in
      try Sample.collectiveSpin(40, drive: 6, detuning: 0.1).eigenvalues(
        in: region, countPerShift: 12, progress: progress)
    }
    #expect(!found.spectrum.isComplete && !found.spectrum.eigenvalues.isEmpty)
    #expect(found.evidence.coveredFraction < 1 && found.evidence.completeAbove > -6.03)
    #expect(found.evidence.limitation == "stopped by the user")
  }

  @Test func countsOfRegions() async throws {
    let generator = try Sample.collectiveSpin(30, drive: 6, detuning: 0.1)
    let region = SpectralRegion(realRange: -3.03...0.1, largestFrequency: 5.3)
    let whole = try generator.eigenvalues(in: region, countPerShift: 60)
    #expect(whole.evidence.shiftCount == 1)
    // One shift covers the region: the third report is the count's.
    let found = try await Self.stopped { progress in
      try generator.eigenvalues(
        in: region, countPerShift: 60, verifiesCount: true, progress: progress)
    }
    #expect(found.spectrum.isComplete && found.evidence.countedByWinding == nil)
    #expect(found.spectrum.eigenvalues.count == whole.spectrum.eigenvalues.count)
    #expect(try #require(found.evidence.limitation).contains("count"))
  }

  @Test func pseudospectra() async throws {
    let found = try await Self.stopped { progress in
      try Sample.collectiveSpin(12, drive: 1.5, detuning: 0.5).pseudospectrum(
        realParts: [-0.4, 0.2], imaginaryParts: [0, 0.5, 1], progress: progress)
    }
    // Two points a row: the third report comes in the second row, which is not returned.
    #expect(found.imaginaryParts == [0] && found.resolventNorms.count == 1)
    #expect(found.resolventNorms[0].count == 2 && !found.isComplete)
    #expect(found.description.contains("stopped"))
  }

  @Test func trackedModes() async throws {
    let found = try await Self.stopped { progress in
      try LiouvillianSpectrum.track(over: [0.3, 0.4, 0.5, 0.6, 0.7], progress: progress) {
        try Sample.collectiveSpin(6, drive: $0, detuning: 0.5).spectrum()
      }
    }
    #expect(found.parameters == [0.3, 0.4, 0.5] && !found.isComplete)
    #expect(found.tracks.allSatisfy { $0.eigenvalues.count == 3 && $0.overlaps.count == 3 })
    // A spectrum that the stop cut off does not count: its modes would seem to have left.
    let shifts = [ComplexDouble(0.05, 0), ComplexDouble(0.05, 0.5), ComplexDouble(0.05, 1)]
    let task = Task {
      var reports = 0
      return try LiouvillianSpectrum.track(over: [0.4, 0.5, 0.6]) { drive in
        try Sample.collectiveSpin(30, drive: drive, detuning: 0.5).leadingEigenvalues(
          count: 4, nearEach: shifts, coherences: .all
        ) { _ in
          reports += 1
          if reports == 4 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
    }
    let cut = try await task.value
    #expect(cut.parameters == [0.4] && !cut.isComplete)
  }

  @Test func wholeSpectraOfSeveralSectors() async throws {
    // Cancelled before it begins there is nothing to return.
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try SectorsTests.boundaryTimeCrystal(8).spectrum()
    }
    await #expect(throws: (any Error).self) { try await task.value }
  }

  @Test func floquetMultipliersByArnoldi() async throws {
    let map = try FloquetMap(
      TimeDependentLiouvillian(
        hamiltonian: Spin(particleCount: 9).z
          + Modulation.cosine(angularFrequency: 2) * Spin(particleCount: 9).x,
        jumpOperators: [0.5 * Spin(particleCount: 9).minus]))
    let whole = try map.leadingMultipliers(count: 3)
    #expect(!whole.wasStopped)
    let task = Task {
      try map.leadingMultipliers(count: 3) { propagated in
        if propagated == 12 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    let found = try await task.value
    #expect(found.wasStopped && found.propagationCount == 12)
    #expect(found.description.contains("stopped"))
    // Nobody has more than the residual says, in a map whose condition numbers are below 100.
    #expect(!found.multipliers.isEmpty)
    for multiplier in found.multipliers {
      let residual = try #require(multiplier.residual)
      let distance = whole.multipliers.map { ($0.value - multiplier.value).length }.min() ?? 1
      #expect(residual < 0.1 && distance < 1e-9 + 100 * residual)
    }
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
    #expect(!spectrum.isComplete && spectrum.wasStopped)
    #expect(!spectrum.multipliers.isEmpty && spectrum.multipliers.count < 36)
  }
}
