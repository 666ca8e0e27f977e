import Foundation

/// The coefficients c_k of e^(hz) = Σ c_k F_k(z) in Faber polynomials of an ellipse.
///
/// With the map ψ(w) = c + γ (w + q/w) from the unit circle to the ellipse, F_k(ψ(w)) = w^k + (q/w)^k, and c_k is
/// the k-th Fourier coefficient of e^(hψ) on the circle. For q = 1 these are Chebyshev's polynomials on a
/// segment, for q = 0 the powers of (z − c)/γ.
///
/// Reference: J. H. Curtiss, Am. Math. Mon. 78, 577 (1971); I. Moret, P. Novati, J. Comput. Appl. Math. 134, 71
/// (2001).
struct FaberCoefficients: Sendable {
  /// c_k.
  let values: [Double]

  /// Σ_(j>k) |c_j|, without rounding errors.
  let tails: [Double]

  /// Calculates the coefficients down to rounding errors.
  init(step: Double, ellipse: SpectralEllipse) {
    // Down to e^(−37), rounding errors. An even number makes sines shifted cosines.
    let count = 2 * (Int(ellipse.termCount(step: step, digits: 37) / 2) + 5)
    let pointCount = 2 * count
    var real: [Double] = []
    var imaginary: [Double] = []
    for m in 0...count {
      let angle = Double.pi * Double(m) / Double(count)
      let size = exp(
        step * (ellipse.center + ellipse.capacity * (1 + ellipse.flattening) * cos(angle)))
      let turn = step * ellipse.capacity * (1 - ellipse.flattening) * sin(angle)
      real.append(size * cos(turn))
      imaginary.append(size * sin(turn))
    }
    let cosines = (0..<pointCount).map { cos(2 * Double.pi * Double($0) / Double(pointCount)) }
    // Symmetry about the real axis: c_k = (1/M) Σ Re(f conj w^k) over the half circle, ends counted once.
    var values: [Double] = []
    for k in 0..<count {
      var sum = 0.5 * (real[0] + real[count] * (k.isMultiple(of: 2) ? 1 : -1))
      for m in 1..<count {
        let index = k * m % pointCount
        let sine = cosines[(index + pointCount - pointCount / 4) % pointCount]
        sum += real[m] * cosines[index] + imaginary[m] * sine
      }
      values.append(sum / Double(count))
    }
    self.values = values
    let noise = 1e-16 * (values.map(abs).max() ?? 0)
    var tail = 0.0
    var tails: [Double] = []
    for value in values.reversed() {
      tails.append(tail)
      if abs(value) > noise { tail += abs(value) }
    }
    self.tails = tails.reversed()
  }
}
