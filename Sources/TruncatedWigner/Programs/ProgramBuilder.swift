import _StochasticShims

/// Writes a program over rows of trajectories and hands out the rows.
///
/// Rows that are not needed any more are used again, so that all of them stay in the processor's first cache.
struct ProgramBuilder {
  private(set) var instructions: [isochron_row_instruction] = []
  private(set) var rowCount = 0
  private var free: [Int: [Int]] = [:]

  /// Rows that follow one another.
  mutating func allocate(_ count: Int = 1) -> Int {
    if let row = free[count]?.popLast() { return row }
    rowCount += count
    return rowCount - count
  }

  mutating func release(_ row: Int, count: Int = 1) { free[count, default: []].append(row) }

  mutating func set(_ target: Int, to value: Double) { emit(ISOCHRON_SET, target, f: value) }

  mutating func copy(_ source: Int, to target: Int, count: Int = 1) {
    for k in 0..<count { emit(ISOCHRON_COPY, target + k, source + k) }
  }

  /// t ← t + f a.
  mutating func add(_ source: Int, times factor: Double, to target: Int) {
    if factor != 0 { emit(ISOCHRON_ADD, target, source, f: factor) }
  }

  /// t ← a b.
  mutating func multiply(_ a: Int, _ b: Int, to target: Int) {
    emit(ISOCHRON_MULTIPLY, target, a, b)
  }

  /// t ← t + f a b.
  mutating func addProduct(_ a: Int, _ b: Int, times factor: Double, to target: Int) {
    if factor != 0 { emit(ISOCHRON_ADD_PRODUCT, target, a, b, f: factor) }
  }

  mutating func root(_ source: Int, to target: Int) { emit(ISOCHRON_ROOT, target, source) }

  mutating func divide(_ a: Int, by b: Int, to target: Int) { emit(ISOCHRON_DIVIDE, target, a, b) }

  mutating func setComplex(_ target: Int, to real: Double, _ imaginary: Double) {
    emit(ISOCHRON_COMPLEX_SET, target, f: real, g: imaginary)
  }

  mutating func multiplyComplex(_ a: Int, _ b: Int, conjugate: Bool, to target: Int) {
    emit(conjugate ? ISOCHRON_COMPLEX_MULTIPLY_CONJUGATE : ISOCHRON_COMPLEX_MULTIPLY, target, a, b)
  }

  mutating func addComplex(
    _ source: Int, conjugate: Bool, times real: Double, _ imaginary: Double, to target: Int
  ) {
    emit(
      conjugate ? ISOCHRON_COMPLEX_ADD_CONJUGATE : ISOCHRON_COMPLEX_ADD, target, source, f: real,
      g: imaginary)
  }

  private mutating func emit(
    _ operation: Int, _ target: Int, _ a: Int = 0, _ b: Int = 0, f: Double = 0, g: Double = 0
  ) {
    instructions.append(
      isochron_row_instruction(
        operation: Int32(operation), target: Int32(target), a: Int32(a), b: Int32(b), f: f, g: g))
  }
}
