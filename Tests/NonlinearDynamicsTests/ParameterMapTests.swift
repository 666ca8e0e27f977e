import Foundation
import NonlinearDynamics
import Testing

@Suite struct ParameterMapTests {
  /// φ̇ = Δ − K sin φ as a point on the unit circle, Adler's equation: locked for |Δ| ≤ K, otherwise of frequency
  /// √(Δ² − K²).
  private static let adler = Flow(
    variables: ["x", "y"], parameters: ["delta": 0, "K": 1],
    constraints: { v, _ in [v.x.squared + v.y.squared] }
  ) { v, p in
    let rate = p.delta - p.K * v.y
    return [-rate * v.y, rate * v.x]
  }

  private static let rotating = Flow(variables: ["x", "y"], parameters: ["a": 1, "omega": 1]) {
    v, p in
    let z = ComplexFormula(v.x, v.y)
    let rate = ComplexFormula(p.a - z.lengthSquared, p.omega) * z
    return [rate.real, rate.imaginary]
  }

  private static let frequency = MapMeasurement.frequency("frequency") { v, _ in (v.x, v.y) }

  @Test func adlersTongueHasItsFrequencies() throws {
    let deltas: [Double] = .linear(-2, 2, count: 21)
    let couplings: [Double] = .linear(0, 1.5, count: 7)
    let map = try Self.adler.parameterMap(
      ("delta", deltas), ("K", couplings), from: [1, 0], settling: 200, duration: 1000,
      measuring: [Self.frequency, .range("range") { v, _ in v.x }])
    for (j, coupling) in couplings.enumerated() {
      for (i, delta) in deltas.enumerated() {
        let gap = delta * delta - coupling * coupling
        // At the edge itself phases creep like 1/t.
        guard abs(gap) > 1e-9 else { continue }
        let expected = gap <= 0 ? 0 : gap.squareRoot() * (delta < 0 ? -1 : 1)
        // A plain mean over 1000 knows less than a turn: 2π/1000.
        #expect(abs(map["frequency"][j][i] - expected) < 0.0063)
        if gap < 0 { #expect(map["range"][j][i] < 1e-6) }
      }
    }
    #expect(map.isComplete)
    #expect(map.computedCount == 21 * 7)
  }

  @Test func mapsDoNotDependOnThreads() throws {
    let flow = ModelSystems.drivenSpin
    let measure = { (threads: Int) in
      try flow.parameterMap(
        ("detuning", .linear(-1, 1, count: 13)), ("drive", .linear(0, 2, count: 11)),
        from: [1, 0, 0], settling: 50, duration: 50,
        measuring: [Self.frequency, .mean("z") { v, _ in v.z }, .final("end") { v, _ in v.x }],
        threads: threads)
    }
    let (one, three) = (try measure(1), try measure(3))
    #expect(one.values == three.values)
  }

  @Test func aPointOfAMapIsATrajectoryBitForBit() throws {
    // 1 lane and 32 lanes do the same operations.
    let flow = ModelSystems.drivenSpin
    let integrator = FlowIntegrator.quick
    let drives: [Double] = .linear(0.1, 2, count: 40)
    let map = try flow.parameterMap(
      ("drive", drives), ("detuning", [0.7]), from: [1, 0, 0], settling: 0, duration: 30,
      measuring: [.final("x") { v, _ in v.x }], integrator: integrator)
    for (i, drive) in drives.enumerated() {
      let path = try flow.with(["drive": drive, "detuning": 0.7])
        .trajectory(from: [1, 0, 0], times: [0, 30], integrator: integrator)
      #expect(map["x"][0][i] == path["x"][1])
    }
  }

  @Test func refinementFindsTheBoundaryAndSavesPoints() throws {
    let deltas: [Double] = .linear(-2, 2, count: 65)
    let couplings: [Double] = .linear(0, 1.5, count: 33)
    let run = { (refinement: MapRefinement?) in
      try Self.adler.parameterMap(
        ("delta", deltas), ("K", couplings), from: [1, 0], settling: 100, duration: 200,
        measuring: [Self.frequency], refinement: refinement)
    }
    let full = try run(nil)
    let refined = try run(MapRefinement(by: "frequency", difference: 0.5))
    #expect(refined.computedCount < full.computedCount * 3 / 4)
    for j in couplings.indices {
      for i in deltas.indices {
        if refined.isComputed[j][i] {
          #expect(refined["frequency"][j][i] == full["frequency"][j][i])
        }
        // A cell that was not divided changes by at most the difference asked for, here and at its neighbours.
        #expect(abs(refined["frequency"][j][i] - full["frequency"][j][i]) < 0.5)
      }
    }
  }

  @Test func averagesOfACycleAreItsAverages() throws {
    let map = try Self.rotating.parameterMap(
      ("a", [0.25, 1]), ("omega", [1]), from: [0.1, 0], settling: 80,
      duration: 20 * .pi,
      measuring: [
        .mean("square") { v, _ in v.x.squared }, .maximum("top") { v, _ in v.x },
        .minimum("bottom") { v, _ in v.x },
      ])
    // Ten whole turns: ⟨x²⟩ = a/2; maxima at the ends of steps are a little below √a.
    #expect(abs(map["square"][0][0] - 0.125) < 1e-5)
    #expect(abs(map["square"][0][1] - 0.5) < 1e-5)
    #expect(map["top"][0][1] <= 1 + 1e-5 && map["top"][0][1] > 0.95)
    #expect(map["bottom"][0][1] < -0.95)
  }

  @Test func pointsThatRunAwayAreMissing() throws {
    let flow = Flow(variables: ["x"], parameters: ["a": 0, "b": 0]) { v, p in
      [p.a * v.x.squared - p.b]
    }
    let map = try flow.parameterMap(
      ("a", [-1, 1]), ("b", [0]), from: [1], settling: 1, duration: 5,
      measuring: [.final("x") { v, _ in v.x }])
    #expect(abs(map["x"][0][0] - 1 / 7.0) < 1e-6)
    #expect(map["x"][0][1].isNaN)
  }

  @Test func theDuffingWellsHaveEqualBasins() throws {
    let flow = Flow(variables: ["x", "v"], parameters: ["delta": 0.3]) { v, p in
      [v.v, -p.delta * v.v + v.x - pow(v.x, 3)]
    }
    let grid: [Double] = .linear(-2, 2, count: 40)
    let basins = try flow.basins(("x", grid), ("v", grid), from: [0, 0])
    #expect(basins.attractors.count == 2)
    #expect(basins.attractors.allSatisfy { $0.share == 0.5 && $0.isFixedPoint })
    #expect(basins.largestSpread < 0.1)
    // The flow is odd: opposite points run to opposite wells.
    for j in grid.indices {
      for i in grid.indices {
        #expect(basins.labels[j][i] != basins.labels[39 - j][39 - i])
      }
    }
  }

  @Test func roesslersDiagramDoublesAndTriples() throws {
    let diagram = try ModelSystems.roessler.bifurcationDiagram(
      over: "c", [2.5, 3.5, 4, 5.3], from: [1, 1, 0], maximaOf: "x", settling: 1000)
    // Known windows of the cascade: 1, 2, 4 and, in the window near 5.3, 3.
    #expect(diagram.distinctCounts() == [1, 2, 4, 3])
  }
}
