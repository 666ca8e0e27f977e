import Foundation
import LinearAlgebra

/// A real power, named apart from the overloads of the numerics modules.
func power(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }

/// The state and the slopes of one Runge–Kutta step.
struct RungeKuttaStep<State: IntegrableState> {
  let tableau: RungeKuttaTableau
  private(set) var current: State
  private var candidate: State
  private var scratch: State
  private var slopes: [State]
  private var hasExtraSlopes = false

  init(tableau: RungeKuttaTableau, state: State) {
    self.tableau = tableau
    current = state
    candidate = state.zeros
    scratch = state.zeros
    let count = tableau.stageCount + 1 + tableau.extraNodes.count
    slopes = (0..<count).map { _ in state.zeros }
  }

  /// Evaluates the slope at the first state.
  mutating func start(
    _ time: Double, _ derivative: ExplicitRungeKutta.Derivative<State>
  ) throws {
    try derivative(time, current, &slopes[0])
  }

  /// Calculates the state after a step, and the slope there.
  mutating func attempt(
    _ time: Double, _ size: Double, _ derivative: ExplicitRungeKutta.Derivative<State>
  ) throws {
    hasExtraSlopes = false
    for i in 1..<tableau.stageCount {
      scratch.setSum(current, tableau.stages[i].map { size * $0 }, slopes)
      try derivative(time + tableau.nodes[i] * size, scratch, &slopes[i])
    }
    candidate.setSum(current, tableau.weights.map { size * $0 }, slopes)
    try derivative(time + size, candidate, &slopes[tableau.stageCount])
  }

  /// The error of the attempted step divided by the tolerance.
  mutating func errorNorm(_ size: Double, absolute: Double, relative: Double) -> Double {
    let zero = scratch.zeros
    scratch.setSum(zero, tableau.errorWeights.map { size * $0 }, slopes)
    let first = scratch.errorNorm(
      before: current, after: candidate, absolute: absolute, relative: relative)
    guard !tableau.secondErrorWeights.isEmpty, first > 0 else { return first }
    scratch.setSum(zero, tableau.secondErrorWeights.map { size * $0 }, slopes)
    let second = scratch.errorNorm(
      before: current, after: candidate, absolute: absolute, relative: relative)
    return first * first / (first * first + 0.01 * second * second).squareRoot()
  }

  /// The state within the attempted step.
  mutating func state(
    at fraction: Double, _ time: Double, _ size: Double,
    _ derivative: ExplicitRungeKutta.Derivative<State>, _ evaluationCount: inout Int
  ) throws -> State {
    if fraction == 1 { return candidate }
    if !hasExtraSlopes {
      for (k, stage) in tableau.extraStages.enumerated() {
        scratch.setSum(current, stage.map { size * $0 }, slopes)
        try derivative(
          time + tableau.extraNodes[k] * size, scratch, &slopes[tableau.stageCount + 1 + k])
        evaluationCount += 1
      }
      hasExtraSlopes = true
    }
    var result = current
    result.setSum(
      current, tableau.interpolationWeights(at: fraction).map { size * $0 }, slopes)
    return result
  }

  /// Makes the attempted step the current state.
  mutating func accept() {
    swap(&current, &candidate)
    slopes.swapAt(0, tableau.stageCount)
  }

  /// The norms that the first step size is chosen from (Hairer, Nørsett, Wanner, II.4).
  mutating func startingNorms(
    absolute: Double, relative: Double
  ) -> (state: Double, slope: Double) {
    (
      current.errorNorm(before: current, after: current, absolute: absolute, relative: relative),
      slopes[0].errorNorm(before: current, after: current, absolute: absolute, relative: relative)
    )
  }

  /// How fast the slope changes along an explicit Euler step.
  mutating func slopeChange(
    _ time: Double, _ size: Double, absolute: Double, relative: Double,
    _ derivative: ExplicitRungeKutta.Derivative<State>
  ) throws -> Double {
    scratch.setSum(current, [size], slopes)
    try derivative(time + size, scratch, &slopes[1])
    let zero = scratch.zeros
    scratch.setSum(zero, [-1, 1], slopes)
    return scratch.errorNorm(
      before: current, after: current, absolute: absolute, relative: relative)
  }
}

extension ExplicitRungeKutta {
  /// The first step size.
  func initialSize<State: IntegrableState>(
    _ step: inout RungeKuttaStep<State>, _ time: Double, _ length: Double, _ direction: Double,
    _ derivative: Derivative<State>
  ) throws -> Double {
    let (d0, d1) = step.startingNorms(absolute: absoluteTolerance, relative: relativeTolerance)
    guard d1.isFinite else {
      throw QuantumDynamicsError(
        .notFinite, "The derivative at the initial state holds NaN or infinity.")
    }
    let guess = min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1, length)
    let change = try step.slopeChange(
      time, direction * guess, absolute: absoluteTolerance, relative: relativeTolerance, derivative)
    let d2 = change / guess
    let largest = max(d1, d2)
    let size =
      largest <= 1e-15 || !largest.isFinite
      ? max(1e-6, guess * 1e-3)
      : power(0.01 / largest, 1 / Double(tableau.order))
    return min(100 * guess, size, length)
  }
}
