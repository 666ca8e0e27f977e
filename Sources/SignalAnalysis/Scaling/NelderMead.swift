/// The minimum of a function without derivatives, by a simplex that reflects, expands and contracts.
///
/// Reference: J. A. Nelder and R. Mead, Comput. J. 7, 308 (1965).
struct NelderMead {
  /// Where the function is least.
  private(set) var point: [Double]
  /// The least value.
  private(set) var value: Double
  /// How often the function was calculated.
  private(set) var evaluationCount = 0
  /// Whether the simplex shrank to the tolerance.
  private(set) var hasConverged = false

  /// Minimizes a function.
  ///
  /// - Parameters:
  ///   - start: a corner of the first simplex.
  ///   - steps: how far its other corners are away along each axis, not 0.
  ///   - tolerance: the relative size of the simplex, in its first steps, at which the search ends.
  ///   - limit: the most evaluations.
  ///   - function: infinite where it is not defined.
  init(
    from start: [Double], steps: [Double], tolerance: Double = 1e-7, limit: Int = 2000,
    function: ([Double]) -> Double
  ) {
    point = start
    value = function(start)
    evaluationCount = 1
    // A new simplex around the minimum frees one that collapsed too early.
    for round in 0..<4 {
      let before = value
      let size = round == 0 ? 1 : 0.2
      run(steps.map { $0 * size }, tolerance: tolerance / size, limit: limit, function)
      if round > 0, hasConverged, before - value <= 1e-9 * abs(before) { break }
    }
  }

  private mutating func run(
    _ steps: [Double], tolerance: Double, limit: Int, _ function: ([Double]) -> Double
  ) {
    let n = point.count
    var simplex: [(point: [Double], value: Double)] = [(point, value)]
    for k in 0..<n {
      var corner = point
      corner[k] += steps[k]
      simplex.append((corner, function(corner)))
    }
    evaluationCount += n
    hasConverged = false
    var used = 0
    while used < limit {
      simplex.sort { $0.value < $1.value }
      let worst = simplex[n]
      let spread = (0..<n).map { k in
        (simplex.map { $0.point[k] }.max() ?? 0) - (simplex.map { $0.point[k] }.min() ?? 0)
      }
      if zip(spread, steps).allSatisfy({ $0 <= tolerance * abs($1) }) {
        hasConverged = true
        break
      }
      let center = (0..<n).map { k in
        simplex.prefix(n).reduce(0) { $0 + $1.point[k] } / Double(n)
      }
      func along(_ factor: Double) -> (point: [Double], value: Double) {
        let next = (0..<n).map { center[$0] + factor * (worst.point[$0] - center[$0]) }
        used += 1
        return (next, function(next))
      }
      let reflected = along(-1)
      if reflected.value < simplex[0].value {
        let expanded = along(-2)
        simplex[n] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < simplex[n - 1].value {
        simplex[n] = reflected
      } else {
        let contracted = along(reflected.value < worst.value ? -0.5 : 0.5)
        if contracted.value < min(reflected.value, worst.value) {
          simplex[n] = contracted
        } else {
          for k in 1...n {
            let corner = (0..<n).map {
              simplex[0].point[$0] + 0.5 * (simplex[k].point[$0] - simplex[0].point[$0])
            }
            simplex[k] = (corner, function(corner))
            used += 1
          }
        }
      }
    }
    evaluationCount += used
    simplex.sort { $0.value < $1.value }
    (point, value) = simplex[0]
  }
}
