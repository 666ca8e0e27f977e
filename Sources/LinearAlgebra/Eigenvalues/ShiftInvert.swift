import RealModule
public import ComplexModule

/// An eigenvalue of a non-normal matrix, with evidence.
public struct SparseEigenvalue: Sendable {
  /// λ.
  public var value: ComplexDouble

  /// The right eigenvector v, of length 1: A v = λ v.
  public var vector: [ComplexDouble]

  /// The left eigenvector w, of length 1: wᴴ A = λ wᴴ; nil where none was asked for.
  public var leftVector: [ComplexDouble]?

  /// ‖A v − λ v‖ for v of length 1.
  public var residual: Double

  /// κ = 1 / |wᴴ v|: an error of norm δ in the matrix moves λ by up to κ δ; nil without left vectors.
  public var conditionNumber: Double?

  /// Collects an eigenvalue and its evidence.
  ///
  /// - Parameters:
  ///   - value: λ.
  ///   - vector: v, of length 1.
  ///   - leftVector: w, of length 1, where it is known.
  ///   - residual: ‖A v − λ v‖.
  ///   - conditionNumber: 1 / |wᴴ v|, where it is known.
  public init(
    value: ComplexDouble, vector: [ComplexDouble], leftVector: [ComplexDouble]? = nil,
    residual: Double, conditionNumber: Double? = nil
  ) {
    self.value = value
    self.vector = vector
    self.leftVector = leftVector
    self.residual = residual
    self.conditionNumber = conditionNumber
  }
}

/// How a few eigenvalues of a sparse matrix are searched for.
public struct ShiftInvertOptions: Hashable, Sendable {
  /// The dimension of the Krylov space; nil chooses it from the number of eigenvalues.
  public var krylovDimension: Int?

  /// The relative tolerance of the eigenvalues of (A − σ)⁻¹.
  public var tolerance: Double

  /// How often the Krylov space is rebuilt at most.
  public var restartLimit: Int

  /// Whether left eigenvectors and condition numbers are calculated, at the price of a second run.
  public var computesConditionNumbers: Bool

  /// Chooses how to search.
  ///
  /// - Parameters:
  ///   - krylovDimension: nil chooses it from the number of eigenvalues.
  ///   - tolerance: relative, positive.
  ///   - restartLimit: at least 1.
  ///   - computesConditionNumbers: whether left eigenvectors are calculated too.
  public init(
    krylovDimension: Int? = nil, tolerance: Double = 1e-10, restartLimit: Int = 200,
    computesConditionNumbers: Bool = true
  ) {
    self.krylovDimension = krylovDimension
    self.tolerance = tolerance
    self.restartLimit = restartLimit
    self.computesConditionNumbers = computesConditionNumbers
  }
}

/// The eigenvalues of a real sparse matrix nearest to one shift.
public struct ShiftInvertResult: Sendable {
  /// The eigenvalues, nearest to the shift first.
  public var eigenvalues: [SparseEigenvalue]

  /// The shift σ.
  public var shift: ComplexDouble

  /// All eigenvalues closer to σ than this were found (as far as Arnoldi's method finds every one).
  public var radius: Double

  /// How many systems of equations were solved.
  public var solveCount: Int

  /// What the factorization of A − σ cost.
  public var factorization: SparseFactorizationReport
}

/// Finds the eigenvalues of a real sparse matrix that are nearest to a shift.
///
/// Arnoldi's method on (A − σ)⁻¹, whose largest eigenvalues μ belong to λ = σ + 1/μ. A real shift needs
/// real arithmetic only and gives complex eigenvalues in pairs. Left eigenvectors come from a second run
/// with transposed solves of the same factors.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - count: how many eigenvalues; at least 1 and at most the size minus 3. With a real shift one more
///     is returned where a complex pair would be cut.
///   - shift: σ, not an eigenvalue itself.
///   - options: tolerance, Krylov space, condition numbers.
///   - blocks: which unknowns are eliminated together, see `SparseLU`.
/// - Returns: the eigenvalues, nearest first, with residuals and condition numbers.
/// - Throws: `LinearAlgebraError`: `shapeMismatch`, `nonFinite`, `invalidArgument`, `singular` where σ is
///   an eigenvalue, `notConverged`, `outOfMemory`, `cancelled`.
public func shiftInvertEigenvalues(
  of matrix: SparseMatrix<Double>, count: Int, near shift: ComplexDouble,
  options: ShiftInvertOptions = ShiftInvertOptions(), blocks: [Int]? = nil
) throws -> ShiftInvertResult {
  guard shift.imaginary == 0 else {
    return try shiftInvertEigenvalues(
      of: SparseMatrix<ComplexDouble>(matrix), count: count, near: shift, options: options,
      blocks: blocks)
  }
  _ = try shiftInvertArnoldi(matrix, count: count, near: shift, options: options)
  return try shiftInvertEigenvalues(
    of: matrix, count: count, near: shift.real, options: options,
    factors: shiftInvertFactors(of: matrix, at: shift.real, blocks: blocks))
}

