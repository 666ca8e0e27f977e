import ComplexModule
import Foundation
import LinearAlgebra

/// An ellipse of the left half plane, symmetric about the real axis, that holds a generator's spectrum.
package struct SpectralEllipse: Hashable, Sendable {
  /// The centre, on the real axis.
  package var center: Double
  /// Half the width along the real axis.
  package var realRadius: Double
  /// Half the height.
  package var imaginaryRadius: Double

  /// The logarithmic capacity, half the sum of both radii.
  package var capacity: Double { max((realRadius + imaginaryRadius) / 2, .leastNormalMagnitude) }

  /// (a − b)/(a + b): 1 for a segment of the real axis, 0 for a disk, −1 for a segment of the imaginary
  /// direction.
  package var flattening: Double { (realRadius - imaginaryRadius) / (2 * capacity) }

  /// The largest |z| on the ellipse, about.
  package var spectralRadius: Double { max(2 * realRadius, imaginaryRadius) }

  /// The number of terms that a Faber series of e^(hz) needs.
  ///
  /// Cauchy's bound on |w| = r: the k-th coefficient is at most e^(h (c + γ (r + q/r))) r^(−k). It begins to fall at
  /// k = h b.
  ///
  /// - Parameters:
  ///   - step: h.
  ///   - digits: −ln of the error.
  /// - Returns: k, minimized over r.
  package func termCount(step: Double, digits: Double) -> Double {
    var best = Double.infinity
    var excess = 0.02
    while excess < 1e4 {
      let r = 1 + excess
      let growth = abs(step) * (center + capacity * (r + flattening / r))
      best = min(best, max(growth + digits, 1) / log(r))
      excess *= 1.2
    }
    return max(best, 1)
  }

  /// The longest step that is worth taking: beyond it the terms grow in proportion.
  package var longestStep: Double { 100 / max(imaginaryRadius, realRadius / 2) }

  /// The same ellipse, larger about its right end.
  package func enlarged(by factor: Double) -> SpectralEllipse {
    SpectralEllipse(
      center: center * factor, realRadius: realRadius * factor,
      imaginaryRadius: imaginaryRadius * factor)
  }

  /// Estimates the ellipse from the Ritz values of a few dozen products.
  ///
  /// The outer eigenvalues are the ones that Arnoldi's method finds first. Propagators watch for growth and
  /// enlarge the ellipse where the estimate was too small.
  ///
  /// - Parameters:
  ///   - size: the length of vectors.
  ///   - action: y ← L x.
  ///   - interval: the time between outputs.
  /// - Returns: the ellipse.
  /// - Throws: the error of the eigenvalue solver.
  package static func estimate(
    size: Int, action: any RealAction, interval: Double
  ) throws -> SpectralEllipse {
    let steps = min(size, size > 200_000 ? 20 : 30)
    var generator = SplitMix64(seed: 1)
    var krylov = KrylovSpace(start: (0..<size).map { _ in generator.nextSymmetric() })
    for _ in 0..<steps where !krylov.isInvariant { krylov.extend(by: action) }
    let values = try krylov.projection.eigensystem().values
    let margin = 1.06
    return around(
      values.map { (margin * min($0.real, 0), margin * abs($0.imaginary)) }, interval: interval)
  }

  /// The ellipse around 0 and some points of the left half plane whose series are shortest.
  ///
  /// Its right end may reach a little beyond 0, where e^(hz) is still of order 1 for the steps that are taken.
  ///
  /// - Parameters:
  ///   - points: real parts, at most 0, and moduli of imaginary parts.
  ///   - interval: the time between outputs.
  /// - Returns: the best of a grid of centres and widths.
  static func around(
    _ points: [(real: Double, imaginary: Double)], interval: Double
  ) -> SpectralEllipse {
    let left = points.reduce(0.0) { max($0, -$1.real) }
    let height = points.reduce(0.0) { max($0, $1.imaginary) }
    let size = max(left, height, 1e-300)
    var best = SpectralEllipse(center: -size, realRadius: size * 1.1, imaginaryRadius: size * 1.5)
    let step = min(abs(interval), best.longestStep)
    var fewest = best.termCount(step: step, digits: 20)
    for i in 0...20 {
      let center = -left * (0.3 + 0.7 * Double(i) / 20)
      for k in 0...24 {
        let width = max(-center, left + center) + size * 0.4 * (Double(k) / 24 + 0.001)
        var imaginaryRadius = 1e-6 * size
        for point in points {
          let x = (point.real - center) / width
          imaginaryRadius = max(
            imaginaryRadius, point.imaginary / max(1 - x * x, 1e-12).squareRoot())
        }
        let candidate = SpectralEllipse(
          center: center, realRadius: width, imaginaryRadius: imaginaryRadius)
        guard step * (center + width) <= 6 else { continue }
        let count = candidate.termCount(step: step, digits: 20)
        if count < fewest { (best, fewest) = (candidate, count) }
      }
    }
    return best
  }
}
