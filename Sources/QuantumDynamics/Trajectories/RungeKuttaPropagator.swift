import ComplexModule
import LinearAlgebra

/// d|ψ⟩/dt = K(t)|ψ⟩ by an adaptive Runge–Kutta method with dense output, for generators that depend on
/// time; no step crosses a breakpoint.
final class RungeKuttaPropagator: NoJumpPropagator {
  private let generator: TimeDependentLiouvillian
  private let integrator: ExplicitRungeKutta
  private let segments: [TimeSegment]
  private var action: ModulatedAction<ComplexDouble>
  private var current: RungeKuttaStep<[ComplexDouble]>
  private var segment = 0
  private var time = 0.0
  private var attempted = 0.0
  private var size = 0.0
  private var isFresh = true

  init(
    _ generator: TimeDependentLiouvillian, from start: Double, to end: Double,
    integrator: ExplicitRungeKutta
  ) {
    self.generator = generator
    self.integrator = integrator
    segments = generator.modulations.segments(from: start, to: end)
    action = generator.effectiveAction
    current = RungeKuttaStep(
      tableau: integrator.tableau, state: Array(repeating: .zero, count: generator.dimension))
  }

  func reset() { size = 0 }

  func start(_ state: [Double], at time: Double) {
    current = RungeKuttaStep(tableau: integrator.tableau, state: SplitKet.join(state))
    self.time = time
    attempted = 0
    isFresh = true
    segment = 0
  }

  func step(to limit: Double) throws -> Double {
    if attempted > 0 {
      current.accept()
      time += attempted
      attempted = 0
    }
    while segment + 1 < segments.count, segments[segment].end <= time {
      segment += 1
      isFresh = true
    }
    let part = segments[segment]
    if isFresh {
      try current.start(time) { try self.derivative(part, $0, $1, &$2) }
      let guess = try integrator.initialSize(&current, time, part.end - time, 1) {
        try self.derivative(part, $0, $1, &$2)
      }
      // After a jump the scale of the solution is the same as before.
      size = size > 0 ? max(min(size, 10 * guess), guess) : guess
      isFresh = false
    }
    let exponent = 1 / Double(integrator.tableau.errorOrder + 1)
    while true {
      guard size > 1e-14 * max(abs(time), part.end - part.start) else {
        throw QuantumDynamicsError(
          .stepLimit, "At time \(time) no step of a trajectory is small enough for the tolerance.")
      }
      let stop = min(limit, part.end)
      let wanted = min(size, part.maximumStep)
      let isLast = time + wanted * (1 + 1e-10) >= stop
      attempted = isLast ? stop - time : wanted
      try current.attempt(time, attempted) { try self.derivative(part, $0, $1, &$2) }
      let error = current.errorNorm(
        attempted, absolute: integrator.absoluteTolerance,
        relative: integrator.relativeTolerance)
      let factor = error.isFinite ? 0.9 * power(max(error, 1e-10), -exponent) : 0.1
      guard error <= 1 else {
        size = attempted * max(factor, 0.1)
        continue
      }
      // A step that was cut to end at the limit says little about the next one.
      size = max(attempted * min(max(factor, 0.2), 5), isLast ? min(size, wanted) : 0)
      return isLast ? stop : time + attempted
    }
  }

  func read(at time: Double, into state: inout [Double]) throws {
    var ignored = 0
    let part = segments[segment]
    let fraction = attempted > 0 ? min(max((time - self.time) / attempted, 0), 1) : 0
    let value =
      fraction == 0
      ? current.current
      : try current.state(
        at: fraction, self.time, attempted, { try self.derivative(part, $0, $1, &$2) }, &ignored)
    state = SplitKet.split(value)
  }

  private func derivative(
    _ part: TimeSegment, _ time: Double, _ state: [ComplexDouble], _ slope: inout [ComplexDouble]
  ) throws {
    action.setCoefficients(try generator.coefficients(at: part.inside(time)))
    action.apply(to: state, into: &slope)
  }
}
