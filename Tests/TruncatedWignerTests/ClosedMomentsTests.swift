import ComplexModule
import LinearAlgebra
import RealModule
import TruncatedWigner
import Testing

/// Ensembles against processes whose moments are known; five standard errors everywhere.
@Suite struct ClosedMomentsTests {
  static let a = WeylSymbol.modes(1)[0]

  @Test("Ornstein and Uhlenbeck's process has its moments", arguments: StochasticScheme.allCases)
  func ornsteinUhlenbeck(scheme: StochasticScheme) throws {
    // dα = −α dt + (0.6 dW₁ + 0.6 i dW₂): ⟨α⟩ = α₀e^(−t), ⟨|α|²⟩ − |⟨α⟩|² = ½e^(−2t) + 0.36(1 − e^(−2t)).
    let equation = TruncatedWignerEquation(
      drift: [-Self.a],
      noise: [
        [WeylSymbol(0.6, modeCount: 1)], [WeylSymbol(ComplexDouble(0, 0.6), modeCount: 1)],
      ])
    // Steps of 0.001 leave errors of 0.0005 for schemes of order 1, below the statistical ones.
    let ensemble = try equation.ensemble(
      from: [.coherent(2)], times: [0, 0.5, 1],
      observing: ["a": Self.a, "n": Self.a.pointwise(Self.a.adjoint)],
      stepSize: scheme == .weakOrder2 ? 0.05 : 0.001,
      options: TruncatedWignerOptions(trajectoryCount: 20_000, seed: 7, scheme: scheme))
    for (k, t) in ensemble.times.enumerated() {
      let decay = Double.exp(-t)
      let mean = ensemble.observable("a")
      #expect((mean.means[k] - ComplexDouble(2 * decay)).length < 5 * mean.standardErrors[k])
      let square = ensemble.observable("n")
      let exact: Double = 4.5 * decay * decay + 0.36 * (1 - decay * decay)
      #expect(abs(square.means[k].real - exact) < 5 * square.standardErrors[k])
    }
  }

  @Test(
    "geometric Brownian motion has its moments in both senses", arguments: StochasticScheme.allCases
  )
  func geometricBrownianMotion(scheme: StochasticScheme) throws {
    // dα = μα dt + σα dW (Itô): ⟨α⟩ = α₀e^(μt), ⟨|α|²⟩ = ⟨|α₀|²⟩e^((2μ + σ²)t). Heun's scheme gets the same
    // moments only if the drift is converted: the difference, σ²/2 in μ, would be 0.08.
    let (mu, sigma) = (-0.5, 0.4)
    let equation = TruncatedWignerEquation(drift: [mu * Self.a], noise: [[sigma * Self.a]])
    let ensemble = try equation.ensemble(
      from: [.coherent(3)], times: [0, 1],
      observing: ["a": Self.a, "n": Self.a.pointwise(Self.a.adjoint)],
      stepSize: scheme == .weakOrder2 ? 0.05 : 0.0005,
      options: TruncatedWignerOptions(trajectoryCount: 40_000, seed: 8, scheme: scheme))
    let mean = ensemble.observable("a")
    #expect((mean.means[1] - ComplexDouble(3 * .exp(mu))).length < 5 * mean.standardErrors[1])
    let square = ensemble.observable("n")
    let exact = 9.5 * Double.exp(2 * mu + sigma * sigma)
    #expect(abs(square.means[1].real - exact) < 5 * square.standardErrors[1])
    // The statistical error is small against what the wrong sense would give.
    #expect(5 * mean.standardErrors[1] < 3 * .exp(mu) * 0.04)
  }

  @Test func aLongStepShowsTheWeakOrderInAnEnsemble() throws {
    // Global weak error of ⟨|α|²⟩ for geometric Brownian motion at t = 1 with steps of ¼: Euler's factor for a
    // step is (1 + μh)² + σ²h, known exactly; the scheme of order 2 is closer by more than ten times.
    let (mu, sigma) = (-1.0, 0.5)
    let equation = TruncatedWignerEquation(drift: [mu * Self.a], noise: [[sigma * Self.a]])
    func mean(_ scheme: StochasticScheme) throws -> (Double, Double) {
      let ensemble = try equation.ensemble(
        from: [.coherent(30)], times: [0, 1], observing: ["n": Self.a.pointwise(Self.a.adjoint)],
        stepSize: 0.25,
        options: TruncatedWignerOptions(trajectoryCount: 200_000, seed: 9, scheme: scheme))
      let n = ensemble.observable("n")
      return (n.means[1].real / 900.5, n.standardErrors[1] / 900.5)
    }
    let exact = Double.exp(2 * mu + sigma * sigma)
    let euler = try mean(.eulerMaruyama)
    let factor = (1 + mu / 4) * (1 + mu / 4) + sigma * sigma / 4
    #expect(abs(euler.0 - .pow(factor, 4)) < 5 * euler.1)
    let second = try mean(.weakOrder2)
    #expect(abs(second.0 - exact) < 0.1 * abs(euler.0 - exact) + 5 * second.1)
    #expect(abs(euler.0 - exact) > 20 * second.1)
  }
}
