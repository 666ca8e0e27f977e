import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumSynchronization
import RealModule
import SignalAnalysis
import Testing

@Suite struct SignalMeasuresTests {
  private let times = (0..<4000).map { Double($0) * 0.05 }

  @Test func correlationOfSinesIsTheCosineOfTheirPhase() throws {
    // 16 whole periods in 3217 samples of 2π·16/3217 each.
    let grid = (0..<3200).map { 2 * Double.pi * 16 * Double($0) / 3200 }
    for phase in [0.0, 0.5, .pi / 2, .pi] {
      let c = try PearsonCorrelation(
        grid.map { .sin($0) }, grid.map { 3 + 0.2 * .sin($0 + phase) })
      #expect(abs(c.value - .cos(phase)) < 1e-12)
    }
    let delayed = try PearsonCorrelation.delayed(
      grid.map { .sin($0) }, grid.map { .sin($0 - 0.5 * .pi) }, maximumLag: 100)
    // A quarter of 200 samples.
    #expect(delayed.lag == 50 && delayed.value > 1 - 1e-12)
    #expect(try PearsonCorrelation([1, 2, 3], [4, 4, 4]).value.isNaN)
    #expect(throws: SynchronizationError.self) { try PearsonCorrelation([1, 2], [1, 2, 3]) }
  }

