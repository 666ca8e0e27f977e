import ComplexModule
import LinearAlgebra

/// The Hopf bifurcation of a fixed point near a small cycle: where the real part of the pair closest to the cycle's
/// frequency vanishes, by the secant method.
struct HopfPoint {
  private(set) var parameter: Double
  private(set) var state: [Double]
  private(set) var eigenvalues: [ComplexDouble] = []
  private(set) var frequency = 0.0
  private(set) var flow: Flow

  /// Nil where the secant method does not converge.
  init?(_ problem: PeriodicProblem, near cycle: PeriodicProblem.Guess) throws {
    let count = Double(cycle.states.count)
    state = cycle.states[0].indices.map { i in cycle.states.reduce(0) { $0 + $1[i] } / count }
    guard let first = cycle.parameter else { return nil }
    parameter = first
    flow = problem.flow(at: cycle)
    let target = ComplexDouble(0, 2 * .pi / cycle.period)
    var guess = cycle
    var known: (parameter: Double, real: Double)?
    for _ in 0..<40 {
      guess.parameter = parameter
      flow = problem.flow(at: guess)
      guard let found = AugmentedSystem(flow, levels: problem.levels).solve(from: state) else {
        return nil
      }
      state = found
      eigenvalues = try flow.eigenvalues(at: state)
      guard
        let critical = eigenvalues.min(by: { ($0 - target).length < ($1 - target).length }),
        critical.imaginary > 0
      else { return nil }
      frequency = critical.imaginary
      if abs(critical.real) < 1e-13 * critical.length { return }
      let last = known
      known = (parameter, critical.real)
      if let last {
        let change =
          critical.real * (parameter - last.parameter) / (critical.real - last.real)
        guard change.isFinite, abs(change) < max(0.1 * abs(first), 0.1) else { return nil }
        if abs(change) <= 4 * parameter.ulp { return }
        parameter -= change
      } else {
        parameter += 1e-4 * max(abs(parameter), 1e-3)
      }
    }
    return nil
  }
}
