import Foundation
import LinearAlgebra
import SignalAnalysis
import Testing

/// Numbers of SciPy from Oracles/signal_analysis.txt.
@Suite struct CurveFitTests {
  private let x = (0..<16).map { 0.5 + 0.5 * Double($0) }
  private let noise = [
    0.02, -0.05, 0.03, 0.01, -0.04, 0.06, -0.02, 0.03, -0.01, 0.02, 0.05, -0.03, -0.02, 0.04,
    -0.06, 0.01,
  ]
  private var decay: [Double] { zip(x, noise).map { 2.3 * exp(-0.7 * $0) + 0.4 + $1 } }

  // The minimum is flat: parameters agree to the root of the tolerance of either program.
  private func expectNear(_ value: Double, _ number: Double, _ tolerance: Double = 2e-6) {
    #expect(abs(value - number) <= tolerance * abs(number), "\(value) is not \(number)")
  }

  @Test func exponentialWithKnownErrorsIsSciPys() throws {
    let fit = try CurveFit.exponential(
      x, decay, errors: [Double](repeating: 0.04, count: 16), offset: nil)
    expectNear(fit["amplitude"].value, 2.286518299008133)
    expectNear(fit["rate"].value, 0.6933933256855611)
    expectNear(fit["offset"].value, 0.4007354313175165)
    expectNear(fit["amplitude"].standardError, 0.07102605528049595, 1e-5)
    expectNear(fit["rate"].standardError, 0.03568891217686565, 1e-5)
    expectNear(fit["offset"].standardError, 0.01802182666823373, 1e-5)
    expectNear(fit.chiSquared, 12.39794596521883)
    expectNear(try #require(fit.goodness), 0.4953131383622048)
  }

  @Test func errorsFromScatterAreSciPys() throws {
    let fit = try CurveFit.exponential(x, decay, offset: nil)
    expectNear(fit["amplitude"].standardError, 0.06936188375790787, 1e-5)
    expectNear(fit["rate"].standardError, 0.03485270548148187, 1e-5)
    #expect(fit.goodness == nil)
  }

  @Test func powerLawWithLogarithmicWeightsIsTheLineOfLogarithms() throws {
    let fit = try CurveFit.powerLaw(x, zip(x, noise).map { 3 * pow($0, -1.7) * exp($1) })
    expectNear(fit["exponent"].value, -1.700962298588985)
    expectNear(fit["exponent"].standardError, 0.01233268565101293, 1e-5)
    expectNear(fit["amplitude"].value, 3.011053423430647)
    expectNear(fit.rSquared, 0.9992645816223921)
  }

  @Test func weightsDecideWhatCounts() throws {
    // A power law with a constant of 0.01: the large values hardly see it, the logarithms do.
    let points = (0..<30).map { pow(10, Double($0) / 10) }
    let values = points.map { pow($0, -2) + 1e-4 }
    let linear = try CurveFit.powerLaw(points, values, weighting: .linear)
    let logarithmic = try CurveFit.powerLaw(points, values)
    #expect(abs(linear["exponent"].value + 2) < 1e-3)
    #expect(logarithmic["exponent"].value > -1.9)
  }

  @Test func dampedOscillationIsFoundWithoutAStart() throws {
    let times = (0..<60).map { 1 + 0.2 * Double($0) }
    let fit = try CurveFit.dampedOscillation(
      times, times.map { 1.5 * exp(-0.2 * $0) * cos(1.3 * $0 + 0.4) + 0.7 })
    // Exact data: what is left is rounding.
    expectNear(fit["amplitude"].value, 1.5, 1e-9)
    expectNear(fit["rate"].value, 0.2, 1e-9)
    expectNear(fit["frequency"].value, 1.3, 1e-9)
    expectNear(fit["phase"].value, 0.4, 1e-8)
    expectNear(fit["offset"].value, 0.7, 1e-9)
  }

  @Test func dampedOscillationIsFoundBesideAnotherLine() throws {
    let times = (0..<2000).map { 0.01 * Double($0) }
    let fit = try CurveFit.dampedOscillation(
      times, times.map { 1.5 * exp(-0.2 * $0) * cos(3 * $0 + 0.4) + 0.1 * sin(37 * $0) })
    // SciPy from a start beside the solution: Benchmarks/tasks/analysis.py.
    expectNear(fit["frequency"].value, 3.000143032933924)
    expectNear(fit["rate"].value, 0.2, 0.01)
  }

  @Test func bootstrapAgreesWithTheCovarianceForNormalNoise() throws {
    let fit = try CurveFit.polynomial(x, zip(x, noise).map { 1 + 2 * $0 + $1 }, degree: 1)
    let slope = try #require(try fit.bootstrap(400, kind: .residuals, seed: 3)["c1"])
    // 400 draws scatter by 4 %, and residuals are smaller than deviations by √(14/16).
    expectNear(slope.standardError, fit["c1"].standardError * (14.0 / 16).squareRoot(), 0.15)
    #expect(slope.interval(level: 0.99).contains(2))
    let again = try #require(try fit.bootstrap(400, kind: .residuals, seed: 3)["c1"])
    #expect(slope.samples == again.samples)
  }

  @Test func bandOfALineIsTheTextbookOne() throws {
    let fit = try CurveFit.polynomial(x, zip(x, noise).map { 1 + 2 * $0 + $1 }, degree: 1)
    let mean = x.reduce(0, +) / 16
    let spread = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = fit.chiSquared / 14
    for point in [0.0, 4, 10] {
      let exact = (variance * (1.0 / 16 + (point - mean) * (point - mean) / spread)).squareRoot()
      expectNear(fit.standardError(at: point), exact, 1e-8)
    }
  }

  @Test func chiSquaredIsSciPys() {
    expectNear(ChiSquared.survival(3.2, degreesOfFreedom: 5), 0.6691829020332432, 1e-12)
    expectNear(ChiSquared.survival(40, degreesOfFreedom: 12), 7.190884052842894e-05, 1e-12)
    expectNear(ChiSquared.survival(0.1, degreesOfFreedom: 0.7), 0.6117581077897063, 1e-12)
    expectNear(ChiSquared.survival(200, degreesOfFreedom: 180), 0.1463461746987327, 1e-12)
    expectNear(ChiSquared.quantile(0.025, degreesOfFreedom: 8.4), 2.384601995470067, 1e-10)
    expectNear(ChiSquared.quantile(0.975, degreesOfFreedom: 8.4), 18.1334996880456, 1e-10)
  }

  @Test func whatCannotBeFittedIsRefusedWithAReason() throws {
    let few = #expect(throws: SignalAnalysisError.self) { try CurveFit.powerLaw([1], [2]) }
    #expect(few?.code == .tooFewSamples)
    let negative = #expect(throws: SignalAnalysisError.self) {
      try CurveFit.powerLaw([1, 2, 3], [1, -1, 2])
    }
    #expect(negative?.message.contains("linear weights") == true)
    let undetermined = #expect(throws: SignalAnalysisError.self) {
      try CurveFit(
        FitModel(["a", "b"], formula: "(a + b)x") { $0 * ($1[0] + $1[1]) }, x: x, y: x,
        start: [1, 1])
    }
    #expect(undetermined?.code == .undetermined)
    let infinite = #expect(throws: SignalAnalysisError.self) {
      try CurveFit.exponential([0, 1, 2, 3], [1, .infinity, 0.3, 0.1])
    }
    #expect(infinite?.code == .notFinite)
  }

  @Test func estimatesAreWrittenWithTwoDigitsOfTheirError() {
    #expect(Estimate(1.98034, standardError: 0.00214).description == "1.9803 ± 0.0021")
    #expect(Estimate(-3.7, standardError: 0.12).description == "−3.70 ± 0.12")
    #expect(Estimate(12.5, standardError: 0).description == "12.5 ± 0")
    #expect(Estimate(2, standardError: 0.5).deviation(from: 3) == 2)
  }
}
