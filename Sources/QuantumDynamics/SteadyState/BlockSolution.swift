import LinearAlgebra

/// The steady coordinates of one block of a Liouvillian.
struct BlockSolution {
  /// x with B x = 0 and trace 1.
  var values: [Double]
  /// ‖B x‖.
  var residual: Double
  /// An estimate of ‖B‖₁ ‖B⁻¹‖₁ on what is not steady; NaN where it was not calculated.
  var condition: Double
  /// How B was factored.
  var method: String
}

/// The equations of a block B that holds populations.
struct SteadyBlock {
  /// B.
  let matrix: SparseMatrix<Double>
  /// The places of the populations in the block.
  let populations: [Int]
  private let action: SparseAction

  init(_ matrix: SparseMatrix<Double>, populations: [Int]) {
    self.matrix = matrix
    self.populations = populations
    action = SparseAction(matrix)
  }

  func trace(_ values: [Double]) -> Double { populations.reduce(0) { $0 + values[$1] } }

  /// All populations equal.
  var mixed: [Double] {
    var values = [Double](repeating: 0, count: matrix.rowCount)
    for k in populations { values[k] = 1 / Double(populations.count) }
    return values
  }

  /// B x.
  func image(of values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    action.apply(to: values, into: &result)
    return result
  }

  static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The size of the shift against that of B: eigenvalues are told from zero down to ten times this.
  private static let relativeShift = 1e-10

  /// Inverse iteration along a nested dissection, on B as it is.
  ///
  /// No equation is replaced, so that no dense row couples what is far apart: B − σ has one pivot of the size of σ,
  /// which brings out the vector that B maps to zero. Pivots are sought within the parts of the dissection only,
  /// and parts with little damping are nearly singular, so that the factors are no more than a very good
  /// preconditioner P (B − σ)⁻¹, P projecting on what has no trace; GMRES makes up for them in a few steps.
  ///
  /// - Parameters:
  ///   - tree: the fronts of B.
  ///   - progress: takes the fraction that is done.
  ///   - keep: takes each approximate solution with its residual.
  /// - Returns: nil where a mode is too slow for σ or the residual stays above rounding errors: the reference is needed.
  /// - Throws: `LinearAlgebraError` with `cancelled`.
  func dissected(
    _ tree: FrontTree, progress: (Double) -> Void, keep: (BlockSolution) -> Void
  ) throws -> BlockSolution? {
    let scale = max(matrix.oneNorm, .leastNormalMagnitude)
    let shift = Self.relativeShift * scale
    let factors = try MultifrontalLU(
      matrix, shift: shift, tree: tree, progress: progress)
    var values = factors.solve(mixed)
    let size = trace(values)
    guard size.isFinite, size != 0 else { return nil }
    for k in values.indices { values[k] /= size }
    var rest = image(of: values)
    let method = "multifrontal LU by nested dissection"
    var solution = BlockSolution(
      values: values, residual: Self.norm(rest), condition: .nan, method: method)
    keep(solution)
    // One more solve often does; GMRES where it gains less than two digits.
    var takesGMRES = false
    for _ in 0..<8 where solution.residual > 4e-16 * scale * Self.norm(solution.values) {
      let steady = solution.values
      let step: [Double]
      if takesGMRES {
        guard let correction = try correction(for: rest, factors, steady) else { break }
        step = correction
      } else {
        step = withoutTrace(factors.solve(withoutTrace(rest, steady)), steady)
      }
      for k in values.indices { values[k] = steady[k] - step[k] }
      let size = trace(values)
      for k in values.indices { values[k] /= size }
      let image = image(of: values)
      let residual = Self.norm(image)
      let gain = solution.residual / residual
      if gain > 1.1 {
        rest = image
        solution.values = values
        solution.residual = residual
        keep(solution)
      } else if takesGMRES {
        break
      }
      if gain < 100 { takesGMRES = true }
    }
    guard solution.residual <= 1e-13 * scale * Self.norm(solution.values) else { return nil }
    let steady = solution.values
    let inverse = try oneNormEstimate(
      size: matrix.rowCount,
      map: { probe in
        try Cancellation.check("the condition number")
        return withoutTrace(factors.solve(withoutTrace(probe, steady)), steady)
      },
      transposedMap: { probe in
        try Cancellation.check("the condition number")
        return withoutMean(factors.solveTransposed(withoutMean(probe, steady)), steady)
      })
    // A mode of a rate near σ would look as if its rate were σ.
    guard inverse * shift < 0.1 else { return nil }
    solution.condition = scale * inverse
    return solution
  }

