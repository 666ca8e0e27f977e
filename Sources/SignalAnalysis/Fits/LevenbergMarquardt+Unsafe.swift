import CMINPACK
import RealModule

/// Nonlinear least squares by MINPACK's Levenberg–Marquardt method, with derivatives by differences.
///
/// Reference: J. J. Moré, in Numerical Analysis, Lecture Notes in Mathematics 630, 105 (1978).
struct LevenbergMarquardt {
  /// The numbers that make Σ r² least.
  let parameters: [Double]
  /// How often the residuals were calculated.
  let evaluationCount: Int
  /// Whether one of MINPACK's tests was passed.
  let hasConverged: Bool

  /// What C calls back into.
  private final class Problem {
    let residuals: ([Double]) -> [Double]
    init(_ residuals: @escaping ([Double]) -> [Double]) { self.residuals = residuals }
  }

  /// Minimizes a sum of squares.
  ///
  /// - Parameters:
  ///   - start: where the search starts.
  ///   - residualCount: how many residuals there are, no fewer than parameters.
  ///   - residuals: r(p).
  init(
    from start: [Double], residualCount: Int, residuals: @escaping ([Double]) -> [Double]
  ) {
    let (m, n) = (residualCount, start.count)
    var x = start
    var values = [Double](repeating: 0, count: m)
    var diagonal = [Double](repeating: 1, count: n)
    var jacobian = [Double](repeating: 0, count: m * n)
    var pivots = [Int32](repeating: 0, count: n)
    var qtf = [Double](repeating: 0, count: n)
    var (work1, work2, work3) = (qtf, qtf, qtf)
    var work4 = values
    var evaluations: Int32 = 0
    let problem = Problem(residuals)
    let status = withExtendedLifetime(problem) {
      lmdif(
        { context, m, n, x, values, _ in
          guard let context, let x, let values else { return -1 }
          let problem = Unmanaged<Problem>.fromOpaque(context).takeUnretainedValue()
          let result = problem.residuals(Array(UnsafeBufferPointer(start: x, count: Int(n))))
          for k in 0..<Int(m) {
            // A model that leaves its domain is a bad place, not the end of the search.
            values[k] = result[k].isFinite ? result[k] : 1e150
          }
          return 0
        },
        Unmanaged.passUnretained(problem).toOpaque(), Int32(m), Int32(n), &x, &values, 1e-15,
        1e-15, 0, Int32(400 * (n + 1)), 0, &diagonal, 1, 100, 0, &evaluations, &jacobian,
        Int32(m), &pivots, &qtf, &work1, &work2, &work3, &work4)
    }
    parameters = x
    evaluationCount = Int(evaluations)
    // 6, 7, 8: the tolerances are below what rounding allows, the best that can be had.
    hasConverged = (1...4).contains(status) || (6...8).contains(status)
  }
}
