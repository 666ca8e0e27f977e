import Isochron
import Testing

/// The text of every label and number in a figure.
private func words(of figure: some Drawable) throws -> [String] {
  func texts(in items: [DisplayItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .text(let run): [run.text]
      case .group(let group): texts(in: group.items)
      default: []
      }
    }
  }
  return texts(in: try figure.displayList().items)
}

@Suite struct PlotsTests {
  private let model: QuantumSynchronizationBreakdown
  private let state: DensityMatrix

  init() throws {
    model = try QuantumSynchronizationBreakdown(particleCount: 12, drive: 1, detuning: 0.2)
    state = try model.liouvillian().steadyState().densityMatrix
  }

  @Test("A trajectory shows its three components, and itself on the sphere")
  func trajectory() throws {
    let path = try model.meanField.trajectory(
      from: SIMD3(polar: 1, azimuth: 0), times: .linear(0, 5, count: 51))
    #expect(path.plot().marks.count == 3)
    #expect(path.blochSphere().marks.count == 2)
    #expect(try !words(of: path.plot()).isEmpty)
    #expect(try !path.blochSphere().displayList().items.isEmpty)
  }

  @Test("A unit vector has the angles that it was made of")
  func unitVector() {
    let vector = SIMD3<Double>(polar: 0.7, azimuth: -2)
    #expect(abs((vector * vector).sum() - 1) < 1e-15)
    #expect(abs(Double.acos(vector.z) - 0.7) < 1e-15)
    #expect(abs(Double.atan2(y: vector.y, x: vector.x) + 2) < 1e-15)
  }

  @Test("A spectrum shows every eigenvalue once: certain, ill-conditioned or the steady state's")
  func spectrum() throws {
    let spectrum = try model.liouvillian().leadingEigenvalues(count: 6)
    let marks = spectrum.plot().marks
    let points = marks.compactMap { $0 as? Scatter }
    let certain = marks.compactMap { ($0 as? ComplexSpectrum)?.real.count }
    #expect(
      points.reduce(0) { $0 + $1.x.count } + certain.reduce(0, +) == spectrum.eigenvalues.count)
    #expect(points.last?.x.count == 1)
    let gap = try #require(spectrum.gap)
    #expect(marks.contains { ($0 as? GapMarker)?.gap == gap })
  }

  @Test("A Husimi function keeps its axes: the maximum is drawn where it is")
  func husimi() throws {
    let husimi = HusimiQ(of: model.spin.coherentState(polar: 0.8, azimuth: 2))
    let map = try #require(husimi.plot().marks.first as? Heatmap)
    let peak = try #require(map.values.indices.max { map.values[$0] < map.values[$1] })
    let (row, column) = peak.quotientAndRemainder(dividingBy: map.x.count)
    // θ = 0 is on top: rows ascend from −π to 0.
    #expect(abs(map.y[row] + 0.8) < 0.02 && abs(map.x[column] - 2) < 0.02)
    #expect(map.x.first == 0 && map.x.last == 2 * .pi)
    #expect(map.y.first == -.pi && map.y.last == 0)
    #expect(husimi.sphere().marks.count == 1)
  }

  @Test("A phase distribution is drawn over the whole circle, with its maximum")
  func phase() throws {
    let phase = PhaseDistribution(of: state)
    let plot = phase.plot()
    #expect(plot.marks.contains { ($0 as? VerticalLine)?.x == phase.maximumAngle })
    #expect(try words(of: plot).contains { $0.contains("S") })
    let uniform = PhaseDistribution(of: DensityMatrix.maximallyMixed(dimension: 13)).plot()
    #expect(!uniform.marks.contains { $0 is VerticalLine }, "a uniform phase prefers none")
  }

  @Test("A solution of the master equation shows what was observed, or else its purity")
  func solution() throws {
    let liouvillian = try model.liouvillian()
    let times: [Double] = .linear(0, 1, count: 11)
    let observed = try liouvillian.evolve(
      from: state, times: times, observing: ["z": model.spin.z, "x": model.spin.x])
    #expect(observed.plot().marks.count == 2)
    #expect(try liouvillian.evolve(from: state, times: times).plot().marks.count == 1)
  }
}
