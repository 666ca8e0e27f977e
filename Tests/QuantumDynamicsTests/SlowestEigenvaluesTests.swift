import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct SlowestEigenvaluesTests {
  @Test(arguments: [1.7, 2.5])
  func slowestModesAreTheRightmostOfTheDenseSpectrum(drive: Double) throws {
    // Slow pairs at |Im λ| of about 1.7, which a search near zero does not see.
    let liouvillian = try SectorsTests.boundaryTimeCrystal(24, drive: drive)
    let slowest = try liouvillian.slowestEigenvalues(count: 7, upToFrequency: 5)
    let dense = try liouvillian.spectrum().eigenvalues.filter { abs($0.value.imaginary) <= 5 }
    #expect(slowest.eigenvalues.count >= 7)
    for (found, expected) in zip(slowest.eigenvalues, dense) {
      let allowed = 1e-9 + 10 * ((found.uncertainty ?? 0) + (expected.uncertainty ?? 0))
      #expect(abs(found.value.real - expected.value.real) < allowed)
      #expect(abs(abs(found.value.imaginary) - abs(expected.value.imaginary)) < allowed)
    }
    #expect(slowest.eigenvalues.contains { $0.value.imaginary > 1 })
    #expect(slowest.gapIsCertainUpTo >= 5)
    #expect(slowest.isComplete)
  }

  @Test func badInputIsRefused() throws {
    let liouvillian = try Sample.generic(dimension: 3)
    #expect { try liouvillian.slowestEigenvalues(count: 0, upToFrequency: 1) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try liouvillian.slowestEigenvalues(count: 2, upToFrequency: .infinity) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  @Test func threadsDoNotChangeWhatARegionHolds() throws {
    let liouvillian = try Sample.collectiveSpin(22, drive: 0.5, detuning: 0.5)
    let region = SpectralRegion(realRange: -2.31...0.1, largestFrequency: 4.07)
    let one = try liouvillian.eigenvalues(in: region, countPerShift: 12, verifiesCount: true)
    let three = try liouvillian.eigenvalues(
      in: region, countPerShift: 12, verifiesCount: true, threads: 3)
    #expect(one.spectrum.eigenvalues.count == three.spectrum.eigenvalues.count)
    #expect(one.evidence.countedByWinding == three.evidence.countedByWinding)
    #expect(three.evidence.coveredFraction == 1)
    for (first, second) in zip(one.spectrum.eigenvalues, three.spectrum.eigenvalues) {
      #expect((first.value - second.value).length < 1e-8)
    }
  }

  @Test func stoppedSearchesReturnWhatTheyHave() async throws {
    let task = Task { () throws -> (RegionSpectrum, LiouvillianSpectrum) in
      let liouvillian = try Sample.collectiveSpin(22, drive: 0.5, detuning: 0.5)
      // The first report of progress stops the task, as a user's interrupt would.
      let region = try liouvillian.eigenvalues(
        in: SpectralRegion(realRange: -2.31...0.1, largestFrequency: 6), countPerShift: 6,
        verifiesCount: true
      ) { _ in withUnsafeCurrentTask { $0?.cancel() } }
      return (region, region.spectrum)
    }
    let (region, spectrum) = try await task.value
    #expect(region.evidence.coveredFraction < 1)
    #expect(region.evidence.countedByWinding == nil)
    #expect(!spectrum.isComplete)
    #expect(!spectrum.eigenvalues.isEmpty)
  }

  @Test func stoppedShiftsReturnTheOnesThatAreDone() async throws {
    let task = Task { () throws -> LiouvillianSpectrum in
      try Sample.collectiveSpin(16, drive: 0.5, detuning: 0.5).leadingEigenvalues(
        count: 5, nearEach: [ComplexDouble(0.03, 0), ComplexDouble(0, 1), ComplexDouble(0, 2)]
      ) { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    let spectrum = try await task.value
    #expect(!spectrum.isComplete)
    #expect(spectrum.eigenvalues.count >= 5)
    #expect(spectrum.searchedDisks.map { $0.radius > 0 } == [true, false, false])
  }
}
