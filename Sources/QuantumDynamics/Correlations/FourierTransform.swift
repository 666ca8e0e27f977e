import Preconditions
import ComplexModule
package import LinearAlgebra
import RealModule

/// The discrete Fourier transform of 2^n numbers (Cooley and Tukey), for correlation functions.
///
/// The system's packages hold no free double-precision transform (Debian's KissFFT is single precision), and
/// spectra need powers of two only.
package enum FourierTransform {
  /// Σ_k x_k e^(−2πi jk/n) for each j.
  ///
  /// - Parameter samples: 2^n numbers.
  /// - Returns: as many.
  /// - Complexity: O(n log n).
  package static func forward(_ samples: [ComplexDouble]) -> [ComplexDouble] {
    let n = samples.count
    requirePrecondition(n > 0 && n & (n - 1) == 0, "The transform takes 2^n numbers, not \(n).")
    guard n > 1 else { return samples }
    let bits = n.trailingZeroBitCount
    var x = samples
    for i in 0..<n {
      var (rest, j) = (i, 0)
      for _ in 0..<bits {
        j = j << 1 | rest & 1
        rest >>= 1
      }
      if i < j { x.swapAt(i, j) }
    }
    let turn = -2 * Double.pi / Double(n)
    let roots = (0..<n / 2).map { ComplexDouble(length: 1, phase: turn * Double($0)) }
    var half = 1
    while half < n {
      let stride = n / (2 * half)
      for start in Swift.stride(from: 0, to: n, by: 2 * half) {
        for k in 0..<half {
          let odd = roots[k * stride] * x[start + half + k]
          let even = x[start + k]
          x[start + k] = even + odd
          x[start + half + k] = even - odd
        }
      }
      half *= 2
    }
    return x
  }
}
