import Preconditions
public import ComplexModule
import RealModule

/// The discrete Fourier transform of any number of samples.
///
/// X_j = Σ_k x_k e^(−2πi jk/n), by Cooley and Tukey's method for n = 2^m and by Bluestein's convolution with
/// three of those otherwise. (The system's packages hold no free double-precision transform: Debian's KissFFT is
/// single precision, FFTW is GPL.)
///
/// References: J. W. Cooley and J. W. Tukey, Math. Comput. 19, 297 (1965); L. I. Bluestein, IEEE Trans. Audio
/// Electroacoust. 18, 451 (1970).
public enum FourierTransform {
  /// Σ_k x_k e^(−2πi jk/n) for each j.
  ///
  /// - Parameter samples: one number or more.
  /// - Returns: as many.
  /// - Complexity: O(n log n) for every n; powers of two are about six times as fast as their neighbours.
  public static func forward(_ samples: [ComplexDouble]) -> [ComplexDouble] {
    let n = samples.count
    requirePrecondition(n > 0, "A Fourier transform needs one sample or more.")
    return n & (n - 1) == 0 ? powerOfTwo(samples) : convolution(samples)
  }

  /// x_k = (1/n) Σ_j X_j e^(2πi jk/n), which undoes `forward`.
  ///
  /// - Parameter coefficients: one number or more.
  /// - Returns: as many.
  public static func inverse(_ coefficients: [ComplexDouble]) -> [ComplexDouble] {
    let scale = 1 / Double(coefficients.count)
    return forward(coefficients.map(\.conjugate)).map {
      ComplexDouble($0.real * scale, -$0.imaginary * scale)
    }
  }

  /// Cooley and Tukey's transform of 2^m numbers.
  private static func powerOfTwo(_ samples: [ComplexDouble]) -> [ComplexDouble] {
    var real = samples.map(\.real)
    var imaginary = samples.map(\.imaginary)
    FourierPlan(count: samples.count).transform(&real, &imaginary)
    return zip(real, imaginary).map { ComplexDouble($0, $1) }
  }

  /// Bluestein's transform: jk = (j² + k² − (j − k)²)/2 makes a convolution with a chirp of it.
  private static func convolution(_ samples: [ComplexDouble]) -> [ComplexDouble] {
    let n = samples.count
    // k² is reduced modulo 2n before it becomes an angle, so that long transforms keep their digits.
    let chirp = (0..<n).map { k in
      ComplexDouble(length: 1, phase: -Double.pi * Double((k * k) % (2 * n)) / Double(n))
    }
    var length = 1
    while length < 2 * n - 1 { length *= 2 }
    var signal = [ComplexDouble](repeating: .zero, count: length)
    var kernel = signal
    for k in 0..<n {
      signal[k] = samples[k] * chirp[k]
      kernel[k] = chirp[k].conjugate
      if k > 0 { kernel[length - k] = chirp[k].conjugate }
    }
    let product = zip(powerOfTwo(signal), powerOfTwo(kernel)).map { ($0 * $1).conjugate }
    let convolved = powerOfTwo(product)
    let scale = 1 / Double(length)
    return (0..<n).map { j in
      ComplexDouble(convolved[j].real * scale, -convolved[j].imaginary * scale) * chirp[j]
    }
  }
}
