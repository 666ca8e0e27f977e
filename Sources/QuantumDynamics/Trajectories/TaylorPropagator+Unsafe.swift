import Preconditions
import LinearAlgebra
import _LinearAlgebraShims

/// e^(K t)|ψ⟩ for a constant K, by Taylor polynomials whose step follows from their last terms.
///
/// A step is ψ(t + θh) = Σ_m θ^m v_m with v_m = (h (K − iμ))^m ψ/m!. The polynomial itself is the dense
/// output, so that jumps are located on the solution and not on an interpolation of it. The shift
/// μ = Im⟨K⟩ makes the terms small for states that are narrow in energy; it changes a phase that no
/// trajectory depends on.
final class TaylorPropagator: NoJumpPropagator {
  private static let largestOrder = 30

  private let generator: SplitOperator
  private let tolerance: Double
  private let length: Int
  private let terms: UnsafeMutablePointer<Double>
  private var order = 0
  private var time = 0.0
  private var end = 0.0
  private var size = 0.0
  private var suggestion = 0.0

  // The tolerance is the largest neglected term relative to the state.
  init(_ generator: SplitOperator, tolerance: Double) {
    self.generator = generator
    self.tolerance = tolerance
    length = 2 * generator.dimension
    terms = .allocate(capacity: length * (Self.largestOrder + 1))
    terms.initialize(repeating: 0, count: length * (Self.largestOrder + 1))
  }

  deinit { terms.deallocate() }

  func reset() { suggestion = 0 }

  func start(_ state: [Double], at time: Double) {
    requirePrecondition(state.count == length, "The ket does not fit the generator.")
    state.withUnsafeBufferPointer { source in
      guard let source = source.baseAddress else { return }
      terms.update(from: source, count: length)
    }
    self.time = time
    end = time
    size = 0
    order = 0
  }

  func step(to limit: Double) throws -> Double {
    // The last step's end is the new beginning.
    if size > 0 { sum((end - time) / size, into: terms) }
    time = end
    let remaining = limit - time
    size = suggestion > 0 ? min(2 * suggestion, remaining) : remaining
    var norms = [norm(0)]
    guard norms[0] > 0, norms[0].isFinite else {
      throw QuantumDynamicsError(
        .notFinite, "The ket of a trajectory became \(norms[0] == 0 ? "zero" : "NaN or infinite").")
    }
    var shift = 0.0
    order = 0
    while order < Self.largestOrder {
      let source = terms + order * length
      let target = source + length
      generator.apply(source, target)
      if order == 0 { shift = imaginaryPart(source, target) / (norms[0] * norms[0]) }
      order += 1
      norms.append(
        isochron_scale_shifted(Int64(length / 2), source, shift, size / Double(order), target)
          .squareRoot())
      let threshold = 0.1 * tolerance * norms[0]
      if order >= 2, norms[order] <= threshold, norms[order - 1] <= threshold { break }
    }
    let fraction = try usableFraction(norms)
    end = fraction >= 1 && size == remaining ? limit : time + min(fraction, 1) * size
    suggestion = max(fraction, 1e-3) * size
    return end
  }

  func read(at time: Double, into state: inout [Double]) {
    let fraction = size > 0 ? (time - self.time) / size : 0
    state.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      sum(fraction, into: target)
    }
  }

  /// How much of the step the polynomial is accurate for; more than 1 where it would reach farther.
  private func usableFraction(_ norms: [Double]) throws -> Double {
    var fraction = 2.0
    for k in [order - 1, order] where k >= 1 && norms[k] > 0 {
      fraction = min(fraction, 0.9 * power(tolerance * norms[0] / norms[k], 1 / Double(k)))
    }
    // Large terms that cancel cost digits: at most four of sixteen.
    for k in 1...max(order, 1) where norms[k] > 0 {
      fraction = min(fraction, power(1e4 * norms[0] / norms[k], 1 / Double(k)))
    }
    guard fraction.isFinite, fraction > 0, time + fraction * size > time else {
      throw QuantumDynamicsError(
        .stepLimit,
        "At time \(time) no step of a trajectory is small enough: the generator holds numbers that are "
          + "too large for this time.")
    }
    return fraction
  }

  private func norm(_ k: Int) -> Double {
    let x = terms + k * length
    return isochron_dot(Int64(length), x, x).squareRoot()
  }

  /// Im⟨x|y⟩.
  private func imaginaryPart(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
    let d = length / 2
    var sum = 0.0
    for i in 0..<d { sum += x[i] * y[d + i] - x[d + i] * y[i] }
    return sum
  }

  /// Writes the polynomial's value; the target may be its first term.
  private func sum(_ fraction: Double, into target: UnsafeMutablePointer<Double>) {
    isochron_polynomial(Int64(length), Int64(order), fraction, terms, target)
  }
}
