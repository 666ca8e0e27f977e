import ComplexModule
import LinearAlgebra
import RealModule

/// A sum of oscillating, possibly damped terms that is refined against samples: what both frequency methods end with.
///
/// x(τ) = c + Σ_k A_k e^((−g_k + iΩ_k)τ), or twice its real part for real samples, with −1 < τ < 1 over the samples. All
/// A, g, Ω and c are improved at once by Gauss and Newton's method in the weighted norm Σ w |x − x_k|².
struct ExponentialSum {
  /// A term in the scaled time.
  struct Term {
    var amplitude: ComplexDouble
    var decay: Double
    var frequency: Double
    /// Whether the term has no frequency of its own, for a real decay without oscillation.
    var isStatic = false
  }

  /// The samples; imaginary parts are zero for real signals.
  let samples: [ComplexDouble]
  let isReal: Bool
  /// Whether terms may decay or grow.
  let isDamped: Bool
  /// Whether a constant is part of the sum.
  let hasOffset: Bool
  var terms: [Term] = []
  var offset = ComplexDouble.zero

  /// The scaled times.
  let scaledTimes: [Double]

  init(samples: [ComplexDouble], isReal: Bool, isDamped: Bool, hasOffset: Bool) {
    self.samples = samples
    self.isReal = isReal
    self.isDamped = isDamped
    self.hasOffset = hasOffset
    let count = Double(samples.count)
    scaledTimes = samples.indices.map { (2 * Double($0) - count + 1) / count }
  }

  /// cos^2p(πτ/2), the window that makes what is not in the sum leak little.
  func weights(power: Int) -> [Double] {
    scaledTimes.map { Double.pow(.cos(.pi / 2 * $0), 2 * power) }
  }

  /// What the sum does not describe.
  var residual: [ComplexDouble] {
    var rest = samples
    if hasOffset { for k in rest.indices { rest[k] -= offset } }
    for term in terms {
      for (k, e) in exponentials(of: term).enumerated() {
        rest[k] -= isReal ? ComplexDouble((term.amplitude * e).real) : term.amplitude * e
      }
    }
    return rest
  }

  /// The weighted sum of squares Σ w |x − x_k|².
  func misfit(_ weights: [Double]) -> Double {
    zip(residual, weights).reduce(0) { $0 + $1.1 * $1.0.lengthSquared }
  }

  private func exponentials(of term: Term) -> [ComplexDouble] {
    scaledTimes.map {
      ComplexDouble(length: .exp(-term.decay * $0), phase: term.frequency * $0)
    }
  }

  /// The derivatives of the sum by each of its numbers.
  private func columns() -> [[ComplexDouble]] {
    var result: [[ComplexDouble]] = []
    let i = ComplexDouble(0, 1)
    func add(_ column: [ComplexDouble]) {
      result.append(isReal ? column.map { ComplexDouble($0.real) } : column)
    }
    for term in terms {
      let e = exponentials(of: term)
      add(e)
      if !term.isStatic { add(e.map { i * $0 }) }
      let moving = zip(scaledTimes, e).map { ComplexDouble($0) * (term.amplitude * $1) }
      if isDamped { add(moving.map { -$0 }) }
      if !term.isStatic { add(moving.map { i * $0 }) }
    }
    if hasOffset {
      add([ComplexDouble](repeating: 1, count: samples.count))
      if !isReal { add([ComplexDouble](repeating: i, count: samples.count)) }
    }
    return result
  }

  /// The sum with a step added to its numbers, in the order of the columns.
  private func moved(by step: [Double]) -> ExponentialSum {
    var next = self
    var k = 0
    func take() -> Double {
      k += 1
      return step[k - 1]
    }
    for n in terms.indices {
      let real = take()
      let imaginary = terms[n].isStatic ? 0 : take()
      next.terms[n].amplitude += ComplexDouble(real, imaginary)
      if isDamped { next.terms[n].decay += take() }
      if !terms[n].isStatic { next.terms[n].frequency += take() }
    }
    if hasOffset {
      let real = take()
      next.offset += ComplexDouble(real, isReal ? 0 : take())
    }
    return next
  }

  /// Improves all numbers at once until they stop moving.
  ///
  /// - Parameters:
  ///   - weights: w of each sample.
  ///   - limit: the most steps.
  mutating func refine(_ weights: [Double], limit: Int = 30) {
    guard !terms.isEmpty || hasOffset else { return }
    var current = misfit(weights)
    for _ in 0..<limit {
      let columns = columns()
      guard let step = try? solve(columns, weights) else { return }
      var factor = 1.0
      var accepted = false
      // A full step may overshoot far from the solution.
      for _ in 0..<8 {
        let candidate = moved(by: step.map { factor * $0 })
        let value = candidate.misfit(weights)
        if value.isFinite, value <= current * (1 + 1e-12) {
          accepted = true
          let gain = current - value
          self = candidate
          current = value
          if gain <= 1e-15 * value { return }
          break
        }
        factor /= 4
      }
      if !accepted { return }
    }
  }

