import ComplexModule
import RealModule

/// A dense matrix on a front's own unknowns and its border: (own + outer) × own on the left, own × outer above, and
/// what is handed to the parent.
struct Front<Scalar: FrontScalar> {
  let own: Int
  let outer: Int
  let left: UnsafeMutablePointer<Scalar>
  let above: UnsafeMutablePointer<Scalar>
  let update: UnsafeMutablePointer<Scalar>

  /// Makes an empty front.
  ///
  /// - Parameters:
  ///   - own: how many unknowns are eliminated.
  ///   - outer: how many they change.
  ///   - panel: room for own × (own + 2 outer) numbers.
  init(own: Int, outer: Int, panel: UnsafeMutablePointer<Scalar>) {
    self.own = own
    self.outer = outer
    left = panel
    above = panel + own * (own + outer)
    update = .allocate(capacity: max(1, outer * outer))
    left.initialize(repeating: .zero, count: own * (own + 2 * outer))
    update.initialize(repeating: .zero, count: max(1, outer * outer))
  }

  @inline(__always)
  func add(_ value: Scalar, _ row: Int, _ column: Int) {
    if column < own {
      left[row + (own + outer) * column] += value
    } else if row < own {
      above[row + own * (column - own)] += value
    } else {
      update[row - own + outer * (column - own)] += value
    }
  }

  /// Adds a child's result, whose unknowns in this front come first.
  func add(
    _ child: UnsafeMutablePointer<Scalar>, _ places: [Int32],
    _ rows: UnsafeMutablePointer<Int32>
  ) {
    let count = places.count
    let targets = places.map { rows[Int($0)] }
    let inner = targets.prefix { $0 < Int32(own) }.count
    targets.withUnsafeBufferPointer { targets in
      for c in 0..<count {
        let source = child + count * c
        let column = Int(targets[c])
        if c < inner {
          let target = left + (own + outer) * column
          for r in 0..<count { target[Int(targets[r])] += source[r] }
        } else {
          let top = above + own * (column - own)
          for r in 0..<inner { top[Int(targets[r])] += source[r] }
          let bottom = update + (outer * (column - own) - own)
          for r in inner..<count { bottom[Int(targets[r])] += source[r] }
        }
      }
    }
  }

  /// Eliminates the own unknowns and inverts the triangles.
  ///
  /// - Parameters:
  ///   - exchanges: takes LAPACK's exchanges of rows.
  ///   - rounding: the size of the pivots that replace smaller ones.
  ///   - determinant: is multiplied by that of the own block.
  /// - Returns: how many pivots were replaced.
  func eliminate(
    _ exchanges: UnsafeMutablePointer<Int32>, _ rounding: Double,
    _ determinant: inout ScaledProduct
  ) -> Int {
    guard own > 0 else { return 0 }
    let lead = own + outer
    Scalar.factor(own, left, lead, exchanges)
    var replaced = 0
    for k in 0..<own {
      let pivot = left + (k + lead * k)
      if !(pivot.pointee.modulus >= rounding) {
        pivot.pointee = Scalar(real: pivot.pointee.realPart < 0 ? -rounding : rounding)
        replaced += 1
      }
      determinant.multiply(by: pivot.pointee)
      if Int(exchanges[k]) != k + 1 { determinant.negate() }
    }
    if outer > 0 {
      Scalar.exchangeRows(own, outer, above, own, exchanges)
      Scalar.solveLower(own, outer, left, lead, above, own)
      Scalar.solveUpperFromRight(outer, own, left, lead, left + own, lead)
      Scalar.multiply(outer, outer, own, -1, left + own, lead, above, own, update, outer)
    }
    Scalar.invertTriangles(own, left, lead)
    return replaced
  }
}

/// A product of many numbers as m · 2^e.
struct ScaledProduct {
  private(set) var mantissa = ComplexDouble(1)
  private(set) var exponent = 0

  mutating func multiply<Scalar: MatrixScalar>(by factor: Scalar) {
    mantissa *= (factor as? ComplexDouble) ?? ComplexDouble(factor.realPart)
    let size = max(abs(mantissa.real), abs(mantissa.imaginary))
    guard size > 0, size.isFinite, size > 1e50 || size < 1e-50 else { return }
    let power = Int(size.exponent)
    exponent += power
    let scale = Double(sign: .plus, exponent: -power, significand: 1)
    mantissa = ComplexDouble(mantissa.real * scale, mantissa.imaginary * scale)
  }

  mutating func negate() { mantissa = -mantissa }
}
