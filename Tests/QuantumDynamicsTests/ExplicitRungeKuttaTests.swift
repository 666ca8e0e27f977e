import ComplexModule
import Foundation
import LinearAlgebra
import QuantumDynamics
import Testing

@Suite struct ExplicitRungeKuttaTests {
  /// A pendulum-like equation without closed form, not autonomous: every order condition is felt.
  private static func equation(_ t: Double, _ y: SIMD2<Double>, _ slope: inout SIMD2<Double>) {
    slope = SIMD2(y.y, -sin(y.x) + 0.3 * cos(2 * t) * y.y)
  }

  private static func reference() throws -> SIMD2<Double> {
    try ExplicitRungeKutta(tableau: .dop853)
      .integrate(from: SIMD2(1, 0.5), start: 0, end: 3, stepCount: 400, derivative: equation)
  }

  @Test(arguments: RungeKuttaTableau.all)
  func stepConvergesWithItsOrder(tableau: RungeKuttaTableau) throws {
    let reference = try Self.reference()
    let counts = tableau.order > 6 ? [6, 12] : [24, 48]
    let errors = try counts.map { count in
      let result = try ExplicitRungeKutta(tableau: tableau).integrate(
        from: SIMD2(1, 0.5), start: 0, end: 3, stepCount: count, derivative: Self.equation)
      return ((result - reference) * (result - reference)).sum().squareRoot()
    }
    let observed = log2(errors[0] / errors[1])
    // Half an order for the terms beyond the leading one; a wrong coefficient costs at least one.
    #expect(observed > Double(tableau.order) - 0.5, "\(tableau.name): \(observed), \(errors)")
  }

