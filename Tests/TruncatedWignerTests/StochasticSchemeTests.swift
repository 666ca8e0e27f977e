import ComplexModule
import LinearAlgebra
import TruncatedWigner
import Testing

/// The weak order of the schemes, measured without random numbers: all outcomes of one step are enumerated.
@Suite struct StochasticSchemeTests {
  static let modes = WeylSymbol.modes(2)

  /// Drift of second and third degree, and noise that multiplies and does not commute.
  static let nonlinear: TruncatedWignerEquation = {
    let (a, b) = (modes[0], modes[1])
    let drift = [
      0.3 * a - a.pointwise(a).pointwise(a.adjoint) + Complex(0, 0.5) * b,
      0.2 * b + a.pointwise(a) - 0.4 * b.adjoint,
    ]
    let noise = [
      [0.4 * a + 0.1, 0.3 * b],
      [Complex(0, 0.5) * b, 0.2 * a.pointwise(a.adjoint)],
    ]
    return TruncatedWignerEquation(drift: drift, noise: noise)
  }()

  /// The generator of the Itô equation on a function.
  static func generator(
    _ equation: TruncatedWignerEquation, _ f: WeylSymbol
  ) -> WeylSymbol {
    var result = WeylSymbol(0, modeCount: equation.modeCount)
    for k in 0..<equation.modeCount {
      result = result + equation.drift[k].pointwise(f.derivative(k))
      result = result + equation.drift[k].adjoint.pointwise(f.derivative(k, conjugate: true))
      for l in 0..<equation.modeCount {
        let (d, c) = (equation.diffusion[k][l], equation.conjugateDiffusion[k][l])
        result = result + 0.5 * d.pointwise(f.derivative(k).derivative(l))
        result =
          result + 0.5
          * d.adjoint.pointwise(
            f.derivative(k, conjugate: true).derivative(l, conjugate: true))
        result = result + c.pointwise(f.derivative(k).derivative(l, conjugate: true))
      }
    }
    return result
  }

  /// All outcomes of the discrete random numbers of two Wiener processes, with their probabilities.
  ///
  /// The three points are Gauss and Hermite's of third order, so that they also stand for normal numbers up to
  /// the fifth moment.
  static var outcomes: [(increments: [Double], signs: [Double], weight: Double)] {
    let points: [(Double, Double)] = [
      (3.0.squareRoot(), 1.0 / 6), (0, 2.0 / 3), (-3.0.squareRoot(), 1.0 / 6),
    ]
    return points.flatMap { x in
      points.flatMap { y in
        [1.0, -1].map { ([x.0, y.0], [$0], x.1 * y.1 / 2) }
      }
    }
  }

  /// The error of ⟨f⟩ after one step against the exact expansion up to h².
  static func localError(
    _ equation: TruncatedWignerEquation, _ options: TruncatedWignerOptions, of f: WeylSymbol,
    stepSize h: Double
  ) throws -> Double {
    let point = [ComplexDouble(0.7, -0.2), ComplexDouble(-0.4, 0.6)]
    let all = outcomes
    let ends = try equation.step(
      from: point, options: options, stepSize: h, increments: all.map(\.increments),
      signs: all.map(\.signs))
    var mean = ComplexDouble.zero
    for (end, outcome) in zip(ends, all) {
      mean += ComplexDouble(outcome.weight) * f.value(at: end)
    }
    let once = generator(equation, f)
    let twice = generator(equation, once)
    let exact =
      f.value(at: point) + ComplexDouble(h) * once.value(at: point)
      + ComplexDouble(h * h / 2) * twice.value(at: point)
    return (mean - exact).length
  }

  static let functions: [WeylSymbol] = {
    let (a, b) = (modes[0], modes[1])
    return [
      a, b, a.pointwise(a), a.pointwise(a.adjoint), a.pointwise(b), a.pointwise(b.adjoint),
      b.pointwise(b.adjoint), a.pointwise(a.adjoint).pointwise(b),
    ]
  }()

  @Test(
    "a step's mean has the error that the weak order promises", arguments: StochasticScheme.allCases
  )
  func localWeakOrder(scheme: StochasticScheme) throws {
    let options = TruncatedWignerOptions(scheme: scheme, factorization: .jumpOperators)
    for f in Self.functions {
      let coarse = try Self.localError(Self.nonlinear, options, of: f, stepSize: 2e-3)
      let fine = try Self.localError(Self.nonlinear, options, of: f, stepSize: 1e-3)
      // Order p of means: the error of one step falls as h^(p + 1); higher terms change 2^(p+1) by 2 %.
      let ratio = Double(1 << (scheme.weakOrder + 1))
      #expect(coarse / fine > 0.98 * ratio && coarse / fine < 1.02 * ratio)
    }
  }

  @Test func withoutNoiseTheSchemesHaveTheirDeterministicOrders() throws {
    let a = WeylSymbol.modes(1)[0]
    let equation = TruncatedWignerEquation(
      drift: [Complex(0, 1) * a - a.pointwise(a).pointwise(a.adjoint)], noise: [])
    // The equation has the solution |α|² = n/(1 + 2nt), arg α = φ + t.
    let start = ComplexDouble(1.2, 0.3)
    let exact = { (t: Double) -> ComplexDouble in
      start * ComplexDouble(length: 1 / (1 + 2 * start.lengthSquared * t).squareRoot(), phase: t)
    }
    for (scheme, order) in [(StochasticScheme.eulerMaruyama, 1), (.heun, 2), (.weakOrder2, 3)] {
      let options = TruncatedWignerOptions(scheme: scheme, factorization: .jumpOperators)
      let errors = try [0.02, 0.01].map { h in
        let end = try equation.step(
          from: [start], options: options, stepSize: h, increments: [[]], signs: [[]])
        return (end[0][0] - exact(h)).length
      }
      let ratio = Double(1 << (order + 1))
      #expect(abs(errors[0] / errors[1] / ratio - 1) < 0.1)
    }
  }

  @Test func choleskysFactorGivesTheSameSecondMoments() throws {
    let options = TruncatedWignerOptions(scheme: .eulerMaruyama, factorization: .cholesky)
    let point = [ComplexDouble(0.7, -0.2), ComplexDouble(-0.4, 0.6)]
    let h = 1e-2
    // Four Wiener processes: ±1 in one of them at a time shows the columns of B.
    let cases = (0..<4).map { j in (0..<4).map { $0 == j ? 1.0 : 0 } }
    let ends = try Self.nonlinear.step(
      from: point, options: options, stepSize: h, increments: cases + [[0, 0, 0, 0]],
      signs: Array(repeating: [], count: 5))
    let columns = (0..<4).map { j in
      (0..<2).map { (ends[j][$0] - ends[4][$0]) / ComplexDouble(h.squareRoot()) }
    }
    for k in 0..<2 {
      for l in 0..<2 {
        let plain = columns.reduce(ComplexDouble.zero) { $0 + $1[k] * $1[l] }
        let conjugate = columns.reduce(ComplexDouble.zero) { $0 + $1[k] * $1[l].conjugate }
        #expect((plain - Self.nonlinear.diffusion[k][l].value(at: point)).length < 1e-12)
        #expect(
          (conjugate - Self.nonlinear.conjugateDiffusion[k][l].value(at: point)).length < 1e-12)
      }
    }
  }
}
