import LinearAlgebra
import PaperModels
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import RealModule
import Testing

@Suite struct MeanFieldTests {
  static let points: [(Double, Double)] = [(0.5, 0.5), (1.5, 0.5), (3.0, 2.0), (1, 0), (4, 0)]

  private static func model(_ drive: Double, _ detuning: Double) throws
    -> QuantumSynchronizationBreakdown
  {
    try QuantumSynchronizationBreakdown(particleCount: 100, drive: drive, detuning: detuning)
  }

  @Test("the length is conserved", arguments: points)
  func length(drive: Double, detuning: Double) throws {
    let flow = try Self.model(drive, detuning).meanField
    for m in [SIMD3(0.6, 0, 0.8), SIMD3(0.1, -0.5, 0.2), SIMD3(-0.48, 0.64, -0.6)] {
      #expect(abs((m * flow.velocity(m)).sum()) < 1e-15)
    }
    let path = try flow.trajectory(from: SIMD3(1, 0, 0), times: .linear(0, 200, count: 2001))
    // A tolerance of 1e-10 a step, some 1000 steps, no growth.
    #expect(path.lengthError < 1e-7)
    #expect(path.evidence.acceptedStepCount > 10)
    let inside = try flow.trajectory(from: SIMD3(0.3, 0.2, -0.4), times: .linear(0, 50, count: 51))
    #expect(inside.lengthError < 1e-7)
  }

  @Test("the printed form agrees on the sphere and changes the length off it", arguments: points)
  func printedForm(drive: Double, detuning: Double) throws {
    let model = try Self.model(drive, detuning)
    let (conserving, printed) = (model.meanField, model.printedMeanField)
    for m in [SIMD3(0.6, 0, 0.8), SIMD3(-0.48, 0.64, -0.6), SIMD3(0, 1, 0)] {
      let difference = conserving.velocity(m) - printed.velocity(m)
      #expect(abs(difference.x) + abs(difference.y) + abs(difference.z) < 1e-15)
    }
    let m = SIMD3(0.5, 0.3, 0.6)
    let g = 1 - 2 * m.z * m.z
    let square = (m * m).sum()
    #expect(
      abs(2 * (m * printed.velocity(m)).sum() - 2 * m.z * g * (1 - square)) < 1e-15)
  }

  @Test func thePrintedFormLeavesTheSphereWhereItsErrorGrows() throws {
    // At the locked state of (3, 2) m_z g < 0: rounding errors grow as e^(0.46 t). With (S20)'s printed sign they
    // would shrink there.
    let model = try Self.model(3, 2)
    let times: [Double] = .linear(0, 50, count: 11)
    let printed = try model.printedMeanField.trajectory(from: SIMD3(1, 0, 0), times: times)
    let conserving = try model.meanField.trajectory(from: SIMD3(1, 0, 0), times: times)
    #expect(printed.lengthError > 1e-6)
    #expect(conserving.lengthError < 1e-9)
  }

  @Test("the angular form (S32), (S34) agrees with the Cartesian one", arguments: points)
  func angularForm(drive: Double, detuning: Double) throws {
    let flow = try Self.model(drive, detuning).meanField
    let derived = MeanFieldFlow(velocity: flow.velocity)
    for angles in [SIMD2(0.3, 1.0), SIMD2(1.5, -2), SIMD2(2.8, 4)] {
      let difference = flow.angularVelocity(angles) - derived.angularVelocity(angles)
      #expect(abs(difference.x) + abs(difference.y) < 1e-13)
    }
    let start = SIMD3(0.8, 0, 0.6)
    let times: [Double] = .linear(0, 8, count: 81)
    let path = try flow.trajectory(from: start, times: times)
    let angular = try flow.angularTrajectory(from: start, times: times)
    for (a, b) in zip(path.points, angular.points) {
      let difference = a - b
      // Tolerances of 1e-10; passing near a pole magnifies those of the angles.
      #expect(abs(difference.x) + abs(difference.y) + abs(difference.z) < 1e-6)
    }
  }

  @Test("the Jacobian agrees with differences", arguments: points)
  func jacobian(drive: Double, detuning: Double) throws {
    let flow = try Self.model(drive, detuning).meanField
    let differences = MeanFieldFlow(velocity: flow.velocity)
    for (m, v) in [
      (SIMD3(0.6, 0, 0.8), SIMD3(1.0, 2, -1)), (SIMD3(-0.48, 0.64, -0.6), SIMD3(0.3, 0, 1)),
    ] {
      let difference = flow.derivative(m, v) - differences.derivative(m, v)
      // Fourth-order differences of a cubic are exact up to rounding, 1e-16/1e-3.
      #expect(abs(difference.x) + abs(difference.y) + abs(difference.z) < 1e-11)
    }
  }

  @Test func withoutDriveTheOscillatorSettlesOnItsRingAndPrecesses() throws {
    let model = try Self.model(0, 0.7)
    let ring = try #require(model.selfSustainedMagnetization)
    #expect(abs(ring - 0.5.squareRoot()) < 1e-15)
    #expect(model.background == .selfSustainedOscillator(magnetization: ring))
    let path = try model.meanField.trajectory(
      from: SIMD3(0.8, 0, -0.6), times: .linear(0, 100, count: 2001))
    #expect(abs(try #require(path.z.last) - ring) < 1e-8)
    let locking = try path.phaseLocking(after: 40)
    #expect(locking.state == .drifting && abs(locking.frequency - 0.7) < 1e-7)
    // Below the repelling ring everything goes to the south pole.
    let south = try model.meanField.trajectory(
      from: SIMD3(0.6, 0, -0.8), times: .linear(0, 100, count: 11))
    #expect(abs(try #require(south.z.last) + 1) < 1e-8)
  }

  @Test func strongGainHasAPolarFixedPoint() throws {
    let model = try QuantumSynchronizationBreakdown(
      particleCount: 10, drive: 0, detuning: 0.2, gain: 1, nonlinearDecay: 1)
    #expect(model.background == .polarFixedPoint)
    #expect(model.selfSustainedMagnetization == nil)
  }

  @Test func theMasterEquationApproachesTheMeanFieldAsOneOverN() throws {
    let times: [Double] = .linear(0, 2, count: 9)
    let reference = try Self.model(1, 0.3).meanField.trajectory(
      from: SIMD3(.sin(1.2), 0, .cos(1.2)), times: times)
    var errors: [Double] = []
    for count in [20, 40, 80, 160] {
      let model = try QuantumSynchronizationBreakdown(
        particleCount: count, drive: 1, detuning: 0.3)
      let spin = model.spin
      let solution = try model.liouvillian().evolve(
        from: DensityMatrix(spin.coherentState(polar: 1.2, azimuth: 0)), times: times,
        observing: ["x": spin.x, "y": spin.y, "z": spin.z])
      var error = 0.0
      for (name, component) in [("x", reference.x), ("y", reference.y), ("z", reference.z)] {
        let values = try #require(solution.expectationValues[name])
        for (value, expected) in zip(values, component) {
          error = max(error, abs(value / spin.quantumNumber - expected))
        }
      }
      errors.append(error)
    }
    // Errors fall as a/N + b/N² + …: ratios on doubling N fall towards 2 from above.
    let ratios = zip(errors, errors.dropFirst()).map { $0 / $1 }
    #expect(errors[0] < 0.1 && errors[3] < 0.005)
    #expect(ratios.allSatisfy { (2...3.2).contains($0) })
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 > $1 })
  }
}
