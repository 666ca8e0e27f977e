import ComplexModule
import LinearAlgebra
import QuantumCore
import _LinearAlgebraShims

/// An operator that is applied many times to kets whose real parts are stored before the imaginary parts.
///
/// Few diagonals (spins, modes and their products) become loops over contiguous numbers, in C compiled for
/// several instruction sets; other operators are applied row by row.
struct SplitOperator: Sendable {
  let dimension: Int
  private let diagonals: [Diagonal]
  private let numbers: [Double]
  private let rowOffsets: [Int]
  private let columns: [Int32]

  private struct Diagonal: Sendable {
    /// Column minus row.
    let offset: Int
    let rows: Range<Int>
    /// Where the real and the imaginary parts begin; −1 where all are zero.
    let real: Int
    let imaginary: Int
  }

  init(_ source: Operator) { self.init(source.matrix) }

  init(_ matrix: SparseMatrix<ComplexDouble>) {
    let d = matrix.rowCount
    dimension = d
    var byOffset: [Int: [(row: Int, value: ComplexDouble)]] = [:]
    var count = 0
    matrix.forEachEntry { row, column, value in
      guard value != .zero else { return }
      byOffset[column - row, default: []].append((row, value))
      count += 1
    }
    let slots = byOffset.keys.reduce(0) { $0 + d - abs($1) }
    guard slots <= 3 * count + 16 else {
      let kept = matrix.droppingZeros
      diagonals = []
      rowOffsets = kept.rowOffsets
      columns = kept.columnIndices.map { Int32($0) }
      numbers = kept.values.map(\.real) + kept.values.map(\.imaginary)
      return
    }
    var numbers: [Double] = []
    diagonals = byOffset.keys.sorted().map { offset in
      let rows = max(0, -offset)..<min(d, d - offset)
      let entries = byOffset[offset] ?? []
      func store(_ part: (ComplexDouble) -> Double) -> Int {
        guard entries.contains(where: { part($0.value) != 0 }) else { return -1 }
        let start = numbers.count
        numbers += [Double](repeating: 0, count: rows.count)
        for entry in entries { numbers[start + entry.row - rows.lowerBound] = part(entry.value) }
        return start
      }
      return Diagonal(
        offset: offset, rows: rows, real: store(\.real), imaginary: store(\.imaginary))
    }
    self.numbers = numbers
    rowOffsets = []
    columns = []
  }

  /// Writes A x into y.
  func apply(_ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
    y.update(repeating: 0, count: 2 * dimension)
    add(1, x, y)
  }

  /// Adds factor × A x to y.
  func add(_ factor: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
    let d = dimension
    let (xi, yi) = (x + d, y + d)
    numbers.withUnsafeBufferPointer { buffer in
      guard let numbers = buffer.baseAddress else { return }
      for diagonal in diagonals {
        let n = diagonal.rows.count
        let target = diagonal.rows.lowerBound
        let source = target + diagonal.offset
        if diagonal.real >= 0 {
          let a = numbers + diagonal.real
          Self.addProduct(factor, a, x + source, y + target, n)
          Self.addProduct(factor, a, xi + source, yi + target, n)
        }
        if diagonal.imaginary >= 0 {
          let b = numbers + diagonal.imaginary
          Self.addProduct(-factor, b, xi + source, y + target, n)
          Self.addProduct(factor, b, x + source, yi + target, n)
        }
      }
      guard !rowOffsets.isEmpty else { return }
      let imaginary = numbers + columns.count
      for i in 0..<d {
        var (re, im) = (0.0, 0.0)
        for p in rowOffsets[i]..<rowOffsets[i + 1] {
          let k = Int(columns[p])
          re += numbers[p] * x[k] - imaginary[p] * xi[k]
          im += numbers[p] * xi[k] + imaginary[p] * x[k]
        }
        y[i] += factor * re
        yi[i] += factor * im
      }
    }
  }

  /// y_i += factor a_i x_i.
  @inline(__always)
  private static func addProduct(
    _ factor: Double, _ a: UnsafePointer<Double>, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    isochron_add_product(Int64(count), factor, a, x, y)
  }

  /// A x of a ket in an array.
  func applied(to x: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: 2 * dimension) { buffer, count in
      count = 2 * dimension
      guard let y = buffer.baseAddress else { return }
      x.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress else { return }
        apply(x, y)
      }
    }
  }

  /// ⟨x|A|x⟩, not divided by the norm.
  func expectation(_ x: [Double], scratch: inout [Double]) -> ComplexDouble {
    let d = dimension
    return scratch.withUnsafeMutableBufferPointer { y in
      x.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress, let y = y.baseAddress else { return .zero }
        apply(x, y)
        var (re, im) = (0.0, 0.0)
        for i in 0..<d {
          re += x[i] * y[i] + x[d + i] * y[d + i]
          im += x[i] * y[d + i] - x[d + i] * y[i]
        }
        return ComplexDouble(re, im)
      }
    }
  }
}

/// Kets with the real parts of all amplitudes before the imaginary parts.
enum SplitKet {
  static func split(_ amplitudes: [ComplexDouble]) -> [Double] {
    amplitudes.map(\.real) + amplitudes.map(\.imaginary)
  }

  static func join(_ numbers: [Double]) -> [ComplexDouble] {
    let d = numbers.count / 2
    return (0..<d).map { ComplexDouble(numbers[$0], numbers[d + $0]) }
  }

  /// ⟨x|x⟩.
  static func normSquared(_ x: [Double]) -> Double { x.dot(x) }

  static func normalized(_ x: [Double]) -> [Double] {
    let factor = 1 / normSquared(x).squareRoot()
    return x.map { $0 * factor }
  }
}
