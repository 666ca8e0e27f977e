public import LinearAlgebra
import RealModule
public import ComplexModule

/// What was found near shifts.
struct SectorSearch {
  var eigenvalues: [LiouvillianEigenvalue] = []
  /// One for each shift, in their order.
  var disks: [SearchedDisk] = []
  var solveCount = 0
  /// Whether no shift was left out because the user stopped the search.
  var isComplete = true

  /// Adds what was found in another sector: all eigenvalues of both are known where both were searched.
  mutating func join(_ other: SectorSearch) {
    eigenvalues += other.eigenvalues
    disks =
      disks.isEmpty
      ? other.disks
      : zip(disks, other.disks).map {
        SearchedDisk(center: $0.center, radius: min($0.radius, $1.radius))
      }
    solveCount += other.solveCount
    isComplete = isComplete && other.isComplete
  }

  /// Notes that a search was stopped: nothing is certain near these shifts.
  mutating func stop(before shifts: ArraySlice<ComplexDouble>) {
    isComplete = false
    disks += shifts.map { SearchedDisk(center: $0, radius: 0) }
  }

  /// Drops what is not among the nearest of all sectors.
  mutating func keepNearest(_ count: Int, to shifts: [ComplexDouble]) {
    eigenvalues = eigenvalues.nearest(count, to: shifts)
    disks = disks.map { disk in
      let farthest = eigenvalues.map { ($0.value - disk.center).length }.max() ?? 0
      return SearchedDisk(center: disk.center, radius: min(disk.radius, farthest))
    }
  }
}

extension LiouvillianSector {
  /// Finds the eigenvalues of the sector that are nearest to a real shift.
  ///
  /// - Parameters:
  ///   - count: how many; in a sector of Hermitian operators one more is returned where a complex pair would be cut.
  ///   - shift: σ; nil chooses one a little off zero, 2·10⁻⁵ ‖L‖₁.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter`; `LinearAlgebraError`: `singular` where a shift is
  ///   an eigenvalue, `notConverged`, `outOfMemory`, `cancelled`.
  public func leadingEigenvalues(
    count: Int, near shift: Double? = nil, options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    let shift = shift ?? max(2e-5 * scale, .leastNormalMagnitude)
    return try leadingEigenvalues(
      count: count, nearEach: [ComplexDouble(shift, 0)], options: options)
  }

  /// Finds the eigenvalues of the sector that are nearest to a complex shift.
  ///
  /// - Parameters:
  ///   - count: how many near σ.
  ///   - shift: σ; in a sector of Hermitian operators it stands for its conjugate too.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first.
  /// - Throws: as for a real shift.
  @_disfavoredOverload
  public func leadingEigenvalues(
    count: Int, near shift: ComplexDouble, options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(count: count, nearEach: [shift], options: options)
  }

  /// Finds the eigenvalues of the sector that are nearest to each of several shifts and joins them.
  ///
  /// Stopped by the user, it returns what the shifts that are done gave, and `isComplete` is false.
  ///
  /// - Parameters:
  ///   - count: how many near each shift.
  ///   - shifts: at least one; in a sector of Hermitian operators a complex shift stands for its conjugate too.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of shifts that are done; instead of the progress bar.
  /// - Returns: the eigenvalues, each once, the slowest decay first.
  /// - Throws: as for one shift.
  public func leadingEigenvalues(
    count: Int, nearEach shifts: [ComplexDouble],
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    try requireSearch(count: count, shifts: shifts)
    let found: SectorSearch
    if progress == nil, shifts.count == 1 {
      found = try CalculationProgress.countingSteps("Eigenvalues, solver steps") {
        try search(count: count, shifts: shifts, options: options, progress: nil)
      }
    } else {
      let told = CalculationProgress("Eigenvalues", progress: progress)
      defer { told.finish() }
      found = try search(count: count, shifts: shifts, options: options, progress: told.reached)
    }
    return LiouvillianSpectrum(
      eigenvalues: found.eigenvalues.nearest(count, to: shifts).slowestFirst,
      searchedDisks: found.disks,
      method: "shift-invert Arnoldi in the sector \(label), shifts \(shifts.listing)",
      solveCount: found.solveCount, wallTime: clock.seconds(since: start),
      isComplete: found.isComplete
    ).carrying(parameters)
  }

