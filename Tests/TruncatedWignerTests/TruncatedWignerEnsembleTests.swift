import ComplexModule
import Foundation
import LinearAlgebra
import OperatorAlgebra
import RealModule
import Testing
import TruncatedWigner

@Suite struct TruncatedWignerEnsembleTests {
  static let a = SymbolicMode("a")

  static func vanDerPol(loss: Double = 0.2) throws -> TruncatedWignerModel {
    try TruncatedWignerModel(
      hamiltonian: a.number,
      jumpOperators: [a.creation, loss.squareRoot() * a.annihilation.squared])
  }

  static func run(
    _ options: TruncatedWignerOptions, times: [Double] = [0, 0.3, 1]
  ) throws -> TruncatedWignerEnsemble {
    try vanDerPol().ensemble(
      from: ["a": .coherent(2)], times: times, observing: ["n": a.number, "x": a.position],
      stepSize: 0.01, options: options)
  }

  @Test("results do not depend on threads", arguments: StochasticScheme.allCases)
  func threads(scheme: StochasticScheme) throws {
    var options = TruncatedWignerOptions(
      trajectoryCount: 333, seed: 5, scheme: scheme, keptTrajectories: 40, sampledTimes: [0.3])
    options.threadCount = 1
    let one = try Self.run(options)
    options.threadCount = 3
    let three = try Self.run(options)
    #expect(one.observables == three.observables)
    #expect(one.samples == three.samples && one.trajectories == three.trajectories)
    #expect(one.samples.map(\.time) == [0.3, 1])
  }

  @Test func aTrajectoryDoesNotDependOnItsLaneOrOnHowManyThereAre() throws {
    let few = try Self.run(.init(trajectoryCount: 5, seed: 5, keptTrajectories: 5))
    let many = try Self.run(.init(trajectoryCount: 100, seed: 5, keptTrajectories: 5))
    #expect(few.trajectories == many.trajectories)
    let other = try Self.run(.init(trajectoryCount: 5, seed: 6, keptTrajectories: 5))
    #expect(few.trajectories != other.trajectories)
    // No two trajectories are alike.
    #expect(Set(few.trajectories.map { $0.amplitudes[0][2] }).count == 5)
  }

  @Test func envelopesQuantilesAndHistogramsAreThoseOfTheSamples() throws {
    let result = try Self.run(
      .init(
        trajectoryCount: 999, seed: 1, keptTrajectories: 999, quantiles: [0, 0.25, 0.5, 1],
        histograms: ["n": HistogramBins(0...10, count: 20)]))
    let n = result.observable("n")
    let values = result.trajectories.compactMap { $0.values["n"]?[2].real }.sorted()
    #expect(values.count == 999)
    #expect(n.minima[2] == values[0] && n.maxima[2] == values[998])
    #expect(
      n.quantiles.map { $0[2] } == [
        values[0], (values[249] + values[250]) / 2, values[499], values[998],
      ])
    #expect(n.histogram[2][3] == values.count { $0 >= 1.5 && $0 < 2 })
    #expect(n.histogram[2].reduce(0, +) + n.outsideHistogram[2] == 999)
    #expect(abs(n.means[2].real - values.reduce(0, +) / 999) < 1e-12)
    // The Weyl symbol of a†a is |α|² − ½.
    for trajectory in result.trajectories.prefix(10) {
      let symbol = trajectory.amplitudes[0][2].lengthSquared - 0.5
      #expect(abs((trajectory.values["n"]?[2].real ?? .nan) - symbol) < 1e-13)
    }
    let phases = result.samples[0].amplitudes[0].reduce(ComplexDouble.zero) {
      $0 + $1 / ComplexDouble($1.length)
    }
    #expect(abs(result.circularVariance()[2] - (1 - phases.length / 999)) < 1e-13)
  }

  @Test func negativeDiffusionIsReported() throws {
    // Two-body loss alone: exactly 2η(|α|² − ½) is negative near the vacuum, its leading part is not.
    let model = try TruncatedWignerModel(
      hamiltonian: 0 * Self.a.number, jumpOperators: [Self.a.annihilation.squared])
    func run(_ diffusion: DiffusionOrder) throws -> TruncatedWignerEnsemble {
      try model.ensemble(
        from: ["a": .vacuum], times: [0, 0.1], observing: ["n": Self.a.number], stepSize: 0.01,
        options: TruncatedWignerOptions(
          trajectoryCount: 1000, diffusion: diffusion, factorization: .cholesky))
    }
    let exact = try run(.exact)
    #expect(exact.negativeDiffusionFraction > 0.3 && exact.lowestDiffusion < 0)
    // ⟨Re²⟩ is half of D: −η/2 at the origin.
    #expect(exact.lowestDiffusion > -0.5)
    #expect(exact.description.contains("negative"))
    let leading = try run(.leading)
    #expect(leading.negativeDiffusionFraction == 0 && leading.lowestDiffusion == 0)
  }

  @Test func anInterruptLeavesWhatWasReached() async throws {
    let task = Task {
      try Self.vanDerPol().ensemble(
        from: ["a": .vacuum], times: [0, 1, 2, 3], observing: ["n": Self.a.number], stepSize: 0.01,
        options: TruncatedWignerOptions(trajectoryCount: 100)
      ) { fraction in
        if fraction > 0.3 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    let result = try await task.value
    #expect(result.status == .cancelled)
    #expect(result.times == [0, 1])
    #expect(result["n"].count == 2)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let model = try Self.vanDerPol()
    func refuses(
      _ initial: [String: WignerInitialState] = ["a": .vacuum], times: [Double] = [0, 1],
      _ options: TruncatedWignerOptions = .init(trajectoryCount: 10)
    ) -> TruncatedWignerError.Code? {
      do {
        _ = try model.ensemble(
          from: initial, times: times, observing: [:], stepSize: 0.1, options: options)
        return nil
      } catch { return (error as? TruncatedWignerError)?.code }
    }
    #expect(refuses(["b": .vacuum]) == .modeMismatch)
    #expect(refuses([:]) == .modeMismatch)
    #expect(refuses(["a": .thermal(-1)]) == .invalidParameter)
    #expect(refuses(times: [0]) == .invalidParameter)
    #expect(refuses(times: [1, 0]) == .invalidParameter)
    #expect(refuses(["a": .vacuum], .init(trajectoryCount: 0)) == .invalidParameter)
    #expect(
      refuses(["a": .vacuum], .init(trajectoryCount: 9, scheme: .heun, diffusion: .exact))
        == .unsupportedScheme)
    // 2η|α|²h over 2 makes explicit steps unstable.
    #expect(refuses(["a": .coherent(50)], times: [0, 10]) == .notFinite)
    #expect(throws: OperatorAlgebraError.self) {
      try TruncatedWignerModel(hamiltonian: Parameter("ω") * Self.a.number)
    }
  }
}