/// Finds the eigenvalues of a complex sparse matrix that are nearest to a shift.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - count: how many eigenvalues; at least 1 and at most the size minus 3.
///   - shift: σ, not an eigenvalue itself.
///   - options: tolerance, Krylov space, condition numbers.
///   - blocks: which unknowns are eliminated together, see `SparseLU`.
/// - Returns: the eigenvalues, nearest first, with residuals and condition numbers.
/// - Throws: as for a real matrix.
public func shiftInvertEigenvalues(
  of matrix: SparseMatrix<ComplexDouble>, count: Int, near shift: ComplexDouble,
  options: ShiftInvertOptions = ShiftInvertOptions(), blocks: [Int]? = nil
) throws -> ShiftInvertResult {
  _ = try shiftInvertArnoldi(matrix, count: count, near: shift, options: options)
  return try shiftInvertEigenvalues(
    of: matrix, count: count, near: shift, options: options,
    factors: shiftInvertFactors(of: matrix, at: shift, blocks: blocks))
}

/// Factors A − σ for shift-invert.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - shift: σ.
///   - blocks: which unknowns are eliminated together, see `SparseLU`.
///   - tree: fronts of A, for an elimination by nested dissection.
/// - Returns: the factors.
/// - Throws: `LinearAlgebraError`: `singular` where σ is an eigenvalue, `outOfMemory`, `cancelled`.
package func shiftInvertFactors(
  of matrix: SparseMatrix<Double>, at shift: Double, blocks: [Int]?, tree: FrontTree? = nil
) throws -> any SparseFactorization {
  if let tree, matrix.isFinite {
    let factors = try MultifrontalLU(matrix, shift: shift, tree: tree)
    if factors.replacedPivotCount == 0, factors.solvesSample(matrix, shift) { return factors }
  }
  // It may need pivots from elsewhere, which MUMPS finds.
  return try SparseLU(
    matrix - shift * .identity(matrix.rowCount), ordering: .approximateMinimumFill, blocks: blocks)
}

/// Factors A − σ for shift-invert in complex arithmetic.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - shift: σ.
///   - blocks: which unknowns are eliminated together, see `SparseLU`.
///   - tree: fronts of A, for an elimination by nested dissection.
/// - Returns: the factors.
/// - Throws: as for a real shift.
package func shiftInvertFactors(
  of matrix: SparseMatrix<ComplexDouble>, at shift: ComplexDouble, blocks: [Int]?,
  tree: FrontTree? = nil
) throws -> any SparseFactorization {
  if let tree, matrix.isFinite {
    let factors = try MultifrontalLU(matrix, shift: shift, tree: tree)
    if factors.replacedPivotCount == 0, factors.solvesSample(matrix, shift) { return factors }
  }
  return try SparseLU(
    matrix - shift * .identity(matrix.rowCount), ordering: .approximateMinimumFill, blocks: blocks)
}

extension MultifrontalLU {
  /// Whether a solve is as accurate as rounding lets it be.
  fileprivate func solvesSample(_ matrix: SparseMatrix<Scalar>, _ shift: Scalar) -> Bool {
    var generator = SplitMix64(seed: 0xD155)
    let right = (0..<matrix.rowCount).map { _ in Scalar(real: generator.nextSymmetric()) }
    let solution = solve(right)
    let product = matrix * solution
    var (error, largest, scale) = (0.0, 0.0, 0.0)
    for i in 0..<matrix.rowCount {
      error = max(error, (product[i] - shift * solution[i] - right[i]).modulus)
      largest = max(largest, solution[i].modulus)
      var row = shift.modulus
      for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] { row += matrix.values[k].modulus }
      scale = max(scale, row)
    }
    return error <= 1e-12 * (scale * largest + 1)
  }
}

