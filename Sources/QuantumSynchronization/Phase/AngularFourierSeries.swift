import ComplexModule
import LinearAlgebra
import RealModule

/// A real function of several angles by its finite Fourier series, f(φ) = (2π)^−n Σ_q C_q e^(iq·φ), C_−q = conj C_q.
struct AngularFourierSeries: Sendable {
  /// The highest order in each angle.
  let orders: [Int]
  /// C_q for q_j = −order … order, the last angle running fastest.
  let coefficients: [ComplexDouble]

  /// (2π)^−n C₀ for C₀ = 1.
  var uniform: Double { Double.pow(2 * .pi, -orders.count) }

  private var widths: [Int] { orders.map { 2 * $0 + 1 } }

  /// C_q.
  func coefficient(_ q: [Int]) -> ComplexDouble {
    var place = 0
    for j in q.indices { place = place * widths[j] + q[j] + orders[j] }
    return coefficients[place]
  }

  /// The coefficients that are not negligible, without q = 0, with their q.
  private var terms: [(q: [Int], value: ComplexDouble)] {
    let largest = coefficients.map(\.length).max() ?? 0
    return coefficients.indices.compactMap { place in
      var rest = place
      let q = widths.reversed().map { width in
        defer { rest /= width }
        return rest % width - (width - 1) / 2
      }.reversed()
      guard q.contains(where: { $0 != 0 }), coefficients[place].length > 1e-17 * largest else {
        return nil
      }
      return (Array(q), coefficients[place])
    }
  }

  /// f − (2π)^−n C₀.
  func deviation(at angles: [Double]) -> Double { Self.value(terms, angles) * uniform }

  private static func value(
    _ terms: [(q: [Int], value: ComplexDouble)], _ angles: [Double]
  ) -> Double {
    terms.reduce(0) { sum, term in
      let phase = zip(term.q, angles).reduce(0) { $0 + Double($1.0) * $1.1 }
      return sum + term.value.real * .cos(phase) - term.value.imaginary * .sin(phase)
    }
  }

  /// f − (2π)^−n C₀ at φ_j = 2πk_j/count_j, one angle transformed after another.
  func grid(counts: [Int]) -> [Double] {
    var values = coefficients
    let center = coefficients.count / 2
    values[center] = .zero
    var shape = widths
    for axis in orders.indices {
      let (width, count) = (shape[axis], counts[axis])
      let outer = shape[..<axis].reduce(1, *)
      let inner = shape[(axis + 1)...].reduce(1, *)
      let roots = (0..<count).map {
        ComplexDouble(length: 1, phase: 2 * .pi * Double($0) / Double(count))
      }
      var next = [ComplexDouble](repeating: .zero, count: outer * count * inner)
      for a in 0..<outer {
        for k in 0..<count {
          for q in 0..<width {
            let order = (q - orders[axis]) * k % count
            let root = roots[order < 0 ? order + count : order]
            for b in 0..<inner {
              next[(a * count + k) * inner + b] += root * values[(a * width + q) * inner + b]
            }
          }
        }
      }
      values = next
      shape[axis] = count
    }
    return values.map { $0.real * uniform }
  }

  /// The largest deviation and where it is.
  ///
  /// The best points of a grid (or, where a grid would have too many, of a quasi-random sequence) are climbed from.
  func maximum() -> (angles: [Double], value: Double) {
    let terms = terms
    guard !terms.isEmpty else { return (orders.map { _ in 0 }, 0) }
    let counts = orders.map { 8 * $0 + 8 }
    let size = counts.reduce(1.0) { $0 * Double($1) }
    var starts: [(angles: [Double], value: Double)]
    if size <= 300_000 {
      let values = grid(counts: counts)
      starts = Self.peaks(values, counts).map { index in
        var rest = index
        let angles = counts.reversed().map { count in
          defer { rest /= count }
          return 2 * Double.pi * Double(rest % count) / Double(count)
        }
        return (angles.reversed(), values[index])
      }
    } else {
      starts = (1...4096).map { k in
        let angles = orders.indices.map { 2 * Double.pi * Self.halton(k, Self.primes[$0 % 10]) }
        return (angles, Self.value(terms, angles) * uniform)
      }
    }
    starts.sort { $0.value > $1.value }
    var best = (angles: orders.map { _ in 0.0 }, value: 0.0)
    for start in starts.prefix(size <= 300_000 ? 8 : 64) {
      let top = climb(terms, from: start.angles)
      // Equal maxima differ by rounding only; the first wins then.
      if top.value > best.value + 1e-13 * abs(best.value) { best = top }
    }
    return (best.angles.map { $0 - 2 * .pi * ($0 / (2 * .pi)).rounded(.down) }, best.value)
  }

  /// Newton's steps where they climb, steps along the gradient elsewhere.
  private func climb(
    _ terms: [(q: [Int], value: ComplexDouble)], from start: [Double]
  ) -> (angles: [Double], value: Double) {
    let n = orders.count
    var angles = start
    var value = Self.value(terms, angles)
    for _ in 0..<100 {
      var gradient = [Double](repeating: 0, count: n)
      var hessian = Matrix<Double>(rows: n, columns: n)
      for term in terms {
        let phase = zip(term.q, angles).reduce(0) { $0 + Double($1.0) * $1.1 }
        let (c, s) = (Double.cos(phase), Double.sin(phase))
        let (first, second) = (
          -term.value.real * s - term.value.imaginary * c,
          -term.value.real * c + term.value.imaginary * s
        )
        for i in 0..<n {
          gradient[i] += Double(term.q[i]) * first
          for j in 0..<n { hessian[i, j] += Double(term.q[i] * term.q[j]) * second }
        }
      }
      let slope = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let bend = hessian.norm
      if slope <= 1e-15 * bend { break }
      // Flat directions have no curvature; the shortest solution leaves them alone.
      var step =
        (try? hessian.leastSquares(gradient.map { -$0 }, tolerance: 1e-10).solution) ?? gradient
      if zip(step, gradient).reduce(0, { $0 + $1.0 * $1.1 }) <= 0 {
        step = gradient.map { $0 / bend }
      }
      var factor = 1.0
      var climbed = false
      while factor > 1e-6 {
        let next = zip(angles, step).map { $0 + factor * $1 }
        let height = Self.value(terms, next)
        if height > value {
          (angles, value) = (next, height)
          climbed = true
          break
        }
        factor /= 2
      }
      if !climbed { break }
    }
    return (angles, value * uniform)
  }

  /// The indices of grid points no lower than their neighbours along the axes.
  private static func peaks(_ values: [Double], _ counts: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: counts.count)
    for j in counts.indices.dropLast().reversed() { strides[j] = strides[j + 1] * counts[j + 1] }
    return values.indices.filter { index in
      counts.indices.allSatisfy { j in
        let k = index / strides[j] % counts[j]
        let up = index + (k + 1 == counts[j] ? (1 - counts[j]) : 1) * strides[j]
        let down = index + (k == 0 ? (counts[j] - 1) : -1) * strides[j]
        return values[index] >= values[up] && values[index] >= values[down]
      }
    }
  }

  private static let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]

  /// The k-th number of Halton's sequence.
  private static func halton(_ k: Int, _ base: Int) -> Double {
    var (rest, factor, sum) = (k, 1 / Double(base), 0.0)
    while rest > 0 {
      sum += factor * Double(rest % base)
      rest /= base
      factor /= Double(base)
    }
    return sum
  }
}