  @Test func windowsShowWhenSynchronizationSetsIn() throws {
    // Two frequencies up to t = 100, one from there on.
    let x = times.map { Double.sin($0) }
    let y = times.map { $0 < 100 ? Double.sin(1.3 * $0) : .sin($0 + 0.1) }
    let windows = try PearsonCorrelation.windowed(x, y, window: 400, step: 100)
    #expect(windows.filter { $0.index > 2200 }.allSatisfy { $0.value > 0.98 })
    #expect(windows.filter { $0.index < 1800 }.contains { $0.value < 0 })
    #expect(throws: SynchronizationError.self) {
      try PearsonCorrelation.windowed(x, y, window: 1)
    }
  }

  @Test func phaseOfACircleIsItsAngle() throws {
    let phase = try OscillatorPhase.unwrapped(
      x: times.map { .cos(1.1 * $0 + 0.2) }, y: times.map { .sin(1.1 * $0 + 0.2) })
    #expect(zip(times, phase).allSatisfy { abs($1 - 1.1 * $0 - 0.2) < 1e-10 })
    #expect(throws: SynchronizationError.self) { try OscillatorPhase.unwrapped(x: [0], y: [0]) }
  }

  @Test func hilbertsPhaseOfACosineIsItsArgument() throws {
    // Whole periods: exact to rounding.
    let signal = try SampledSignal(
      (0..<1000).map { Double.cos(Double.pi * Double($0) / 25) }, interval: 1)
    let phase = try OscillatorPhase.hilbert(signal)
    for (k, value) in phase.enumerated() {
      let exact = 2 * Double.pi * 20 * Double(k) / 1000
      #expect(abs(value - exact) < 1e-9)
    }
  }

  @Test func observedFrequenciesOfAdlersEquation() throws {
    // φ̇ = Δ − ε sin φ drifts with √(Δ² − ε²) for Δ > ε: tan(φ/2) = ε/Δ + (Ω/Δ) tan(Ωt/2).
    let (detuning, strength) = (1.0, 0.6)
    let frequency = (detuning * detuning - strength * strength).squareRoot()
    let adler = OscillatorPhase.unwrapped(
      times.map { time in
        let (c, s) = (Double.cos(frequency * time / 2), Double.sin(frequency * time / 2))
        return 2 * Double.atan2(y: (strength * c + frequency * s) / detuning, x: c)
      })
    let locked = times.map { 0.6 + .exp(-$0) }
    let observed = try ObservedFrequencies(times: times, phases: [adler, locked], after: 40)
    // Crossings by cubics at 0.05: 1e-6.
    #expect(abs(observed.values[0] - 0.8) < 1e-5)
    #expect(abs(observed.values[1]) < 1e-9)
    #expect(abs(observed.difference(0, 1) - 0.8) < 1e-5)
    #expect(abs(observed.variance - 0.16) < 1e-5)
    #expect(observed.clusters(tolerance: 0.1) == [[1], [0]])
    let coherence = try PhaseCoherence(times: times, adler, times.map { _ in 0 }, after: 0)
    // ⟨e^(iφ)⟩ = i(Δ − Ω)/ε over whole turns; 25 turns leave the share of a cut one.
    #expect(abs(coherence.magnitude - 0.2 / 0.6) < 0.02)
    #expect(coherence.locking.state == .drifting)
  }

  @Test func observedFrequenciesFromSignals() throws {
    let signals = try [0.7, 0.7, 1.1].map { frequency in
      try SampledSignal(times: times, values: times.map { .cos(frequency * $0 + frequency) })
    }
    let observed = try ObservedFrequencies(of: signals)
    #expect(observed.difference(0, 1) < 1e-11)
    #expect(abs(observed.spread - 0.4) < 1e-11)
    #expect(throws: SynchronizationError.self) { try ObservedFrequencies([1]) }
  }

  @Test func phasesLockInOtherRatios() throws {
    let first = times.map { 2 * $0 + 0.1 * .sin(0.3 * $0) }
    let second = times.map { 3 * $0 - 0.4 }
    let coherence = try PhaseCoherence(times: times, first, second, ratio: (3, 2))
    #expect(coherence.locking.state == .trapped)
    // |⟨e^(0.3 i sin)⟩| = J₀(0.3) = 0.97763; 9.5 periods leave part of one.
    #expect(abs(coherence.magnitude - 0.97763) < 2e-3)
    #expect(abs(coherence.phaseDifference - 0.8) < 0.02)
    let wrong = try PhaseCoherence(times: times, first, second)
    #expect(wrong.magnitude < 0.02 && wrong.locking.state == .drifting)
  }

  @Test func kuramotosOrderParameter() throws {
    #expect(abs(try KuramotoOrderParameter([0.4, 0.4, 0.4]).phase - 0.4) < 1e-15)
    let clusters = [0, Double.pi, 0, .pi]
    #expect(try KuramotoOrderParameter(clusters).magnitude < 1e-15)
    #expect(abs(try KuramotoOrderParameter(clusters, harmonic: 2).magnitude - 1) < 1e-15)
    #expect(
      abs(try KuramotoOrderParameter([0, .pi], weights: [3, 1]).magnitude - 0.5) < 1e-15)
    let turning = try KuramotoOrderParameter.magnitudes(
      of: [times, times.map { $0 + 0.2 }, times.map { $0 - 0.2 }])
    let exact = (1 + 2 * Double.cos(0.2)) / 3
    #expect(turning.allSatisfy { abs($0 - exact) < 1e-12 })
    #expect(throws: SynchronizationError.self) { try KuramotoOrderParameter([]) }
    #expect(throws: SynchronizationError.self) {
      try KuramotoOrderParameter.magnitudes(of: [[1, 2], [1]])
    }
  }

  @Test func circularVarianceOfNormalAngles() throws {
    var generator = Philox(seed: 6)
    let angles = NormalVariates.real(count: 20_000, using: &generator).map { 1 + 0.5 * $0 }
    let statistics = try CircularStatistics(angles)
    // ⟨cos⟩ of a normal distribution is e^(−σ²/2).
    #expect(
      abs(statistics.meanResultantLength - .exp(-0.125)) < 5 * statistics.standardError)
    #expect(abs(statistics.standardDeviation - 0.5) < 0.02)
    #expect(abs(statistics.meanDirection - 1) < 0.02)
    #expect(abs(try CircularStatistics([0, .pi]).variance - 1) < 1e-15)
    #expect(try CircularStatistics([0, .pi], order: 2).variance < 1e-15)
    #expect(try CircularStatistics.variances(of: [[1, 1], [0, .pi / 2]])[0] < 1e-15)
    #expect(throws: SynchronizationError.self) { try CircularStatistics([]) }
    #expect(throws: SynchronizationError.self) { try CircularStatistics([.nan]) }
  }
}
