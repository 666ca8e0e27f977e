import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import RealModule
import SignalAnalysis
import Testing

/// Numbers of QuTiP from Oracles/measures.txt, and states with known values.
@Suite struct StateMeasuresTests {
  private let modes: CompositeSpace
  private let mode: BosonicMode

  init() throws {
    mode = try BosonicMode(levels: 30)
    modes = try CompositeSpace(["a": .mode(mode), "b": .mode(mode)])
  }

  private func product(_ first: Ket, _ second: Ket) throws -> DensityMatrix {
    DensityMatrix(try modes.ket(["a": first, "b": second]))
  }

  @Test func equalCoherentStatesAreCompletelySynchronized() throws {
    let alpha = ComplexDouble(0.8, 0.3)
    let state = try product(mode.coherentState(alpha), mode.coherentState(alpha))
    let measure = try ContinuousVariableSynchronization(of: state, in: modes, "a", "b")
    #expect(abs(measure.complete - 1) < 1e-10)
    #expect(abs(try #require(measure.phase) - 1) < 1e-10)
    // In antiphase: x_−² + p_−² = 1 + 4|α|².
    let opposite = try product(mode.coherentState(alpha), mode.coherentState(-alpha))
    let other = try ContinuousVariableSynchronization(of: opposite, in: modes, "a", "b")
    #expect(abs(other.complete - 1 / (1 + 4 * 0.73)) < 1e-10)
    #expect(abs(other.completeOfFluctuations - 1) < 1e-10)
    #expect(abs(try #require(other.phase) - 1) < 1e-10)
  }

  @Test func thermalNoiseLowersIt() throws {
    let thermal = try mode.thermalState(meanPhotons: 0.4, allowedLoss: 1e-6)
    let state = try modes.densityMatrix(["a": thermal, "b": thermal])
    let measure = try ContinuousVariableSynchronization(of: state, in: modes, "a", "b")
    // 1/(2n̄ + 1), cut at 30 levels where 1e-16 is left.
    #expect(abs(measure.complete - 1 / 1.8) < 1e-9)
    #expect(measure.phase == nil)
  }

  @Test func squeezedStatesAreQuTiPs() throws {
    // D(0.8) D(0.5 i) exp(r(ab − a†b†))|0⟩, r = 0.3.
    let a = try modes.embed(mode.annihilation, in: "a")
    let b = try modes.embed(mode.annihilation, in: "b")
    let vacuum = try modes.basisState(["a": 0, "b": 0])
    // exp(rK) with K = ab − a†b† by its series.
    let generator = 0.3 * (a * b - a.adjoint * b.adjoint)
    var term = vacuum
    var state = vacuum
    for k in 1...60 {
      term = (1 / Double(k)) * (generator * term)
      state = state + term
    }
    let shift = try modes.product([
      "a": mode.displacement(0.8), "b": mode.displacement(ComplexDouble(0, 0.5)),
    ])
    let displaced = shift * state
    let measure = try ContinuousVariableSynchronization(
      of: DensityMatrix(displaced), in: modes, "a", "b")
    #expect(abs(measure.complete - 0.481819686116884) < 1e-9)
    #expect(abs(try #require(measure.phase) - 0.843550687621809) < 1e-9)
  }