  /// Diagonalizes the sector whole.
  ///
  /// - Parameter sizeLimit: the largest sector that is tried; its matrix is dense.
  /// - Returns: all eigenvalues, the slowest decay first.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where the sector exceeds the limit;
  ///   `LinearAlgebraError` with `notConverged`.
  public func spectrum(sizeLimit: Int = 4096) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard size <= sizeLimit else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The whole spectrum of a sector of \(size) dimensions needs a dense matrix. Use "
          + "leadingEigenvalues(count:nearEach:), or raise sizeLimit (\(sizeLimit)).")
    }
    return LiouvillianSpectrum(
      eigenvalues: try denseEigenvalues().slowestFirst, searchedDisks: [],
      method: "dense eigenvalues of the sector \(label)", solveCount: 0,
      wallTime: clock.seconds(since: start)
    ).carrying(parameters)
  }

  /// Searches near each shift; small sectors are diagonalized, and all their eigenvalues are returned.
  ///
  /// `firstFactors` are those of the first shift, where they are known already.
  func search(
    count: Int, shifts: [ComplexDouble], options: ShiftInvertOptions,
    firstFactors: (any SparseFactorization)? = nil, progress: ((Double) -> Void)?
  ) throws -> SectorSearch {
    if size <= max(128, count + 3) {
      let eigenvalues = try denseEigenvalues()
      progress?(1)
      return SectorSearch(
        eigenvalues: eigenvalues,
        disks: shifts.map { SearchedDisk(center: $0, radius: .infinity) })
    }
    var search = SectorSearch()
    for (k, shift) in shifts.enumerated() {
      let result: ShiftInvertResult
      do {
        result = try shiftInvert(
          count: count, near: shift, options: options, factors: k == 0 ? firstFactors : nil)
      } catch let error as LinearAlgebraError where error.code == .cancelled && k > 0 {
        search.stop(before: shifts[k...])
        return search
      }
      search.solveCount += result.solveCount
      search.disks.append(
        SearchedDisk(center: shift, radius: result.reliableRadius(norm: scale)))
      for found in result.eigenvalues {
        let candidate = LiouvillianEigenvalue(found, in: self)
        search.eigenvalues.appendUnlessKnown(candidate, scale: scale)
        if shift.imaginary != 0, case .real = generator {
          search.eigenvalues.appendUnlessKnown(candidate.conjugate, scale: scale)
        }
      }
      progress?(Double(k + 1) / Double(shifts.count))
    }
    return search
  }

  /// Factors L − σ; in real arithmetic where both are real.
  func factors(at shift: ComplexDouble) throws -> any SparseFactorization {
    switch generator {
    case .real(let matrix) where shift.imaginary == 0:
      try shiftInvertFactors(
        of: matrix, at: shift.real, blocks: blocks, tree: fronts.tree(of: matrix))
    case .real(let matrix):
      try shiftInvertFactors(
        of: SparseMatrix<ComplexDouble>(matrix), at: shift, blocks: blocks,
        tree: fronts.tree(of: matrix))
    case .complex(let matrix):
      try shiftInvertFactors(of: matrix, at: shift, blocks: blocks, tree: fronts.tree(of: matrix))
    }
  }

  /// The eigenvalues nearest to one shift.
  func shiftInvert(
    count: Int, near shift: ComplexDouble, options: ShiftInvertOptions,
    factors: (any SparseFactorization)? = nil
  ) throws -> ShiftInvertResult {
    let factors = try factors ?? self.factors(at: shift)
    switch generator {
    case .real(let matrix) where shift.imaginary == 0:
      return try shiftInvertEigenvalues(
        of: matrix, count: count, near: shift.real, options: options, factors: factors)
    case .real(let matrix):
      return try shiftInvertEigenvalues(
        of: SparseMatrix<ComplexDouble>(matrix), count: count, near: shift, options: options,
        factors: factors)
    case .complex(let matrix):
      return try shiftInvertEigenvalues(
        of: matrix, count: count, near: shift, options: options, factors: factors)
    }
  }

  func denseEigenvalues() throws -> [LiouvillianEigenvalue] {
    let system: Eigensystem
    let residual: (ComplexDouble, [ComplexDouble]) -> Double
    switch generator {
    case .real(let matrix):
      system = try matrix.dense.eigensystem()
      residual = matrix.eigenvalueResidual
    case .complex(let matrix):
      system = try matrix.dense.eigensystem()
      residual = matrix.eigenvalueResidual
    }
    let conditions = system.conditionNumbers
    return system.values.indices.map { k in
      let vector = system.rightVectors.column(k)
      return LiouvillianEigenvalue(
        SparseEigenvalue(
          value: system.values[k], vector: vector, leftVector: system.leftVectors.column(k),
          residual: residual(system.values[k], vector), conditionNumber: conditions[k]),
        in: self)
    }
  }
}

extension OperatorBasis {
  /// Where the operators lie in the plane of i and |i − j|, by their first element.
  var points: [SIMD2<Int32>] {
    (0..<count).map { k in
      guard let first = self[k].first else { return .zero }
      return SIMD2(Int32(min(first.row, first.column)), Int32(abs(first.row - first.column)))
    }
  }
}
