import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// What all quantum-jump trajectories of one calculation share.
struct JumpProcess: Sendable {
  let generator: TimeDependentLiouvillian
  let times: [Double]
  let tolerance: Double
  private let effective: SplitOperator?
  private let channels: [SplitOperator]
  private let integrator: ExplicitRungeKutta

  init(_ generator: TimeDependentLiouvillian, times: [Double], tolerance: Double) {
    self.generator = generator
    self.times = times
    self.tolerance = tolerance
    effective =
      generator.parts.isEmpty ? SplitOperator(generator.constant.effectiveGenerator) : nil
    channels =
      generator.jumpOperators.map { SplitOperator($0) }
      + generator.modulatedJumpOperators.map { SplitOperator($0.base) }
    integrator = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: tolerance, absoluteTolerance: tolerance / 10)
  }

  /// How states are propagated, in words.
  var method: String {
    effective != nil
      ? "quantum jumps; Taylor polynomials with adaptive steps, jump times located on them"
      : "quantum jumps; \(integrator.tableau.name), jump times located on its dense output"
  }

  /// Something that propagates; one for each thread.
  func propagator() -> any NoJumpPropagator {
    if let effective { return TaylorPropagator(effective, tolerance: tolerance) }
    return RungeKuttaPropagator(
      generator, from: times[0], to: times[times.count - 1], integrator: integrator)
  }

  /// Runs one trajectory from a split ket of norm 1 and returns its jumps.
  ///
  /// The propagator must not be used by another trajectory at the same time. At each time of output the split
  /// ket and ⟨ψ|ψ⟩ are handed out.
  func run(
    from initial: [Double], random: inout Philox, propagator: any NoJumpPropagator,
    output: (_ index: Int, _ state: [Double], _ normSquared: Double) -> Void
  ) throws -> [QuantumJump] {
    var jumps: [QuantumJump] = []
    var state = initial
    var threshold = random.nextUniform()
    output(0, state, SplitKet.normSquared(state))
    let last = times[times.count - 1]
    var time = times[0]
    var next = 1
    var steps = 0
    var before = 1.0
    propagator.reset()
    try propagator.start(state, at: time)
    while next < times.count {
      steps += 1
      if steps % 64 == 0, Cancellation.isRequested {
        throw QuantumDynamicsError(.cancelled, "A trajectory was stopped at time \(time).")
      }
      let end = try propagator.step(to: last)
      try propagator.read(at: end, into: &state)
      let survival = SplitKet.normSquared(state)
      let jumpTime =
        survival > threshold
        ? nil
        : try locate(
          threshold, from: (time, before), to: (end, survival), propagator, &state)
      let reached = jumpTime ?? end
      while next < times.count, times[next] <= reached {
        if jumpTime == nil, times[next] == end {
          output(next, state, survival)
        } else {
          try propagator.read(at: times[next], into: &state)
          output(next, state, SplitKet.normSquared(state))
          if jumpTime == nil { try propagator.read(at: end, into: &state) }
        }
        next += 1
      }
      (time, before) = (reached, survival)
      guard let jumpTime, next < times.count else { continue }
      try propagator.read(at: jumpTime, into: &state)
      if let channel = jump(&state, at: jumpTime, &random) {
        jumps.append(QuantumJump(time: jumpTime, channel: channel))
        threshold = random.nextUniform()
      } else {
        state = SplitKet.normalized(state)
      }
      before = 1
      try propagator.start(state, at: jumpTime)
    }
    return jumps
  }

  /// The time at which ⟨ψ|ψ⟩ has fallen to a threshold: bracketed regula falsi (Anderson and Björck) on
  /// its logarithm, which is nearly linear.
  private func locate(
    _ threshold: Double, from start: (time: Double, norm: Double),
    to end: (time: Double, norm: Double), _ propagator: any NoJumpPropagator,
    _ state: inout [Double]
  ) throws -> Double {
    let goal = Double.log(threshold)
    func excess(_ norm: Double) -> Double {
      Double.log(max(norm, .leastNormalMagnitude)) - goal
    }
    var (low, high) = (start.time, end.time)
    var (atLow, atHigh) = (excess(start.norm), excess(end.norm))
    guard atLow > 0 else { return low }
    guard atHigh < 0 else { return high }
    var side = 0
    for _ in 0..<100 {
      let middle = min(max((low * atHigh - high * atLow) / (atHigh - atLow), low), high)
      try propagator.read(at: middle, into: &state)
      let value = excess(SplitKet.normSquared(state))
      if abs(value) < 1e-13 || high - low < 1e-14 * max(abs(high), 1e-300) { return middle }
      // An end that stays for the second time counts less, so that the other one moves too.
      if value < 0 {
        if side < 0 { atLow *= 1 - value / atHigh > 0 ? 1 - value / atHigh : 0.5 }
        (high, atHigh, side) = (middle, value, -1)
      } else {
        if side > 0 { atHigh *= 1 - value / atLow > 0 ? 1 - value / atLow : 0.5 }
        (low, atLow, side) = (middle, value, 1)
      }
    }
    return (low + high) / 2
  }

  /// Applies a jump operator, chosen with probability ∝ ⟨ψ|L†L|ψ⟩; nil where all vanish.
  private func jump(
    _ state: inout [Double], at time: Double, _ random: inout Philox
  ) -> Int? {
    let images = channels.map { $0.applied(to: state) }
    let constantCount = generator.jumpOperators.count
    let weights = images.enumerated().map { k, image -> Double in
      let amplitude =
        k < constantCount
        ? 1 : generator.modulatedJumpOperators[k - constantCount].modulation(time)
      return amplitude * amplitude * SplitKet.normSquared(image)
    }
    let total = weights.reduce(0, +)
    let draw = random.nextUniform() * total
    guard total > 0 else { return nil }
    var sum = 0.0
    for (k, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      if draw <= sum {
        state = SplitKet.normalized(images[k])
        return k
      }
    }
    guard let last = weights.lastIndex(where: { $0 > 0 }) else { return nil }
    state = SplitKet.normalized(images[last])
    return last
  }
}