  @Test func samplesGiveWhatTheStateGives() throws {
    // Coherent states: Wigner functions of variance 1/4 for the real and the imaginary part.
    var generator = Philox(seed: 12)
    func sample(_ mean: ComplexDouble) -> [ComplexDouble] {
      (0..<40_000).map { _ in
        let noise = NormalVariates.complex(using: &generator)
        return mean + ComplexDouble(noise.real / 2, noise.imaginary / 2)
      }
    }
    let measure = try ContinuousVariableSynchronization(
      samples: sample(ComplexDouble(2, 1)), sample(ComplexDouble(2, 1)))
    // Variances from 40,000 samples scatter by 0.7 %; five deviations.
    #expect(abs(measure.complete - 1) < 0.04)
    #expect(abs(try #require(measure.phase) - 1) < 0.04)
    #expect(throws: SynchronizationError.self) {
      try ContinuousVariableSynchronization(samples: [ComplexDouble.zero], [])
    }
  }

  @Test func completeSynchronizationNeverExceedsOne() throws {
    var generator = Philox(seed: 5)
    let small = try BosonicMode(levels: 4)
    let space = try CompositeSpace(["a": .mode(levels: 12), "b": .mode(levels: 12)])
    for _ in 0..<20 {
      // Random states of four levels, well inside of twelve.
      var state = [ComplexDouble](repeating: .zero, count: 144)
      let four = try CompositeSpace(["a": .mode(small), "b": .mode(small)])
      for (k, amplitude) in four.randomKet(using: &generator).amplitudes.enumerated() {
        state[k / 4 * 12 + k % 4] = amplitude
      }
      let measure = try ContinuousVariableSynchronization(
        of: DensityMatrix(Ket(state)), in: space, "a", "b")
      #expect(measure.complete > 0 && measure.complete <= 1 + 1e-12)
      #expect(measure.completeOfFluctuations <= 1 + 1e-12)
    }
  }

  @Test func coherentSpinsAreNotSqueezed() throws {
    let spin = try Spin(10)
    for (polar, azimuth) in [(0.0, 0.0), (1, 0.4), (.pi / 2, 3), (.pi, 0)] {
      let state = DensityMatrix(spin.coherentState(polar: polar, azimuth: azimuth))
      let squeezing = try SpinSqueezing(of: state, spin: spin)
      #expect(abs(squeezing.wineland - 1) < 1e-11)
      #expect(abs(squeezing.kitagawaUeda - 1) < 1e-11)
    }
    // Dicke states in the middle have no mean spin.
    let dicke = try SpinSqueezing(of: DensityMatrix(spin.dickeState(m: 0)), spin: spin)
    #expect(dicke.wineland == .infinity && dicke.kitagawaUeda.isNaN)
    #expect(throws: SynchronizationError.self) {
      try SpinSqueezing(of: .maximallyMixed(dimension: 3), spin: spin)
    }
  }

  @Test func oneAxisTwistingSqueezesAsQuTiPAndKitagawaSay() throws {
    let spin = try Spin(10)
    let twist = try (spin.z * spin.z).hermitianFunction {
      ComplexDouble(length: 1, phase: -0.1 * $0)
    }
    let state = twist * spin.coherentState(polar: .pi / 2, azimuth: 0)
    let squeezing = try SpinSqueezing(of: DensityMatrix(state), spin: spin)
    #expect(abs(squeezing.wineland - 0.227444645985883) < 1e-11)
    #expect(abs(squeezing.kitagawaUeda - 0.188027716612739) < 1e-11)
    // Kitagawa and Ueda (1993), eq. (5): 1 + (2S−1)/4 (A − √(A² + B²)) with μ = 2χt.
    let mu = 0.2
    let cosine = Double.cos(mu)
    let a = 1 - Double.pow(cosine, 18)
    let b = 4 * Double.sin(mu / 2) * .pow(.cos(mu / 2), 18)
    let exact = 1 + 19.0 / 4 * (a - Double.hypot(a, b))
    #expect(abs(squeezing.kitagawaUeda - exact) < 1e-11)
    // The variance along the direction that is told is the least.
    let direction = squeezing.squeezedDirection
    let across = direction[0] * spin.x + direction[1] * spin.y
    let along = across + direction[2] * spin.z
    let density = DensityMatrix(state)
    let mean = density.expectationValue(of: along).real
    let variance = density.expectationValue(of: along * along).real - mean * mean
    #expect(abs(4 * variance / 20 - squeezing.kitagawaUeda) < 1e-12)
  }

  @Test func squeezingOfARegisterIsThatOfItsTotalSpin() throws {
    // Four two-level systems in the symmetric space against Spin(2).
    let spin = try Spin(2)
    let twist = try (spin.z * spin.z).hermitianFunction {
      ComplexDouble(length: 1, phase: -0.3 * $0)
    }
    let collective = twist * spin.coherentState(polar: .pi / 2, azimuth: 0)
    let register = try CompositeSpace(count: 4, of: .twoLevel, named: "q")
    var ket = 0.0 * (try register.dickeState(excitations: 0))
    for k in 0...4 {
      ket = ket + collective.amplitudes[k] * (try register.dickeState(excitations: 4 - k))
    }
    let one = try SpinSqueezing(of: DensityMatrix(collective), spin: spin)
    let many = try SpinSqueezing(of: DensityMatrix(ket), in: register)
    #expect(abs(one.wineland - many.wineland) < 1e-12)
    #expect(abs(one.kitagawaUeda - many.kitagawaUeda) < 1e-12)
    #expect(throws: SynchronizationError.self) {
      try SpinSqueezing(of: .maximallyMixed(dimension: 900), in: modes)
    }
  }

  @Test func fanoFactorsOfKnownStates() throws {
    let n = mode.number
    // Coherent 1, Fock 0, thermal 1 + n̄; cut at 30 levels, where 1e-12 is left.
    #expect(
      abs(FanoFactor(of: DensityMatrix(try mode.coherentState(1.2)), number: n).value - 1) < 1e-9)
    #expect(FanoFactor(of: DensityMatrix(try mode.fockState(3)), number: n).value < 1e-15)
    let thermal = FanoFactor(
      of: try mode.thermalState(meanPhotons: 0.4, allowedLoss: 1e-6), number: n)
    #expect(abs(thermal.value - 1.4) < 1e-9)
    #expect(abs(thermal.mandelQ - 0.4) < 1e-9)
    // Squeezed vacuum: F = 2(n̄ + 1), n̄ = sinh² r.
    let levels = try BosonicMode(levels: 80)
    let squeezed = FanoFactor(
      of: DensityMatrix(try levels.squeezedVacuum(0.5)), number: levels.number)
    #expect(abs(squeezed.value - 2 * (Double.pow(.sinh(0.5), 2) + 1)) < 1e-9)
    #expect(FanoFactor(of: DensityMatrix(mode.vacuum), number: n).value.isNaN)
  }

  @Test func fanoFactorsOfCounts() throws {
    #expect(abs(try FanoFactor(counts: [1, 2, 3]).value - 0.5) < 1e-15)
    // A clock is regular: the same number in each window.
    let clock = try FanoFactor(
      eventTimes: (0..<1000).map { 0.05 + 0.1 * Double($0) }, window: 1, in: 0...100)
    #expect(clock.value < 1e-10 && abs(clock.mean - 10) < 1e-12)
    var generator = Philox(seed: 20)
    var (time, events) = (0.0, [Double]())
    while time < 4000 {
      time -= .log(1 - .random(in: 0..<1, using: &generator))
      events.append(time)
    }
    let poisson = try FanoFactor(eventTimes: events, window: 4, in: 0...4000)
    #expect(abs(poisson.value - 1) < 5 * (try #require(poisson.standardError)))
    #expect(throws: SynchronizationError.self) {
      try FanoFactor(eventTimes: events, window: 3000, in: 0...4000)
    }
    #expect(throws: SynchronizationError.self) { try FanoFactor(counts: [1]) }
  }

  @Test func oscillatingCoherencesOfTwoSpinsAreInAntiphase() throws {
    // Paper 003, appendix D with Fig. 5's numbers: |J + 2Δ − 2B| = 2.4 (errata), phase difference π.
    let pair = try CompositeSpace(count: 2, of: .twoLevel, named: "q")
    func sigma(_ local: Operator, _ name: String) throws -> Operator {
      try pair.embed(local, in: name)
    }
    let (plus, minus, z) = (TwoLevel.sigmaPlus, TwoLevel.sigmaMinus, TwoLevel.sigmaZ)
    let exchange = try sigma(plus, "q0") * sigma(minus, "q1")
    let ising = try sigma(z, "q0") * sigma(z, "q1")
    let field: Operator = try sigma(z, "q0") + sigma(z, "q1")
    let hamiltonian: Operator = exchange + exchange.adjoint + ising + 0.3 * field
    let jump: Operator = 0.5 * (try sigma(minus, "q0") + sigma(minus, "q1"))
    let states = try Liouvillian(hamiltonian: hamiltonian, jumpOperators: [jump]).steadyStates()
    let coherences = OscillatingCoherences(
      states,
      observables: [
        "x0": try sigma(TwoLevel.sigmaX, "q0"), "x1": try sigma(TwoLevel.sigmaX, "q1"),
        "y0": try sigma(TwoLevel.sigmaY, "q0"), "z0": try sigma(z, "q0"),
      ])
    #expect(coherences.modes.count == 1)
    #expect(abs(coherences.modes[0].frequency - 2.4) < 1e-10)
    let relations = coherences.relations()
    let x = try #require(relations.first { $0.names == ["x0", "x1"] })
    #expect(x.isSynchronized && abs(abs(x.phaseDifference) - .pi) < 1e-9)
    #expect(abs(x.amplitudeRatio - 1) < 1e-9)
    let quadrature = try #require(relations.first { $0.names == ["x0", "y0"] })
    #expect(abs(abs(quadrature.phaseDifference) - .pi / 2) < 1e-9)
    // z does not see the coherence.
    #expect(!relations.contains { $0.names.contains("z0") })
  }

  @Test func uncoupledSpinsOscillateWithoutBeingSynchronized() throws {
    // Two free spins of one frequency: phases depend on the initial state.
    let pair = try CompositeSpace(count: 2, of: .twoLevel, named: "q")
    let z0 = try pair.embed(TwoLevel.sigmaZ, in: "q0")
    let z1 = try pair.embed(TwoLevel.sigmaZ, in: "q1")
    // Dephasing of the product keeps single-spin coherences apart from the pair's.
    let states = try Liouvillian(hamiltonian: 0.5 * (z0 + z1), jumpOperators: [z0 * z1 + z0])
      .steadyStates()
    let coherences = OscillatingCoherences(
      states,
      observables: [
        "x0": try pair.embed(TwoLevel.sigmaX, in: "q0"),
        "x1": try pair.embed(TwoLevel.sigmaX, in: "q1"),
      ])
    for relation in coherences.relations() { #expect(!relation.isSynchronized) }
  }

  @Test func regimesOfTrajectories() throws {
    let times = (0..<800).map { Double($0) * 0.1 }
    func locking(_ phase: (Double) -> Double) throws -> PhaseLocking {
      try PhaseLocking(times: times, phase: times.map(phase), after: 40)
    }
    let locked = try locking { 0.5 + .exp(-$0) }
    let turned = try locking { 0.5 + 2 * .pi + .exp(-$0) }
    let elsewhere = try locking { 2 + .exp(-$0) }
    let drifting = try locking { 0.9 * $0 }
    let trapped = try locking { 0.3 * .sin($0) }
    #expect(TongueRegime.classify([locked, turned]) == .locked)
    #expect(TongueRegime.classify([locked, elsewhere]) == .bistable)
    #expect(TongueRegime.classify([locked, drifting]) == .bistable)
    #expect(TongueRegime.classify([drifting, drifting]) == .drifting)
    #expect(TongueRegime.classify([trapped]) == .trapped)
  }

  @Test func tongueOfAdlersEquationIsAsWideAsItsDrive() throws {
    let detunings = (0...40).map { -2 + 0.1 * Double($0) }
    let strengths = [0.5, 1.0, 1.5]
    let map = try TongueMap(detunings: detunings, strengths: strengths) { detuning, strength in
      abs(detuning) <= strength + 1e-9 ? .locked : .drifting
    }
    // |Δ| ≤ ε, to a step of the grid.
    for (width, strength) in zip(map.widths(), strengths) {
      #expect(abs(width - 2 * strength - 0.1) < 1e-9)
    }
    #expect(abs(map.share(of: .locked) - Double(11 + 21 + 31) / 123) < 1e-12)
    #expect(throws: SynchronizationError.self) {
      try TongueMap(detunings: [0, 1], strengths: [0], regimes: [[.locked]])
    }
  }

  @Test func evidenceTellsACrystalFromASlowSpiral() throws {
    let sizes = [50, 100, 200, 400]
    let crystal = try RegimeEvidence(
      sizes: sizes,
      eigenvalues: sizes.map { ComplexDouble(-2 / Double($0), 0.44 + 1 / Double($0)) })
    #expect(crystal.regime == .timeCrystal)
    #expect(abs(crystal.closingExponent.value - 1) < 1e-8)
    #expect(abs(crystal.gapLimit.value) < 1e-12)
    #expect(abs(crystal.frequencyLimit.value - 0.44) < 1e-10)
    let spiral = try RegimeEvidence(
      sizes: sizes, eigenvalues: sizes.map { ComplexDouble(-0.1 - 1 / Double($0), 0.7) })
    #expect(spiral.regime == .oscillatorySynchronization)
    #expect(abs(spiral.gapLimit.value - 0.1) < 1e-10)
    let monotonic = try RegimeEvidence(
      sizes: sizes, eigenvalues: sizes.map { ComplexDouble(-0.5 - 1 / Double($0), 0.2) })
    #expect(monotonic.regime == .monotonicSynchronization)
    #expect(throws: SynchronizationError.self) {
      try RegimeEvidence(sizes: [1, 2], eigenvalues: [-1, -1])
    }
  }
}
