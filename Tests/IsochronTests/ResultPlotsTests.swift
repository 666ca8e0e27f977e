import Isochron
import Testing

/// What results show: every number once, where it belongs.
@Suite struct ResultPlotsTests {
  private let atom: Liouvillian
  private let times: [Double] = .linear(0, 4, count: 41)

  init() throws {
    atom = try Liouvillian(
      hamiltonian: 1.5 * TwoLevel.sigmaX,
      jumpOperators: [TwoLevel.sigmaMinus, 0.4 * TwoLevel.sigmaZ])
  }

  private func lines(_ plot: Plot) -> [Line] { plot.marks.compactMap { $0 as? Line } }

  @Test("Ensembles show means in the middle of bands of one standard error, and every jump")
  func ensemble() throws {
    let runs = try atom.quantumJumps(
      from: TwoLevel.ground, times: times, observing: ["z": TwoLevel.sigmaZ],
      options: TrajectoryOptions(trajectoryCount: 20, seed: 3))
    let plot = runs.plot()
    let band = try #require(plot.marks.compactMap { $0 as? Band }.first)
    let line = try #require(lines(plot).first)
    let error = try #require(runs.standardErrors["z"])
    #expect(line.y == runs["z"])
    for k in times.indices {
      // Sums of numbers below 1: rounding only.
      #expect(abs(band.high[k] - band.low[k] - 2 * error[k]) < 1e-15)
    }
    _ = try plot.displayList()
    let jumps = runs.jumpPlot(first: 20).marks.compactMap { $0 as? Scatter }
    #expect(jumps.count == 2)
    #expect(jumps.reduce(0) { $0 + $1.x.count } == runs.jumps.reduce(0) { $0 + $1.count })
    _ = try runs.jumpPlot().displayList()
  }

  @Test("A pure state's expectation values are lines")
  func schroedinger() throws {
    let solution = try TimeDependentOperator(TwoLevel.sigmaX).evolve(
      from: TwoLevel.ground, times: times, observing: ["z": TwoLevel.sigmaZ])
    #expect(lines(solution.plot()).map(\.y) == [solution["z"]])
  }

  @Test("Correlation functions show their imaginary part where there is one, and their limit")
  func correlations() throws {
    let real = CorrelationFunction(
      delays: [0, 1, 2], values: [3, 2, 1.5].map { ComplexDouble($0) }, limit: ComplexDouble(1))
    #expect(lines(real.plot()).count == 1)
    #expect(real.plot().marks.contains { ($0 as? HorizontalLine)?.y == 1 })
    let turning = CorrelationFunction(
      delays: [0, 1, 2], values: [ComplexDouble(1, 0), ComplexDouble(0, 1), ComplexDouble(-1, 0)])
    #expect(lines(turning.plot()).map(\.y) == [[1, 0, -1], [0, 1, 0]])
  }

  @Test("A spectrum of light marks its coherent line only where there is one")
  func emission() throws {
    let driven = try atom.emissionSpectrum(
      of: TwoLevel.sigmaMinus, frequencies: .linear(-5, 5, count: 11))
    #expect(driven.plot().marks.contains { $0 is VerticalLine })
    let dark = try Liouvillian(
      hamiltonian: 0 * TwoLevel.sigmaX,
      jumpOperators: [TwoLevel.sigmaMinus, 0.5 * TwoLevel.sigmaPlus])
    let thermal = try dark.emissionSpectrum(
      of: TwoLevel.sigmaMinus, frequencies: .linear(-5, 5, count: 11))
    #expect(!thermal.plot().marks.contains { $0 is VerticalLine })
    #expect(lines(thermal.plot()).map(\.y) == [thermal.values])
  }

