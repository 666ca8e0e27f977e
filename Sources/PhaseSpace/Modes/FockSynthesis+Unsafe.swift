import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import _StochasticShims

/// The fast evaluation of a mode's quasi-probability: radial parts for each different |α|, then Fourier sums.
///
/// W(α) = Re Σ_k (2 − δ_k0) e^(ikφ) Σ_n ρ_{n, n+k} t_n^k(|α|). The t are followed in n with a power of two beside
/// them, so that nothing under- or overflows at any |α|. Points of equal |α| share their radial parts: on a grid that
/// is symmetric about the origin up to eight points.
struct FockSynthesis {
  private(set) var values: [[Double]]
  private(set) var amplification: Double

  private static let lanes = 8

  /// The diagonals of ρ above the main one, and what the recurrence needs for each.
  private struct Diagonal {
    var real: [Double]
    var imaginary: [Double]
    var first: [Double]
    var second: [Double]
  }

  init(state: DensityMatrix, s: Double, positions: [Double], momenta: [Double]) {
    let dimension = state.dimension
    let diagonals = Self.diagonals(of: state)
    var squares: [Double: Int] = [:]
    var radii: [Double] = []
    var places: [Int] = []
    places.reserveCapacity(positions.count * momenta.count)
    for p in momenta {
      for x in positions {
        let square = (x * x + p * p) / 2
        if let known = squares[square] {
          places.append(known)
        } else {
          squares[square] = radii.count
          places.append(radii.count)
          radii.append(square)
        }
      }
    }
    let parts = Self.radialParts(diagonals, squares: radii, s: s)
    var result = Array(
      repeating: [Double](repeating: 0, count: positions.count), count: momenta.count)
    var largest = 0.0
    var largestPart = 0.0
    for (i, p) in momenta.enumerated() {
      for (j, x) in positions.enumerated() {
        let place = places[i * positions.count + j]
        let start = (place / Self.lanes) * dimension * 2 * Self.lanes + place % Self.lanes
        let length = (x * x + p * p).squareRoot()
        let (c, d) = length > 0 ? (x / length, p / length) : (1, 0)
        // Horner's rule in e^(iφ), from the highest order down.
        var (u, v) = (0.0, 0.0)
        var modulus = 0.0
        for k in stride(from: dimension - 1, to: 0, by: -1) {
          let real = 2 * parts[start + 2 * k * Self.lanes] + u
          let imaginary = 2 * parts[start + (2 * k + 1) * Self.lanes] + v
          (u, v) = (real * c - imaginary * d, real * d + imaginary * c)
          modulus = max(modulus, abs(real))
        }
        let value = parts[start] + u
        result[i][j] = value
        largest = max(largest, abs(value))
        largestPart = max(largestPart, modulus, abs(parts[start]))
      }
    }
    values = result
    // ((1+s)/(1−s))^n is what terms of s > 0 grow by.
    let growth = s > 0 ? Double.pow((1 + s) / (1 - s), dimension - 1) : 1
    amplification = max(growth, largest > 0 ? largestPart / largest : 1)
  }

  private static func diagonals(of state: DensityMatrix) -> [Diagonal] {
    let d = state.dimension
    return (0..<d).map { k in
      // Averaged with the mirrored element: only the Hermitian part counts.
      let elements = (0..<(d - k)).map {
        (state.matrix[$0, $0 + k] + state.matrix[$0 + k, $0].conjugate) / 2
      }
      let first = (0..<(d - k)).map { (n: Int) -> Double in
        1 / (Double(n + 1) * Double(n + 1 + k)).squareRoot()
      }
      let second = (0..<(d - k)).map { (n: Int) -> Double in
        first[n] * (Double(n) * Double(n + k)).squareRoot()
      }
      return Diagonal(
        real: elements.map(\.real), imaginary: elements.map(\.imaginary), first: first,
        second: second)
    }
  }

  /// For each group of eight |α|² and each k the real and imaginary parts, eight numbers each.
  private static func radialParts(
    _ diagonals: [Diagonal], squares: [Double], s: Double
  ) -> [Double] {
    let d = diagonals.count
    let groups = (squares.count + lanes - 1) / lanes
    let q = (s + 1) / (s - 1)
    var factorial = 0.0
    var factorials = [0.0]
    for k in stride(from: 1, to: d, by: 1) {
      factorial += .log(Double(k))
      factorials.append(factorial)
    }
    return [Double](unsafeUninitializedCapacity: groups * d * 2 * lanes) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      var arguments = [Double](repeating: 0, count: lanes)
      var logarithms = arguments
      var starts = arguments
      var steps = arguments
      for group in 0..<groups {
        for lane in 0..<lanes {
          let square = squares[min(group * lanes + lane, squares.count - 1)]
          arguments[lane] = 4 * square / ((1 - s) * (1 - s))
          starts[lane] = .log(1 / (Double.pi * (1 - s))) - 2 * square / (1 - s)
          // −1e9 stands for the logarithm of 0: far below that of every number.
          steps[lane] = square > 0 ? .log(2 / (1 - s)) + .log(square) / 2 : -1e9
        }
        for k in 0..<d {
          for lane in 0..<lanes {
            logarithms[lane] = starts[lane] + Double(k) * steps[lane] - factorials[k] / 2
          }
          let one = diagonals[k]
          isochron_radial_parts(
            Int64(k), Int64(one.real.count), one.real, one.imaginary, one.first, one.second,
            logarithms, arguments, q, base + (group * d + k) * 2 * lanes)
        }
      }
      count = groups * d * 2 * lanes
    }
  }
}