  /// y without a trace and B y = r to a few digits; nil where GMRES does not come near.
  private func correction(
    for rest: [Double], _ factors: MultifrontalLU<Double>, _ steady: [Double]
  ) throws -> [Double]? {
    do {
      return try GMRES(tolerance: 1e-5, restartLength: 30, iterationLimit: 60).solve(
        rest, matrix: image,
        preconditioner: { withoutTrace(factors.solve(withoutTrace($0, steady)), steady) }
      ).values
    } catch let error as LinearAlgebraError where error.code == .notConverged {
      return nil
    }
  }

  /// P y = y − x Tr y.
  private func withoutTrace(_ values: [Double], _ steady: [Double]) -> [Double] {
    let size = trace(values)
    var result = values
    for k in result.indices { result[k] -= size * steady[k] }
    return result
  }

  /// Pᵀ y = y − 1 (x · y).
  private func withoutMean(_ values: [Double], _ steady: [Double]) -> [Double] {
    var mean = 0.0
    for k in values.indices { mean += values[k] * steady[k] }
    var result = values
    for k in populations { result[k] -= mean }
    return result
  }

  /// The plain reference: one equation replaced by the trace, factored by MUMPS with pivots from everywhere.
  ///
  /// - Parameter keep: takes the solution before its condition number is known.
  /// - Returns: the solution; one that is not finite or of infinite condition where B has more than one.
  /// - Throws: `LinearAlgebraError`.
  func traceConditioned(keep: (BlockSolution) -> Void) throws -> BlockSolution {
    let system = traceConditioned()
    let factors: SparseLU<Double>
    do {
      factors = try SparseLU(system.matrix, ordering: .approximateMinimumFill)
    } catch let error as LinearAlgebraError where error.code == .singular {
      return BlockSolution(values: mixed, residual: .nan, condition: .infinity, method: "")
    }
    var values = try factors.solve(system.rightHandSide)
    let defect = zip(system.rightHandSide, system.matrix * values).map { $0 - $1 }
    let correction = try factors.solve(defect)
    for k in values.indices { values[k] += correction[k] }
    var solution = BlockSolution(
      values: values, residual: Self.norm(image(of: values)), condition: .nan,
      method: "sparse LU of the real form with the trace condition")
    guard values.allSatisfy(\.isFinite) else {
      solution.condition = .infinity
      return solution
    }
    keep(solution)
    try Cancellation.check("the condition number")
    solution.condition = system.matrix.oneNorm * (try factors.inverseNormEstimate())
    return solution
  }

  /// B with the equation of the first population replaced by the trace, scaled to the size of B.
  func traceConditioned() -> (matrix: SparseMatrix<Double>, rightHandSide: [Double]) {
    let scale = max(matrix.largestModulus, .leastNormalMagnitude)
    let replaced = populations.first ?? 0
    var builder = SparseRowBuilder<Double>(
      columnCount: matrix.columnCount, capacity: matrix.storedCount + populations.count)
    for i in 0..<matrix.rowCount {
      if i == replaced {
        for j in populations { builder.add(j, scale) }
      } else {
        for k in matrix.rowOffsets[i]..<matrix.rowOffsets[i + 1] {
          builder.add(matrix.columnIndices[k], matrix.values[k])
        }
      }
      builder.endRow()
    }
    var rightHandSide = [Double](repeating: 0, count: matrix.rowCount)
    rightHandSide[replaced] = scale
    return (builder.matrix, rightHandSide)
  }
}
