import ComplexModule
import LinearAlgebra
import NonlinearDynamics
import Testing

@Suite struct EquilibriaTests {
  @Test func lorenzHasItsThreeFixedPoints() throws {
    let points = try ModelSystems.lorenz.fixedPoints(in: [-50...50, -50...50, -50...50])
    #expect(points.isComplete)
    #expect(points.count == 3)
    let root = 72.0.squareRoot()
    for (point, expected) in zip(points, [[-root, -root, 27], [0, 0, 0], [root, root, 27]]) {
      #expect(zip(point.state, expected).allSatisfy { abs($0 - $1) < 1e-12 * 30 })
      #expect(point.isProven)
      #expect(point.stability == .saddle)
    }
    // λ at the origin: −b and −(σ+1)/2 ± √((σ+1)²/4 + σ(r−1)).
    let rise = (30.25 + 270).squareRoot()
    let expected = [-5.5 + rise, -8.0 / 3, -5.5 - rise]
    for (value, number) in zip(points[1].eigenvalues, expected) {
      #expect((value - ComplexDouble(number)).length < 1e-12 * 30)
    }
  }

  @Test func allNinePointsOfASeparableSystemAreFound() throws {
    let flow = Flow(variables: ["x", "y"]) { v, _ in [sin(v.x), cos(v.y)] }
    let points = try flow.fixedPoints(in: [-4...4, -3 * 1.6...3 * 1.6])
    // x = −π, 0, π and y = ±π/2, ±3π/2.
    #expect(points.isComplete)
    #expect(points.count == 12)
    #expect(points.attracting.count == 4)
  }

  @Test func fixedPointsOnTheSphereHaveTwoEigenvalues() throws {
    let flow = ModelSystems.drivenSpin
    let points = try flow.fixedPoints(in: [-1.1...1.1, -1.1...1.1, -1.1...1.1])
    #expect(points.isComplete)
    // Indices sum to 2 on a sphere, and neither point is a saddle.
    #expect(points.count == 2)
    for point in points {
      #expect(point.eigenvalues.count == 2)
      #expect(abs(point.state.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
      #expect(point.residual < 1e-12)
    }
    // The flow has the symmetry (x, z, t) → (−x, −z, −t): eigenvalues are opposite.
    #expect((points[0].eigenvalues[0] + points[1].eigenvalues[1]).length < 1e-12)
  }

  @Test func aDoublePointIsReportedAsUnproven() throws {
    let flow = Flow(variables: ["x"]) { v, _ in [v.x.squared] }
    let points = try flow.fixedPoints(in: [-1...2])
    #expect(!points.isComplete)
    #expect(points.unresolvedBoxCount > 0)
    #expect(points.count == 1)
    #expect(points[0].isProven == false)
    #expect(points[0].stability == .degenerate)
  }

  @Test func anEmptyBoxIsProvenEmpty() throws {
    let flow = Flow(variables: ["x", "y"]) { v, _ in
      [v.x.squared + v.y.squared + 0.01, v.x - v.y]
    }
    let points = try flow.fixedPoints(in: [-5...5, -5...5])
    #expect(points.isEmpty)
    #expect(points.isComplete)
  }

  @Test func functionsAreEnclosedByTheirIntervals() throws {
    // One root of each function in the box, known in closed form.
    let cases: [(Formula, ClosedRange<Double>, Double)] = [
      (exp(.variable(0)) - 2, -3...3, 0.6931471805599453),
      (log(.variable(0)) + 1, 0.01...5, 0.36787944117144233),
      (tanh(.variable(0)) - 0.5, -3...3, 0.5493061443340549),
      (atan(.variable(0)) - 0.5, -3...3, 0.5463024898437905),
      (sqrt(.variable(0)) - 1.5, 0.1...9, 2.25), (abs(.variable(0)) - 1, 0.5...3, 1),
      (cos(.variable(0)), 1...3, 1.5707963267948966),
    ]
    for (formula, range, root) in cases {
      let flow = Flow(variables: ["x"], parameters: [], velocity: [formula])
      let points = try flow.fixedPoints(in: [range])
      #expect(points.isComplete)
      #expect(points.count == 1)
      #expect(abs((points.first?.state[0] ?? .nan) - root) < 1e-14)
    }
  }
}
