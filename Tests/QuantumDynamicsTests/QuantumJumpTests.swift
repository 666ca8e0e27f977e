import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct QuantumJumpTests {
  @Test func decayTimesAreExponential() throws {
    // √γ σ₋ from the excited state: e^(−γt) of the jump times is uniform; Kolmogorov's distance exceeds
    // 1.95/√n with probability 0.001, and the seed is fixed.
    let gamma = 0.7
    let generator = try Liouvillian(
      hamiltonian: 2 * TwoLevel.sigmaZ,
      jumpOperators: [gamma.squareRoot() * TwoLevel.sigmaMinus])
    let ensemble = try generator.quantumJumps(
      from: TwoLevel.excited, times: [0, 60], observing: [:],
      options: TrajectoryOptions(trajectoryCount: 2000, seed: 11))
    #expect(ensemble.jumps.allSatisfy { $0.count == 1 })
    let uniform = ensemble.jumps.compactMap(\.first).map { exp(-gamma * $0.time) }
    #expect(Sample.kolmogorovDistance(uniform) < 1.95 / 2000.0.squareRoot())
  }

  @Test(arguments: [false, true])
  func jumpTimesAreLocatedOnTheSurvivalProbability(isModulated: Bool) throws {
    // A driven qubit begins anew after each photon. The norm that K = −iH − γσ₊σ₋/2 leaves at the time of
    // each next photon is uniform, which a step without a located jump would spoil.
    let (rabi, gamma) = (3.0, 1.0)
    let jump = gamma.squareRoot() * TwoLevel.sigmaMinus
    let drive = (rabi / 2) * TwoLevel.sigmaX
    let generator =
      isModulated
      ? try TimeDependentLiouvillian(
        hamiltonian: 0 * drive
          + Modulation(name: "one", timescale: 1) { _ in 1 } * drive, jumpOperators: [jump])
      : try Liouvillian(hamiltonian: drive, jumpOperators: [jump]).constantInTime
    let ensemble = try generator.quantumJumps(
      from: TwoLevel.ground, times: [0, 40], observing: [:],
      options: TrajectoryOptions(trajectoryCount: 100, seed: 3))
    let effective =
      (ComplexDouble(0, -1) * drive - 0.5 * (jump.adjoint * jump)).dense
    var uniform: [Double] = []
    for jumps in ensemble.jumps {
      var last = 0.0
      for next in jumps {
        let ket = try (ComplexDouble(next.time - last) * effective).exponential() * [0, 1]
        uniform.append(ket.reduce(0) { $0 + $1.lengthSquared })
        last = next.time
      }
    }
    #expect(uniform.count > 1000)
    #expect(Sample.kolmogorovDistance(uniform) < 1.95 / Double(uniform.count).squareRoot())
  }

  @Test func photonNumbersOfADecayingCavityAreBinomial() throws {
    // From |6⟩ each photon has left by t with probability p = 1 − e^(−κt).
    let a = try Sample.annihilation(7)
    let kappa = 0.8
    let generator = try Liouvillian(
      hamiltonian: a.adjoint * a, jumpOperators: [kappa.squareRoot() * a])
    let count = 2000
    let ensemble = try generator.quantumJumps(
      from: Sample.fock(6, levels: 7), times: [0, 0.5, 1], observing: ["n": a.adjoint * a],
      options: TrajectoryOptions(trajectoryCount: count, seed: 5))
    let p = 1 - exp(-kappa)
    let numbers = ensemble.jumps.map { Double($0.count) }
    let mean = numbers.reduce(0, +) / Double(count)
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    let exact = 6 * p * (1 - p)
    // Four standard errors of the mean and of the variance of a nearly normal number.
    #expect(abs(mean - 6 * p) < 4 * (exact / Double(count)).squareRoot())
    #expect(abs(variance - exact) < 4 * exact * (2 / Double(count)).squareRoot())
    // What is left plus what was counted is 6 in every trajectory.
    #expect(abs(ensemble["n"][2] + mean - 6) < 1e-9)
  }

  @Test func channelsAreChosenByTheirRates() throws {
    let generator = try Liouvillian(
      hamiltonian: TwoLevel.sigmaX,
      jumpOperators: [
        (0.9).squareRoot() * TwoLevel.sigmaMinus, (0.3).squareRoot() * TwoLevel.sigmaMinus,
      ])
    let ensemble = try generator.quantumJumps(
      from: TwoLevel.ground, times: [0, 50], observing: [:],
      options: TrajectoryOptions(trajectoryCount: 100, seed: 8))
    let channels = ensemble.jumps.flatMap { $0 }.map(\.channel)
    let share = Double(channels.filter { $0 == 0 }.count) / Double(channels.count)
    // A binomial share of 3/4, four standard errors.
    #expect(abs(share - 0.75) < 4 * (0.75 * 0.25 / Double(channels.count)).squareRoot())
  }

  @Test func averagesAgreeWithTheMasterEquation() throws {
    let (generator, a) = try Sample.drivenKerrMode()
    try expectAgreement(generator, a, dimension: 8)
    let (constant, _) = try Sample.kerrMode()
    try expectAgreement(constant.constantInTime, a, dimension: 8)
  }

  private func expectAgreement(
    _ generator: TimeDependentLiouvillian, _ a: Operator, dimension: Int
  ) throws {
    let observables = ["n": a.adjoint * a, "x": a + a.adjoint]
    let times = [Double].linear(0, 8, count: 9)
    let vacuum = try Sample.fock(0, levels: dimension)
    let ensemble = try generator.quantumJumps(
      from: vacuum, times: times, observing: observables,
      options: TrajectoryOptions(trajectoryCount: 800, seed: 21))
    let exact = try generator.evolve(
      from: DensityMatrix(vacuum), times: times, observing: observables)
    var sum = 0.0
    for (name, errors) in ensemble.standardErrors {
      for k in 1..<times.count {
        let deviation = (ensemble[name][k] - exact[name][k]) / errors[k]
        #expect(abs(deviation) < 4)
        sum += deviation * deviation / 16
      }
    }
    // The mean square of 16 correlated deviations is about 1.
    #expect(sum > 0.1 && sum < 3)
  }

  @Test func mixturesAreDrawnWithTheirProbabilities() throws {
    let generator = try Liouvillian(hamiltonian: TwoLevel.sigmaZ, jumpOperators: [])
    let mixture = try DensityMatrix.mixture(of: [
      (0.3, DensityMatrix(TwoLevel.excited)), (0.7, DensityMatrix(TwoLevel.ground)),
    ])
    let ensemble = try generator.constantInTime.quantumJumps(
      from: mixture, times: [0, 1], observing: ["z": TwoLevel.sigmaZ],
      options: TrajectoryOptions(trajectoryCount: 1000, seed: 4))
    // Four standard errors of a mean of ±1.
    #expect(abs(ensemble["z"][1] + 0.4) < 4 * (0.84 / 1000).squareRoot())
  }

  @Test func singleTrajectoriesAreThoseOfTheEnsemble() throws {
    let (generator, a) = try Sample.drivenKerrMode()
    let times = [Double].linear(0, 5, count: 6)
    let vacuum = try Sample.fock(0, levels: 8)
    let ensemble = try generator.quantumJumps(
      from: vacuum, times: times, observing: ["n": a.adjoint * a],
      options: TrajectoryOptions(trajectoryCount: 5, seed: 9))
    var sum = 0.0
    for k in 0..<5 {
      let single = try generator.quantumJumpTrajectory(k, from: vacuum, times: times, seed: 9)
      #expect(single.jumps == ensemble.jumps[k])
      sum += single.states[5].expectationValue(of: a.adjoint * a).real / 5
    }
    #expect(abs(sum - ensemble["n"][5]) < 1e-12)
  }
}
