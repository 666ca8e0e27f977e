import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct LiouvillianSpectrumTests {
  @Test func dampedQubitHasItsFourEigenvalues() throws {
    // 0, −γ, −γ/2 ± iω.
    let pauli = try Sample.pauli()
    let spectrum = try Liouvillian(
      hamiltonian: 0.65 * pauli.z, jumpOperators: [(0.4).squareRoot() * pauli.minus]
    ).spectrum()
    let expected: [ComplexDouble] = [
      0, ComplexDouble(-0.2, -1.3), ComplexDouble(-0.2, 1.3), ComplexDouble(-0.4, 0),
    ]
    #expect(spectrum.eigenvalues.count == 4)
    for (found, value) in zip(spectrum.eigenvalues, expected) {
      #expect((found.value - value).length < 1e-14)
    }
    #expect(spectrum.eigenvalues.map(\.isZero) == [true, false, false, false])
    #expect(abs(try #require(spectrum.gap) - 0.2) < 1e-14)
    #expect(spectrum.gapIsCertainUpTo == .infinity)
  }

  @Test func wholeSpectrumSumsToTheTrace() throws {
    let liouvillian = try Sample.generic(dimension: 6)
    let spectrum = try liouvillian.spectrum()
    let sum = spectrum.eigenvalues.reduce(ComplexDouble.zero) { $0 + $1.value }
    let trace = liouvillian.superoperator.trace
    // 36 eigenvalues of size up to 100.
    #expect((sum - trace).length < 1e-10)
    #expect(spectrum.steadyStateCount == 1)
    #expect(spectrum.eigenvalues.allSatisfy { $0.value.real < 1e-12 })
  }

  @Test func modesAreEigenmatricesOfTheSuperoperator() throws {
    let liouvillian = try Sample.generic(dimension: 4)
    for found in try liouvillian.spectrum().eigenvalues {
      let difference = liouvillian.apply(to: found.mode) - found.value * found.mode
      #expect(difference.norm < 1e-11)
      #expect(abs(found.mode.norm - 1) < 1e-12)
      // Decaying modes carry no trace.
      if !found.isZero { #expect(found.mode.trace.length < 1e-11) }
    }
  }

  @Test(arguments: [(0.5, 0.5), (1.5, 0.5), (3.0, 2.0)])
  func shiftInvertFindsTheDenseEigenvalues(drive: Double, detuning: Double) throws {
    let liouvillian = try Sample.collectiveSpin(16, drive: drive, detuning: detuning)
    let dense = try liouvillian.spectrum()
    let leading = try liouvillian.leadingEigenvalues(count: 8)
    #expect(leading.eigenvalues.count >= 8)
    for found in leading.eigenvalues {
      let same = try #require(
        dense.eigenvalues.min {
          ($0.value - found.value).length < ($1.value - found.value).length
        })
      // Both are good to their own uncertainty.
      let allowed = 10 * ((found.uncertainty ?? 0) + (same.uncertainty ?? 0)) + 1e-12
      #expect((same.value - found.value).length < allowed)
      #expect(allowed < 1e-8)
      #expect(leading.eigenvalues.contains { ($0.value - found.value.conjugate).length < 1e-9 })
    }
    #expect(abs(try #require(leading.gap) - (try #require(dense.gap))) < 1e-9)
    #expect(leading.steadyStateCount == 1)
  }

  @Test(arguments: [
    // Oracles/collective_spin_gap.txt (SciPy, complex superoperator, SuperLU), the slowest pair.
    (40, 0.5, 0.5, 9.806710104444e-02, 4.609954022527e-01),
    (40, 1.5, 0.5, 6.935320690680e-01, 3.517330301583e-01),
    (40, 3.0, 2.0, 3.940987422750e-01, 2.327645577750e+00),
    (200, 0.5, 0.5, 1.911267596289e-02, 4.415489468147e-01),
    (200, 1.5, 0.5, 9.468870571895e-01, 3.854299764150e-01),
    (200, 3.0, 2.0, 3.475716244302e-01, 2.387303300993e+00),
  ])
  func collectiveSpinGapAgreesWithSciPy(
    count: Int, drive: Double, detuning: Double, gap: Double, frequency: Double
  ) throws {
    let spectrum = try Sample.collectiveSpin(count, drive: drive, detuning: detuning)
      .leadingEigenvalues(count: 8)
    let slowest = try #require(spectrum.slowestOscillation)
    let uncertainty = try #require(slowest.uncertainty)
    // In QS-I the condition number is 3e4: SciPy's own conjugates differ by 1e-11.
    #expect(abs(try #require(spectrum.gap) - gap) < 1e-11 + 10 * uncertainty)
    #expect(abs(slowest.value.imaginary - frequency) < 1e-11 + 10 * uncertainty)
    #expect(uncertainty < 1e-6)
    #expect(slowest.residual < 1e-10)
    #expect(spectrum.steadyStateCount == 1)
  }

  @Test func gapIsTheRateOfLateDecay() throws {
    // Past the faster modes (the next decays 4 times faster) ⟨m_z⟩ − steady ∝ e^(−gap t) cos(ωt + φ), of
    // which x(t+1) − 2 e^(−g) cos ω x(t) + e^(−2g) x(t−1) = 0 is free of amplitude and phase.
    let spin = try Spin(particleCount: 40)
    let liouvillian = try Sample.collectiveSpin(40, drive: 0.5, detuning: 0.5)
    let mode = try #require(try liouvillian.leadingEigenvalues(count: 6).slowestOscillation)
    let steady = try liouvillian.steadyState().densityMatrix.expectationValue(of: spin.x).real
    let solution = try liouvillian.evolve(
      from: DensityMatrix(spin.coherentState(polar: 1, azimuth: 0.3)),
      times: [0] + .linear(60, 80, count: 21), observing: ["x": spin.x],
      integrator: ExplicitRungeKutta(
        tableau: .dop853, relativeTolerance: 1e-12, absoluteTolerance: 1e-15))
    let x = solution["x"].dropFirst().map { $0 - steady }
    // Prony's method: two unknowns a = 2e^(−g) cos ω, b = e^(−2g) by least squares.
    var (xx, xy, yy, xz, yz) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for k in 1..<x.count - 1 {
      xx += x[k] * x[k]
      xy += x[k] * x[k - 1]
      yy += x[k - 1] * x[k - 1]
      xz += x[k] * x[k + 1]
      yz += x[k - 1] * x[k + 1]
    }
    let fit = try Matrix<Double>(rowMajor: [[xx, xy], [xy, yy]]).solve([xz, yz])
    let decay = -0.5 * log(-fit[1])
    // The next mode is e^(−(0.236 − 0.098) · 60) ≈ 2e-4 of this one at the beginning.
    #expect(abs(decay / mode.decayRate - 1) < 5e-3)
    #expect(abs(fit[0] / (2 * exp(-decay)) - cos(mode.value.imaginary)) < 5e-3)
  }

  @Test func severalShiftsJoinWithoutRepeats() throws {
    let liouvillian = try Sample.collectiveSpin(16, drive: 0.5, detuning: 0.5)
    let shifts: [ComplexDouble] = [
      ComplexDouble(0.03, 0), ComplexDouble(0, 0.5), ComplexDouble(0, 1),
    ]
    let joined = try liouvillian.leadingEigenvalues(count: 8, nearEach: shifts)
    for (k, first) in joined.eigenvalues.enumerated() {
      for second in joined.eigenvalues.dropFirst(k + 1) {
        #expect((first.value - second.value).length > 1e-6)
      }
      #expect(joined.eigenvalues.contains { ($0.value - first.value.conjugate).length < 1e-9 })
    }
    let one = try liouvillian.leadingEigenvalues(count: 8)
    #expect(joined.eigenvalues.count > one.eigenvalues.count)
    #expect(joined.gapIsCertainUpTo > one.gapIsCertainUpTo)
    #expect(joined.searchedDisks.count == 3)
  }

  @Test func certaintyNamesAModeThatASingleShiftMisses() throws {
    // A precessing spin with weak dephasing and strong decay of populations: the slow coherences turn at
    // ω = 40, far outside what a search near zero sees.
    let pauli = try Sample.pauli()
    let fast = try Liouvillian(
      hamiltonian: 20 * pauli.z, jumpOperators: [pauli.minus, pauli.minus.adjoint])
    let whole = try fast.spectrum()
    #expect(abs(try #require(whole.gap) - 1) < 1e-12)
    // Rebuilt as a search near zero would give it: the steady state and the population's decay at −2.
    let missed = LiouvillianSpectrum(
      eigenvalues: whole.eigenvalues.filter { $0.value.imaginary == 0 },
      searchedDisks: [SearchedDisk(center: ComplexDouble(0.03, 0), radius: 2.03)],
      method: "test", solveCount: 1, wallTime: 0)
    #expect(abs(try #require(missed.gap) - 2) < 1e-12)
    #expect(missed.gapIsCertainUpTo < 40)
  }

  @Test(arguments: [1e-9, 1e9])
  func unitsOfTimeDoNotMatter(scale: Double) throws {
    let liouvillian = try Sample.collectiveSpin(16, drive: 1.5, detuning: 0.5)
    let scaled = try Liouvillian(
      hamiltonian: scale * liouvillian.hamiltonian,
      jumpOperators: liouvillian.jumpOperators.map { scale.squareRoot() * $0 })
    let first = try liouvillian.leadingEigenvalues(count: 8)
    let second = try scaled.leadingEigenvalues(count: 8)
    #expect(first.eigenvalues.count == second.eigenvalues.count)
    for (left, right) in zip(first.eigenvalues, second.eigenvalues) {
      #expect((left.value - right.value / ComplexDouble(scale)).length < 1e-9)
      #expect(left.isZero == right.isZero)
    }
  }

  @Test func badInputIsRefused() throws {
    let liouvillian = try Sample.generic(dimension: 3)
    #expect { try liouvillian.leadingEigenvalues(count: 0) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try liouvillian.leadingEigenvalues(count: 2, near: .nan) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
    #expect { try liouvillian.spectrum(dimensionLimit: 2) } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }
}
