import ComplexModule
import LinearAlgebra
import QuantumDynamics
import QuantumSynchronization
import RealModule
import Testing

/// Damping towards the south pole with a field along x: dm/dt = ω x̂ × m + κ m × (m × ẑ), with closed forms.
func drivenDamped(_ ω: Double, _ κ: Double) -> MeanFieldFlow {
  MeanFieldFlow { m in
    SIMD3(
      κ * m.x * m.z, -ω * m.z + κ * m.y * m.z,
      ω * m.y - κ * (m.x * m.x + m.y * m.y))
  }
}

@Suite struct MeanFieldFlowTests {
  @Test func precessionIsACircleAtConstantSpeed() throws {
    let flow = MeanFieldFlow { m in SIMD3(-2 * m.y, 2 * m.x, 0) }
    let path = try flow.trajectory(from: SIMD3(0.6, 0, 0.8), times: .linear(0, 20, count: 401))
    for (time, point) in zip(path.times, path.points) {
      // Tolerance 1e-10 a step, over 20 units of time.
      #expect(abs(point.x - 0.6 * .cos(2 * time)) < 1e-8)
      #expect(abs(point.y - 0.6 * .sin(2 * time)) < 1e-8)
      #expect(abs(point.z - 0.8) < 1e-12)
    }
    #expect(path.lengthError < 1e-9)
    #expect(abs(try #require(path.relativePhase.last) - 40) < 1e-8)
    #expect(abs(path.polar[7] - .acos(0.8)) < 1e-9)
    let locking = try path.phaseLocking(after: 0)
    #expect(locking.state == .drifting)
    #expect(abs(locking.frequency - 2) < 1e-8)
  }

  @Test func angularAndCartesianFormsAgreeWhenDerivedFromEachOther() throws {
    let flow = drivenDamped(0.7, 1)
    let start = SIMD3(0.6, 0.48, 0.64)
    let times: [Double] = .linear(0, 6, count: 61)
    let path = try flow.trajectory(from: start, times: times)
    let angles = try flow.angularTrajectory(from: start, times: times)
    for (a, b) in zip(path.points, angles.points) {
      #expect(abs(a.x - b.x) + abs(a.y - b.y) + abs(a.z - b.z) < 1e-8)
    }
  }

  @Test func impossibleInitialPointsThrow() {
    let flow = drivenDamped(1, 1)
    let times: [Double] = .linear(0, 1, count: 3)
    for point in [SIMD3(0, 0, 0), SIMD3(1, 1, 0), SIMD3(.nan, 0, 0), SIMD3(.infinity, 0, 0)] {
      #expect(throws: SynchronizationError.self) { try flow.trajectory(from: point, times: times) }
    }
    #expect { try flow.angularTrajectory(polar: 0, azimuth: 1, times: times) } throws: {
      ($0 as? SynchronizationError)?.code == .undefinedAngle
    }
    #expect {
      try flow.trajectory(from: SIMD3(1, 0, 0), times: [0, 1, 1])
    } throws: {
      let error = $0 as? SynchronizationError
      return error?.code == .invalidParameter && error?.underlyingError is QuantumDynamicsError
    }
    // |m| reaches infinity at t = 1/20.
    let exploding = MeanFieldFlow { m in 10 * (m * m).sum() * m }
    #expect {
      try exploding.trajectory(from: SIMD3(1, 0, 0), times: times)
    } throws: {
      ($0 as? SynchronizationError)?.code == .integrationFailed
    }
  }
}

