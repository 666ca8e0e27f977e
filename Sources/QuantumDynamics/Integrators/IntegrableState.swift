public import LinearAlgebra

/// What an integrator steps: a vector of real or complex numbers.
///
/// Arrays of `Double` and `ComplexDouble` and SIMD vectors of `Double` conform.
public protocol IntegrableState: Sendable {
  /// Replaces the vector by base + Σ factor × term.
  ///
  /// - Parameters:
  ///   - base: the vector that the sum starts with; it may be this vector's old value.
  ///   - factors: one number for each term; terms whose factor is zero are left out.
  ///   - terms: vectors of the same length, at least as many as factors.
  mutating func setSum(_ base: Self, _ factors: [Double], _ terms: [Self])

  /// The root mean square of |e_i| / (a + r max(|x_i|, |y_i|)), where this vector is e.
  ///
  /// - Parameters:
  ///   - before: x.
  ///   - after: y.
  ///   - absolute: a.
  ///   - relative: r.
  /// - Returns: a number that is at most 1 where the error is within the tolerance; NaN where a
  ///   number is NaN.
  func errorNorm(before: Self, after: Self, absolute: Double, relative: Double) -> Double

  /// A vector of zeros of the same length.
  var zeros: Self { get }

  /// Whether all numbers are finite.
  var isFinite: Bool { get }
}

extension SIMD2: IntegrableState where Scalar == Double {}
extension SIMD3: IntegrableState where Scalar == Double {}
extension SIMD4: IntegrableState where Scalar == Double {}
extension SIMD8: IntegrableState where Scalar == Double {}

extension SIMD where Scalar == Double {
  /// Replaces the vector by base + Σ factor × term.
  ///
  /// - Parameters:
  ///   - base: the vector that the sum starts with.
  ///   - factors: one number for each term.
  ///   - terms: the vectors.
  public mutating func setSum(_ base: Self, _ factors: [Double], _ terms: [Self]) {
    var sum = base
    for (factor, term) in zip(factors, terms) where factor != 0 { sum += factor * term }
    self = sum
  }

  /// The root mean square of |e_i| / (a + r max(|x_i|, |y_i|)).
  ///
  /// - Parameters:
  ///   - before: x.
  ///   - after: y.
  ///   - absolute: a.
  ///   - relative: r.
  /// - Returns: at most 1 where the error is within the tolerance.
  public func errorNorm(
    before: Self, after: Self, absolute: Double, relative: Double
  ) -> Double {
    var sum = 0.0
    for i in indices {
      let scale = absolute + relative * Swift.max(abs(before[i]), abs(after[i]))
      sum += (self[i] / scale) * (self[i] / scale)
    }
    return (sum / Double(scalarCount)).squareRoot()
  }

  /// The zero vector.
  public var zeros: Self { .zero }

  /// Whether all numbers are finite.
  public var isFinite: Bool { indices.allSatisfy { self[$0].isFinite } }
}

extension Array: IntegrableState where Element: MatrixScalar {
  /// A vector of zeros of the same length.
  public var zeros: [Element] { Array(repeating: .zero, count: count) }

  /// Whether all numbers are finite.
  public var isFinite: Bool { allSatisfy(\.isFinite) }
}
