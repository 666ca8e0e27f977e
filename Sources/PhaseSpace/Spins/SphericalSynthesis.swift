import LinearAlgebra
import QuantumCore
import RealModule

/// Sums of spherical harmonics on a grid: Legendre sums for each q and polar angle, then Fourier sums.
///
/// Eight polar angles go side by side, each with a power of e of its own, so that sin^q θ cannot underflow.
struct SphericalSynthesis {
  private(set) var values: [[Double]]

  private typealias Lanes = SIMD8<Double>

  init(
    moments: SphericalMoments, factors: [Double], polarAngles: [Double], azimuths: [Double]
  ) {
    let count = moments.real.count
    let period = azimuths.count - 1
    let normalization = (Double(count) / (4 * .pi)).squareRoot()
    values = Array(
      repeating: [Double](repeating: 0, count: azimuths.count), count: polarAngles.count)
    let cosines = (0..<max(1, period)).map { Double.cos(2 * .pi * Double($0) / Double(period)) }
    let sines = (0..<max(1, period)).map { Double.sin(2 * .pi * Double($0) / Double(period)) }
    for first in stride(from: 0, to: polarAngles.count, by: 8) {
      let size = min(8, polarAngles.count - first)
      var cosine = Lanes.zero
      var sine = Lanes(repeating: 1)
      for lane in 0..<size {
        cosine[lane] = .cos(polarAngles[first + lane])
        sine[lane] = max(0, .sin(polarAngles[first + lane]))
      }
      let sums = (0..<count).map { q in
        Self.legendreSum(q, moments.real[q], moments.imaginary[q], factors, cosine, sine)
      }
      for j in 0...(period / 2) {
        var even = Lanes.zero
        var odd = Lanes.zero
        var position = 0
        for q in stride(from: 1, to: count, by: 1) {
          position += j
          if position >= period { position -= period }
          even += sums[q].0 * cosines[position]
          odd += sums[q].1 * sines[position]
        }
        let here = normalization * (sums[0].0 + 2 * (even - odd))
        let mirrored = normalization * (sums[0].0 + 2 * (even + odd))
        for lane in 0..<size {
          values[first + lane][j] = here[lane]
          values[first + lane][period - j] = mirrored[lane]
        }
      }
    }
  }

  /// The sum at one point.
  static func value(
    moments: SphericalMoments, factors: [Double], polar: Double, azimuth: Double
  ) -> Double {
    let count = moments.real.count
    let cosine = Lanes(repeating: .cos(polar))
    let sine = Lanes(repeating: max(0, .sin(polar)))
    var total = 0.0
    for q in 0..<count {
      let sum = legendreSum(q, moments.real[q], moments.imaginary[q], factors, cosine, sine)
      let angle = Double(q) * azimuth
      total += (q == 0 ? 1 : 2) * (sum.0[0] * .cos(angle) - sum.1[0] * .sin(angle))
    }
    return (Double(count) / (4 * .pi)).squareRoot() * total
  }

  /// Σ_k factor_k c_kq Y_kq(θ, 0), real and imaginary part.
  private static func legendreSum(
    _ q: Int, _ real: [Double], _ imaginary: [Double], _ factors: [Double], _ cosine: Lanes,
    _ sine: Lanes
  ) -> (Lanes, Lanes) {
    // Y_qq = (−1)^q √((2q+1)!!/((2q)!! 4π)) sin^q θ.
    var logarithm = -0.5 * Double.log(4 * .pi)
    for j in stride(from: 1, through: q, by: 1) {
      logarithm += 0.5 * .log(1 + 0.5 / Double(j))
    }
    var exponent = Lanes.zero
    for lane in 0..<8 {
      let power = q == 0 ? 0 : sine[lane] > 0 ? Double(q) * .log(sine[lane]) : -1e9
      exponent[lane] = logarithm + power
    }
    var value = Lanes(repeating: q.isMultiple(of: 2) ? 1 : -1)
    var previous = Lanes.zero
    var scale = exponentials(exponent)
    var (x, y) = (Lanes.zero, Lanes.zero)
    let square = Double(q * q)
    for index in real.indices {
      let here = value * scale
      x += here * (factors[q + index] * real[index])
      y += here * (factors[q + index] * imaginary[index])
      // Y_(k+1) = a (cos θ Y_k − b Y_(k−1))
      let k = Double(q + index + 1)
      let a = ((4 * k * k - 1) / (k * k - square)).squareRoot()
      let b = (((k - 1) * (k - 1) - square) / (4 * (k - 1) * (k - 1) - 1)).squareRoot()
      let next = a * (cosine * value - previous * (index == 0 ? 0 : b))
      previous = value
      value = next
      let large = value .> 1e120 .| value .< -1e120
      if any(large) {
        let factor = Lanes(repeating: 1).replacing(with: 1e-120, where: large)
        value *= factor
        previous *= factor
        exponent.replace(with: exponent + 120 * Double.log(10), where: large)
        scale = exponentials(exponent)
      }
    }
    return (x, y)
  }

  private static func exponentials(_ exponent: Lanes) -> Lanes {
    var result = Lanes.zero
    for lane in 0..<8 { result[lane] = .exp(exponent[lane]) }
    return result
  }
}
