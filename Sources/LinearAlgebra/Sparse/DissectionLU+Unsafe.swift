import ComplexModule

/// The factorization of a sparse matrix whose unknowns lie on a grid: multifrontal, in the order of a nested
/// dissection.
///
/// Pivots are sought inside of each front only; a solve with a known solution tells whether that was enough, and
/// where it was not, the initializer throws. Fronts are kept as inverses, so that a solve is a sequence of
/// products of matrices and vectors that streams the factors once. It holds no state that instances share:
/// instances work in parallel. `SparseLU` is the general solver that a test compares with.
///
/// Reference: I. S. Duff, J. K. Reid, ACM Trans. Math. Softw. 9, 302 (1983).
package final class DissectionLU<Scalar: FrontScalar>: SparseFactorization, @unchecked Sendable {
  package let report: SparseFactorizationReport
  package let determinant: (mantissa: ComplexDouble, exponent: Int)

  private let dissection: NestedDissection
  // Inverse, G and H of each front, one after another; written by the initializer only.
  private let factors: UnsafeMutablePointer<Scalar>
  private let offsets: [Int]
  private let largestFront: Int

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: square, finite.
  ///   - points: the coordinates of each unknown.
  /// - Throws: `LinearAlgebraError`: `singular` where pivots inside of fronts do not do; `cancelled`.
  package init(_ matrix: SparseMatrix<Scalar>, points: [SIMD2<Int32>]) throws {
    OpenBLAS.prepare()
    dissection = NestedDissection(matrix, points: points)
    var offsets = [0]
    var largest = 0
    for front in dissection.fronts {
      let (p, b) = (front.pivots.count, front.border.count)
      offsets.append((offsets.last ?? 0) + p * (p + 2 * b))
      largest = max(largest, p + b)
    }
    let count = offsets.last ?? 0
    self.offsets = offsets
    largestFront = largest
    factors = .allocate(capacity: max(count, 1))
    report = SparseFactorizationReport(
      size: matrix.rowCount, factorEntryCount: count,
      memoryInMegabytes: (count * MemoryLayout<Scalar>.stride) >> 20, ordering: nil)
    var determinant = ScaledProduct()
    do {
      try Self.factor(matrix, dissection, factors, offsets, largest, &determinant)
    } catch {
      factors.deallocate()
      throw error
    }
    self.determinant = (determinant.mantissa, determinant.exponent)
    try requireAccuracy(matrix)
  }

  deinit { factors.deallocate() }

  /// Solves for a known solution.
  private func requireAccuracy(_ matrix: SparseMatrix<Scalar>) throws {
    var generator = SplitMix64(seed: 0xD155)
    let right = (0..<matrix.rowCount).map { _ in Scalar(real: generator.nextSymmetric()) }
    var solution = right
    solution.withUnsafeMutableBufferPointer { numbers in
      if let start = numbers.baseAddress { solve(start, transposed: false) }
    }
    let product = matrix * solution
    var (error, largest, scale) = (0.0, 0.0, 0.0)
    for i in 0..<matrix.rowCount {
      error = max(error, (product[i] - right[i]).modulus)
      largest = max(largest, solution[i].modulus)
      var row = 0.0
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] { row += matrix.values[k].modulus }
      scale = max(scale, row)
    }
    guard error <= 1e-12 * (scale * largest + 1) else {
      throw LinearAlgebraError(
        .singular,
        "Pivots from the diagonal blocks do not do for this matrix: a solve is off by \(error).")
    }
  }

  private static func factor(
    _ matrix: SparseMatrix<Scalar>, _ dissection: NestedDissection,
    _ factors: UnsafeMutablePointer<Scalar>, _ offsets: [Int], _ largest: Int,
    _ determinant: inout ScaledProduct
  ) throws {
    let columns = matrix.transposed
    let front = UnsafeMutablePointer<Scalar>.allocate(capacity: largest * largest)
    let work = UnsafeMutablePointer<Scalar>.allocate(capacity: 64 * largest)
    let pivots = UnsafeMutablePointer<Int32>.allocate(capacity: largest)
    var remainders = [UnsafeMutablePointer<Scalar>?](
      repeating: nil, count: dissection.fronts.count)
    defer {
      front.deallocate()
      work.deallocate()
      pivots.deallocate()
      for remainder in remainders { remainder?.deallocate() }
    }
    var local = [Int32](repeating: 0, count: matrix.rowCount)
    for (index, shape) in dissection.fronts.enumerated() {
      if index.isMultiple(of: 256) {
        try Cancellation.check("\(index) of \(dissection.fronts.count) fronts were factored")
      }
      let (p, b) = (shape.pivots.count, shape.border.count)
      let n = p + b
      front.update(repeating: 0, count: n * n)
      for (k, place) in shape.border.enumerated() { local[Int(place)] = Int32(p + k) }
      for (k, place) in shape.pivots.enumerated() { local[place] = Int32(k) }
      for (k, place) in shape.pivots.enumerated() {
        let unknown = dissection.unknowns[place]
        for e in matrix.rowOffsets[unknown]..<matrix.rowOffsets[unknown + 1] {
          let other = dissection.places[matrix.columnIndices[e]]
          if other >= shape.pivots.lowerBound {
            front[k + n * Int(local[other])] += matrix.values[e]
          }
        }
        for e in columns.rowOffsets[unknown]..<columns.rowOffsets[unknown + 1] {
          let other = dissection.places[columns.columnIndices[e]]
          if other >= shape.pivots.upperBound {
            front[Int(local[other]) + n * k] += columns.values[e]
          }
        }
      }
      for child in shape.children {
        guard let remainder = remainders[child] else { continue }
        let border = dissection.fronts[child].border
        let size = border.count
        for j in 0..<size {
          let target = front + n * Int(local[Int(border[j])])
          let source = remainder + size * j
          for i in 0..<size { target[Int(local[Int(border[i])])] += source[i] }
        }
        remainder.deallocate()
        remainders[child] = nil
      }
      guard Scalar.factor(p, front, n, pivots) == 0 else {
        throw LinearAlgebraError(
          .singular, "A diagonal block of the matrix is singular: it needs pivots from elsewhere.")
      }
      for k in 0..<p {
        determinant.multiply(by: front[k + n * k])
        if Int(pivots[k]) != k + 1 { determinant.negate() }
      }
      let inverse = factors + offsets[index]
      let (left, right) = (inverse + p * p, inverse + p * p + p * b)
      if b > 0 {
        // H = A₁₁⁻¹ A₁₂ and the remainder A₂₂ − A₂₁ H.
        Scalar.solve(p, b, front, n, pivots, front + n * p)
        let remainder = UnsafeMutablePointer<Scalar>.allocate(capacity: b * b)
        for j in 0..<b { (remainder + b * j).initialize(from: front + n * (p + j) + p, count: b) }
        Scalar.multiply(b, b, p, -1, front + p, n, front + n * p, n, 1, remainder, b)
        remainders[index] = remainder
        for j in 0..<b { (right + p * j).initialize(from: front + n * (p + j), count: p) }
      }
      Scalar.invert(p, front, n, pivots, work)
      for j in 0..<p { (inverse + p * j).initialize(from: front + n * j, count: p) }
      if b > 0 { Scalar.multiply(b, p, p, 1, front + p, n, inverse, p, 0, left, b) }
    }
  }

  package func solveInPlace(_ numbers: UnsafeMutablePointer<Double>, transposed: Bool) throws {
    numbers.withMemoryRebound(
      to: Scalar.self, capacity: report.size
    ) { solve($0, transposed: transposed) }
  }

  /// Replaces a right-hand side by the solution.
  private func solve(_ numbers: UnsafeMutablePointer<Scalar>, transposed: Bool) {
    let size = report.size
    let x = UnsafeMutablePointer<Scalar>.allocate(capacity: size + 2 * largestFront)
    defer { x.deallocate() }
    let (outer, inner) = (x + size, x + size + largestFront)
    for place in 0..<size { x[place] = numbers[dissection.unknowns[place]] }
    for (index, front) in dissection.fronts.enumerated() where !front.border.isEmpty {
      let (p, b) = (front.pivots.count, front.border.count)
      let left = factors + offsets[index] + p * p
      let pivots = x + front.pivots.lowerBound
      if transposed {
        Scalar.multiply(p, b, 1, left + p * b, transposed: true, pivots, 0, outer)
      } else {
        Scalar.multiply(b, p, 1, left, transposed: false, pivots, 0, outer)
      }
      front.border.withUnsafeBufferPointer { border in
        for k in 0..<b { x[Int(border[k])] -= outer[k] }
      }
    }
    for (index, front) in dissection.fronts.enumerated().reversed() {
      let (p, b) = (front.pivots.count, front.border.count)
      let inverse = factors + offsets[index]
      let left = inverse + p * p
      let pivots = x + front.pivots.lowerBound
      Scalar.multiply(p, p, 1, inverse, transposed: transposed, pivots, 0, inner)
      if b > 0 {
        front.border.withUnsafeBufferPointer { border in
          for k in 0..<b { outer[k] = x[Int(border[k])] }
        }
        if transposed {
          Scalar.multiply(b, p, -1, left, transposed: true, outer, 1, inner)
        } else {
          Scalar.multiply(p, b, -1, left + p * b, transposed: false, outer, 1, inner)
        }
      }
      pivots.update(from: inner, count: p)
    }
    for place in 0..<size { numbers[dissection.unknowns[place]] = x[place] }
  }
}

/// A product of many numbers as m · 2^e.
private struct ScaledProduct {
  var mantissa = ComplexDouble(1)
  var exponent = 0

  mutating func multiply<Scalar: MatrixScalar>(by factor: Scalar) {
    mantissa *= (factor as? ComplexDouble) ?? ComplexDouble(factor.realPart)
    let size = max(abs(mantissa.real), abs(mantissa.imaginary))
    guard size > 0, size.isFinite, size > 1e50 || size < 1e-50 else { return }
    let power = Int(size.exponent)
    exponent += power
    mantissa = ComplexDouble(
      mantissa.real * Double(sign: .plus, exponent: -power, significand: 1),
      mantissa.imaginary * Double(sign: .plus, exponent: -power, significand: 1))
  }

  mutating func negate() { mantissa = -mantissa }
}
