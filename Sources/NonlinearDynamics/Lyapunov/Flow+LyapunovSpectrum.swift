import Foundation
import LinearAlgebra

extension Flow {
  /// The Lyapunov exponents of the trajectory from a state.
  ///
  /// Deviations follow dV/dt = J V with the exact Jacobian and are made orthonormal at equal intervals; λ_i is the mean
  /// growth of ln r_ii. With constraints, deviations stay within them.
  ///
  /// - Parameters:
  ///   - initial: the first state.
  ///   - duration: the time over which exponents are averaged, positive.
  ///   - settling: the time before that, in which deviations turn into their directions.
  ///   - count: how many exponents; all where not given.
  ///   - interval: the time between two orthonormalizations; growth by more than about e²⁰ in between loses digits.
  ///   - integrator: method and tolerances.
  /// - Returns: exponents with standard errors and running estimates; where the user stops the calculation, those up to
  ///   there.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notFinite`, `integrationFailed`, `cancelled`.
  ///
  /// Reference: G. Benettin, L. Galgani, A. Giorgilli, J.-M. Strelcyn, Meccanica 15, 9 (1980); I. Shimada, T. Nagashima,
  /// Prog. Theor. Phys. 61, 1605 (1979).
  public func lyapunovSpectrum(
    from initial: [Double], duration: Double, settling: Double = 100, count: Int? = nil,
    interval: Double = 1, integrator: FlowIntegrator = .lyapunov
  ) throws -> LyapunovSpectrum {
    try check(initial)
    let most = dimension - constraintCount
    let count = count ?? most
    guard duration > 0, settling >= 0, interval > 0, (duration / interval).isFinite,
      (1...max(most, 1)).contains(count)
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Exponents need a positive duration and interval, a settling time of 0 or more and 1 to \(most) exponents; got "
          + "\(duration), \(interval), \(settling) and \(count).")
    }
    let clock = ContinuousClock.now
    var run = try LyapunovRun(self, from: initial, count: count, integrator: integrator)
    let settlingSteps = Int((settling / interval).rounded(.up))
    let steps = max(Int((duration / interval).rounded()), 16)
    var progress = TimeProgress("Lyapunov exponents", from: 0, to: Double(settlingSteps + steps))
    for k in 0..<settlingSteps {
      try run.advance(by: settling / Double(settlingSteps))
      progress.reached(Double(k + 1))
    }
    run.forget()
    let length = duration / Double(steps)
    for k in 0..<steps {
      if Cancellation.isRequested {
        guard k >= 16 else { throw NonlinearDynamicsError.stopped("Lyapunov exponents") }
        break
      }
      try run.advance(by: length)
      progress.reached(Double(settlingSteps + k + 1))
    }
    progress.finish()
    return run.spectrum(interval: length, wallTime: secondsElapsed(since: clock))
  }
}

extension FlowIntegrator {
  /// DOP853 with tolerances of 1e−8 and 1e−10: exponents converge far slower than the steps.
  public static let lyapunov = FlowIntegrator(relativeTolerance: 1e-8, absoluteTolerance: 1e-10)
}

/// A trajectory with orthonormal deviations.
private struct LyapunovRun {
  let flow: Flow
  let count: Int
  let stepper: LaneStepper
  let projector: Evaluator?
  let levels: [Double]
  var time = 0.0
  /// ln r_ii of each interval.
  var growths: [[Double]] = []
  var divergence = 0.0

  init(_ flow: Flow, from initial: [Double], count: Int, integrator: FlowIntegrator) throws {
    try integrator.validate()
    self.flow = flow
    self.count = count
    let n = flow.dimension
    let variational = VariationalFlow(flow, deviationCount: count, hasDivergence: true)
    stepper = LaneStepper(variational.program, integrator: integrator, lanes: 1)
    let basis = flow.tangentSpace(at: initial).basis
    let state = initial + basis.prefix(count).flatMap { $0 } + [0]
    stepper.load(0, state: state, time: 0, limit: 0, parameters: flow.parameterValues)
    stepper.limit[0] = 1
    stepper.start([0])
    guard stepper.slope(0).allSatisfy(\.isFinite) else {
      throw NonlinearDynamicsError(
        .notFinite, "The velocity at the initial state \(initial) holds NaN or infinity.")
    }
    levels = n > 0 && flow.constraintCount > 0 ? flow.evaluator(.conserved)(initial) : []
    if flow.constraintCount > 0 {
      let evaluator = Evaluator(flow.machinery.program(.projection))
      evaluator.setParameters(flow.parameterValues + levels.prefix(flow.constraintCount))
      projector = evaluator
    } else {
      projector = nil
    }
  }

  mutating func forget() {
    growths = []
    divergence = 0
  }

  mutating func advance(by interval: Double) throws {
    let end = time + interval
    stepper.limit[0] = end
    while !stepper.hasArrived(0) {
      stepper.advance()
      guard !stepper.hasFailed(0) else {
        throw NonlinearDynamicsError(
          .integrationFailed,
          "At time \(stepper.time[0]) no step is small enough for the tolerance: the state runs to infinity, or the "
            + "velocity is singular there.")
      }
      stepper.finishStep()
    }
    time = end
    orthonormalize()
  }

  /// Modified Gram–Schmidt, within the constraints.
  private mutating func orthonormalize() {
    let n = flow.dimension
    var state = stepper.point(0)
    if let projector { state.replaceSubrange(0..<n, with: projector(Array(state.prefix(n)))) }
    let normals =
      flow.constraintCount > 0 ? flow.tangentSpace(at: Array(state.prefix(n))).normals : []
    var known = normals
    var growth: [Double] = []
    for c in 0..<count {
      let range = n + c * n..<n + (c + 1) * n
      let rest = TangentSpace.orthogonal(Array(state[range]), to: known)
      let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      growth.append(log(length))
      let unit = rest.map { $0 / length }
      known.append(unit)
      state.replaceSubrange(range, with: unit)
    }
    growths.append(growth)
    let last = state.count - 1
    divergence += state[last]
    state[last] = 0
    stepper.replace(state)
  }

  func spectrum(interval: Double, wallTime: Double) -> LyapunovSpectrum {
    let steps = growths.count
    let duration = Double(steps) * interval
    var running = Array(repeating: [Double](), count: count)
    var times: [Double] = []
    var sums = Array(repeating: 0.0, count: count)
    let stride = max(1, steps / 1000)
    for (k, growth) in growths.enumerated() {
      for i in 0..<count { sums[i] += growth[i] }
      guard (k + 1) % stride == 0 || k == steps - 1 else { continue }
      let time = Double(k + 1) * interval
      times.append(time)
      for i in 0..<count { running[i].append(sums[i] / time) }
    }
    let blocks = min(32, steps / 4)
    let exponents = sums.map { $0 / duration }
    let errors = (0..<count).map { i in
      let means = (0..<blocks).map { b in
        let range = b * steps / blocks..<(b + 1) * steps / blocks
        return growths[range].reduce(0) { $0 + $1[i] } / (Double(range.count) * interval)
      }
      let mean = means.reduce(0, +) / Double(blocks)
      let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(blocks - 1)
      return (variance / Double(blocks)).squareRoot()
    }
    let isWhole = count == flow.dimension
    return LyapunovSpectrum(
      exponents: exponents, standardErrors: errors, times: times, running: running,
      divergenceError: isWhole ? abs(exponents.reduce(0, +) - divergence / duration) : nil,
      duration: duration, blockCount: blocks, isForced: flow.dependsOnTime,
      parameters: flow.parameters, wallTime: wallTime)
  }
}
