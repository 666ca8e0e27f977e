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
    var points = [[Int]](repeating: [], count: radii.count)
    for (point, place) in places.enumerated() { points[place].append(point) }
    var result = Array(
      repeating: [Double](repeating: 0, count: positions.count), count: momenta.count)
    var largest = 0.0
    var largestPart = 0.0
    for group in 0..<(radii.count + Self.lanes - 1) / Self.lanes {
      let members = group * Self.lanes..<min((group + 1) * Self.lanes, radii.count)
      // Point after point of each |α|, eight |α| side by side.
      for turn in 0..<(members.map { points[$0].count }.max() ?? 0) {
        var cosine = SIMD8<Double>(repeating: 1)
        var sine = SIMD8<Double>.zero
        for place in members where turn < points[place].count {
          let (i, j) = points[place][turn].quotientAndRemainder(dividingBy: positions.count)
          let length = (positions[j] * positions[j] + momenta[i] * momenta[i]).squareRoot()
          guard length > 0 else { continue }
          cosine[place - members.lowerBound] = positions[j] / length
          sine[place - members.lowerBound] = momenta[i] / length
        }
        let (sum, part) = Self.fourierSum(
          parts, from: group * dimension * 2 * Self.lanes, dimension, cosine, sine)
        for place in members where turn < points[place].count {
          let (i, j) = points[place][turn].quotientAndRemainder(dividingBy: positions.count)
          let lane = place - members.lowerBound
          result[i][j] = sum[lane]
          largest = max(largest, abs(sum[lane]))
          largestPart = max(largestPart, part[lane])
        }
      }
    }
    values = result
    // ((1+s)/(1−s))^n is what terms of s > 0 grow by.
    let growth = s > 0 ? Double.pow((1 + s) / (1 - s), dimension - 1) : 1
    amplification = max(growth, largest > 0 ? largestPart / largest : 1)
  }

  /// The real part of Σ_k (2 − δ_k0) part_k e^(ikφ) by Horner's rule, and the largest part.
  private static func fourierSum(
    _ parts: [Double], from start: Int, _ count: Int, _ cosine: SIMD8<Double>,
    _ sine: SIMD8<Double>
  ) -> (sum: SIMD8<Double>, largest: SIMD8<Double>) {
    parts.withUnsafeBytes { bytes in
      func row(_ index: Int) -> SIMD8<Double> {
        bytes.loadUnaligned(
          fromByteOffset: (start + index * lanes) * MemoryLayout<Double>.stride,
          as: SIMD8<Double>.self)
      }
      var (u, v) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      var largest = row(0).replacing(with: -row(0), where: row(0) .< 0)
      for k in stride(from: count - 1, to: 0, by: -1) {
        let one = row(2 * k) * 2
        let real = one + u
        let imaginary = row(2 * k + 1) * 2 + v
        (u, v) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
        largest.replace(with: one, where: one .> largest)
        largest.replace(with: -one, where: -one .> largest)
      }
      return (row(0) + u, largest)
    }
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
