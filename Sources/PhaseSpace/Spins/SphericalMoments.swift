import ComplexModule
import LinearAlgebra
import QuantumCore

/// The multipoles c_kq = Tr(ρ T_kq†) of a spin's state, for q ≥ 0.
///
/// The elements t_i = ⟨S − i|T_kq|S − i − q⟩ obey Σ_j [S_j, [S_j, T]] = k(k+1)T, a recurrence in i:
///
/// [2S(S+1) + q² − m′² − m² − k(k+1)] t_i = B_i t_(i−1) + B_(i+1) t_(i+1),  m′ = S − i, m = S − i − q,
///
/// which grows from both ends towards the middle and is followed in that direction only, as
/// t_(n−1−i) = (−1)^(k−q) t_i. Its sign at the top is (−1)^q. Eight k go side by side.
struct SphericalMoments {
  /// Real parts, `real[q][k − q]`.
  private(set) var real: [[Double]] = []
  /// Imaginary parts.
  private(set) var imaginary: [[Double]] = []

  private typealias Lanes = SIMD8<Double>

  init(of state: DensityMatrix) {
    let twice = state.dimension - 1
    let spin = Double(twice) / 2
    for q in 0...twice {
      let count = twice + 1 - q
      let elements = (0..<count).map { i in
        (state.matrix[i, i + q] + state.matrix[i + q, i].conjugate) / 2
      }
      // The elements and their mirror images, added for even k − q and subtracted for odd.
      let half = (count + 1) / 2
      var even: [(Double, Double)] = []
      var odd: [(Double, Double)] = []
      var diagonal: [Double] = []
      var coupling: [Double] = [0]
      for i in 0..<half {
        let mirrored = elements[count - 1 - i]
        let isMiddle = 2 * i == count - 1
        let weight = isMiddle ? 0.5 : 1
        even.append(
          (
            weight * (elements[i].real + mirrored.real),
            weight * (elements[i].imaginary + mirrored.imaginary)
          ))
        odd.append((elements[i].real - mirrored.real, elements[i].imaginary - mirrored.imaginary))
        let (upper, lower) = (spin - Double(i), spin - Double(i + q))
        diagonal.append(
          2 * spin * (spin + 1) + Double(q * q) - upper * upper - lower * lower)
        // B_(i+1) = A(m′) A(m) with A(m) = √(S(S+1) − m(m−1)).
        coupling.append(
          (Double(twice - i) * Double(i + 1) * Double(twice - i - q) * Double(i + q + 1))
            .squareRoot())
      }
      var (realParts, imaginaryParts) = ([Double](), [Double]())
      for first in stride(from: q, through: twice, by: 8) {
        let (x, y) = Self.group(
          first, q, twice, count, diagonal, coupling, even: even, odd: odd)
        for lane in 0..<min(8, twice + 1 - first) {
          realParts.append(x[lane])
          imaginaryParts.append(y[lane])
        }
      }
      real.append(realParts)
      imaginary.append(imaginaryParts)
    }
  }

  /// c_kq for k = first … first + 7.
  private static func group(
    _ first: Int, _ q: Int, _ twice: Int, _ count: Int, _ diagonal: [Double],
    _ coupling: [Double], even: [(Double, Double)], odd: [(Double, Double)]
  ) -> (Lanes, Lanes) {
    var casimir = Lanes.zero
    var isOdd = Lanes.zero
    for lane in 0..<8 {
      let k = min(first + lane, twice)
      casimir[lane] = Double(k * (k + 1))
      isOdd[lane] = (k - q).isMultiple(of: 2) ? 0 : 1
    }
    let isEven = Lanes(repeating: 1) - isOdd
    var previous = Lanes.zero
    var value = Lanes(repeating: q.isMultiple(of: 2) ? 1 : -1)
    var (x, y, norm) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for i in diagonal.indices {
      let isMiddle = 2 * i == count - 1
      // An odd tensor vanishes in the middle.
      let here = isMiddle ? value * isEven : value
      x += here * (isEven * even[i].0 + isOdd * odd[i].0)
      y += here * (isEven * even[i].1 + isOdd * odd[i].1)
      norm += here * here * (isMiddle ? 1 : 2)
      guard i + 1 < diagonal.count else { break }
      let next =
        ((Lanes(repeating: diagonal[i]) - casimir) * value - previous * coupling[i])
        / coupling[i + 1]
      previous = value
      value = next
      let large = value .> 1e120 .| value .< -1e120
      if any(large) {
        let scale = Lanes(repeating: 1).replacing(with: 1e-120, where: large)
        value *= scale
        previous *= scale
        x *= scale
        y *= scale
        norm *= scale * scale
      }
    }
    let length = norm.squareRoot()
    return (x / length, y / length)
  }
}
