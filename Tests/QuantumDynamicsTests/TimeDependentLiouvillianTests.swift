import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct TimeDependentLiouvillianTests {
  private static let tight = ExplicitRungeKutta(
    tableau: .dop853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13)

  @Test(arguments: [0.02, 0.5])
  func narrowPulsesLateInALongIntervalAreNotSkipped(width: Double) throws {
    // A π pulse at t = 900 of 1000 inverts a spin; before it nothing happens, so that steps grow.
    let pauli = try Sample.pauli()
    let pulse = Modulation.gaussianPulse(
      center: 900, width: width, amplitude: Double.pi / (width * (2 * Double.pi).squareRoot()))
    let generator = try TimeDependentLiouvillian(
      hamiltonian: 0 * pauli.z + pulse * (0.5 * pauli.x))
    let solution = try generator.evolve(
      from: DensityMatrix(TwoLevel.ground), times: [0, 500, 1000], observing: ["z": pauli.z])
    #expect(solution["z"][1] == -1)
    // The tolerance of a step is 1e-8.
    #expect(abs(solution["z"][2] - 1) < 1e-6)
  }

  @Test func piecewiseConstantGeneratorsEqualProductsOfExponentials() throws {
    let first = try Sample.generic(dimension: 3, seed: 1)
    let second = try Sample.generic(dimension: 3, seed: 2)
    let steps = Modulation.periodicSteps([(0.3, 1), (0.45, 0)])
    let generator = try TimeDependentLiouvillian(
      hamiltonian: first.hamiltonian + steps * second.hamiltonian,
      jumpOperators: first.jumpOperators,
      modulatedJumpOperators: second.jumpOperators.map { steps * $0 })
    let initial = Sample.state(dimension: 3)
    let solution = try generator.evolve(
      from: initial, times: [0, 0.3, 1.0, 1.5], keepsStates: true, integrator: Self.tight)
    let off = first.superoperator.dense
    let on = off + second.superoperator.dense
    // 0.3 on, 0.45 off, 0.25 on make 1.0; 0.05 on and 0.45 off are left.
    var vector = initial.matrix.elements
    vector = try (0.3 * on).exponential() * vector
    #expect(distance(solution.states[1].matrix.elements, vector) < 1e-9)
    vector = try (0.25 * on).exponential() * (try (0.45 * off).exponential() * vector)
    #expect(distance(solution.states[2].matrix.elements, vector) < 1e-9)
    vector = try (0.45 * off).exponential() * (try (0.05 * on).exponential() * vector)
    #expect(distance(solution.states[3].matrix.elements, vector) < 1e-9)
    #expect(solution.evidence.traceDrift < 1e-12)
  }

  @Test func modulatedLossDecaysWithTheSquareOfItsAmplitude() throws {
    // √γ cos(ωt) σ₋: p(t) = exp(−γ ∫cos²) = exp(−γ (t/2 + sin(2ωt)/4ω)).
    let (gamma, omega) = (0.9, 2.3)
    let pauli = try Sample.pauli()
    let generator = try TimeDependentLiouvillian(
      hamiltonian: TimeDependentOperator(0.3 * pauli.z),
      modulatedJumpOperators: [
        .cosine(amplitude: gamma.squareRoot(), angularFrequency: omega) * pauli.minus
      ])
    let solution = try generator.evolve(
      from: DensityMatrix(TwoLevel.excited), times: .linear(0, 6, count: 13),
      observing: ["z": pauli.z], integrator: Self.tight)
    for (t, z) in zip(solution.times, solution["z"]) {
      let population = exp(-gamma * (t / 2 + sin(2 * omega * t) / (4 * omega)))
      #expect(abs((1 + z) / 2 - population) < 1e-9)
    }
  }

  @Test func qubitUnderAPulseWithModulatedLossAgreesWithQuTiP() throws {
    // Numbers of Oracles/drives_and_correlations.txt.
    let pauli = try Sample.pauli()
    let generator = try TimeDependentLiouvillian(
      hamiltonian: 0.4 * pauli.z
        + Modulation.gaussianPulse(center: 2, width: 0.3, amplitude: 1.5) * pauli.x,
      modulatedJumpOperators: [
        .cosine(angularFrequency: 1.1, phase: -Double.pi / 2)
          * ((0.6).squareRoot() * pauli.minus)
      ])
    let solution = try generator.evolve(
      from: DensityMatrix(TwoLevel.excited), times: [0, 1, 2, 3, 5],
      observing: ["x": pauli.x, "y": pauli.y, "z": pauli.z], integrator: Self.tight)
    let oracle: [(Int, Double, Double, Double)] = [
      (1, 0.0000445207, -0.0006744051, 0.6543306548),
      (2, 0.0282708538, -0.0485953256, -0.1011130086),
      (3, -0.0420204316, 0.1258359889, -0.1678282159),
      (4, -0.0844912411, -0.0309398069, -0.6180320407),
    ]
    for (k, x, y, z) in oracle {
      // Ten digits are printed.
      #expect(abs(solution["x"][k] - x) < 2e-10)
      #expect(abs(solution["y"][k] - y) < 2e-10)
      #expect(abs(solution["z"][k] - z) < 2e-10)
    }
  }

  @Test func generatorAtOneTimeIsTheLiouvillianOfItsValues() throws {
    let (generator, a) = try Sample.drivenKerrMode()
    let now = try generator.liouvillian(at: 0.7)
    let expected = 0.4 * cos(1.7 * 0.7 + 0.2) * (a + a.adjoint)
    let difference = now.hamiltonian - generator.hamiltonian.constant - expected
    #expect(difference.matrix.largestModulus < 1e-15)
  }

  @Test func mistakesAreNamed() throws {
    let pauli = try Sample.pauli()
    #expect {
      try TimeDependentLiouvillian(
        hamiltonian: pauli.z + Modulation.cosine(angularFrequency: 1) * pauli.minus)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .notHermitian }
    let broken = Modulation(name: "broken", timescale: 1) { _ in .nan }
    let generator = try TimeDependentLiouvillian(hamiltonian: pauli.z + broken * pauli.x)
    #expect {
      try generator.evolve(from: DensityMatrix(TwoLevel.ground), times: [0, 1])
    } throws: { error in
      (error as? QuantumDynamicsError)?.code == .notFinite && "\(error)".contains("broken")
    }
    #expect {
      try generator.evolve(from: Sample.state(dimension: 3), times: [0, 1])
    } throws: { ($0 as? QuantumDynamicsError)?.code == .dimensionMismatch }
  }

  private func distance(_ x: [ComplexDouble], _ y: [ComplexDouble]) -> Double {
    zip(x, y).map { ($0 - $1).length }.max() ?? 0
  }

  @Test func everyMethodFollowsPiecewiseConstantDrives() throws {
    let pauli = try Sample.pauli()
    let steps = Modulation.periodicSteps([
      (duration: 0.4, value: 1.3), (duration: 0.3, value: -0.5),
    ])
    let generator = try TimeDependentLiouvillian(
      hamiltonian: 0.4 * pauli.z + steps * pauli.x, jumpOperators: [0.5 * pauli.minus])
    // Outputs at, before and after breakpoints.
    let times = [0, 0.4, 0.55, 2.1, 2.1001, 5]
    func states(_ method: EvolutionMethod) throws -> MasterEquationSolution {
      try generator.evolve(
        from: DensityMatrix(TwoLevel.ground), times: times, keepsStates: true, method: method)
    }
    let reference = try states(.rungeKutta(.dop853))
    for method in EvolutionMethodTests.methods {
      let solution = try states(method)
      #expect(solution.times == times)
      for (x, y) in zip(solution.states, reference.states) {
        // The tolerance of 1e-8 is one of a step for methods with steps.
        #expect((x.matrix - y.matrix).largestModulus < 2e-6, "\(method)")
      }
    }
    let plan = try states(.automatic).plan
    #expect(plan.method == .exponential && plan.reason.contains("15 intervals"))
  }

  @Test func changingDrivesChooseByStiffness() throws {
    let spin = try Spin(particleCount: 9)
    let start = DensityMatrix(spin.coherentState(polar: 1, azimuth: 0))
    let drive = Modulation.cosine(amplitude: 0.7, angularFrequency: 2)
    func solve(_ dephasing: Double, _ method: EvolutionMethod) throws -> MasterEquationSolution {
      try TimeDependentLiouvillian(
        hamiltonian: spin.z + drive * spin.x,
        jumpOperators: [dephasing * spin.z, 0.2 * spin.minus]
      ).evolve(from: start, times: [0, 1, 2], observing: ["z": spin.z], method: method)
    }
    let soft = try solve(0.3, .automatic)
    #expect(soft.plan.method == .rungeKutta(.vern7))
    #expect(soft.plan.reason.contains("not stiff"))
    // The implicit method agrees where both work; BDF adds errors of 1e-8 in some thousand steps.
    let other = try solve(0.3, .implicit)
    #expect(abs(soft["z"][2] - other["z"][2]) < 1e-5)
    let stiff = try solve(120, .automatic)
    #expect(stiff.plan.method == .implicit)
    #expect(stiff.plan.reason.contains("stiff"))
    #expect(stiff.evidence.integration.evaluationCount < 50_000)
    // Strong dephasing suppresses the drive: ⟨z⟩ decays as without it, but for terms of the order 1/120².
    let undriven = try Liouvillian(hamiltonian: 0 * spin.z, jumpOperators: [0.2 * spin.minus])
      .evolve(from: start, times: [0, 1, 2], observing: ["z": spin.z])
    #expect(abs(stiff["z"][2] - undriven["z"][2]) < 1e-2)
    #expect {
      try solve(0.3, .faber)
    } throws: { ($0 as? QuantumDynamicsError)?.code == .invalidParameter }
  }

  @Test func implicitStepsSkipNoPulse() throws {
    // A π pulse late in a long interval.
    let width = 0.05
    let pulse = Modulation.gaussianPulse(
      center: 90, width: width, amplitude: Double.pi / (width * (2 * Double.pi).squareRoot()))
    let driven = try TimeDependentLiouvillian(
      hamiltonian: 0 * TwoLevel.sigmaZ + pulse * (0.5 * TwoLevel.sigmaX),
      jumpOperators: [1e-4 * TwoLevel.sigmaMinus])
    for method in [EvolutionMethod.implicit, .automatic] {
      let solution = try driven.evolve(
        from: DensityMatrix(TwoLevel.ground), times: [0, 89, 91, 100],
        observing: ["z": TwoLevel.sigmaZ], method: method)
      #expect(abs(solution["z"][1] + 1) < 1e-5)
      #expect(abs(solution["z"][2] - 1) < 1e-4, "\(method)")
    }
  }
}