  @Test(arguments: RungeKuttaTableau.all.filter { $0.errorOrder > 0 })
  func denseOutputConvergesWithItsOrder(tableau: RungeKuttaTableau) throws {
    let exact = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-14, absoluteTolerance: 1e-15)
    let times: [Double] = .linear(0, 3, count: 301)
    var reference: [SIMD2<Double>] = []
    try exact.integrate(
      from: SIMD2(1, 0.5), times: times, derivative: Self.equation,
      output: { _, _, y in reference.append(y) })
    // A tolerance that every step keeps, so that all but the first few steps are the longest allowed.
    var integrator = ExplicitRungeKutta(
      tableau: tableau, relativeTolerance: 0.5, absoluteTolerance: 1e3)
    let sizes = tableau.order > 6 ? [0.4, 0.2] : [0.1, 0.05]
    let errors = try sizes.map { size in
      integrator.maximumStep = size
      var worst = 0.0
      try integrator.integrate(
        from: SIMD2(1, 0.5), times: times, derivative: Self.equation,
        output: { k, _, y in
          let difference = y - reference[k]
          worst = max(worst, (difference * difference).sum().squareRoot())
        })
      return worst
    }
    let observed = log2(errors[0] / errors[1])
    #expect(
      observed > Double(tableau.interpolationOrder) - 0.5, "\(tableau.name): \(observed), \(errors)"
    )
  }

  @Test(arguments: [RungeKuttaTableau.tsit5, .vern7, .dop853])
  func denseOutputIsAsGoodAsTheTolerance(tableau: RungeKuttaTableau) throws {
    for tolerance in [1e-5, 1e-8, 1e-11] {
      let integrator = ExplicitRungeKutta(
        tableau: tableau, relativeTolerance: tolerance, absoluteTolerance: tolerance)
      var worst = 0.0
      // Output at many times inside each step.
      try integrator.integrate(
        from: SIMD2(1.0, 0), times: .linear(0, 10, count: 1001),
        derivative: { _, y, slope in slope = SIMD2(y.y, -y.x) },
        output: { _, t, y in worst = max(worst, abs(y.x - cos(t)), abs(y.y + sin(t))) })
      // Errors of steps add up over ten units of time, and dense output may be ten times worse.
      #expect(worst < 200 * tolerance, "\(tableau.name) \(tolerance): \(worst)")
    }
  }

  @Test(arguments: [RungeKuttaTableau.tsit5, .vern7, .dop853])
  func outputTimesDoNotChangeTheSteps(tableau: RungeKuttaTableau) throws {
    let integrator = ExplicitRungeKutta(tableau: tableau)
    func steps(_ count: Int) throws -> Int {
      try integrator.integrate(
        from: SIMD2(1.0, 0.5), times: .linear(0, 5, count: count), derivative: Self.equation,
        output: { _, _, _ in }
      ).acceptedStepCount
    }
    #expect(try steps(2) == (try steps(700)))
  }

  @Test func arraysAndSIMDVectorsTakeTheSameSteps() throws {
    let integrator = ExplicitRungeKutta()
    var fromArray: [Double] = []
    var fromVector = SIMD2<Double>()
    let first = try integrator.integrate(
      from: [1.0, 0.5], times: [0, 3],
      derivative: { t, y, slope in
        slope[0] = y[1]
        slope[1] = -sin(y[0]) + 0.3 * cos(2 * t) * y[1]
      }, output: { _, _, y in fromArray = y })
    let second = try integrator.integrate(
      from: SIMD2(1.0, 0.5), times: [0, 3], derivative: Self.equation,
      output: { _, _, y in fromVector = y })
    #expect(first.acceptedStepCount == second.acceptedStepCount)
    #expect(abs(fromArray[0] - fromVector.x) < 1e-13)
    #expect(abs(fromArray[1] - fromVector.y) < 1e-13)
  }

  @Test func complexArraysRotate() throws {
    var final: [ComplexDouble] = []
    try ExplicitRungeKutta(tableau: .dop853).integrate(
      from: [Sample.i, 2], times: [0, 4],
      derivative: { _, y, slope in for k in y.indices { slope[k] = -Sample.i * y[k] } },
      output: { _, _, y in final = y })
    #expect((final[0] - ComplexDouble(sin(4), cos(4))).length < 1e-7)
    #expect((final[1] - ComplexDouble(2 * cos(4), -2 * sin(4))).length < 1e-7)
  }

  @Test func integratesBackwards() throws {
    let integrator = ExplicitRungeKutta(tableau: .dop853)
    var end = SIMD2<Double>()
    try integrator.integrate(
      from: SIMD2(1, 0.5), times: [0, 3], derivative: Self.equation, output: { _, _, y in end = y })
    var start = SIMD2<Double>()
    try integrator.integrate(
      from: end, times: [3, 0], derivative: Self.equation, output: { _, _, y in start = y })
    #expect(abs(start.x - 1) < 1e-6 && abs(start.y - 0.5) < 1e-6)
  }

  @Test func oneTimeGivesTheInitialState() throws {
    var states: [[Double]] = []
    try ExplicitRungeKutta().integrate(
      from: [3.0], times: [2], derivative: { _, _, _ in }, output: { _, _, y in states.append(y) })
    #expect(states == [[3]])
  }

  @Test func badInputIsRefused() {
    func run(
      _ times: [Double], initial: [Double] = [1], integrator: ExplicitRungeKutta = .init(),
      slope: Double = 1
    ) throws {
      try integrator.integrate(
        from: initial, times: times, derivative: { _, _, s in s[0] = slope },
        output: { _, _, _ in })
    }
    func code(_ error: any Error) -> QuantumDynamicsError.Code? {
      (error as? QuantumDynamicsError)?.code
    }
    #expect { try run([]) } throws: { code($0) == .invalidParameter }
    #expect { try run([0, 1, 1]) } throws: { code($0) == .invalidParameter }
    #expect { try run([0, .infinity]) } throws: { code($0) == .invalidParameter }
    #expect { try run([0, 1], initial: [.nan]) } throws: { code($0) == .notFinite }
    #expect { try run([0, 1], slope: .nan) } throws: { code($0) == .notFinite }
    #expect { try run([0, 1], integrator: .init(tableau: .classical)) } throws: {
      code($0) == .invalidParameter
    }
    #expect { try run([0, 1], integrator: .init(relativeTolerance: -1)) } throws: {
      code($0) == .invalidParameter
    }
  }

  @Test func singularityAndTooManyStepsAreReported() {
    // y' = y² from 1 reaches infinity at t = 1.
    #expect {
      try ExplicitRungeKutta().integrate(
        from: [1.0], times: [0, 2], derivative: { _, y, s in s[0] = y[0] * y[0] },
        output: { _, _, _ in })
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .stepLimit
    }
    #expect {
      try ExplicitRungeKutta(stepLimit: 3).integrate(
        from: SIMD2(1, 0.5), times: [0, 300], derivative: Self.equation, output: { _, _, _ in })
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .stepLimit
    }
  }

  @Test func cancellationSaysHowFarItCame() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try ExplicitRungeKutta().integrate(
        from: SIMD2(1, 0.5), times: [0, 300], derivative: Self.equation, output: { _, _, _ in })
    }
    task.cancel()
    let result = await task.result
    #expect { try result.get() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .cancelled
        && ($0 as? QuantumDynamicsError)?.message.contains("of 300") == true
    }
  }
}