  private func solve(_ columns: [[ComplexDouble]], _ weights: [Double]) throws -> [Double] {
    let (normal, scales) = normalMatrix(columns, weights)
    let rest = residual
    let right = columns.indices.map { i in
      zip(columns[i], zip(rest, weights)).reduce(0.0) {
        $0 + $1.1.1 * ($1.0.real * $1.1.0.real + $1.0.imaginary * $1.1.0.imaginary)
      } / scales[i]
    }
    return zip(try normal.leastSquares(right, tolerance: 1e-13).solution, scales).map { $0 / $1 }
  }

  /// Re Σ w conj(c_i) c_j with columns of length 1; the lengths that they had.
  private func normalMatrix(
    _ columns: [[ComplexDouble]], _ weights: [Double]
  ) -> (Matrix<Double>, [Double]) {
    var matrix = Matrix<Double>(rows: columns.count, columns: columns.count)
    for i in columns.indices {
      for j in 0...i {
        var sum = 0.0
        for k in weights.indices {
          let (a, b) = (columns[i][k], columns[j][k])
          sum += weights[k] * (a.real * b.real + a.imaginary * b.imaginary)
        }
        matrix[i, j] = sum
        matrix[j, i] = sum
      }
    }
    let scales = matrix.diagonal.map { max($0.squareRoot(), .leastNormalMagnitude) }
    for i in columns.indices { for j in columns.indices { matrix[i, j] /= scales[i] * scales[j] } }
    return (matrix, scales)
  }

  /// The variance of the noise beside a line, from the residual's transform past the main lobe on both sides.
  ///
  /// Lines elsewhere that are not in the sum leave a residual that is no noise, and do not enter here.
  private func variance(near term: Term, weights: [Double], rest: [ComplexDouble]) -> Double {
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    var power = 0.0
    let offsets = (6...13).map { Double($0) * .pi }
    for offset in offsets.map({ -$0 }) + offsets {
      var sum = ComplexDouble.zero
      for k in rest.indices {
        let phase = -(term.frequency + offset) * scaledTimes[k]
        sum += ComplexDouble(weights[k]) * rest[k] * ComplexDouble(length: 1, phase: phase)
      }
      power += sum.lengthSquared / squares
    }
    return power / Double(2 * offsets.count) / (isReal ? 1 : 2)
  }

  /// The standard errors of decay and frequency of each term.
  ///
  /// Cov = M⁻¹ (Jᵀ W² J) M⁻¹ σ² with M = Jᵀ W J; σ² is that of the whole residual as white noise, or that beside each line.
  ///
  /// - Parameters:
  ///   - weights: w of each sample.
  ///   - isLocal: whether the noise is taken beside each line.
  /// - Returns: the errors in the scaled time, in the order of the terms.
  func standardErrors(
    _ weights: [Double], isLocal: Bool
  ) -> [(decay: Double, frequency: Double)] {
    let columns = columns()
    let (normal, scales) = normalMatrix(columns, weights)
    let (squared, squaredScales) = normalMatrix(columns, weights.map { $0 * $0 })
    guard let inverse = try? normal.solve(.identity(columns.count)) else {
      return terms.map { _ in (.nan, .nan) }
    }
    // Both matrices in the units of the first one's columns.
    let inner = Matrix<Double>(rows: columns.count, columns: columns.count) { i, j in
      squared[i, j] * squaredScales[i] * squaredScales[j] / (scales[i] * scales[j])
    }
    let covariance = inverse * inner * inverse
    let total = weights.reduce(0, +)
    let rows = Double(samples.count * (isReal ? 1 : 2))
    let freedom = max(1, rows - Double(columns.count)) / Double(samples.count)
    let rest = residual
    let overall = misfit(weights) / total / freedom
    var k = 0
    var variance = overall
    func error() -> Double {
      k += 1
      return (max(0, covariance[k - 1, k - 1]) * variance).squareRoot() / scales[k - 1]
    }
    return terms.map { term in
      if isLocal { variance = self.variance(near: term, weights: weights, rest: rest) }
      k += term.isStatic ? 1 : 2
      let decay = isDamped ? error() : 0
      return (decay, term.isStatic ? 0 : error())
    }
  }
}
