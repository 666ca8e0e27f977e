import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct DiffusionTests {
  private static func qubit() throws -> Liouvillian {
    try Liouvillian(
      hamiltonian: 0.8 * TwoLevel.sigmaX + 0.3 * TwoLevel.sigmaZ,
      jumpOperators: [(0.7).squareRoot() * TwoLevel.sigmaMinus])
  }

  @Test func meansConvergeWithWeakOrderTwo() throws {
    // All paths of three-valued increments: the scheme's bias without any noise.
    let generator = try Self.qubit()
    let time = 0.8
    let exact = try generator.evolve(
      from: DensityMatrix(TwoLevel.excited), times: [0, time],
      observing: ["z": TwoLevel.sigmaZ],
      integrator: ExplicitRungeKutta(
        tableau: .dop853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13))["z"][1]
    let process = DiffusionProcess(
      generator: generator.constantInTime, measurement: .homodyne, times: [0, time], stepSize: 1)
    let errors = try [2, 4, 8].map {
      abs(
        try process.exactMean(of: TwoLevel.sigmaZ, from: TwoLevel.excited, stepCount: $0) - exact)
    }
    // Halving the step divides the bias by 2² once it is small.
    let order = log2(errors[1] / errors[2])
    #expect(order > 1.7 && order < 2.6, "\(errors)")
    #expect(errors[2] < 5e-3)
  }

  @Test(arguments: DiffusiveMeasurement.allCases)
  func averagesAgreeWithTheMasterEquation(measurement: DiffusiveMeasurement) throws {
    let generator = try Self.qubit()
    let times = [Double].linear(0, 4, count: 9)
    let observables = ["x": TwoLevel.sigmaX, "y": TwoLevel.sigmaY, "z": TwoLevel.sigmaZ]
    let ensemble = try generator.diffusion(
      measuring: measurement, from: TwoLevel.excited, times: times, observing: observables,
      stepSize: 0.02, options: TrajectoryOptions(trajectoryCount: 600, seed: 2))
    let exact = try generator.evolve(
      from: DensityMatrix(TwoLevel.excited), times: times, observing: observables)
    for (name, errors) in ensemble.standardErrors {
      for k in 1..<times.count {
        // Four standard errors and the bias of order 0.02².
        #expect(abs(ensemble[name][k] - exact[name][k]) < 4 * errors[k] + 1e-3)
      }
    }
  }

  @Test func homodyneCurrentsFollowTheQuadrature() throws {
    // The mean current is ⟨L + L†⟩, its variance over Δt is 1/Δt up to the signal's.
    let gamma = 0.7
    let generator = try Self.qubit()
    let times = [Double].linear(0, 2, count: 5)
    let count = 2000
    let ensemble = try generator.diffusion(
      measuring: .homodyne, from: TwoLevel.excited, times: times, observing: [:],
      stepSize: 0.02, options: TrajectoryOptions(trajectoryCount: count, seed: 12))
    let fine = try generator.evolve(
      from: DensityMatrix(TwoLevel.excited), times: [0] + [Double].linear(1.5, 2, count: 51),
      observing: ["x": TwoLevel.sigmaX])
    let expected = gamma.squareRoot() * fine["x"].dropFirst().reduce(0, +) / 51
    let last = ensemble.currents.map { $0[0][3] }
    let mean = last.reduce(0, +) / Double(count)
    let variance = last.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(ensemble.currents.count == count)
    #expect(abs(mean - expected) < 4 * (variance / Double(count)).squareRoot())
    #expect(variance > 1.6 && variance < 3.5)
  }

  @Test func resultsDoNotDependOnTheNumberOfThreads() throws {
    func run(_ threads: Int) throws -> TrajectoryEnsemble {
      try Self.qubit().diffusion(
        measuring: .heterodyne, from: TwoLevel.excited, times: [0, 0.5, 1],
        observing: ["z": TwoLevel.sigmaZ], stepSize: 0.05,
        options: TrajectoryOptions(trajectoryCount: 50, seed: 2, threadCount: threads))
    }
    let (one, four) = (try run(1), try run(4))
    #expect(one.complexExpectationValues == four.complexExpectationValues)
    #expect(one.currents == four.currents)
    #expect(one.currents[0].count == 2)
  }

  @Test func stepsThatAreTooLongAreAnError() throws {
    let generator = try Liouvillian(
      hamiltonian: 1e150 * TwoLevel.sigmaX, jumpOperators: [TwoLevel.sigmaMinus])
    #expect {
      try generator.diffusion(
        measuring: .homodyne, from: TwoLevel.excited, times: [0, 1], observing: [:],
        stepSize: 0.5, options: TrajectoryOptions(trajectoryCount: 1))
    } throws: { ($0 as? QuantumDynamicsError)?.code == .stepLimit }
  }
}
