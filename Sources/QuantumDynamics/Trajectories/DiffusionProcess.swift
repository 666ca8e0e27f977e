import Preconditions
import ComplexModule
import LinearAlgebra
package import QuantumCore

/// What all diffusive trajectories of one calculation share.
package struct DiffusionProcess: Sendable {
  let generator: TimeDependentLiouvillian
  let measurement: DiffusiveMeasurement
  let times: [Double]
  let stepSize: Double

  /// Describes a calculation.
  ///
  /// - Parameters:
  ///   - generator: L(t).
  ///   - measurement: which currents are observed.
  ///   - times: at least two, rising.
  ///   - stepSize: the longest step.
  package init(
    generator: TimeDependentLiouvillian, measurement: DiffusiveMeasurement, times: [Double],
    stepSize: Double
  ) {
    self.generator = generator
    self.measurement = measurement
    self.times = times
    self.stepSize = stepSize
  }

  /// The scheme with the operators of all real noises.
  var step: DiffusionStep {
    let firstPart = generator.hamiltonian.terms.count
    let all =
      generator.jumpOperators.map { ($0, part: Int?.none) }
      + generator.modulatedJumpOperators.enumerated().map { ($1.base, part: firstPart + $0) }
    let half = 0.5.squareRoot()
    return DiffusionStep(
      generator,
      channels: measurement == .homodyne
        ? all
        : all.flatMap {
          [(half * $0.0, part: $0.part), (ComplexDouble(0, -half) * $0.0, part: $0.part)]
        })
  }

  /// Runs one trajectory and returns the mean current of each channel between one time and the next.
  func run(
    from initial: [Double], random: inout Philox, step: inout DiffusionStep,
    output: (_ index: Int, _ state: [Double]) -> Void
  ) throws -> [[Double]] {
    var state = initial
    let m = step.channelCount
    var currents = [[Double]](repeating: [], count: m)
    var signs = [Double](repeating: 1, count: m * m)
    output(0, state)
    for k in 1..<times.count {
      if Cancellation.isRequested {
        throw QuantumDynamicsError(.cancelled, "A trajectory was stopped at time \(times[k - 1]).")
      }
      var charge = [Double](repeating: 0, count: m)
      for segment in generator.modulations.segments(from: times[k - 1], to: times[k]) {
        let length = segment.end - segment.start
        let count = max(1, Int((length / min(stepSize, segment.maximumStep)).rounded(.up)))
        let size = length / Double(count)
        for n in 0..<count {
          let time = segment.inside(segment.start + Double(n) * size)
          let increments = NormalVariates.real(count: m, using: &random)
            .map { size.squareRoot() * $0 }
          for pair in signs.indices { signs[pair] = random.next() & 1 == 0 ? 1 : -1 }
          let before = step.means(state, at: time)
          try step.advance(
            &state, at: time, size: size, increments: increments, signs: signs)
          for j in 0..<m { charge[j] += before[j] * size + increments[j] }
        }
      }
      for j in 0..<m { currents[j].append(charge[j] / (times[k] - times[k - 1])) }
      output(k, state)
    }
    return currents
  }

  /// The scheme's mean of an observable after a few steps, without noise.
  ///
  /// Increments take the three values 0, ±√(3Δ) with probabilities 2/3, 1/6, 1/6, and all paths are
  /// followed, so that the bias is seen alone. For one channel.
  ///
  /// - Parameters:
  ///   - observable: A.
  ///   - initial: |ψ⟩, normalized.
  ///   - stepCount: at most about 9; the cost is 3 to that power.
  /// - Returns: the mean of ⟨A⟩ at the last time.
  /// - Throws: `QuantumDynamicsError` with `stepLimit` where the scheme is unstable.
  package func exactMean(
    of observable: Operator, from initial: Ket, stepCount: Int
  ) throws -> Double {
    var step = step
    requirePrecondition(step.channelCount == 1, "All paths are followed for one channel only.")
    let size = (times[times.count - 1] - times[0]) / Double(stepCount)
    let measured = SplitOperator(observable)
    var scratch = [Double](repeating: 0, count: 2 * generator.dimension)
    func mean(_ state: [Double], _ n: Int) throws -> Double {
      guard n < stepCount else { return measured.expectation(state, scratch: &scratch).real }
      var result = 0.0
      for (weight, factor) in [
        (2.0 / 3, 0.0), (1.0 / 6, 3.0.squareRoot()), (1.0 / 6, -3.0.squareRoot()),
      ] {
        var next = state
        try step.advance(
          &next, at: times[0] + Double(n) * size, size: size,
          increments: [factor * size.squareRoot()], signs: [1])
        result += weight * (try mean(next, n + 1))
      }
      return result
    }
    return try mean(SplitKet.split(try initial.normalized().amplitudes), 0)
  }
}