  @Test("Matrices are squares up to dimension 40, then a map whose first row is on top")
  func matrices() throws {
    let small = try atom.steadyState()
    let squares = try #require(small.plot().marks.first as? Hinton)
    #expect(squares.magnitudes[0][1] == small.densityMatrix[0, 1].length)
    let large = DensityMatrix(try Spin(particleCount: 44).dickeState(m: 22))
    let map = try #require(large.plot().marks.first as? Heatmap)
    #expect(map.y.last == 0 && map.y.first == -44)
    // Only ρ₀₀ is not zero; it stands at the left end of the uppermost row.
    #expect(map.values[44 * 45] == 1 && map.values.reduce(0, +) == 1)
    _ = try large.plot().displayList()
    #expect(
      (large.populationPlot().marks.first as? Bars)?.values == [1]
        + [Double](repeating: 0, count: 44))
    #expect(TwoLevel.excited.plot(names: ["e", "g"]).marks.count == 1)
    #expect((TwoLevel.sigmaMinus.plot().marks.first as? Hinton)?.magnitudes == [[0, 0], [1, 0]])
  }

  @Test("Towers have the matrix's elements")
  func city() throws {
    let state = try atom.steadyState().densityMatrix
    let city = state.city(names: ["e", "g"])
    #expect(city.real[0][1] == state[0, 1].real && city.imaginary[1][0] == state[1, 0].imaginary)
    #expect(city.names == ["e", "g"])
    _ = try city.displayList()
  }

  @Test("Maps of the sphere and polar axes show what spheres and plots show")
  func curvedAxes() throws {
    let spin = try Spin(particleCount: 8)
    let state = spin.coherentState(polar: 1.2, azimuth: 0.5)
    let husimi = HusimiQ(of: state, polarCount: 21, azimuthCount: 41)
    let surface = try #require(husimi.sphereMap(.hammer).marks.first as? SphereSurface)
    #expect(surface.values == husimi.values)
    _ = try husimi.sphereMap().displayList()
    let phase = PhaseDistribution(of: state)
    let line = try #require(phase.polarPlot().marks.compactMap { $0 as? Line }.first)
    // A density: S(φ) + 1/2π integrates to 1; the last angle is the first one again.
    let step = 2 * Double.pi / Double(phase.angles.count - 1)
    #expect(abs(line.y.dropLast().reduce(0, +) * step - 1) < 1e-9)
    _ = try phase.polarPlot().displayList()
  }

  @Test("Modes keep their tracks, and crossings are marked")
  func tracks() throws {
    let tracks = try LiouvillianSpectrum.track(over: .linear(0.1, 1, count: 7)) { drive in
      try Liouvillian(
        hamiltonian: drive * TwoLevel.sigmaX,
        jumpOperators: [TwoLevel.sigmaMinus, 0.4 * TwoLevel.sigmaZ]
      ).spectrum()
    }
    let list = try tracks.plot(parameter: "drive").displayList()
    #expect(list.altText.contains("drive"))
  }

  @Test("A pseudospectrum's colours are not taken by a grid point on an eigenvalue")
  func pseudospectrum() throws {
    let spectrum = try atom.spectrum()
    let grid = [Double].linear(-1, 0.5, count: 16)
    let resolvent = try atom.pseudospectrum(
      realParts: grid, imaginaryParts: .linear(-1, 1, count: 11))
    let plot = resolvent.plot(with: spectrum)
    let exact = resolvent.resolventNorms.joined().max() ?? 0
    // L has the eigenvalue 0, which is one of the points; the others are 0.1 away from it.
    #expect(exact > 1e12)
    let map = try #require(plot.marks.first as? FilledContour)
    #expect(try #require(map.coloring.values.min()) > -3)
    _ = try plot.displayList()
  }

  @Test("Floquet multipliers are inside the unit circle, those of steady states apart")
  func floquet() throws {
    let generator = try TimeDependentLiouvillian(
      hamiltonian: TwoLevel.sigmaZ + Modulation.cosine(angularFrequency: 2) * TwoLevel.sigmaX,
      jumpOperators: [0.3 * TwoLevel.sigmaMinus])
    let spectrum = try FloquetMap(generator).leadingMultipliers(count: 4)
    let marks = spectrum.plot().marks
    let shown =
      marks.compactMap { ($0 as? ComplexSpectrum)?.real.count }
      + marks.compactMap { ($0 as? Scatter)?.x.count }
    #expect(shown == [spectrum.multipliers.count - 1, 1])
    _ = try spectrum.plot().displayList()
    _ = try FloquetMap(generator).steadyState().plot().displayList()
  }

  @Test("A mean-field flow rests where its fixed points are")
  func flow() throws {
    let model = try QuantumSynchronizationBreakdown(particleCount: 12, drive: 0.6, detuning: 0.3)
    let portrait = try #require(model.meanField.plot().marks.first as? PhasePortrait)
    let points = model.meanField.fixedPoints()
    for found in portrait.fixedPoints {
      // Newton's method on both sides, and a fixed point on the edge is on either side of it.
      #expect(
        points.contains {
          abs($0.position.z - found.y) < 1e-6
            && abs(Double.sin(($0.azimuth - found.x) / 2)) < 1e-6
        }, "\(found)")
    }
    #expect(portrait.fixedPoints.count >= points.count - 1)
    #expect(points.blochSphere().marks.count == points.count)
  }
}
