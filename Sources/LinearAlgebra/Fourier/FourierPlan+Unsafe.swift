import Preconditions
import ComplexModule
import RealModule

/// What all transforms of 2^m numbers share: the order of reversed bits and the roots of unity of each stage.
///
/// Real and imaginary parts are kept apart and the roots of a stage side by side, so that the inner loop runs over
/// neighbouring numbers and becomes vector instructions.
package struct FourierPlan: Sendable {
  /// 2^m.
  package let count: Int
  private let reversed: [Int32]
  /// cos and sin of −πk/half for k < half, for half = 1, 2, 4 … one after another.
  private let cosines: [Double]
  private let sines: [Double]

  /// Prepares transforms.
  ///
  /// - Parameter count: 2^m ≥ 1.
  package init(count: Int) {
    requirePrecondition(
      count > 0 && count & (count - 1) == 0, "A plan takes 2^m numbers, not \(count).")
    self.count = count
    var reversed = [Int32](repeating: 0, count: count)
    for i in 1..<max(1, count) {
      reversed[i] = reversed[i >> 1] >> 1 | (i & 1 == 1 ? Int32(count >> 1) : 0)
    }
    self.reversed = reversed
    var (cosines, sines) = ([Double](), [Double]())
    var half = 1
    while half < count {
      for k in 0..<half {
        let angle = -Double.pi * Double(k) / Double(half)
        cosines.append(.cos(angle))
        sines.append(.sin(angle))
      }
      half *= 2
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// Replaces numbers by Σ_k x_k e^(−2πi jk/n), in place.
  ///
  /// - Parameters:
  ///   - real: the real parts, `count` of them.
  ///   - imaginary: the imaginary parts, as many.
  package func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
    requirePrecondition(
      real.count == count && imaginary.count == count,
      "A plan for \(count) numbers got \(real.count) and \(imaginary.count).")
    real.withUnsafeMutableBufferPointer { re in
      imaginary.withUnsafeMutableBufferPointer { im in
        cosines.withUnsafeBufferPointer { cosines in
          sines.withUnsafeBufferPointer { sines in
            guard let re = re.baseAddress, let im = im.baseAddress else { return }
            for i in 0..<count {
              let j = Int(reversed[i])
              if i < j {
                (re[i], re[j]) = (re[j], re[i])
                (im[i], im[j]) = (im[j], im[i])
              }
            }
            guard let c = cosines.baseAddress, let s = sines.baseAddress else { return }
            var half = 1
            while half < count {
              Self.stage(re, im, half: half, count: count, c + (half - 1), s + (half - 1))
              half *= 2
            }
          }
        }
      }
    }
  }

  /// One stage of butterflies over blocks of 2 half numbers.
  private static func stage(
    _ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, half: Int, count: Int,
    _ c: UnsafePointer<Double>, _ s: UnsafePointer<Double>
  ) {
    var start = 0
    while start < count {
      let (upperRe, upperIm) = (re + start, im + start)
      let (lowerRe, lowerIm) = (upperRe + half, upperIm + half)
      for k in 0..<half {
        let x = c[k] * lowerRe[k] - s[k] * lowerIm[k]
        let y = c[k] * lowerIm[k] + s[k] * lowerRe[k]
        let (a, b) = (upperRe[k], upperIm[k])
        upperRe[k] = a + x
        upperIm[k] = b + y
        lowerRe[k] = a - x
        lowerIm[k] = b - y
      }
      start += 2 * half
    }
  }
}
