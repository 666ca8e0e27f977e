import Foundation
import LinearAlgebra
import SignalAnalysis
import Testing

@Suite struct ScalingTests {
  @Test func exactPolynomialsInOneOverNAreExtrapolatedToRounding() throws {
    let sizes = [10.0, 20, 40, 80, 160]
    let result = try SizeExtrapolation(
      sizes: sizes, values: sizes.map { 0.25 - 1.5 / $0 + 7 / ($0 * $0) })
    #expect(abs(result.limit.value - 0.25) < 1e-13)
    #expect(result.order == 2 || result.order == 3)
    #expect(abs(result.coefficients[1].value + 1.5) < 1e-10)
    #expect(abs(result.value(at: 20) - (0.25 - 0.075 + 0.0175)) < 1e-13)
  }

  @Test func neglectedOrdersAreInTheError() throws {
    // ln(1 + 1/N) has all orders; the limit is 0.
    let sizes = [4.0, 6, 8, 12, 16, 24]
    let values = sizes.map { log(1 + 1 / $0) }
    for order in 1...4 {
      let result = try SizeExtrapolation(sizes: sizes, values: values, order: order)
      #expect(abs(result.limit.value) < 3 * result.limit.standardError)
    }
    let best = try SizeExtrapolation(sizes: sizes, values: values)
    #expect(abs(best.limit.value) < 1e-5)
    #expect(best.order == 4)
  }

  @Test func knownErrorsGiveTheTextbookErrorOfALine() throws {
    // Two sizes with errors and a third: order 1 is a weighted line in 1/N.
    let result = try SizeExtrapolation(
      sizes: [1, 2, 4], values: [3, 2.5, 2.25], errors: [0.1, 0.1, 0.1], order: 1)
    // z = 1, 1/2, 1/4: σ²(1/3 + z̄²/Σ(z − z̄)²) with z̄ = 7/12, Σ = 7/24.
    let exact = 0.1 * (1.0 / 3 + (49.0 / 144) / (7.0 / 24)).squareRoot()
    #expect(abs(result.limit.value - 2) < 1e-13)
    #expect(abs(result.limit.standardError - exact) < 1e-12)
  }

  @Test func exponentsOfOtherStepsAreSupported() throws {
    let sizes = [10.0, 30, 90, 270]
    let result = try SizeExtrapolation(
      sizes: sizes, values: sizes.map { 1 + 2 / $0.squareRoot() }, order: 1, exponent: 0.5)
    #expect(abs(result.limit.value - 1) < 1e-13)
  }

  @Test func badSizesAreRefused() {
    #expect(throws: SignalAnalysisError.self) {
      try SizeExtrapolation(sizes: [1, 2], values: [1, 2])
    }
    #expect(throws: SignalAnalysisError.self) {
      try SizeExtrapolation(sizes: [1, 1, 2], values: [1, 2, 3])
    }
    let order = #expect(throws: SignalAnalysisError.self) {
      try SizeExtrapolation(sizes: [1, 2, 3], values: [1, 2, 3], order: 2)
    }
    #expect(order?.code == .invalidParameter)
  }

  /// y N^b = f((x − x_c) N^a) with x_c = 2, a = 0.6, b = 0.25.
  private func planted(noise: Double, seed: UInt64, points: Int = 31) throws -> [ScalingCurve] {
    var generator = SplitMix64(seed: seed)
    return try [20.0, 50, 100, 200].map { size in
      let x = (0..<points).map { 1.5 + Double($0) / Double(points - 1) }
      let y = x.map { value -> Double in
        let scaled = (value - 2) * pow(size, 0.6)
        // The sum of 12 uniform numbers is nearly normal, of variance 1 with this factor.
        let normal = (0..<12).reduce(0.0) { sum, _ in sum + generator.nextSymmetric() } / 2
        return pow(size, -0.25) / (1 + exp(scaled / 2)) + noise * normal
      }
      return try ScalingCurve(
        size: size, x: x, y: y,
        errors: noise > 0 ? [Double](repeating: noise, count: points) : nil)
    }
  }

  @Test func plantedExponentsAreRecoveredFromExactData() throws {
    let result = try ScalingCollapse(
      planted(noise: 0, seed: 1), critical: 1.9, xExponent: 0.5, yExponent: 0.2,
      bootstrapCount: 20)
    #expect(result.quality == .bhattacharjeeSeno)
    // Cubics between 31 points of the largest size, where f changes over two scaled units of 0.8 each.
    #expect(abs(result.critical.value - 2) < 1e-3)
    #expect(abs(result.xExponent.value - 0.6) < 5e-3)
    #expect(abs(result.yExponent.value - 0.25) < 2e-3)
    #expect(result.value < 2e-3)
  }

  @Test func plantedExponentsAreRecoveredFromNoisyDataWithinTheirErrors() throws {
    let result = try ScalingCollapse(
      planted(noise: 0.002, seed: 4), critical: 1.9, xExponent: 0.5, yExponent: 0.2,
      bootstrapCount: 40)
    #expect(result.quality == .houdayerHartmann)
    // Four errors: a chance of 1e-4 for each.
    #expect(result.critical.deviation(from: 2) < 4)
    #expect(result.xExponent.deviation(from: 0.6) < 4)
    #expect(result.yExponent.deviation(from: 0.25) < 4)
    #expect(result.xExponent.standardError < 0.03)
    // Right errors and a true scaling: the quality is about 1.
    #expect(result.value > 0.6 && result.value < 1.5)
    #expect(result.correlationExponent.deviation(from: 1 / 0.6) < 4)
    #expect(result.orderExponent.deviation(from: 0.25 / 0.6) < 4)
  }

  @Test func fixedParametersStayAndHaveNoError() throws {
    let result = try ScalingCollapse(
      planted(noise: 0, seed: 1), critical: 2, xExponent: 0.5, yExponent: 0.25,
      fixing: [.critical, .yExponent], bootstrapCount: 0)
    #expect(result.critical == Estimate(2, standardError: 0))
    #expect(abs(result.xExponent.value - 0.6) < 5e-3)
    #expect(result.xExponent.standardError.isNaN)
  }

  @Test func wrongScalingHasABadQuality() throws {
    let curves = try planted(noise: 0.002, seed: 4)
    let right = try ScalingCollapse(
      curves, critical: 2, xExponent: 0.6, yExponent: 0.25,
      fixing: Set(ScalingCollapse.Parameter.allCases), bootstrapCount: 0)
    let wrong = try ScalingCollapse(
      curves, critical: 2, xExponent: 0.6, yExponent: 0.1,
      fixing: Set(ScalingCollapse.Parameter.allCases), bootstrapCount: 0)
    #expect(wrong.value > 50 * right.value)
  }

  @Test func curvesWithoutOverlapAreRefused() throws {
    let far = try [1.0, 2].map { size in
      try ScalingCurve(size: size, x: [0, 1, 2, 3].map { $0 + 10 * size }, y: [0, 1, 2, 3])
    }
    let error = #expect(throws: SignalAnalysisError.self) {
      try ScalingCollapse(far, critical: 0, xExponent: 0, yExponent: 0)
    }
    #expect(error?.code == .invalidData)
  }
}