@Suite struct FixedPointsTests {
  @Test func thePolesOfDampedPrecessionAreASpiralSinkAndASpiralSource() throws {
    // κ m × (m × ẑ) with rotation Δ about z: eigenvalues −κ ± iΔ at the south pole, κ ± iΔ at the north pole.
    let flow = MeanFieldFlow { m in
      SIMD3(
        -0.7 * m.y + 0.4 * m.x * m.z, 0.7 * m.x + 0.4 * m.y * m.z,
        -0.4 * (m.x * m.x + m.y * m.y))
    }
    let points = flow.fixedPoints()
    #expect(points.count == 2)
    #expect(points.isConsistent)
    let north = try #require(points.first)
    let south = try #require(points.last)
    #expect(north.stability == .unstableSpiral && south.stability == .stableSpiral)
    for eigenvalue in south.eigenvalues {
      // The fourth-order difference of the Jacobian is good to about 1e-12.
      #expect(abs(eigenvalue.real + 0.4) < 1e-10 && abs(abs(eigenvalue.imaginary) - 0.7) < 1e-10)
    }
    #expect(points.attracting.count == 1)
    #expect(abs(south.polar - .pi) < 1e-12)
  }

  @Test func aDrivenDampedSpinHasItsClosedFormFixedPoints() throws {
    // ω < κ: m_y = ω/κ, m_x = 0, m_z = ±√(1 − ω²/κ²); real eigenvalues κ m_z twice.
    let points = drivenDamped(0.6, 1).fixedPoints()
    #expect(points.count == 2 && points.isConsistent)
    for point in points {
      #expect(abs(point.position.y - 0.6) < 1e-10)
      #expect(abs(abs(point.position.z) - 0.8) < 1e-10)
      #expect(point.residual < 1e-12)
    }
    #expect(points.attracting.count == 1)
    #expect(try #require(points.attracting.first).position.z < 0)
  }

  @Test func aboveThresholdADrivenDampedSpinHasTwoCenters() {
    // ω > κ: m_z = 0, m_y = κ/ω, m_x = ±√(1 − κ²/ω²).
    let points = drivenDamped(2, 1).fixedPoints()
    #expect(points.count == 2 && points.isConsistent)
    #expect(points.allSatisfy { $0.stability == .center })
    #expect(points.allSatisfy { abs($0.position.y - 0.5) < 1e-10 && abs($0.position.z) < 1e-10 })
    #expect(points.attracting.isEmpty)
  }

  @Test func anEasyAxisHasSaddlesOnItsEquator() {
    // The gradient flow of (x² + 2y² + 4z²)/2 on the sphere: 2 sinks, 2 saddles, 2 sources on the axes.
    let flow = MeanFieldFlow { m in
      let force = SIMD3(m.x, 2 * m.y, 4 * m.z)
      return force - (force * m).sum() * m
    }
    let points = flow.fixedPoints()
    #expect(points.count == 6 && points.indexSum == 2 && points.isConsistent)
    #expect(points.filter { $0.stability == .saddle }.count == 2)
    #expect(points.filter { $0.stability == .stableNode }.count == 2)
    #expect(points.filter { $0.stability == .unstableNode }.count == 2)
  }

  @Test func aLineOfFixedPointsIsDegenerate() {
    let points = MeanFieldFlow { m in
      let speed = 0.5 - m.z * m.z
      return SIMD3(-speed * m.x * m.z, -speed * m.y * m.z, speed * (m.x * m.x + m.y * m.y))
    }.fixedPoints(seedCount: 30)
    #expect(!points.isConsistent)
    #expect(points.contains { $0.stability == .degenerate })
  }

  @Test func aStoppedTrajectoryKeepsItsPoints() async throws {
    let task = Task {
      // The flow stops its own task after a few of a hundred thousand steps.
      let flow = MeanFieldFlow { m in
        if m.x < 0 { withUnsafeCurrentTask { $0?.cancel() } }
        return SIMD3(-2 * m.y, 2 * m.x, 0)
      }
      return try flow.trajectory(
        from: SIMD3(0.6, 0, 0.8), times: .linear(0, 1e5, count: 100_001))
    }
    let path = try await task.value
    #expect(path.times.count < 100_001 && path.points.count == path.times.count)
    #expect(path.status == .stopped(at: try #require(path.times.last)))
    #expect(path.evidence.acceptedStepCount > 0)
  }
}
