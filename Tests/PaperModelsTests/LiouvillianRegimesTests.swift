import ComplexModule
import LinearAlgebra
import PaperModels
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import Testing

/// Numbers of SciPy's SuperLU and ARPACK on the complex Liouvillian, from Tests/Oracles.
@Suite struct LiouvillianRegimesTests {
  struct Point: Sendable, CustomStringConvertible {
    let drive: Double
    let detuning: Double
    let hundred: ComplexDouble
    let twoHundred: ComplexDouble
    let regime: SynchronizationRegime
    var description: String { "ε = \(drive), Δ = \(detuning)" }
  }

  static let points = [
    Point(
      drive: 0.5, detuning: 0.5, hundred: ComplexDouble(-0.0414922704, 0.4457688817),
      twoHundred: ComplexDouble(-0.0191126760, 0.4415489468), regime: .timeCrystal),
    Point(
      drive: 1.5, detuning: 0.5, hundred: ComplexDouble(-0.9176525235, 0.3850501435),
      twoHundred: ComplexDouble(-0.9468870572, 0.3854299764), regime: .monotonicSynchronization),
    Point(
      drive: 3, detuning: 2, hundred: ComplexDouble(-0.3585199373, 2.3615069612),
      twoHundred: ComplexDouble(-0.3475716244, 2.3873033010), regime: .oscillatorySynchronization),
  ]

  private static func slowest(_ point: Point, _ count: Int) throws -> ComplexDouble {
    let model = try QuantumSynchronizationBreakdown(
      particleCount: count, drive: point.drive, detuning: point.detuning)
    let spectrum = try model.liouvillian().leadingEigenvalues(count: 8)
    let pair = try #require(spectrum.slowestOscillation)
    #expect(pair.residual < 1e-8)
    return ComplexDouble(pair.value.real, abs(pair.value.imaginary))
  }

  @Test("the slowest pair and its regime", arguments: points)
  func gap(point: Point) throws {
    let hundred = try Self.slowest(point, 100)
    let twoHundred = try Self.slowest(point, 200)
    // Ten printed digits; rounding times the modes' condition numbers (up to about 10⁵ in QS-I) stays below.
    #expect((hundred - point.hundred).length < 1e-8)
    #expect((twoHundred - point.twoHundred).length < 1e-8)
    #expect(
      SynchronizationRegime.classify(smaller: (100, hundred), larger: (200, twoHundred))
        == point.regime)
  }

  @Test func theTimeCrystalsFrequencyTendsToThePapers() throws {
    // α_i ≃ 0.44 (main text); from N = 100 to 200 it moves by 0.004 downwards.
    let value = try Self.slowest(Self.points[0], 200)
    #expect(abs(value.imaginary - 0.44) < 0.005)
    #expect(SynchronizationRegime.ratio(try Self.slowest(Self.points[1], 200)) < 0.45)
    #expect(abs(SynchronizationRegime.ratio(try Self.slowest(Self.points[2], 200)) - 7) < 0.2)
  }

  @Test(
    "locked states relax with the eigenvalues of their mean-field fixed point",
    arguments: points[1...])
  func fixedPointEigenvalues(point: Point) throws {
    // A third method: the slowest mode tends to the Jacobian's eigenvalue as N grows, linearly in 1/N.
    let model = try QuantumSynchronizationBreakdown(
      particleCount: 200, drive: point.drive, detuning: point.detuning)
    let attractor = try #require(model.meanField.fixedPoints().attracting.first)
    let limit = try #require(attractor.eigenvalues.first { $0.imaginary > 0 })
    let far = (try Self.slowest(point, 100) - limit).length
    let near = (try Self.slowest(point, 200) - limit).length
    #expect(near < 0.7 * far)
    #expect(near < 0.05)
  }

  @Test func theTimeCrystalOscillatesWithTheFrequencyOfItsLimitCycle() throws {
    let point = Self.points[0]
    let model = try QuantumSynchronizationBreakdown(
      particleCount: 200, drive: point.drive, detuning: point.detuning)
    let path = try model.meanField.trajectory(
      from: SIMD3(1, 0, 0), times: .linear(0, 400, count: 8001))
    let cycle = try path.orderParameters(after: 200)
    let locking = try path.phaseLocking(after: 200)
    #expect(locking.state == .drifting)
    #expect(abs(locking.frequency - (try #require(cycle.angularFrequency))) < 1e-5)
    // α_i at N = 200 is 0.4415, the limit cycle has 0.4418.
    #expect(abs(try Self.slowest(point, 200).imaginary - locking.frequency) < 1e-3)
  }

  @Test(
    "steady states agree with SciPy's",
    arguments: [
      (0.5, 0.5, 0.709082664810, 0.079122066576), (1.5, 0.5, 0.579381328374, 0.686092031578),
      (3.0, 2.0, 0.767035572554, 0.210401410599),
    ])
  func steadyStates(drive: Double, detuning: Double, mz: Double, purity: Double) throws {
    let model = try QuantumSynchronizationBreakdown(
      particleCount: 100, drive: drive, detuning: detuning)
    let state = try model.liouvillian().steadyState().densityMatrix
    #expect(abs(state.expectationValue(of: model.spin.z).real / 50 - mz) < 1e-9)
    #expect(abs(state.purity - purity) < 1e-9)
    _ = try DensityMatrix(state.matrix, tolerance: 1e-9)
  }

  @Test func aLockedStateHasASharpPhaseAndATimeCrystalAFlatOne() throws {
    func maximum(_ drive: Double, _ detuning: Double) throws -> Double {
      let model = try QuantumSynchronizationBreakdown(
        particleCount: 60, drive: drive, detuning: detuning)
      return PhaseDistribution(of: try model.liouvillian().steadyState().densityMatrix).maximum
    }
    #expect(try maximum(1.5, 0.5) > 3 * maximum(0.5, 0.5))
    #expect(try maximum(0, 0.5) < 1e-10)
  }
}
