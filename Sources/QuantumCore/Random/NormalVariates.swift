public import Preconditions
public import ComplexModule
public import LinearAlgebra
public import RealModule

/// Random numbers of continuous distributions from any generator.
public enum NormalVariates {
  /// Two independent normal numbers of mean 0 and variance 1 (Box and Muller).
  ///
  /// The radius uses a uniform number in (0, 1] of 53 bits, so that the logarithm is finite and tails reach
  /// 8.5 standard deviations.
  ///
  /// - Parameter generator: the source of uniform bits; two numbers of 64 bits are drawn.
  /// - Returns: the two numbers.
  @inlinable public static func pair(
    using generator: inout some RandomNumberGenerator
  ) -> (Double, Double) {
    let uniform = Double((generator.next() >> 11) + 1) * 0x1p-53
    let angle = Double(generator.next() >> 11) * (0x1p-53 * 2 * Double.pi)
    let radius = (-2 * Double.log(uniform)).squareRoot()
    return (radius * Double.cos(angle), radius * Double.sin(angle))
  }

  /// A complex normal number: real and imaginary part independent, each of mean 0 and variance 1.
  ///
  /// - Parameter generator: the source of uniform bits.
  /// - Returns: the number, with ⟨|z|²⟩ = 2.
  @inlinable public static func complex(
    using generator: inout some RandomNumberGenerator
  ) -> ComplexDouble {
    let (x, y) = pair(using: &generator)
    return ComplexDouble(x, y)
  }

  /// Many real normal numbers.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - generator: the source of uniform bits.
  /// - Returns: independent numbers of mean 0 and variance 1.
  @inlinable public static func real(
    count: Int, using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count + 1)
    while result.count < count {
      let (x, y) = pair(using: &generator)
      result.append(x)
      result.append(y)
    }
    if result.count > count { result.removeLast() }
    return result
  }

  /// A matrix of independent complex normal numbers (the Ginibre ensemble).
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - columns: the number of columns.
  ///   - generator: the source of uniform bits.
  /// - Returns: real and imaginary parts of mean 0 and variance 1.
  @inlinable public static func matrix(
    rows: Int, columns: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix<ComplexDouble> {
    var elements: [ComplexDouble] = []
    elements.reserveCapacity(rows * columns)
    for _ in 0..<(rows * columns) { elements.append(complex(using: &generator)) }
    return Matrix(rows: rows, columns: columns, columnMajor: elements)
  }

  /// A number of the χ² distribution with an even number of degrees of freedom.
  ///
  /// By Marsaglia and Tsang's rejection from a normal number, exact for any number of degrees.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: even, at least 2; the mean of the distribution.
  ///   - generator: the source of uniform bits.
  /// - Returns: the sum of that many squared normal numbers, in distribution.
  ///
  /// Reference: G. Marsaglia, W. W. Tsang, ACM Trans. Math. Softw. 26, 363 (2000).
  @inlinable public static func chiSquared(
    degreesOfFreedom: Int, using generator: inout some RandomNumberGenerator
  ) -> Double {
    requirePrecondition(
      degreesOfFreedom >= 2 && degreesOfFreedom.isMultiple(of: 2),
      "An even number of degrees of freedom was expected, not \(degreesOfFreedom).")
    let shift = Double(degreesOfFreedom) / 2 - 1.0 / 3
    let scale = 1 / (9 * shift).squareRoot()
    while true {
      let x = pair(using: &generator).0
      let root = 1 + scale * x
      guard root > 0 else { continue }
      let cube = root * root * root
      let uniform = Double((generator.next() >> 11) + 1) * 0x1p-53
      if Double.log(uniform) < 0.5 * x * x + shift * (1 - cube + Double.log(cube)) {
        return 2 * shift * cube
      }
    }
  }
}
