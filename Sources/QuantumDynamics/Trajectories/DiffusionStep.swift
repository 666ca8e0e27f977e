import LinearAlgebra
import QuantumCore

/// One step of the quantum state diffusion of a pure state under real noises.
///
///     d|ψ⟩ = [−iH − ½ Σ (L†L − e L + e²/4)] |ψ⟩ dt + Σ (L − e/2) |ψ⟩ dW,   e = ⟨L + L†⟩     (Itô)
///
/// by Platen's explicit scheme of weak order 2, which for a single channel is of strong order 1.
///
/// Reference: P. E. Kloeden, E. Platen, Numerical Solution of Stochastic Differential Equations (1992),
/// eq. (15.1.3); H. M. Wiseman, G. J. Milburn, Quantum Measurement and Control (2010), section 4.4, for the
/// equation.
struct DiffusionStep {
  private let generator: TimeDependentLiouvillian
  private let effective: [SplitOperator]
  private let channels: [(operator: SplitOperator, part: Int?)]
  private let length: Int

  /// - Parameter channels: the L of each real noise, with the modulated operator that it belongs to.
  init(_ generator: TimeDependentLiouvillian, channels: [(Operator, part: Int?)]) {
    self.generator = generator
    effective =
      ([generator.constant] + generator.parts.map(\.generator))
      .map { SplitOperator($0.effectiveGenerator) }
    self.channels = channels.map { (SplitOperator($0.0), $0.part) }
    length = 2 * generator.dimension
  }

  /// The number of independent real noises.
  var channelCount: Int { channels.count }

  /// ⟨L + L†⟩ of each channel.
  func means(_ state: [Double], at time: Double) -> [Double] {
    let norm = SplitKet.normSquared(state)
    return images(state, at: time).map { 2 * Self.inner(state, $0) / norm }
  }

  /// Takes a step and normalizes the state.
  ///
  /// - Parameters:
  ///   - state: a split ket of norm 1.
  ///   - time: t at the beginning.
  ///   - size: Δ.
  ///   - increments: ΔW of each channel, with mean 0 and variance Δ.
  ///   - signs: ±1 for each pair of channels, `signs[r * channelCount + j]` for r < j, equally likely.
  mutating func advance(
    _ state: inout [Double], at time: Double, size: Double, increments: [Double],
    signs: [Double]
  ) throws {
    let root = size.squareRoot()
    let m = channels.count
    let first = try terms(state, at: time)
    var predictor = Self.sum(state, [(size, first.drift)])
    let base = predictor
    for j in 0..<m { predictor = Self.sum(predictor, [(increments[j], first.noises[j])]) }
    let second = try terms(predictor, at: time + size, needsNoises: false)
    var parts: [(Double, [Double])] = [(size / 2, first.drift), (size / 2, second.drift)]
    for j in 0..<m {
      let up = noise(j, Self.sum(base, [(root, first.noises[j])]), at: time + size)
      let down = noise(j, Self.sum(base, [(-root, first.noises[j])]), at: time + size)
      let change = (increments[j] * increments[j] - size) / (4 * root)
      parts += [
        (increments[j] / 4 + change, up), (increments[j] / 4 - change, down),
        (increments[j] / 2, first.noises[j]),
      ]
      for r in 0..<m where r != j {
        let up = noise(j, Self.sum(state, [(root, first.noises[r])]), at: time)
        let down = noise(j, Self.sum(state, [(-root, first.noises[r])]), at: time)
        let sign = r < j ? signs[r * m + j] : -signs[j * m + r]
        let mixed = (increments[j] * increments[r] + sign * size) / (4 * root)
        parts += [
          (increments[j] / 4 + mixed, up), (increments[j] / 4 - mixed, down),
          (-increments[j] / 2, first.noises[j]),
        ]
      }
    }
    state = SplitKet.normalized(Self.sum(state, parts))
    guard state[0].isFinite else {
      throw QuantumDynamicsError(
        .stepLimit,
        "The diffusion became unstable at time \(time) with steps of \(size). Choose smaller steps.")
    }
  }

  private func images(_ state: [Double], at time: Double) -> [[Double]] {
    channels.indices.map { image($0, state, at: time) }
  }

  private func image(_ j: Int, _ state: [Double], at time: Double) -> [Double] {
    let result = channels[j].operator.applied(to: state)
    guard let part = channels[j].part else { return result }
    let amplitude = generator.parts[part].modulation(time)
    return result.map { amplitude * $0 }
  }

  /// (L − e/2)|ψ⟩.
  private func noise(_ j: Int, _ state: [Double], at time: Double) -> [Double] {
    let image = image(j, state, at: time)
    let half = Self.inner(state, image) / SplitKet.normSquared(state)
    return Self.sum(image, [(-half, state)])
  }

  private func terms(
    _ state: [Double], at time: Double, needsNoises: Bool = true
  ) throws -> (drift: [Double], noises: [[Double]]) {
    var drift = [Double](repeating: 0, count: length)
    let factors = [1] + (try generator.coefficients(at: time))
    for (factor, part) in zip(factors, effective) where factor != 0 {
      let image = part.applied(to: state)
      drift = Self.sum(drift, [(factor, image)])
    }
    let norm = SplitKet.normSquared(state)
    var noises: [[Double]] = []
    for image in images(state, at: time) {
      // e/2 = Re⟨L⟩.
      let half = Self.inner(state, image) / norm
      drift = Self.sum(drift, [(half, image), (-half * half / 2, state)])
      if needsNoises { noises.append(Self.sum(image, [(-half, state)])) }
    }
    return (drift, noises)
  }

  /// Re⟨x|y⟩.
  private static func inner(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }

  private static func sum(_ base: [Double], _ parts: [(Double, [Double])]) -> [Double] {
    var result = base
    for (factor, term) in parts {
      for i in result.indices { result[i] += factor * term[i] }
    }
    return result
  }
}
