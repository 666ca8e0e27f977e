import Preconditions
import ComplexModule
import LinearAlgebra
import QuantumCore

/// The real form of a Liouvillian whose operators have few diagonals, applied without a superoperator.
///
/// (L ρ)_ij is a sum over offsets (p, q) of coefficients v(i) s(j) times ρ_(i+p)(j+q): K ρ has q = 0, ρ K†
/// has p = 0, and each pair of diagonals of a jump operator gives one term. Coefficients are short vectors that stay
/// in the cache, so that a sweep streams only ρ; only i ≤ j is calculated. This is the plain form that `StencilGenerator` is compared
/// with; the plain form of both is `SparseAction`.
package final class BandedAction: RealAction {
  private enum Kind { case real, imaginary, complex }

  /// v(i) s(j) for one offset.
  private struct Term {
    var rowOffset: Int
    var columnOffset: Int
    var row: [ComplexDouble]
    var column: [ComplexDouble]
  }

  /// A term at one column j, ready for the inner loop.
  private struct Active {
    var kind: Kind
    var rowReal: UnsafePointer<Double>
    var rowImaginary: UnsafePointer<Double>
    var scalarReal: Double
    var scalarImaginary: Double
    var sourceReal: UnsafePointer<Double>
    var sourceImaginary: UnsafePointer<Double>
  }

  private typealias Lane = SIMD4<Double>

  private let dimension: Int
  private let band: Int
  private let terms: [Term]
  private let kinds: [Kind]
  // √2 ρ with a margin of zeros around it, real and imaginary part, column by column.
  private let stride: Int
  private let margin: Int
  private var planeReal: [Double]
  private var planeImaginary: [Double]
  // v of all terms, padded to whole lanes.
  private let rowStride: Int
  private let rowsReal: [Double]
  private let rowsImaginary: [Double]
  private var columnReal: [Double]
  private var columnImaginary: [Double]

  /// Takes a Liouvillian apart into diagonals.
  ///
  /// - Parameter liouvillian: any; one with few diagonals is fast.
  package init(_ liouvillian: Liouvillian) {
    let d = liouvillian.dimension
    let ones = [ComplexDouble](repeating: 1, count: d)
    var terms: [Term] = []
    for (offset, values) in Self.diagonals(of: liouvillian.effectiveGenerator) {
      terms.append(Term(rowOffset: offset, columnOffset: 0, row: values, column: ones))
      terms.append(
        Term(rowOffset: 0, columnOffset: offset, row: ones, column: values.map(\.conjugate)))
    }
    for jump in liouvillian.jumpOperators {
      let diagonals = Self.diagonals(of: jump)
      for (p, left) in diagonals {
        for (q, right) in diagonals {
          terms.append(
            Term(rowOffset: p, columnOffset: q, row: left, column: right.map(\.conjugate)))
        }
      }
    }
    // i v(i) with real s(j) is stored as an imaginary term of real numbers, and so on.
    var kinds: [Kind] = []
    for k in terms.indices {
      let row = Self.phase(of: terms[k].row)
      let column = Self.phase(of: terms[k].column)
      guard let row, let column else {
        kinds.append(.complex)
        continue
      }
      if row == 1 { terms[k].row = terms[k].row.map { ComplexDouble($0.imaginary, 0) } }
      if column == 1 { terms[k].column = terms[k].column.map { ComplexDouble($0.imaginary, 0) } }
      if row + column == 2 { terms[k].row = terms[k].row.map { -$0 } }
      kinds.append(row + column == 1 ? .imaginary : .real)
    }
    let lanes = Lane.scalarCount
    dimension = d
    self.terms = terms
    self.kinds = kinds
    band = terms.reduce(0) { max($0, abs($1.rowOffset), abs($1.columnOffset)) }
    margin = band + lanes
    stride = d + 2 * margin
    planeReal = Array(repeating: 0, count: stride * (d + 2 * margin))
    planeImaginary = planeReal
    rowStride = (d + lanes - 1) / lanes * lanes
    let padding = [Double](repeating: 0, count: rowStride - d)
    rowsReal = terms.flatMap { $0.row.map(\.real) + padding }
    rowsImaginary = terms.flatMap { $0.row.map(\.imaginary) + padding }
    columnReal = Array(repeating: 0, count: rowStride)
    columnImaginary = columnReal
  }

  /// The number of offsets, which the cost is proportional to.
  package static func termCount(of liouvillian: Liouvillian) -> Int {
    liouvillian.jumpOperators.reduce(2 * diagonals(of: liouvillian.effectiveGenerator).count) {
      let count = diagonals(of: $1).count
      return $0 + count * count
    }
  }

  /// The diagonals p that are not zero, with element A_i(i+p) for each row i.
  private static func diagonals(of operand: Operator) -> [(Int, [ComplexDouble])] {
    let d = operand.dimension
    var result: [Int: [ComplexDouble]] = [:]
    operand.matrix.forEachEntry { i, j, value in
      if value != .zero { result[j - i, default: Array(repeating: .zero, count: d)][i] = value }
    }
    return result.sorted { $0.key < $1.key }
  }

  /// 0 where all numbers are real, 1 where all are imaginary, nil otherwise.
  private static func phase(of values: [ComplexDouble]) -> Int? {
    if values.allSatisfy({ $0.imaginary == 0 }) { return 0 }
    return values.allSatisfy { $0.real == 0 } ? 1 : nil
  }

  package func apply(to x: [Double], into y: inout [Double]) {
    let d = dimension
    requirePrecondition(
      x.count == d * d && y.count == d * d, "The vector does not fit the Liouvillian.")
    unpack(x)
    rowsReal.withUnsafeBufferPointer { rowsReal in
      rowsImaginary.withUnsafeBufferPointer { rowsImaginary in
        planeReal.withUnsafeBufferPointer { real in
          planeImaginary.withUnsafeBufferPointer { imaginary in
            guard let rowsReal = rowsReal.baseAddress,
              let rowsImaginary = rowsImaginary.baseAddress,
              let real = real.baseAddress, let imaginary = imaginary.baseAddress
            else { return }
            var active: [Active] = []
            for j in 0..<d {
              active.removeAll(keepingCapacity: true)
              for (k, term) in terms.enumerated() {
                let scalar = term.column[j]
                if scalar == .zero { continue }
                let source = (j + term.columnOffset + margin) * stride + margin + term.rowOffset
                active.append(
                  Active(
                    kind: kinds[k], rowReal: rowsReal + k * rowStride,
                    rowImaginary: rowsImaginary + k * rowStride, scalarReal: scalar.real,
                    scalarImaginary: scalar.imaginary, sourceReal: real + source,
                    sourceImaginary: imaginary + source))
              }
              sweep(active, rowCount: j + 1)
              pack(j, into: &y)
            }
          }
        }
      }
    }
  }

  /// Sums the terms of one column into `columnReal` and `columnImaginary`.
  private func sweep(_ active: [Active], rowCount: Int) {
    columnReal.withUnsafeMutableBytes { real in
      columnImaginary.withUnsafeMutableBytes { imaginary in
        active.withUnsafeBufferPointer { active in
          var i = 0
          while i < rowCount {
            var sumReal = Lane.zero
            var sumImaginary = Lane.zero
            for term in active {
              let sourceReal = Self.load(term.sourceReal + i)
              let sourceImaginary = Self.load(term.sourceImaginary + i)
              let row = Self.load(term.rowReal + i)
              switch term.kind {
              case .real:
                let factor = row * term.scalarReal
                sumReal += factor * sourceReal
                sumImaginary += factor * sourceImaginary
              case .imaginary:
                let factor = row * term.scalarReal
                sumReal -= factor * sourceImaginary
                sumImaginary += factor * sourceReal
              case .complex:
                let rowImaginary = Self.load(term.rowImaginary + i)
                let factorReal = row * term.scalarReal - rowImaginary * term.scalarImaginary
                let factorImaginary = row * term.scalarImaginary + rowImaginary * term.scalarReal
                sumReal += factorReal * sourceReal - factorImaginary * sourceImaginary
                sumImaginary += factorReal * sourceImaginary + factorImaginary * sourceReal
              }
            }
            real.storeBytes(of: sumReal, toByteOffset: 8 * i, as: Lane.self)
            imaginary.storeBytes(of: sumImaginary, toByteOffset: 8 * i, as: Lane.self)
            i += Lane.scalarCount
          }
        }
      }
    }
  }

  @inline(__always)
  private static func load(_ address: UnsafePointer<Double>) -> Lane {
    UnsafeRawPointer(address).loadUnaligned(as: Lane.self)
  }

  /// Writes √2 ρ into the planes: each column to its diagonal, and 2 × band rows below it by symmetry.
  private func unpack(_ x: [Double]) {
    let d = dimension
    let root2 = 2.0.squareRoot()
    x.withUnsafeBufferPointer { x in
      planeReal.withUnsafeMutableBufferPointer { real in
        planeImaginary.withUnsafeMutableBufferPointer { imaginary in
          for j in 0..<d {
            let column = (j + margin) * stride + margin
            let start = j * j
            if let target = real.baseAddress, let source = x.baseAddress {
              (target + column).update(from: source + start, count: j)
            }
            if let target = imaginary.baseAddress, let source = x.baseAddress {
              (target + column).update(from: source + start + j + 1, count: j)
            }
            real[column + j] = root2 * x[start + j]
            // Row j of the columns to the left, as far as they are looked at.
            for c in max(0, j - 2 * band)..<j {
              let mirrored = (c + margin) * stride + margin + j
              real[mirrored] = x[start + c]
              imaginary[mirrored] = -x[start + j + 1 + c]
            }
          }
        }
      }
    }
  }

  /// Takes one column's coordinates out of the sums.
  private func pack(_ j: Int, into y: inout [Double]) {
    let start = j * j
    y.withUnsafeMutableBufferPointer { y in
      columnReal.withUnsafeBufferPointer { real in
        columnImaginary.withUnsafeBufferPointer { imaginary in
          guard let target = y.baseAddress, let real = real.baseAddress,
            let imaginary = imaginary.baseAddress
          else { return }
          (target + start).update(from: real, count: j)
          target[start + j] = real[j] / 2.0.squareRoot()
          (target + start + j + 1).update(from: imaginary, count: j)
        }
      }
    }
  }
}

extension Liouvillian {
  /// The faster of the two forms of the real action.
  func realAction() -> any RealAction { recurrenceGenerator() }
}