/// Finds the eigenvalues of a real matrix nearest to a real shift, with factors that are known already.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - count: how many eigenvalues.
///   - shift: σ.
///   - options: tolerance, Krylov space, condition numbers.
///   - factors: of A − σ.
/// - Returns: the eigenvalues, nearest first, with residuals and condition numbers.
/// - Throws: as without factors.
package func shiftInvertEigenvalues(
  of matrix: SparseMatrix<Double>, count: Int, near shift: Double, options: ShiftInvertOptions,
  factors: any SparseFactorization
) throws -> ShiftInvertResult {
  let shift = ComplexDouble(shift, 0)
  let arnoldi = try shiftInvertArnoldi(matrix, count: count, near: shift, options: options)
  let size = matrix.rowCount
  let (right, left) = try bothSides(Double.self, arnoldi, count, options, factors, size: size) {
    try arnoldi.run(realDimension: size, apply: $0)
  }
  return matched(right, left, shift, factors.report) { matrix.eigenvalueResidual($0, $1) }
}

/// Finds the eigenvalues of a complex matrix nearest to a shift, with factors that are known already.
///
/// - Parameters:
///   - matrix: A, square and finite.
///   - count: how many eigenvalues.
///   - shift: σ.
///   - options: tolerance, Krylov space, condition numbers.
///   - factors: of A − σ.
/// - Returns: the eigenvalues, nearest first, with residuals and condition numbers.
/// - Throws: as without factors.
package func shiftInvertEigenvalues(
  of matrix: SparseMatrix<ComplexDouble>, count: Int, near shift: ComplexDouble,
  options: ShiftInvertOptions, factors: any SparseFactorization
) throws -> ShiftInvertResult {
  let arnoldi = try shiftInvertArnoldi(matrix, count: count, near: shift, options: options)
  let size = matrix.rowCount
  let (right, left) = try bothSides(
    ComplexDouble.self, arnoldi, count, options, factors, size: size
  ) { try arnoldi.run(complexDimension: size, apply: $0) }
  return matched(right, left, shift, factors.report) { matrix.eigenvalueResidual($0, $1) }
}

/// The eigenvalues of the inverse and, for condition numbers, those of its transpose.
///
/// One growing Krylov space usually suffices; restarts are for what it leaves. It stops as soon as it may,
/// where restarts overshoot: two digits more cost a few steps, and keep residuals of the size of rounding.
private func bothSides<Scalar: FrontScalar>(
  _ scalar: Scalar.Type, _ arnoldi: Arnoldi, _ count: Int, _ options: ShiftInvertOptions,
  _ factors: any SparseFactorization, size: Int,
  restarting: ((UnsafeMutablePointer<Double>) throws -> Void) throws -> Arnoldi.Result
) throws -> (right: Arnoldi.Result, left: Arnoldi.Result?) {
  func search(isTransposed: Bool, firstLook: Int? = nil) throws -> Arnoldi.Result {
    let apply = { (numbers: UnsafeMutablePointer<Double>) throws in
      try factors.solveInPlace(numbers, transposed: isTransposed)
    }
    let expanding = ExpandingArnoldi(
      count: count, limit: arnoldi.basisSize, tolerance: 0.01 * options.tolerance,
      firstLook: firstLook)
    return try expanding.run(scalar, dimension: size, apply: apply) ?? restarting(apply)
  }
  let right = try search(isTransposed: false)
  guard options.computesConditionNumbers else { return (right, nil) }
  // Both sides converge alike.
  let left = try search(isTransposed: true, firstLook: right.applicationCount - 2)
  return (right, left)
}

/// Checks what was asked for and chooses the Krylov space.
private func shiftInvertArnoldi<Scalar>(
  _ matrix: SparseMatrix<Scalar>, count: Int, near shift: ComplexDouble,
  options: ShiftInvertOptions
) throws -> Arnoldi {
  let size = matrix.rowCount
  guard matrix.isSquare else {
    throw LinearAlgebraError(
      .shapeMismatch,
      "Eigenvalues need a square matrix; this one is \(size) × \(matrix.columnCount).")
  }
  guard shift.isFinite else {
    throw LinearAlgebraError(.nonFinite, "The shift is \(shift); it has to be finite.")
  }
  guard count >= 1, count <= size - 3 else {
    throw LinearAlgebraError(
      .invalidArgument,
      "Arnoldi's method finds 1 to \(max(size - 3, 0)) eigenvalues of a matrix of \(size) rows, not "
        + "\(count). Use the dense solver for all of them.")
  }
  let basisSize = min(size, max(options.krylovDimension ?? max(5 * count, 80), count + 3))
  return Arnoldi(
    count: count, basisSize: basisSize, tolerance: options.tolerance,
    restartLimit: options.restartLimit)
}

