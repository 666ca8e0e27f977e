import LinearAlgebra

/// N equations for N + 1 unknowns, whose solutions are a curve; the last unknown is the parameter.
protocol ContinuationSystem {
  /// What is known at a solution besides the unknowns.
  associatedtype Details

  /// What changes of the unknowns are measured in: their products with these are of order 1.
  var weights: [Double] { get }
  /// The largest weighted change in the last step of Newton's method.
  var tolerance: Double { get }

  /// The derivatives of the equations with a last row of zeros, the residuals with a last zero, and the details.
  func equations(
    at unknowns: [Double], reference: [Double]
  ) throws -> (matrix: Matrix<Double>, residual: [Double], details: Details)

  /// Numbers whose changes of sign are bifurcations.
  func tests(_ details: Details) -> [Double]
}

/// A solution on a curve.
struct CurvePoint<Details> {
  var unknowns: [Double]
  /// The direction of the curve, of weighted length 1.
  var tangent: [Double]
  var details: Details
  /// The sign of the determinant of the equations with the tangent as last row; it changes where curves cross.
  var orientation: Double
  /// Arc length since the first point, weighted.
  var arcLength: Double

  var parameter: Double { unknowns[unknowns.count - 1] }
}

/// Follows a curve of solutions by pseudo-arclength continuation.
///
/// Reference: H. B. Keller, in Applications of Bifurcation Theory (Academic, 1977), 359; E. L. Allgower, K. Georg,
/// Introduction to Numerical Continuation Methods, SIAM 2003.
struct CurveTracer<System: ContinuationSystem> {
  let system: System
  let settings: ContinuationSettings

  typealias Point = CurvePoint<System.Details>

  /// Newton's method on the plane Σ w² t (X − X₀) = 0 through a prediction; nil where it does not converge.
  func correct(
    _ prediction: [Double], along tangent: [Double], reference: [Double], limit: Int = 10
  ) throws -> (unknowns: [Double], matrix: Matrix<Double>, details: System.Details, count: Int)? {
    var unknowns = prediction
    let last = unknowns.count - 1
    var lastChange = Double.infinity
    for count in 1...limit {
      var (matrix, residual, details) = try system.equations(at: unknowns, reference: reference)
      for k in 0...last {
        let weighted = system.weights[k] * system.weights[k] * tangent[k]
        matrix[last, k] = weighted
        residual[last] += weighted * (unknowns[k] - prediction[k])
      }
      guard let change = try? matrix.solve(residual), change.allSatisfy(\.isFinite) else {
        return nil
      }
      let size = norm(change)
      if size > 4 * lastChange, size > system.tolerance { return nil }
      // What an integrator leaves cannot be made smaller.
      let stagnates = size <= 100 * system.tolerance && size >= 0.25 * lastChange
      if size <= system.tolerance || stagnates { return (unknowns, matrix, details, count) }
      for k in 0...last { unknowns[k] -= change[k] }
      lastChange = size
    }
    return nil
  }

