import LinearAlgebra

/// e^(hL) v in the Krylov space of v, with an error estimate and adaptive steps.
///
/// Exact where the space is invariant. A step's space is kept while its length is sought, which costs
/// exponentials of small matrices only.
///
/// Reference: Y. Saad, SIAM J. Numer. Anal. 29, 209 (1992); R. B. Sidje, ACM Trans. Math. Softw. 24, 130 (1998).
struct KrylovPropagator: Propagator {
  private let action: any RealAction
  private let spaceDimension: Int
  private let tolerance: Double
  private let duration: Double
  private var time: Double
  private(set) var coordinates: [Double]
  private(set) var evidence: IntegrationEvidence
  private var suggestedStep = Double.infinity

  init(
    action: any RealAction, coordinates: [Double], start: Double, end: Double,
    relativeTolerance: Double, absoluteTolerance: Double, spaceDimension: Int = 30
  ) {
    self.action = action
    self.coordinates = coordinates
    self.spaceDimension = min(spaceDimension, coordinates.count)
    time = start
    duration = max(abs(end - start), .leastNormalMagnitude)
    let norm = coordinates.reduce(0) { $0 + $1 * $1 }.squareRoot()
    tolerance = max(relativeTolerance * norm, absoluteTolerance)
    evidence = IntegrationEvidence(
      method: "Krylov (Arnoldi, \(self.spaceDimension) vectors)",
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
  }

  mutating func advance(to end: Double, observer: (Double) -> Void) throws {
    let direction = end < time ? -1.0 : 1
    while time != end {
      try stopIfCancelled(at: time)
      var space = KrylovSpace(start: coordinates)
      while space.dimension < spaceDimension, !space.isInvariant { space.extend(by: action) }
      evidence.evaluationCount += space.dimension
      let remaining = abs(end - time)
      var step = min(suggestedStep, remaining)
      while true {
        let (factors, error) = try exponential(space, direction * step)
        let allowed = tolerance * step / duration
        let order = Double(space.dimension)
        if error <= allowed {
          coordinates = space.combination(factors)
          let grown = 0.9 * power(allowed / max(error, 1e-300), 1 / order)
          suggestedStep = step * min(max(grown, 0.2), 3)
          break
        }
        evidence.rejectedStepCount += 1
        step *= min(max(0.9 * power(allowed / error, 1 / order), 0.1), 0.9)
        guard step > 1e-14 * max(duration, abs(time)) else {
          throw QuantumDynamicsError(
            .stepLimit, "At time \(time) no step of the Krylov propagator keeps the tolerance.")
        }
      }
      time = step == remaining ? end : time + direction * step
      evidence.acceptedStepCount += 1
      evidence.smallestStep = min(evidence.smallestStep, step)
      observer(time)
    }
  }

  /// The coefficients of e^(hL) v in the basis, and an estimate of their error.
  private func exponential(_ space: KrylovSpace, _ step: Double) throws -> ([Double], Double) {
    let m = space.dimension
    guard m > 0 else { return ([space.startNorm], 0) }
    guard !space.isInvariant else {
      let result = try (step * space.projection).exponential()
      return ((0..<m).map { space.startNorm * result[$0, 0] }, 0)
    }
    // Sidje's augmented matrix: its exponential holds h φ₁ and h² φ₂, the first terms of the error.
    var augmented = Matrix<Double>(rows: m + 2, columns: m + 2)
    let projection = space.projection
    for j in 0..<m {
      for i in 0..<m { augmented[i, j] = step * projection[i, j] }
    }
    augmented[m, m - 1] = step * space.remainder
    augmented[m + 1, m] = step
    let result = try augmented.exponential()
    let first = abs(space.startNorm * result[m, 0])
    let second = abs(space.startNorm * result[m + 1, 0]) * lastImageNorm(space)
    let error =
      first > 10 * second
      ? second : first > second ? first * second / max(first - second, 1e-300) : first
    // The vector v_(m+1) is part of the corrected scheme.
    return ((0...m).map { space.startNorm * result[$0, 0] }, max(error, 1e-16 * space.startNorm))
  }

  /// ‖L v_(m+1)‖, bounded by what the products before showed.
  private func lastImageNorm(_ space: KrylovSpace) -> Double {
    space.columns.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }.max() ?? 0
  }
}
