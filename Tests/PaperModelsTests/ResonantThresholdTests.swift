import LinearAlgebra
import PaperModels
import QuantumDynamics
import QuantumSynchronization
import RealModule
import Testing

@Suite struct ResonantThresholdTests {
  private static func model(_ drive: Double, gain: Double = 1, decay: Double = 2) throws
    -> QuantumSynchronizationBreakdown
  {
    try QuantumSynchronizationBreakdown(
      particleCount: 2, drive: drive, detuning: 0, gain: gain, nonlinearDecay: decay)
  }

  @Test func theFormulaGivesTwo() throws {
    #expect(QuantumSynchronizationBreakdown.resonantThreshold(gain: 1, nonlinearDecay: 2) == 2)
    #expect(try Self.model(0.3).resonantThreshold == 2)
  }

  @Test(
    "the formula agrees with a scan of g(x)",
    arguments: [
      (1.0, 2.0), (1.0, 1.0), (2.0, 1.0), (1.0, 4.0), (1.0, 7.0), (0.5, 9.0), (1.0, 0.0),
      (0.0, 3.0),
      (0.0, 0.0),
    ])
  func scan(gain: Double, decay: Double) {
    let largest = (0...200_000).reduce(0.0) {
      let x = Double($1) / 200_000
      return max($0, (gain - decay * x) * (gain - decay * x) * (1 - x))
    }
    let threshold = QuantumSynchronizationBreakdown.resonantThreshold(
      gain: gain, nonlinearDecay: decay)
    // A smooth maximum scanned in steps of 5e-6 is missed by about 1e-9.
    #expect(abs(threshold - 2 * largest.squareRoot()) < 1e-8)
  }

  @Test(
    "stationary points of (S25) are fixed points of the flow", arguments: [0.2, 0.5, 1, 1.9, 1.999])
  func stationaryPoints(drive: Double) throws {
    let model = try Self.model(drive)
    let expected = model.resonantStationaryPoints()
    let found = model.meanField.fixedPoints()
    #expect(found.isConsistent)
    #expect(expected.count == found.count)
    for point in expected {
      #expect(abs((point * point).sum() - 1) < 1e-12)
      let distance = found.map { fixed in
        let difference = fixed.position - point
        return (difference * difference).sum().squareRoot()
      }.min()
      // The bisection leaves √x to about 1e-16/√x, Newton's method stops at 1e-11.
      #expect(try #require(distance) < 1e-8)
    }
    // Three roots below ε = 2√(2/27) ≈ 0.544, where states near the poles exist too; one above.
    #expect(expected.count == (drive < 0.544 ? 6 : 2))
  }

  @Test func fixedPointsLoseTheirAttractorAtTwo() throws {
    // Bisection on whether any fixed point attracts; above, the two that exist are centers (erratum 2).
    var (lower, upper) = (1.0, 3.0)
    for _ in 0..<16 {
      let middle = (lower + upper) / 2
      if try Self.model(middle).meanField.fixedPoints().attracting.isEmpty {
        upper = middle
      } else {
        lower = middle
      }
    }
    #expect(abs((lower + upper) / 2 - 2) < 1e-4)
    let above = try Self.model(2.5).meanField.fixedPoints()
    #expect(above.count == 2 && above.isConsistent)
    #expect(above.allSatisfy { $0.stability == .center })
    for point in above {
      #expect(abs(point.position.y - 2 / 2.5) < 1e-9 && abs(point.position.z) < 1e-9)
    }
    let below = try Self.model(1.5).meanField.fixedPoints()
    #expect(below.attracting.count == 1)
  }

  @Test(
    "stationary states with m_z ≠ 0 end at the threshold of any rates",
    arguments: [(1.0, 2.0), (1.0, 1.0), (2.0, 1.0), (1.0, 3.5), (1.0, 6.0), (0.5, 4.0)])
  func existence(gain: Double, decay: Double) throws {
    let threshold = QuantumSynchronizationBreakdown.resonantThreshold(
      gain: gain, nonlinearDecay: decay)
    func hasTilted(_ drive: Double) throws -> Bool {
      let points = try Self.model(drive, gain: gain, decay: decay).meanField.fixedPoints()
      #expect(points.isConsistent)
      return points.contains { abs($0.position.z) > 1e-6 }
    }
    #expect(try hasTilted(threshold * 0.995))
    #expect(try !hasTilted(threshold * 1.005))
  }

  @Test func theSearchFindsAllFixedPointsOverTheArnoldTongue() throws {
    // 144 points of the (ε, Δ) plane: the indices sum to 2 at each, and the search counts 2, 4 or 6 points.
    for i in 0..<12 {
      for j in 0..<12 {
        let model = try QuantumSynchronizationBreakdown(
          particleCount: 2, drive: 0.11 + 0.37 * Double(i), detuning: -1.03 + 0.31 * Double(j))
        let points = model.meanField.fixedPoints()
        #expect(points.isConsistent, "ε = \(model.drive), Δ = \(model.detuning)")
        #expect([2, 4, 6].contains(points.count))
        #expect(points.allSatisfy { $0.residual < 1e-10 })
      }
    }
  }

  @Test func longTimeDynamicsSettlesBelowTwoAndOscillatesAbove() throws {
    // Bisection on Var[m_z]; close to 2 settling slows down (rate about √(2 − ε)), so the bracket stays coarse.
    var (lower, upper) = (1.0, 3.0)
    for _ in 0..<9 {
      let middle = (lower + upper) / 2
      if try Self.model(middle).timeAverages().variance > 1e-6 {
        upper = middle
      } else {
        lower = middle
      }
    }
    #expect(abs((lower + upper) / 2 - 2) < 0.01)
    let settled = try Self.model(1).timeAverages()
    #expect(settled.period == nil && settled.variance < 1e-12)
    // m_z from (S25): the attracting root.
    let expected = try #require(try Self.model(1).meanField.fixedPoints().attracting.first)
    #expect(abs(settled.mean - expected.position.z) < 1e-8)
    let oscillating = try Self.model(4).timeAverages()
    #expect(oscillating.variance > 0.05 && oscillating.periodCount > 10)
  }

  @Test func onResonanceOrbitsAreClosedAndDependOnTheStart() throws {
    // Erratum 2: time-reversible flow, hence no limit cycle.
    let model = try Self.model(4)
    let first = try model.timeAverages(from: SIMD3(1, 0, 0))
    let second = try model.timeAverages(from: SIMD3(0.8, 0.6, 0))
    #expect(abs(first.variance - second.variance) > 0.01)
    let path = try model.meanField.trajectory(
      from: SIMD3(1, 0, 0), times: .linear(0, 100, count: 4001))
    let early = try DynamicalOrderParameters(
      times: Array(path.times[..<2000]), values: Array(path.z[..<2000]))
    let late = try path.orderParameters(after: 50)
    #expect(abs(early.variance - late.variance) < 1e-5)
  }
}