  /// The weighted length of a change.
  func norm(_ change: [Double]) -> Double {
    zip(change, system.weights).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }.squareRoot()
  }

  private func product(_ a: [Double], _ b: [Double]) -> Double {
    a.indices.reduce(0) { $0 + a[$1] * b[$1] * system.weights[$1] * system.weights[$1] }
  }

  /// A point from a corrected one: the tangent solves F_X t = 0 and goes on along the old one.
  func point(
    _ corrected: (unknowns: [Double], matrix: Matrix<Double>, details: System.Details, count: Int),
    arcLength: Double
  ) throws -> Point? {
    let last = corrected.unknowns.count - 1
    var right = Array(repeating: 0.0, count: last + 1)
    right[last] = 1
    guard var tangent = try? corrected.matrix.solve(right), tangent.allSatisfy(\.isFinite) else {
      return nil
    }
    let length = norm(tangent)
    for k in 0...last { tangent[k] /= length }
    var matrix = corrected.matrix
    for k in 0...last { matrix[last, k] = system.weights[k] * system.weights[k] * tangent[k] }
    return Point(
      unknowns: corrected.unknowns, tangent: tangent, details: corrected.details,
      orientation: matrix.determinantSign, arcLength: arcLength)
  }

  /// The first point of a curve, by Newton's method at a fixed parameter, with the tangent towards rising or falling
  /// parameter.
  func first(_ unknowns: [Double], towards sign: Double) throws -> Point? {
    var direction = Array(repeating: 0.0, count: unknowns.count)
    direction[unknowns.count - 1] = sign
    return try first(unknowns, along: direction)
  }

  /// The first point of a curve in the plane at right angles to a direction.
  func first(_ unknowns: [Double], along direction: [Double]) throws -> Point? {
    guard
      let corrected = try correct(
        unknowns, along: direction, reference: unknowns, limit: 30)
    else { return nil }
    return try point(corrected, arcLength: 0)
  }

  /// The point at a distance from another one.
  func next(_ point: Point, step: Double) throws -> (point: Point, count: Int)? {
    let prediction = zip(point.unknowns, point.tangent).map { $0 + step * $1 }
    guard
      let corrected = try correct(
        prediction, along: point.tangent, reference: point.unknowns),
      let next = try self.point(corrected, arcLength: point.arcLength + step)
    else { return nil }
    return (next, corrected.count)
  }

  /// Follows the curve until it leaves a range of the parameter, on whose border the last point is; `visit` is called
  /// for each two neighbours and ends the curve by false.
  func trace(
    from start: Point, range: ClosedRange<Double>, visit: (Point, Point) throws -> Bool
  ) throws -> ContinuationEnd {
    var point = start
    var step = settings.initialStep
    var count = 0
    while count < settings.pointLimit {
      if Cancellation.isRequested { return .stopped }
      guard let (next, iterations) = try next(point, step: step),
        product(next.tangent, point.tangent) > settings.leastCosine || step <= settings.minimumStep
      else {
        step /= 2
        if step < settings.minimumStep { return .lost }
        continue
      }
      count += 1
      guard range.contains(next.parameter) else {
        let border = next.parameter > range.upperBound ? range.upperBound : range.lowerBound
        if let last = try locate(between: point, next, { $0.parameter - border }) {
          _ = try visit(point, last)
        }
        return .leftRange
      }
      guard try visit(point, next) else { return .finished }
      point = next
      if iterations <= 3 { step = min(step * 1.4, longestStep(at: point)) }
      if iterations >= 6 { step /= 1.5 }
      // A closed curve is back at its beginning.
      if count > 8, norm(zip(point.unknowns, start.unknowns).map { $0 - $1 }) < 0.5 * step,
        product(point.tangent, start.tangent) > 0.9
      {
        return .closed
      }
    }
    return .pointLimit
  }

  /// Steps may grow with the state.
  private func longestStep(at point: Point) -> Double {
    let sizes = zip(point.unknowns, system.weights).dropLast().map { abs($0 * $1) }
    return settings.maximumStep * max(1, sizes.max() ?? 1)
  }

  /// The point between two neighbours at which a function of points vanishes, by false position.
  func locate(
    between left: Point, _ right: Point, _ function: (Point) -> Double
  ) throws -> Point? {
    let full = right.arcLength - left.arcLength
    var (low, high) = (0.0, full)
    var (lowValue, highValue) = (function(left), function(right))
    var best: Point?
    var side = 0
    for _ in 0..<60 {
      guard high - low > 1e-13 * full else { break }
      var middle = (low * highValue - high * lowValue) / (highValue - lowValue)
      if !(middle > low && middle < high) { middle = (low + high) / 2 }
      guard let (point, _) = try next(left, step: middle) else {
        return try besideSingularity(left, middle, full, highValue - lowValue, high - low, function)
          ?? best
      }
      let value = function(point)
      best = point
      if abs(value) <= 1e-14 * max(abs(lowValue), abs(highValue)) { break }
      if (value < 0) == (lowValue < 0) {
        (low, lowValue) = (middle, value)
        if side == -1 { highValue /= 2 }
        side = -1
      } else {
        (high, highValue) = (middle, value)
        if side == 1 { lowValue /= 2 }
        side = 1
      }
    }
    return best
  }

  /// Where curves cross, Newton's method fails: the zero from a point beside it, along the tangent there.
  private func besideSingularity(
    _ left: Point, _ middle: Double, _ full: Double, _ rise: Double, _ run: Double,
    _ function: (Point) -> Double
  ) throws -> Point? {
    for nudge in [1e-5, -1e-5, 1e-4, -1e-4, 1e-3] {
      guard var (point, _) = try next(left, step: middle + nudge * full) else { continue }
      let change = -function(point) * run / rise
      guard abs(change) <= 1e-2 * full else { continue }
      point.unknowns = zip(point.unknowns, point.tangent).map { $0 + change * $1 }
      return point
    }
    return nil
  }
}

extension Matrix where Scalar == Double {
  /// The sign of the determinant, by elimination.
  var determinantSign: Double {
    var a = self
    var sign = 1.0
    for k in 0..<rowCount {
      var pivot = k
      for i in k..<rowCount where abs(a[i, k]) > abs(a[pivot, k]) { pivot = i }
      if a[pivot, k] == 0 { return 0 }
      if pivot != k {
        sign = -sign
        for j in k..<rowCount { (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]) }
      }
      if a[k, k] < 0 { sign = -sign }
      for i in k + 1..<max(rowCount, k + 1) where a[i, k] != 0 {
        let factor = a[i, k] / a[k, k]
        for j in k..<rowCount { a[i, j] -= factor * a[k, j] }
      }
    }
    return sign
  }
}
