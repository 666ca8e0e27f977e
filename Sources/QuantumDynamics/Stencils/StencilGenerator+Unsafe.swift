import Preconditions
import ComplexModule
import LinearAlgebra
import QuantumCore
import _LinearAlgebraShims

/// A Liouvillian whose operators have few diagonals, applied to ρ on its grid of elements in one pass.
///
/// The loops are C, compiled for several instruction sets; `BandedAction` is the plain form that a test
/// compares with. Only i ≤ j is calculated. Where a `RealGauge` exists, the real and the imaginary part of
/// R evolve apart with real coefficients, and a state that is real in the gauge needs one plane only.
package final class StencilGenerator: RecurrenceGenerator, RealAction {
  private let dimension: Int
  private let band: Int
  private let stride: Int
  private let origin: Int
  private let planeSize: Int
  private let phases: [ComplexDouble]?
  private let termCount: Int
  private let rowStride: Int
  private let groupEnds: (Int32, Int32, Int32, Int32, Int32)
  private let offsets: [Int64]
  private let rowsReal: [Double]
  private let rowsImaginary: [Double]
  private let columnsReal: [Double]
  private let columnsImaginary: [Double]
  // Scratch of `apply`.
  private var input: [Double] = []
  private var output: [Double] = []

  /// Takes a Liouvillian apart into diagonals.
  ///
  /// - Parameters:
  ///   - liouvillian: any with at most 512 terms; one with few diagonals is fast.
  ///   - usesGauge: whether a real gauge is looked for.
  package init(_ liouvillian: Liouvillian, usesGauge: Bool = true) {
    let gauge = usesGauge ? RealGauge(liouvillian) : nil
    let terms = StencilTerm.terms(of: liouvillian, gauge: gauge).sorted { $0.group < $1.group }
    requirePrecondition(
      terms.count <= Int(isochron_stencil_term_limit),
      "A stencil has at most \(isochron_stencil_term_limit) terms, not \(terms.count).")
    let d = liouvillian.dimension
    let lanes = 8
    dimension = d
    phases = gauge?.phases
    termCount = terms.count
    band = terms.reduce(0) { max($0, abs($1.rowOffset), abs($1.columnOffset)) }
    // Whole lanes may reach past the last row, shifted by the band.
    let height = d + 2 * band + lanes
    // A column distance of many powers of two would map neighbours to the same cache lines.
    let padded = (height + lanes - 1) / lanes * lanes
    stride = padded % 64 == 0 ? padded + lanes : padded
    origin = band * stride + (band + lanes - 1) / lanes * lanes
    planeSize = stride * (d + 2 * band + 1) + lanes
    rowStride = (d + lanes - 1) / lanes * lanes
    let padding = [Double](repeating: 0, count: rowStride - d)
    func end(_ group: Int) -> Int32 { Int32(terms.count { $0.group <= group }) }
    groupEnds = (end(0), end(1), end(2), end(3), end(4))
    let stride = stride
    offsets = terms.map { Int64($0.columnOffset * stride + $0.rowOffset) }
    rowsReal = terms.flatMap { $0.row.map(\.real) + padding }
    rowsImaginary = terms.flatMap { $0.row.map(\.imaginary) + padding }
    columnsReal = terms.flatMap { $0.column.map(\.real) }
    columnsImaginary = terms.flatMap { $0.column.map(\.imaginary) }
  }

  /// Whether a gauge makes all coefficients real.
  package var isReal: Bool { phases != nil }

  package var name: String {
    "a stencil of \(termCount) diagonals" + (isReal ? " in a real gauge" : "")
  }

  package func vector(of coordinates: [Double]) -> [Double] {
    var result: [Double] = []
    fill(&result, coordinates)
    // In a gauge, states whose other part vanishes stay so.
    if isReal, result[planeSize...].allSatisfy({ $0 == 0 }) {
      result.removeLast(planeSize)
    }
    return result
  }

  private func fill(_ vector: inout [Double], _ coordinates: [Double]) {
    requirePrecondition(
      coordinates.count == dimension * dimension, "The vector does not fit the Liouvillian.")
    if vector.count != 2 * planeSize { vector = Array(repeating: 0, count: 2 * planeSize) }
    let half = 0.5.squareRoot()
    vector.withUnsafeMutableBufferPointer { vector in
      for j in 0..<dimension {
        let start = j * j
        let column = origin + j * stride
        for i in 0..<j {
          var real = half * coordinates[start + i]
          var imaginary = half * coordinates[start + j + 1 + i]
          if let phases {
            let factor = phases[i].conjugate * phases[j]
            (real, imaginary) = (
              real * factor.real - imaginary * factor.imaginary,
              real * factor.imaginary + imaginary * factor.real
            )
          }
          vector[column + i] = real
          vector[planeSize + column + i] = imaginary
        }
        vector[column + j] = coordinates[start + j]
        vector[planeSize + column + j] = 0
      }
    }
    complete(&vector)
  }

  package func coordinates(of vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: dimension * dimension)
    read(vector, into: &result)
    return result
  }

  private func read(_ vector: [Double], into coordinates: inout [Double]) {
    let root2 = 2.0.squareRoot()
    let hasSecondPlane = vector.count > planeSize
    coordinates.withUnsafeMutableBufferPointer { result in
      for j in 0..<dimension {
        let start = j * j
        let column = origin + j * stride
        for i in 0..<j {
          var real = root2 * vector[column + i]
          var imaginary = hasSecondPlane ? root2 * vector[planeSize + column + i] : 0
          if let phases {
            let factor = phases[i] * phases[j].conjugate
            (real, imaginary) = (
              real * factor.real - imaginary * factor.imaginary,
              real * factor.imaginary + imaginary * factor.real
            )
          }
          result[start + i] = real
          result[start + j + 1 + i] = imaginary
        }
        result[start + j] = vector[column + j]
      }
    }
  }

  package func complete(_ sum: inout [Double]) {
    let planeCount = sum.count / planeSize
    sum.withUnsafeMutableBufferPointer { sum in
      for plane in 0..<planeCount {
        let sign = plane == 0 ? 1.0 : -1
        for j in 0..<dimension {
          let column = plane * planeSize + origin + j * stride
          for c in max(0, j - 2 * band)..<j {
            sum[plane * planeSize + origin + c * stride + j] = sign * sum[column + c]
          }
        }
      }
    }
  }

  package func step(
    _ x: [Double], into out: inout [Double], product: Double, same: Double, previous: Double,
    sum: inout [Double], weight: Double
  ) -> Double {
    requirePrecondition(
      x.count == out.count && x.count == sum.count && x.count >= planeSize,
      "The vector does not fit the Liouvillian.")
    return sum.withUnsafeMutableBufferPointer {
      sweep(x, &out, product, same, previous, $0.baseAddress, weight)
    }
  }

  package func apply(to x: [Double], into y: inout [Double]) {
    fill(&input, x)
    if output.count != input.count { output = Array(repeating: 0, count: input.count) }
    _ = sweep(input, &output, 1, 0, 0, nil, 0)
    read(output, into: &y)
  }

  private func sweep(
    _ x: [Double], _ out: inout [Double], _ product: Double, _ same: Double, _ previous: Double,
    _ sum: UnsafeMutablePointer<Double>?, _ weight: Double
  ) -> Double {
    withStencil { stencil in
      x.withUnsafeBufferPointer { x in
        out.withUnsafeMutableBufferPointer { out in
          guard let first = x.baseAddress, let target = out.baseAddress else { return 0 }
          guard isReal else {
            return isochron_stencil_sweep_complex(
              stencil, first, target, product, same, previous, sum, weight)
          }
          var square = 0.0
          for plane in 0..<x.count / planeSize {
            let shift = plane * planeSize
            square += isochron_stencil_sweep_real(
              stencil, first + shift, target + shift, product, same, previous,
              sum.map { $0 + shift }, weight, plane == 0 ? 1 : -1)
          }
          return square
        }
      }
    }
  }

  private func withStencil<Result>(
    _ body: (UnsafePointer<isochron_stencil>) -> Result
  ) -> Result {
    offsets.withUnsafeBufferPointer { offsets in
      rowsReal.withUnsafeBufferPointer { rowsReal in
        rowsImaginary.withUnsafeBufferPointer { rowsImaginary in
          columnsReal.withUnsafeBufferPointer { columnsReal in
            columnsImaginary.withUnsafeBufferPointer { columnsImaginary in
              var stencil = isochron_stencil(
                dimension: Int64(dimension), stride: Int64(stride), origin: Int64(origin),
                plane_size: Int64(planeSize), band: Int64(band), term_count: Int64(termCount),
                group_ends: groupEnds, offsets: offsets.baseAddress,
                row_stride: Int64(rowStride), rows_real: rowsReal.baseAddress,
                rows_imaginary: rowsImaginary.baseAddress,
                columns_real: columnsReal.baseAddress,
                columns_imaginary: columnsImaginary.baseAddress)
              return body(&stencil)
            }
          }
        }
      }
    }
  }
}

extension Liouvillian {
  /// The faster of the two forms of the fused generator.
  func recurrenceGenerator() -> any RecurrenceGenerator & RealAction {
    prefersStencil ? StencilGenerator(self) : SparseGenerator(realRepresentation)
  }

  /// Whether applying the diagonals costs less than a sparse matrix.
  ///
  /// Measured: a stencil's term at one element costs a tenth of a sparse entry, which streams a value and an
  /// index; half of the elements are calculated.
  var prefersStencil: Bool {
    let d = Double(dimension)
    let entries = jumpOperators.reduce(2 * d * Double(effectiveGenerator.nonzeroCount)) {
      $0 + Double($1.nonzeroCount) * Double($1.nonzeroCount)
    }
    let count = StencilTerm.count(of: self)
    // Splitting a diagonal into real and imaginary parts at most doubles the number.
    return dimension >= 8 && 2 * count <= 512 && Double(count) * d * d / 2 < 3 * entries
  }
}