/// Joins right and left eigenvectors of one eigenvalue.
private func matched(
  _ right: Arnoldi.Result, _ left: Arnoldi.Result?, _ shift: ComplexDouble,
  _ report: SparseFactorizationReport, residual: (ComplexDouble, [ComplexDouble]) -> Double
) -> ShiftInvertResult {
  let rightPairs = unshifted(right, shift)
  let leftPairs = left.map { unshifted($0, shift) } ?? []
  var unused = Array(leftPairs.indices)
  let found = rightPairs.map { pair -> SparseEigenvalue in
    let vector = normalized(pair.vector)
    var result = SparseEigenvalue(
      value: pair.value, vector: vector, leftVector: nil,
      residual: residual(pair.value, vector), conditionNumber: nil)
    guard left != nil else { return result }
    // Aᵀ u = λ u, so that w = conj u is the left vector of λ. Of several with one eigenvalue, the one that
    // is not orthogonal to v belongs to it.
    let tolerance = 0.02 * (pair.value - shift).length
    let near = unused.filter { (leftPairs[$0].value - pair.value).length <= tolerance }
      .sorted {
        (leftPairs[$0].value - pair.value).length < (leftPairs[$1].value - pair.value).length
      }
    // An ill-conditioned eigenvalue differs between the two runs; one that has no partner at all is as
    // ill-conditioned as can be.
    result.conditionNumber = .infinity
    guard let nearest = near.first else { return result }
    unused.removeAll { $0 == nearest }
    let leftVector = normalized(leftPairs[nearest].vector.map { $0.conjugate })
    result.leftVector = leftVector
    result.conditionNumber = 1 / innerProduct(leftVector, vector).length
    return result
  }
  return ShiftInvertResult(
    eigenvalues: found, shift: shift, radius: found.map { ($0.value - shift).length }.max() ?? 0,
    solveCount: right.applicationCount + (left?.applicationCount ?? 0), factorization: report)
}

private func unshifted(
  _ result: Arnoldi.Result, _ shift: ComplexDouble
) -> [(value: ComplexDouble, vector: [ComplexDouble])] {
  zip(result.eigenvalues, result.vectors)
    .map { (value: shift + 1 / $0, vector: $1) }
    .sorted { ($0.value - shift).length < ($1.value - shift).length }
}

private func normalized(_ vector: [ComplexDouble]) -> [ComplexDouble] {
  let norm = vector.reduce(0) { $0 + $1.lengthSquared }.squareRoot()
  return vector.map { $0 / ComplexDouble(norm) }
}

private func innerProduct(_ left: [ComplexDouble], _ right: [ComplexDouble]) -> ComplexDouble {
  zip(left, right).reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
}

extension SparseMatrix where Scalar == Double {
  /// ‖A v − λ v‖, the residual of an eigenvalue of a real matrix.
  ///
  /// - Parameters:
  ///   - value: λ.
  ///   - vector: v.
  /// - Returns: the Euclidean length.
  public func eigenvalueResidual(_ value: ComplexDouble, _ vector: [ComplexDouble]) -> Double {
    residual(value, vector) { $1.multiplied(by: $0) }
  }
}

extension SparseMatrix where Scalar == ComplexDouble {
  /// ‖A v − λ v‖, the residual of an eigenvalue of a complex matrix.
  ///
  /// - Parameters:
  ///   - value: λ.
  ///   - vector: v.
  /// - Returns: the Euclidean length.
  public func eigenvalueResidual(_ value: ComplexDouble, _ vector: [ComplexDouble]) -> Double {
    residual(value, vector) { $0 * $1 }
  }
}

extension SparseMatrix {
  @inline(__always)
  private func residual(
    _ value: ComplexDouble, _ vector: [ComplexDouble],
    product: (Scalar, ComplexDouble) -> ComplexDouble
  ) -> Double {
    var sum = 0.0
    for i in 0..<rowCount {
      var difference = -(value * vector[i])
      for k in rowOffsets[i]..<rowOffsets[i + 1] {
        difference += product(values[k], vector[columnIndices[k]])
      }
      sum += difference.lengthSquared
    }
    return sum.squareRoot()
  }
}
