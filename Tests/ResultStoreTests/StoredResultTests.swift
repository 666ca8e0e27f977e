import ComplexModule
import Foundation
import LinearAlgebra
import PaperModels
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import ResultStore
import Testing

/// What a file on the disk gives back.
private func reloaded<Value: HDF5Storable>(_ value: Value) throws -> Value {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("\(UUID().uuidString).h5").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  try value.save(to: path)
  return try Value(contentsOf: path)
}

@Suite struct StoredResultTests {
  private let model: QuantumSynchronizationBreakdown
  private let liouvillian: Liouvillian
  private let spin: Spin

  init() throws {
    model = try QuantumSynchronizationBreakdown(particleCount: 6, drive: 1, detuning: 0.2)
    liouvillian = try model.liouvillian()
    spin = model.spin
  }

  @Test("The results of a model's Liouvillian carry its parameters, and files keep them")
  func parameters() throws {
    let expected = [
      "particleCount": 6, "drive": 1, "detuning": 0.2, "gain": 1, "nonlinearDecay": 2,
    ]
    let start = DensityMatrix(spin.coherentState(polar: 1, azimuth: 0))
    let field = spin.minus
    #expect(try reloaded(liouvillian.steadyState()).parameters == expected)
    #expect(try reloaded(liouvillian.steadyStates()).parameters == expected)
    #expect(try reloaded(liouvillian.spectrum()).parameters == expected)
    #expect(try reloaded(liouvillian.leadingEigenvalues(count: 4)).parameters == expected)
    #expect(try reloaded(liouvillian.evolve(from: start, times: [0, 1])).parameters == expected)
    #expect(
      try reloaded(liouvillian.evolve(from: start, times: [0, 1], method: .krylov)).parameters
        == expected)
    #expect(
      try reloaded(liouvillian.secondOrderCoherence(of: field, delays: [0, 1])).parameters
        == expected)
    #expect(
      try reloaded(liouvillian.emissionSpectrum(of: field, frequencies: [0])).parameters
        == expected)
    #expect(
      try reloaded(liouvillian.pseudospectrum(realParts: [0.1], imaginaryParts: [0])).parameters
        == expected)
    let region = SpectralRegion(realRange: -1...0.1, largestFrequency: 1)
    #expect(try reloaded(liouvillian.eigenvalues(in: region)).spectrum.parameters == expected)
    #expect(
      try reloaded(
        liouvillian.quantumJumps(
          from: spin.coherentState(polar: 1, azimuth: 0), times: [0, 1], observing: [:],
          options: TrajectoryOptions(trajectoryCount: 2))
      ).parameters == expected)
    #expect(
      try reloaded(model.meanField.trajectory(from: [1, 0, 0], times: [0, 1])).parameters
        == expected)
    let sector = try #require(liouvillian.sectors().first)
    #expect(try reloaded(sector.spectrum()).parameters == expected)
    #expect(try reloaded(sector.leadingEigenvalues(count: 2)).parameters == expected)
    #expect(
      try reloaded(liouvillian.sector(containing: 0, 0).spectrum()).parameters == expected)
    #expect(try reloaded(RealLiouvillian(liouvillian).steadyState()).parameters == expected)
    var eta = RealLiouvillian(liouvillian)
    eta.parameters["drive"] = 3
    eta.parameters["eta"] = 0.5
    let sum = RealLiouvillian(liouvillian).adding(eta, times: 0.5)
    // "drive" is 1 in one and 3 in the other.
    #expect(sum.parameters["eta"] == 0.5 && sum.parameters["drive"] == nil)
    #expect(sum.parameters["gain"] == 1)
    var drive = spin.z + Modulation.cosine(angularFrequency: 2) * spin.x
    drive.parameters = ["amplitude": 1]
    drive = drive + Modulation.cosine(angularFrequency: 4) * spin.y
    let ket = spin.coherentState(polar: 1, azimuth: 0)
    #expect(try reloaded(drive.evolve(from: ket, times: [0, 1])).parameters == ["amplitude": 1])
    #expect(try reloaded(drive.floquetModes()).parameters == ["amplitude": 1])
    #expect(
      try reloaded(
        TimeDependentLiouvillian(hamiltonian: drive).evolve(
          from: DensityMatrix(ket), times: [0, 1])
      ).parameters == ["amplitude": 1])
    // The model itself comes back from any of its results.
    var file = HDF5Group()
    file.store(try liouvillian.steadyState(), as: "steady")
    let group = try #require(file.groups["steady"])
    #expect(try group.decode(QuantumSynchronizationBreakdown.self, at: "parameters") == model)
  }

  @Test("A model, its Liouvillian and a ket come back as they were")
  func inputs() throws {
    #expect(try reloaded(model) == model)
    let ket = spin.coherentState(polar: 1, azimuth: 0.3)
    #expect(try reloaded(ket) == ket)
    let generator = try reloaded(liouvillian)
    #expect(generator.hamiltonian == liouvillian.hamiltonian)
    #expect(generator.jumpOperators == liouvillian.jumpOperators)
    #expect(generator.parameters == liouvillian.parameters)
  }

  @Test("All steady states come back with what is conserved and what oscillates")
  func steadyStates() throws {
    // Two spins 1/2 that decay together keep their singlet.
    let pair = try CompositeSpace(count: 2, of: .twoLevel, named: "q")
    let lowering =
      try pair.embed(TwoLevel.sigmaMinus, in: "q0")
      + pair.embed(TwoLevel.sigmaMinus, in: "q1")
    let energy = try pair.embed(TwoLevel.sigmaZ, in: "q0") + pair.embed(TwoLevel.sigmaZ, in: "q1")
    let states = try Liouvillian(hamiltonian: 0.5 * energy, jumpOperators: [lowering])
      .steadyStates()
    #expect(states.persistentCoherences.count == 1)
    let loaded = try reloaded(states)
    #expect(loaded.states == states.states)
    #expect(loaded.conservedQuantities == states.conservedQuantities)
    #expect(
      loaded.persistentCoherences.map(\.frequency) == states.persistentCoherences.map(\.frequency))
    #expect(loaded.persistentCoherences.map(\.matrix) == states.persistentCoherences.map(\.matrix))
    #expect(loaded.method == states.method && loaded.residual == states.residual)
    #expect(loaded.slowestDecayRate == states.slowestDecayRate)
  }

  @Test("Floquet multipliers come back with modes, periodic states and stroboscopic values")
  func floquet() throws {
    let drive = spin.z + Modulation.cosine(angularFrequency: 2) * spin.x
    let map = try FloquetMap(
      TimeDependentLiouvillian(hamiltonian: drive, jumpOperators: [spin.minus]))
    let spectrum = try map.leadingMultipliers(count: 4)
    let loaded = try reloaded(spectrum)
    #expect(loaded.multipliers.map(\.value) == spectrum.multipliers.map(\.value))
    #expect(loaded.multipliers.map(\.mode) == spectrum.multipliers.map(\.mode))
    #expect(loaded.multipliers.map(\.residual) == spectrum.multipliers.map(\.residual))
    #expect(loaded.multipliers.map(\.sector) == spectrum.multipliers.map(\.sector))
    #expect(loaded.gap == spectrum.gap && loaded.isComplete == spectrum.isComplete)
    let all = try map.allMultipliers(threadCount: 1)
    #expect(try reloaded(all).multipliers.map(\.sector) == all.multipliers.map(\.sector))
    let steady = try map.steadyState()
    #expect(try reloaded(steady).densityMatrix == steady.densityMatrix)
    #expect(try reloaded(steady).separation == steady.separation)
    let values = try map.stroboscopicEvolution(
      from: steady.densityMatrix, periodCount: 3, observing: ["x": spin.x, "S/-": spin.minus])
    #expect(try reloaded(values).expectationValues == values.expectationValues)
    #expect(try reloaded(values).complexExpectationValues == values.complexExpectationValues)
    #expect(try values.traceDrift < 1e-8 && reloaded(values).traceDrift == values.traceDrift)
    let modes = try drive.floquetModes()
    #expect(try reloaded(modes).modes.map(\.state) == modes.modes.map(\.state))
  }

  @Test("Correlations and spectra come back, with a limit and without")
  func correlations() throws {
    let delays = (0..<20).map { 0.1 * Double($0) }
    let function = try liouvillian.correlation(of: spin.plus, with: spin.minus, delays: delays)
    let loaded = try reloaded(function)
    #expect(loaded.values == function.values && loaded.limit == function.limit)
    #expect(loaded.delays == delays && loaded.method == function.method)
    #expect(loaded.integration == function.integration && function.integration != nil)
    let plain = CorrelationFunction(delays: [0, 1], values: [1, ComplexDouble(0.5)])
    #expect(try reloaded(plain).limit == nil)
    let spectrum = try liouvillian.emissionSpectrum(of: spin.minus, frequencies: [-1, 0, 1])
    #expect(try reloaded(spectrum).values == spectrum.values)
    #expect(try reloaded(spectrum).largestResidual == spectrum.largestResidual)
    let start = DensityMatrix(spin.coherentState(polar: 1, azimuth: 0))
    let grid = try liouvillian.constantInTime.correlation(
      later: spin.plus, after: spin.minus, from: start, times: [0, 0.5, 1], delays: [0, 0.2])
    #expect(try reloaded(grid).values == grid.values)
    // A mode that loses its photon: correlations that decay within the delays.
    let mode = try BosonicMode(levels: 2)
    var decay = try Liouvillian(hamiltonian: mode.number, jumpOperators: [mode.annihilation])
    decay.parameters = ["kappa": 1]
    let light = try decay.constantInTime.correlation(
      later: mode.creation, after: mode.annihilation, from: DensityMatrix(mode.fockState(1)),
      times: [0, 1], delays: (0..<400).map { 0.1 * Double($0) }
    ).spectra(linewidth: 0.5)
    let again = try reloaded(light)
    #expect(again.values == light.values && again.frequencies == light.frequencies)
    #expect(again.parameters == ["kappa": 1] && again.linewidth == 0.5)
    #expect(again.method == light.method && again.status == .finished)
  }

  @Test("An ensemble comes back and can be continued as if it had never been saved")
  func ensemble() throws {
    let start = spin.coherentState(polar: 1, azimuth: 0)
    func run(_ count: Int, _ previous: TrajectoryEnsemble?) throws -> TrajectoryEnsemble {
      try liouvillian.quantumJumps(
        from: start, times: [0, 0.5, 1], observing: ["z": spin.z, "a/b": spin.plus],
        options: TrajectoryOptions(trajectoryCount: count, seed: .max, threadCount: 1),
        resuming: previous)
    }
    let stored = try reloaded(try run(64, nil))
    #expect(stored.jumps.contains { !$0.isEmpty })
    let (continued, whole) = (try run(128, stored), try run(128, nil))
    #expect(continued.complexExpectationValues == whole.complexExpectationValues)
    #expect(continued.jumps == whole.jumps && continued.standardErrors == whole.standardErrors)

    let currents = try liouvillian.diffusion(
      measuring: .homodyne, from: start, times: [0, 0.5, 1], observing: ["z": spin.z],
      stepSize: 0.01, options: TrajectoryOptions(trajectoryCount: 8, threadCount: 1))
    #expect(try reloaded(currents) == currents)
  }

  @Test("Spectra of regions, tracks of modes, pseudospectra and exceptional points come back")
  func spectra() throws {
    let region = try liouvillian.eigenvalues(
      in: SpectralRegion(realRange: -2...0.1, largestFrequency: 2), verifiesCount: true)
    let loaded = try reloaded(region)
    #expect(loaded.region == region.region && loaded.evidence == region.evidence)
    #expect(loaded.spectrum.eigenvalues.map(\.value) == region.spectrum.eigenvalues.map(\.value))
    let tracks = try LiouvillianSpectrum.track(over: [0.5, 0.6, 0.7]) {
      try QuantumSynchronizationBreakdown(particleCount: 4, drive: $0, detuning: 0.2)
        .liouvillian().leadingEigenvalues(count: 3)
    }
    let again = try reloaded(tracks)
    #expect(again.parameters == tracks.parameters)
    for (there, here) in zip(again.tracks, tracks.tracks) {
      #expect(there.eigenvalues.map { $0?.value } == here.eigenvalues.map { $0?.value })
      #expect(there.overlaps == here.overlaps)
    }
    let resolvent = try liouvillian.pseudospectrum(
      realParts: [-0.5, 0.1], imaginaryParts: [0, 0.5, 1])
    #expect(try reloaded(resolvent).resolventNorms == resolvent.resolventNorms)
  }

  @Test("Mean-field results, phases and Husimi functions come back")
  func synchronization() throws {
    let trajectory = try model.meanField.trajectory(
      from: [1, 0, 0], times: (0..<400).map { 0.1 * Double($0) })
    let loaded = try reloaded(trajectory)
    #expect(loaded.points == trajectory.points && loaded.evidence == trajectory.evidence)
    #expect(loaded.wallTime == trajectory.wallTime && trajectory.wallTime > 0)
    let angles = try model.meanField.angularTrajectory(from: [1, 0, 0], times: [0, 1])
    #expect(try reloaded(angles).azimuth == angles.azimuth)
    let order = try trajectory.orderParameters(after: 10)
    #expect(try reloaded(order) == order)
    let locking = try trajectory.phaseLocking(after: 10)
    #expect(try reloaded(locking) == locking)
    let points = model.meanField.fixedPoints()
    let again = try reloaded(points)
    #expect(again.map(\.position) == points.map(\.position))
    #expect(again.map(\.eigenvalues) == points.map(\.eigenvalues))
    #expect(again.isConsistent == points.isConsistent)

    let state = try liouvillian.steadyState().densityMatrix
    let husimi = HusimiQ(of: state, polarCount: 5, azimuthCount: 7)
    #expect(try reloaded(husimi) == husimi)
    let phase = PhaseDistribution(of: state, count: 9)
    let phaseAgain = try reloaded(phase)
    #expect(phaseAgain.values == phase.values && phaseAgain.coefficients == phase.coefficients)
    #expect(phaseAgain.maximum == phase.maximum && phaseAgain.value(at: 1) == phase.value(at: 1))
  }

  @Test("Permutation-invariant results come back with sectors and modes")
  func permutationInvariant() throws {
    let generator = try PermutationInvariantLiouvillian(
      count: 3, hamiltonian: .z, emission: 1, collectiveEmission: 0.5)
    let values = try generator.leadingEigenvalues(count: 3)
    let loaded = try reloaded(values)
    #expect(loaded.map(\.value) == values.map(\.value))
    #expect(loaded.map(\.sector) == values.map(\.sector))
    #expect(loaded.map(\.mode.coordinates) == values.map(\.mode.coordinates))
    #expect(loaded.map(\.conditionNumber) == values.map(\.conditionNumber))
    var named = generator
    named.parameters = ["emission": 1]
    let steady = try named.steadyState()
    let again = try reloaded(steady)
    #expect(again.state.coordinates == steady.state.coordinates)
    let solution = try named.evolve(
      from: steady.state, times: [0, 1], observing: ["z": .z])
    let loadedSolution = try reloaded(solution)
    #expect(loadedSolution.expectationValues == solution.expectationValues)
    #expect(loadedSolution.integration == solution.integration && solution.traceDrift < 1e-12)
    #expect(again.method == steady.method && again.parameters == ["emission": 1])
  }

  @Test("What a search near the diagonal left out is stored beside what it found")
  func coherences() throws {
    let near = try QuantumSynchronizationBreakdown(particleCount: 40, drive: 0.5, detuning: 0.5)
      .liouvillian().leadingEigenvalues(count: 2, coherences: .upTo(20))
    let evidence = try #require(near.coherences)
    #expect(try reloaded(near).coherences == evidence)
  }

  @Test("A scan is a list of results in one file")
  func scan() throws {
    let states = try [0.1, 0.2].map {
      try QuantumSynchronizationBreakdown(particleCount: 2, drive: $0, detuning: 0)
        .liouvillian().steadyState()
    }
    let loaded = try reloaded(states)
    #expect(loaded.map { $0.parameters["drive"] } == [0.1, 0.2])
    #expect(loaded.map(\.densityMatrix) == states.map(\.densityMatrix))
  }
}
