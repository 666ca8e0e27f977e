import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct RegionSpectrumTests {
  @Test(arguments: [(0.5, 0.5), (3.0, 2.0)])
  func regionHoldsEveryDenseEigenvalueOnce(drive: Double, detuning: Double) throws {
    let liouvillian = try Sample.collectiveSpin(18, drive: drive, detuning: detuning)
    let region = SpectralRegion(realRange: -2.53...0.1, largestFrequency: 3.07)
    let found = try liouvillian.eigenvalues(in: region, countPerShift: 6, verifiesCount: true)
    let dense = try liouvillian.spectrum().eigenvalues.filter { region.contains($0.value) }
    #expect(found.spectrum.eigenvalues.count == dense.count)
    #expect(found.evidence.countedByWinding == dense.count)
    #expect(found.evidence.shiftCount > 0)
    // What one disk found in another was found there too.
    #expect(found.evidence.shiftCount == 1 || found.evidence.confirmedCount > 0)
    var rest = dense
    for eigenvalue in found.spectrum.eigenvalues {
      let nearest = try #require(
        rest.indices.min {
          (rest[$0].value - eigenvalue.value).length < (rest[$1].value - eigenvalue.value).length
        })
      let allowed =
        1e-10 + 10 * ((eigenvalue.uncertainty ?? 0) + (rest[nearest].uncertainty ?? 0))
      #expect((rest[nearest].value - eigenvalue.value).length < allowed)
      rest.remove(at: nearest)
    }
  }

  /// Hundreds of eigenvalues of paper 000's spin against the whole spectrum, in its well-conditioned phase and off it.
  @Test(arguments: [(50, 6.0, 0.0, -12.03, 25.3, 250), (40, 5.0, 0.5, -6.03, 20.3, 80)])
  func manyShiftsFindWhatTheDenseSpectrumHolds(
    count: Int, drive: Double, detuning: Double, left: Double, top: Double, least: Int
  ) throws {
    let liouvillian = try Sample.collectiveSpin(count, drive: drive, detuning: detuning)
    let region = SpectralRegion(realRange: left...0.1, largestFrequency: top)
    let found = try liouvillian.eigenvalues(in: region, countPerShift: 30, verifiesCount: true)
    let dense = try liouvillian.spectrum().eigenvalues.filter { region.contains($0.value) }
    #expect(dense.count >= least)
    #expect(found.spectrum.eigenvalues.count == dense.count)
    #expect(found.evidence.countedByWinding == dense.count)
    #expect(found.evidence.shiftCount > 5 && found.evidence.confirmedCount > dense.count)
    #expect(found.evidence.completeAbove == left && found.evidence.limitation == nil)
    #expect(found.spectrum.isComplete)
    var rest = dense
    for eigenvalue in found.spectrum.eigenvalues {
      #expect(eigenvalue.conditionNumber != nil)
      let nearest = try #require(
        rest.indices.min {
          (rest[$0].value - eigenvalue.value).length < (rest[$1].value - eigenvalue.value).length
        })
      // Both say how far they may be off.
      let allowed =
        1e-10 + 10 * ((eigenvalue.uncertainty ?? 0) + (rest[nearest].uncertainty ?? 0))
      #expect((rest[nearest].value - eigenvalue.value).length < allowed)
      rest.remove(at: nearest)
    }
  }

  @Test func illConditionedRegionsAreCompleteDownToWhereTheySay() throws {
    // Below threshold a boundary time crystal is far from normal: deep in its spectrum no eigenvalue is known.
    let liouvillian = try SectorsTests.boundaryTimeCrystal(40, drive: 0.3)
    let region = SpectralRegion(realRange: -12.03...0.1, largestFrequency: 2.03)
    let found = try liouvillian.eigenvalues(in: region, countPerShift: 20, verifiesCount: true)
    #expect(!found.spectrum.isComplete)
    #expect(found.evidence.coveredFraction < 1 && found.evidence.countedByWinding == nil)
    #expect(try #require(found.evidence.limitation).contains("uncertain"))
    #expect(found.description.contains("not complete"))
    let edge = found.evidence.completeAbove
    #expect(edge > -12.03 && edge < -0.5)
    // What is right of the edge is what the whole spectrum holds there: κ is below 1e4 down to −3.
    let isWell = { (value: ComplexDouble) in
      region.contains(value) && value.real > max(edge, -3)
    }
    let dense = try liouvillian.spectrum().eigenvalues.filter { isWell($0.value) }
    #expect(dense.count > 3)
    #expect(found.spectrum.eigenvalues.filter { isWell($0.value) }.count == dense.count)
  }

  @Test func countTellsThatAnEigenvalueIsMissingOrDouble() throws {
    let sector = try #require(
      Sample.collectiveSpin(12, drive: 0.5, detuning: 0.5).sectors().first)
    guard case .real(let matrix) = sector.generator else { return }
    let all = try sector.spectrum().eigenvalues.map(\.value)
    let inside = all.count { $0.real > -2.3 && abs($0.imaginary) < 3.1 }
    func count(_ known: [ComplexDouble]) throws -> Int {
      try countEigenvalues(
        of: matrix, realRange: -2.3...0.1, largestImaginaryPart: 3.1, known: known
      ).count
    }
    // Whatever is said to be known, right, wrong or nothing: the determinant decides.
    #expect(try count(all) == inside)
    #expect(try count([]) == inside)
    #expect(try count(all.filter { $0.real < -0.2 }) == inside)
    #expect(try count(all + all.prefix(3)) == inside)
  }

  @Test func sectorsAreCoveredOneByOne() throws {
    let liouvillian = try SectorsTests.boundaryTimeCrystal(26)
    let region = SpectralRegion(realRange: -1.01...0.05, largestFrequency: 4.03)
    let found = try liouvillian.eigenvalues(in: region, countPerShift: 20, verifiesCount: true)
    let dense = try liouvillian.spectrum().eigenvalues.filter { region.contains($0.value) }
    #expect(found.spectrum.eigenvalues.count == dense.count)
    #expect(Set(found.spectrum.eigenvalues.map(\.sector)).count == 2)
  }

  @Test func badRegionsAreRefused() throws {
    let liouvillian = try Sample.generic(dimension: 3)
    #expect {
      try liouvillian.eigenvalues(in: SpectralRegion(realRange: -1...0, largestFrequency: 0))
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
  }

  @Test func resolventOfANormalGeneratorIsTheInverseDistance() throws {
    // Pure dephasing: L is diagonal.
    let liouvillian = try Liouvillian(
      hamiltonian: .diagonal([0.3, 1.1, 2.7]), jumpOperators: [.diagonal([0.2, 0.9, -0.4])])
    let values = try liouvillian.spectrum().eigenvalues.map(\.value)
    let grid = try liouvillian.pseudospectrum(
      realParts: [-0.7, -0.2, 0.5], imaginaryParts: [-1, 0.4, 2], tolerance: 1e-8)
    for (i, imaginary) in grid.imaginaryParts.enumerated() {
      for (j, real) in grid.realParts.enumerated() {
        let distance = values.map { ($0 - ComplexDouble(real, imaginary)).length }.min() ?? 0
        #expect(abs(grid.resolventNorms[i][j] * distance - 1) < 1e-6)
      }
    }
    #expect(grid.transientGrowthBound <= 1 + 1e-6)
    #expect(grid.isComplete && grid.tolerance == 1e-8 && grid.method.contains("Lanczos"))
  }

  @Test func resolventIsTheSmallestSingularValue() throws {
    let liouvillian = try Sample.collectiveSpin(6, drive: 1.5, detuning: 0.5)
    let point = ComplexDouble(-0.4, 0.7)
    let grid = try liouvillian.pseudospectrum(
      realParts: [point.real], imaginaryParts: [point.imaginary], tolerance: 1e-9)
    let shifted =
      point * SparseMatrix<ComplexDouble>.identity(49) - liouvillian.superoperator
    let squares = try (shifted.adjoint * shifted).dense.hermitianEigensystem().values
    let smallest = try #require(squares.first)
    #expect(abs(grid.resolventNorms[0][0] * smallest.squareRoot() - 1) < 1e-6)
  }

  @Test func dephasingModelHasItsExceptionalPoint() throws {
    // Paper 004's spins with H = ω S_x and L = √(κ/S) S_z have the coherence pair
    // λ = −κ/(2N) ± i√(ω² − (κ/2N)²) for each particle number; N = 1 with S = 1/2: L = √(κ/S) S_z gives
    // ẏ = −ωz·…, with the dephasing rate g = κ of D[√(2κ) σ_z/2]: λ = −g/2 ± i√(ω² − g²/4).
    let spin = try Spin(particleCount: 1)
    let spectrum: (Double) throws -> LiouvillianSpectrum = { drive in
      try Liouvillian(
        hamiltonian: drive * spin.x, jumpOperators: [(2 * 1.2).squareRoot() * spin.z]
      ).spectrum()
    }
    // L has −g (σ_x), and the pair: it coalesces at ω = g/2 with λ = −g/2.
    let point = try LiouvillianSpectrum.exceptionalPoint(
      in: 0.1...1.0, near: ComplexDouble(-0.5, 0), spectrum: spectrum)
    #expect(abs(point.parameter - 0.6) < 1e-9)
    #expect((point.eigenvalue - ComplexDouble(-0.6)).length < 1e-6)
    #expect(point.splitting < 1e-4)
    #expect(point.modeOverlap > 1 - 1e-6)
    #expect((point.conditionNumber ?? 0) > 1e3)
    #expect {
      try LiouvillianSpectrum.exceptionalPoint(
        in: 0.7...1.0, near: ComplexDouble(-0.5, 0), spectrum: spectrum)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .notConverged }
  }

  @Test(arguments: [3, 6])
  func dephasingModelHasItsClosedFormPair(count: Int) throws {
    // Paper 004: H = ω_x S_x, D[√(κ/S) S_z]: m_y and m_z rotate with ω_x, m_y decays with κ/(2S) = κ/N:
    // λ = −κ/(2N) ± i√(ω_x² − (κ/2N)²), at every N.
    let spin = try Spin(particleCount: count)
    let (omega, kappa) = (1.3, 0.9)
    let values = try Liouvillian(
      hamiltonian: omega * spin.x,
      jumpOperators: [(2 * kappa / Double(count)).squareRoot() * spin.z]
    ).spectrum().eigenvalues.map(\.value)
    let half = kappa / Double(2 * count)
    for sign in [1.0, -1.0] {
      let expected = ComplexDouble(-half, sign * (omega * omega - half * half).squareRoot())
      #expect(values.contains { ($0 - expected).length < 1e-10 })
    }
  }

  @Test func tracksKeepTheirModesThroughACrossing() throws {
    // Two uncoupled decays, one of rate p and one of rate 1: the slower changes at p = 1.
    let spectrum: (Double) throws -> LiouvillianSpectrum = { rate in
      let first = try Operator(rows: [[0, 1, 0], [0, 0, 0], [0, 0, 0]])
      let second = try Operator(rows: [[0, 0, 1], [0, 0, 0], [0, 0, 0]])
      return try Liouvillian(
        hamiltonian: .diagonal([0, 5, 9]),
        jumpOperators: [rate.squareRoot() * first, second]
      ).spectrum()
    }
    let tracks = try LiouvillianSpectrum.track(
      over: [0.7, 0.85, 0.95, 1.1, 1.25], spectrum: spectrum)
    #expect(tracks.tracks.count == 9)
    #expect(tracks.isComplete && tracks.methods.count == 1)
    // The mode that decays with p all the way, and the one that decays with 1.
    let moving = tracks.tracks.filter { track in
      zip(tracks.parameters, track.eigenvalues).allSatisfy { rate, found in
        abs((found?.value.real ?? 0) + rate) < 1e-9 && abs(found?.value.imaginary ?? 1) < 1e-9
      }
    }
    let fixed = tracks.tracks.filter { track in
      track.eigenvalues.allSatisfy { ($0.map { ($0.value + 1).length } ?? 1) < 1e-9 }
    }
    #expect(moving.count == 1)
    #expect(fixed.count == 1)
    #expect(
      tracks.crossings.contains { abs($0.parameter - 1) < 1e-9 && abs($0.realPart + 1) < 1e-9 })
  }

  @Test func illConditionedSpectraAreMarked() throws {
    // Below threshold a boundary time crystal is far from normal.
    let spectrum = try SectorsTests.boundaryTimeCrystal(40, drive: 0.3).spectrum()
    #expect(try #require(spectrum.warning).contains("ill-conditioned"))
    #expect(spectrum.description.contains("warning"))
    #expect(try Sample.generic(dimension: 3).spectrum().warning == nil)
  }
}
