import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct CoherenceRangeTests {
  @Test(arguments: [(0.5, 0.5), (1.5, 0.5), (3.0, 2.0)])
  func elementsNearTheDiagonalGiveTheEigenvaluesOfAll(drive: Double, detuning: Double) throws {
    let liouvillian = try Sample.collectiveSpin(120, drive: drive, detuning: detuning)
    let near = try liouvillian.leadingEigenvalues(count: 6)
    let all = try liouvillian.leadingEigenvalues(count: 6, coherences: .all)
    let evidence = try #require(near.coherences)
    #expect(evidence.unknownCount < 121 * 121 * 9 / 10)
    #expect(all.coherences == nil)
    #expect(near.eigenvalues.count == all.eigenvalues.count)
    for found in near.eigenvalues {
      let same = try #require(
        all.eigenvalues.min {
          ($0.value - found.value).length < ($1.value - found.value).length
        })
      let allowed = 10 * ((found.uncertainty ?? 0) + (same.uncertainty ?? 0)) + 1e-12
      #expect((same.value - found.value).length < allowed)
      // The mode's residual is one of the whole L: build it and apply L.
      let mode = found.mode
      #expect((liouvillian.apply(to: mode) - found.value * mode).norm < 2 * found.residual + 1e-12)
      let (first, second) = (
        try #require(found.conditionNumber), try #require(same.conditionNumber)
      )
      if second < 1e6 { #expect(abs(first / second - 1) < 1e-4) }
    }
    // All that was searched decays more slowly than what was left out.
    let rate = try #require(evidence.discardedDecayRate)
    #expect(
      near.eigenvalues.filter { $0.decayRate > rate + 1e-9 && ($0.uncertainty ?? 1) < 1e-3 }.isEmpty
    )
  }

  @Test(arguments: [(0.5, 0.5, 5), (1.5, 0.5, 8), (3.0, 2.0, 12)])
  func guaranteedDecayRateBoundsWhatIsLeftOut(drive: Double, detuning: Double, range: Int) throws {
    let liouvillian = try Sample.collectiveSpin(20, drive: drive, detuning: detuning)
    let guaranteed = DiscardedCoherences(liouvillian, beyond: range).guaranteedDecayRate
    let d = liouvillian.dimension
    let kept = (0..<d * d).filter { abs($0 / d - $0 % d) > range }
    let whole = liouvillian.superoperator.dense
    let block = Matrix<ComplexDouble>(rows: kept.count, columns: kept.count) {
      whole[kept[$0], kept[$1]]
    }
    // Eigenvalues of this size are good to 1e-12 and better; the bound is of the Hermitian part.
    let slowest = try block.eigensystem().values.map { -$0.real }.min() ?? 0
    #expect(guaranteed <= slowest + 1e-10)
    let hermitian = ComplexDouble(0.5) * (block + block.adjoint)
    let edge = try hermitian.hermitianEigensystem().values.last ?? 0
    #expect(guaranteed <= -edge + 1e-10)
    // A statement, not only a true one.
    if range >= 8 { #expect(guaranteed > 0) }
  }

  @Test func tooShortARangeShowsInTheResiduals() throws {
    let liouvillian = try Sample.collectiveSpin(60, drive: 1.5, detuning: 0.5)
    let short = try liouvillian.leadingEigenvalues(count: 4, coherences: .upTo(8))
    #expect(short.coherences?.range == 8)
    #expect(short.eigenvalues.contains { $0.residual > 1e-4 })
    let long = try liouvillian.leadingEigenvalues(count: 4, coherences: .upTo(58))
    #expect(long.eigenvalues.allSatisfy { $0.residual < 1e-9 })
  }

  @Test func slowModesFarFromTheDiagonalAreNotOverlooked() throws {
    // S_z² dephasing does not touch the coherences between m and −m; a field couples them to the rest.
    let spin = try Spin(particleCount: 80)
    let s = spin.quantumNumber
    let liouvillian = try Liouvillian(
      hamiltonian: 0.02 * spin.x, jumpOperators: [(1 / s).squareRoot() * (spin.z * spin.z)])
    let spectrum = try liouvillian.leadingEigenvalues(count: 6)
    // The antidiagonal is slow: elements near the diagonal alone must not be trusted.
    #expect(spectrum.coherences == nil)
  }

  @Test func whatFallsApartIsSearchedInSectors() throws {
    // A boundary time crystal has two sectors of the transposition.
    let spectrum = try SectorsTests.boundaryTimeCrystal(70).leadingEigenvalues(count: 6)
    #expect(spectrum.coherences == nil)
    #expect(Set(spectrum.eigenvalues.map(\.sector)).count == 2)
  }

  @Test func modesOfDifferentRangesCanBeTracked() throws {
    let tracks = try LiouvillianSpectrum.track(over: [0.5, 0.52]) { drive in
      try Sample.collectiveSpin(80, drive: drive, detuning: 0.5).leadingEigenvalues(
        count: 4, coherences: drive < 0.51 ? .upTo(40) : .upTo(50))
    }
    for track in tracks.tracks.prefix(4) {
      #expect((track.overlaps.last ?? 0) ?? 0 > 0.9)
    }
  }
}
