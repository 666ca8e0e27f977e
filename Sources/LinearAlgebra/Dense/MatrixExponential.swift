import Foundation
import RealModule

extension Matrix {
  /// The exponential e^A of a square matrix.
  ///
  /// Scaling and squaring with the [13/13] Padé approximant and, for small norms, those of lower degree.
  ///
  /// - Returns: e^A, with a backward error of the order of double precision.
  /// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite` (also where the result overflows).
  /// - Complexity: O(n³ (7 + log₂ ‖A‖)).
  ///
  /// Reference: N. J. Higham, SIAM J. Matrix Anal. Appl. 26, 1179 (2005), algorithm 2.3.
  public func exponential() throws -> Matrix {
    try requireFiniteSquare("An exponential needs")
    let norm = oneNorm
    for (degree, bound) in Pade.lowDegrees where norm <= bound {
      return try Pade.lowDegreeExponential(self, degree: degree)
    }
    let squarings = norm > Pade.bound13 ? Int(log2(norm / Pade.bound13).rounded(.up)) : 0
    guard squarings < 1000 else { throw Pade.overflow(norm) }
    let scale = Scalar(real: Foundation.pow(2, -Double(squarings)))
    var result = try Pade.degree13Exponential(scale * self)
    for _ in 0..<squarings { result = result * result }
    guard result.isFinite else { throw Pade.overflow(norm) }
    return result
  }

  /// The largest sum of |a_ij| over a column.
  public var oneNorm: Double {
    (0..<columnCount).map { column($0).reduce(0) { $0 + $1.modulus } }.max() ?? 0
  }
}

private enum Pade {
  /// The largest norms for which degrees 3, 5, 7 and 9 are exact to double precision.
  static let lowDegrees: [(degree: Int, bound: Double)] = [
    (3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1),
    (9, 2.097847961257068),
  ]

  /// The largest norm for which degree 13 is.
  static let bound13 = 5.371920351148152

  static func overflow(_ norm: Double) -> LinearAlgebraError {
    LinearAlgebraError(
      .nonFinite,
      "The exponential of a matrix of norm \(norm) exceeds the range of double precision.")
  }

  /// The numerator's coefficients b₀…b_m, b_j = (2m − j)! m! / ((2m)! (m − j)! j!), times (2m)!/m!.
  static func coefficients(_ degree: Int) -> [Double] {
    var result = [1.0]
    for j in 1...degree {
      result.append(
        result[j - 1] * Double(degree - j + 1) / (Double(2 * degree - j + 1) * Double(j)))
    }
    return result
  }

  static func lowDegreeExponential<S>(_ a: Matrix<S>, degree: Int) throws -> Matrix<S> {
    let b = coefficients(degree)
    let square = a * a
    var power = Matrix<S>.identity(a.rowCount)
    var odd = S(real: b[1]) * power
    var even = S(real: b[0]) * power
    for k in stride(from: 2, to: degree, by: 2) {
      power = power * square
      even += S(real: b[k]) * power
      odd += S(real: b[k + 1]) * power
    }
    return try quotient(a * odd, even)
  }

  static func degree13Exponential<S>(_ a: Matrix<S>) throws -> Matrix<S> {
    let b = coefficients(13).map { S(real: $0) }
    let identity = Matrix<S>.identity(a.rowCount)
    let a2 = a * a
    let a4 = a2 * a2
    let a6 = a2 * a4
    let highOdd = b[13] * a6 + b[11] * a4 + b[9] * a2
    let lowOdd = b[7] * a6 + b[5] * a4 + b[3] * a2 + b[1] * identity
    let highEven = b[12] * a6 + b[10] * a4 + b[8] * a2
    let lowEven = b[6] * a6 + b[4] * a4 + b[2] * a2 + b[0] * identity
    return try quotient(a * (a6 * highOdd + lowOdd), a6 * highEven + lowEven)
  }

  /// (V − U)⁻¹ (V + U).
  static func quotient<S>(_ odd: Matrix<S>, _ even: Matrix<S>) throws -> Matrix<S> {
    try (even - odd).solve(even + odd)
  }
}
