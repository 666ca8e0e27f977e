import ComplexModule
import Foundation
import LinearAlgebra
import NonlinearDynamics
import Testing

@Suite struct BranchTests {
  @Test func theSaddleNodeIsAtItsParameter() throws {
    let flow = Flow(variables: ["x"], parameters: ["r": 1]) { v, p in [p.r - v.x * v.x] }
    let branch = try flow.fixedPointBranch(from: [1], over: "r", in: -1...2)
    #expect(branch.bifurcations.map(\.kind) == [.saddleNode])
    // A fold is where dr/ds = 0: r is known to the square of what s is.
    #expect(abs(branch.bifurcations[0].parameter) < 1e-9)
    // Both halves of the parabola, to the end of the range.
    #expect(branch.points.allSatisfy { abs($0.parameter - $0.state[0] * $0.state[0]) < 1e-10 })
    let ends = [branch.points[0], branch.points[branch.points.count - 1]]
    #expect(ends.allSatisfy { abs($0.parameter - 2) < 1e-9 })
    #expect(ends.count { $0.isStable } == 1)
  }

  @Test func theTranscriticalBifurcationExchangesStability() throws {
    let flow = Flow(variables: ["x"], parameters: ["r": 1]) { v, p in [p.r * v.x - v.x * v.x] }
    let branch = try flow.fixedPointBranch(from: [0], over: "r", in: -1...2)
    #expect(branch.bifurcations.map(\.kind) == [.transcritical])
    #expect(abs(branch.bifurcations[0].parameter) < 1e-10)
    let other = try flow.fixedPointBranch(through: branch.bifurcations[0], in: -1...2)
    #expect(other.points.allSatisfy { abs($0.state[0] - $0.parameter) < 1e-9 })
    #expect(
      other.points.allSatisfy { $0.isStable == ($0.parameter > 0) || abs($0.parameter) < 1e-6 })
  }

  @Test func lorenzHasAPitchforkAndTwoSubcriticalHopfBifurcations() throws {
    let flow = ModelSystems.lorenz.with(["r": 0.5])
    let branch = try flow.fixedPointBranch(from: [0, 0, 0], over: "r", in: 0...30)
    #expect(branch.bifurcations.map(\.kind) == [.pitchfork])
    #expect(abs(branch.bifurcations[0].parameter - 1) < 1e-9)
    let arms = try flow.fixedPointBranch(through: branch.bifurcations[0], in: 0...30)
    let hopf = arms.bifurcations(.hopf)
    #expect(hopf.count == 2)
    for bifurcation in hopf {
      // r = σ(σ + b + 3)/(σ − b − 1) and ω² = b(σ + r).
      let r = 10 * (10 + 8.0 / 3 + 3) / (10 - 8.0 / 3 - 1)
      #expect(abs(bifurcation.parameter - r) < 1e-8)
      let frequency = (8.0 / 3 * (10 + r)).squareRoot()
      #expect(abs((bifurcation.period ?? 0) - 2 * .pi / frequency) < 1e-8)
      #expect((bifurcation.lyapunovCoefficient ?? -1) > 0)
    }
  }

  @Test func thePitchforkIsMetOnBothBranches() throws {
    let flow = Flow(variables: ["x"], parameters: ["r": 1]) { v, p in
      [p.r * v.x - v.x * v.x * v.x]
    }
    let straight = try flow.fixedPointBranch(from: [0], over: "r", in: -1...2)
    let turning = try flow.fixedPointBranch(from: [1], over: "r", in: -1...2)
    #expect(straight.bifurcations.map(\.kind) == [.pitchfork])
    #expect(turning.bifurcations.map(\.kind) == [.pitchfork])
    // At the turn r = x², and x is known only to where both branches are told apart.
    #expect(abs(turning.bifurcations[0].parameter) < 1e-7)
  }

  @Test func theBrusselatorsHopfBifurcationIsAtOnePlusASquared() throws {
    let flow = ModelSystems.brusselator
    let branch = try flow.fixedPointBranch(from: [1.3, 1 / 1.3], over: "B", in: 0.5...5)
    let hopf = branch.bifurcations(.hopf)
    #expect(branch.bifurcations.count == 1)
    #expect(abs(hopf[0].parameter - (1 + 1.3 * 1.3)) < 1e-10)
    #expect(abs((hopf[0].period ?? 0) - 2 * .pi / 1.3) < 1e-9)
    // In two parameters the curve is B = 1 + A².
    let curve = try flow.bifurcationCurve(from: hopf[0], in: 0.5...5, and: "A", in: 0.2...2)
    #expect(curve.points.count > 50)
    #expect(curve.points.allSatisfy { abs($0.first - 1 - $0.second * $0.second) < 1e-8 })
    #expect(curve.points.allSatisfy { abs(($0.frequency ?? 0) - $0.second) < 1e-8 })
    // Supercritical everywhere.
    #expect(curve.points.allSatisfy { ($0.lyapunovCoefficient ?? 1) < 0 })
  }

  @Test func theFirstLyapunovCoefficientIsThatOfTheNormalForm() throws {
    // ż = (a + i)z + c|z|²z: with |q| = 1, q = (1, −i)/√2 is z = √2 times a complex amplitude, so that l₁ = 2c/ω.
    for c in [-1.0, 0.5] {
      let flow = Flow(variables: ["x", "y"], parameters: ["a": -0.5]) { v, p in
        let z = ComplexFormula(v.x, v.y)
        let rate = ComplexFormula(p.a + c * z.lengthSquared, 1) * z
        return [rate.real, rate.imaginary]
      }
      let branch = try flow.fixedPointBranch(from: [0, 0], over: "a", in: -1...1)
      let hopf = branch.bifurcations(.hopf)
      #expect(hopf.count == 1)
      #expect(abs(hopf[0].parameter) < 1e-10)
      #expect(abs((hopf[0].lyapunovCoefficient ?? 0) - 2 * c) < 1e-9)
    }
  }

  @Test func theCuspsFoldsAreOnTheSemicubicalParabola() throws {
    let flow = Flow(variables: ["x"], parameters: ["h": 0, "r": 1]) { v, p in
      [p.h + p.r * v.x - v.x * v.x * v.x]
    }
    let branch = try flow.fixedPointBranch(from: [1], over: "h", in: -1...1)
    let folds = branch.bifurcations(.saddleNode)
    #expect(folds.count == 2)
    #expect(folds.allSatisfy { abs(abs($0.parameter) - 2 / 27.0.squareRoot()) < 1e-9 })
    let curve = try flow.bifurcationCurve(from: folds[0], in: -1...1, and: "r", in: -0.5...1.5)
    // 27 h² = 4 r³, through the cusp at the origin and out on the other side.
    #expect(
      curve.points.allSatisfy { abs(27 * $0.first * $0.first - 4 * pow($0.second, 3)) < 1e-7 })
    #expect(curve.points.contains { $0.first > 0.3 } && curve.points.contains { $0.first < -0.3 })
  }

  @Test func branchesOnTheSphereStayOnIt() throws {
    let flow = ModelSystems.drivenSpin.with(["detuning": 0.2, "drive": 1])
    let points = try flow.fixedPoints(in: [-1.1...1.1, -1.1...1.1, -1.1...1.1])
    let branch = try flow.fixedPointBranch(
      from: points.attracting[0].state, over: "detuning", in: -3...3)
    #expect(branch.points.allSatisfy { abs($0.state.reduce(0) { $0 + $1 * $1 } - 1) < 1e-10 })
    let hopf = branch.bifurcations(.hopf)
    #expect(hopf.count == 2)
    for bifurcation in hopf {
      // No closed form is needed: where the pair is imaginary, its sum, the trace, vanishes.
      let sum = bifurcation.eigenvalues.reduce(ComplexDouble.zero) { $0 + $1 }
      #expect(sum.length < 1e-9)
    }
    #expect(abs(hopf[0].parameter + hopf[1].parameter) < 1e-8)
  }

  @Test func cyclesAreBornAtHopfBifurcationsWithTheRightSize() throws {
    let flow = ModelSystems.stuartLandau.with(["a": -0.5])
    let branch = try flow.fixedPointBranch(from: [0, 0], over: "a", in: -1...1)
    let cycles = try flow.cycleBranch(from: branch.bifurcations(.hopf)[0], in: -1...1)
    #expect(cycles.points.count > 10)
    for (k, point) in cycles.points.enumerated() {
      let radius = (cycles.maxima(of: "x")[k] - cycles.minima(of: "x")[k]) / 2
      // Extremes are those of 33 points a segment: 1 − cos(π/200) below the radius.
      #expect(abs(radius - point.parameter.squareRoot()) < 2e-4)
      #expect(abs(point.period - 2 * .pi) < 1e-7)
      #expect((point.multipliers[0] - ComplexDouble(exp(-4 * .pi * point.parameter))).length < 1e-7)
    }
    #expect(abs((cycles.points.last?.parameter ?? 0) - 1) < 1e-8)
  }

  @Test func cyclesThatShrinkEndAtTheirHopfBifurcation() throws {
    for detuning in [0.5, 0.75, 1.5] {
      let flow = ModelSystems.drivenSpin.with(["detuning": detuning])
      let cycle = try flow.limitCycle(from: [1, 0, 0])
      let branch = try flow.cycleBranch(from: cycle, over: "drive", in: 0.2...3)
      #expect(branch.bifurcations.map(\.kind) == [.hopf])
      #expect(branch.ends.contains(.finished))
      // The trace vanishes where z² = 3/4 (Γ₊ = 1, Γ₋ = 2); the fixed point is there for ε² = 1/4 + 4Δ²/3.
      let drive = (0.25 + 4 * detuning * detuning / 3).squareRoot()
      #expect(abs(branch.bifurcations[0].parameter - drive) < 1e-9)
      #expect(branch.points.allSatisfy { $0.parameter < drive + 1e-6 })
    }
  }

  @Test func roesslerDoublesItsPeriodAtItsKnownParameters() throws {
    let cycle = try ModelSystems.roessler.limitCycle(from: [1, 1, 0])
    let branch = try ModelSystems.roessler.cycleBranch(from: cycle, over: "c", in: 2...3.5)
    let doubling = branch.bifurcations(.periodDoubling)
    #expect(branch.bifurcations.count == 1)
    // c = 2.8324, from brute-force diagrams.
    #expect(abs(doubling[0].parameter - 2.8324) < 1e-3)
    #expect((doubling[0].eigenvalues[0] + 1).length < 1e-8)
    let doubled = try ModelSystems.roessler.cycleBranch(from: doubling[0], in: 2...3.5)
    #expect(abs(doubled.points[0].period / (doubling[0].period ?? 1) - 2) < 1e-2)
    #expect(doubled.points.last?.isStable == true)
    #expect(branch.points.last?.isStable == false)
  }

  @Test func cyclesOfTheNormalFormFoldAtMinusOneQuarter() throws {
    // ṙ = a r + r³ − r⁵: the cycle from the subcritical Hopf bifurcation at a = 0 turns at a = −1/4, r² = 1/2.
    let flow = Flow(variables: ["x", "y"], parameters: ["a": -0.5]) { v, p in
      let z = ComplexFormula(v.x, v.y)
      let n = z.lengthSquared
      let rate = ComplexFormula(p.a + n - n.squared, 1) * z
      return [rate.real, rate.imaginary]
    }
    let branch = try flow.fixedPointBranch(from: [0, 0], over: "a", in: -1...1)
    let hopf = branch.bifurcations(.hopf)[0]
    #expect((hopf.lyapunovCoefficient ?? 0) > 0)
    let cycles = try flow.cycleBranch(from: hopf, in: -1...0.5)
    let folds = cycles.bifurcations(.saddleNode)
    #expect(folds.count == 1)
    #expect(abs(folds[0].parameter + 0.25) < 1e-8)
    #expect(cycles.points[0].isStable == false)
    #expect(cycles.points.last?.isStable == true)
  }

  @Test func aTorusIsBornAtItsNormalFormsParameter() throws {
    // A cycle r = 1 of frequency 1, with a transverse oscillator u + iw of rate a and frequency 0.3 that saturates.
    let flow = Flow(variables: ["x", "y", "u", "w"], parameters: ["a": -0.2]) { v, p in
      let (z, c) = (ComplexFormula(v.x, v.y), ComplexFormula(v.u, v.w))
      let first = ComplexFormula(1 - z.lengthSquared, 1) * z
      let second = ComplexFormula(p.a - c.lengthSquared, 0.3) * c
      return [first.real, first.imaginary, second.real, second.imaginary]
    }
    let cycle = try flow.limitCycle(from: [1, 0, 0.1, 0])
    let branch = try flow.cycleBranch(from: cycle, over: "a", in: -0.3...0.3)
    let torus = branch.bifurcations(.neimarkSacker)
    #expect(torus.count == 1)
    #expect(abs(torus[0].parameter) < 1e-8)
    // Multipliers e^{±0.3 · 2π i} at the bifurcation.
    let angle = torus[0].eigenvalues[0].phase
    #expect(abs(abs(angle) - 0.6 * .pi) < 1e-7)
  }

  @Test func theDimersCycleEndsInASaddleNode() throws {
    // Erratum 4 of paper 001: the change from cycle to torus is abrupt. The cycle itself goes on to ω = 0.9686.
    let flow = ModelSystems.dimer.with(["omega": 0.8])
    let cycle = try flow.limitCycle(from: [0.5, 0.1, 0.3, 0.2])
    let branch = try flow.cycleBranch(from: cycle, over: "omega", in: 0.7...1.1)
    let folds = branch.bifurcations(.saddleNode)
    #expect(folds.count == 1)
    #expect(branch.bifurcations(.neimarkSacker).isEmpty)
    #expect(folds[0].parameter > 0.95 && folds[0].parameter < 0.98)
  }
}
