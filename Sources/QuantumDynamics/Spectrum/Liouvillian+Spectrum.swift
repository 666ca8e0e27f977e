import RealModule
public import ComplexModule
public import LinearAlgebra

extension Liouvillian {
  /// Finds the eigenvalues nearest to a real shift (shift-invert Arnoldi on the real form).
  ///
  /// With a shift near zero these are the modes of smallest |λ|: slow ones that oscillate fast have to be
  /// looked for with shifts along the imaginary axis, see
  /// `leadingEigenvalues(count:nearEach:options:progress:)` and `LiouvillianSpectrum.gapIsCertainUpTo`. Small
  /// Liouvillians are diagonalized whole and cut.
  ///
  /// - Parameters:
  ///   - count: how many; one more is returned where a complex pair would be cut.
  ///   - shift: σ, best a little off zero on the positive real axis, since L itself is singular; nil chooses
  ///     2·10⁻⁵ ‖L‖₁.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first, in complex pairs.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter`; `LinearAlgebraError`: `singular` where σ is an
  ///   eigenvalue, `notConverged`, `outOfMemory`, `cancelled`.
  public func leadingEigenvalues(
    count: Int, near shift: Double? = nil, options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(
      count: count, shifts: { [ComplexDouble(shift ?? max(2e-5 * $0, .leastNormalMagnitude), 0)] },
      options: options, progress: nil)
  }

  /// Finds the eigenvalues nearest to a complex shift and their conjugates.
  ///
  /// - Parameters:
  ///   - count: how many near σ.
  ///   - shift: σ, for instance i Ω to look for modes that oscillate with Ω.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first, in complex pairs.
  /// - Throws: as for a real shift.
  @_disfavoredOverload
  public func leadingEigenvalues(
    count: Int, near shift: ComplexDouble, options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(count: count, nearEach: [shift], options: options)
  }

  /// Finds the eigenvalues nearest to each of several shifts and joins them.
  ///
  /// - Parameters:
  ///   - count: how many near each shift.
  ///   - shifts: at least one; a complex shift stands for its conjugate too.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of shifts that are done.
  /// - Returns: the eigenvalues, each once, the slowest decay first, in complex pairs.
  /// - Throws: as for one shift.
  public func leadingEigenvalues(
    count: Int, nearEach shifts: [ComplexDouble],
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(
      count: count, shifts: { _ in shifts }, options: options, progress: progress)
  }

  /// Searches near shifts that may depend on ‖L‖₁.
  private func leadingEigenvalues(
    count: Int, shifts chooseShifts: (Double) -> [ComplexDouble], options: ShiftInvertOptions,
    progress: ((Double) -> Void)?
  ) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    let real = realRepresentation
    let norm = real.oneNorm
    let shifts = chooseShifts(norm)
    guard count >= 1, !shifts.isEmpty, shifts.allSatisfy(\.isFinite) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A search for eigenvalues needs a count of at least 1 and finite shifts; a count of \(count) and "
          + "shifts \(shifts) came.")
    }
    let size = dimension * dimension
    if size <= max(128, count + 3) {
      return try spectrum().nearest(count, to: shifts, size: size)
    }
    let basis = hermitianBasis
    var eigenvalues: [LiouvillianEigenvalue] = []
    var disks: [SearchedDisk] = []
    var solveCount = 0
    for (k, shift) in shifts.enumerated() {
      let result = try shiftInvertEigenvalues(of: real, count: count, near: shift, options: options)
      solveCount += result.solveCount
      disks.append(SearchedDisk(center: shift, radius: result.reliableRadius(norm: norm)))
      for found in result.eigenvalues {
        let candidate = LiouvillianEigenvalue(found, basis, norm: norm)
        eigenvalues.appendUnlessKnown(candidate, scale: norm)
        if shift.imaginary != 0 { eigenvalues.appendUnlessKnown(candidate.conjugate, scale: norm) }
      }
      progress?(Double(k + 1) / Double(shifts.count))
    }
    return LiouvillianSpectrum(
      eigenvalues: eigenvalues.slowestFirst, searchedDisks: disks,
      method: "shift-invert Arnoldi on the real form, shifts \(shifts.listing)",
      solveCount: solveCount, wallTime: clock.seconds(since: start))
  }

  /// Diagonalizes the Liouvillian whole.
  ///
  /// Many Liouvillians are far from normal: look at the condition numbers, or at `uncertainty`, before
  /// believing an eigenvalue in the middle of the spectrum.
  ///
  /// - Parameter dimensionLimit: the largest d that is tried; the d² × d² matrix is dense.
  /// - Returns: all d² eigenvalues, the slowest decay first.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where d exceeds the limit;
  ///   `LinearAlgebraError` with `notConverged`.
  /// - Complexity: O(d⁶).
  public func spectrum(dimensionLimit: Int = 64) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard dimension <= dimensionLimit else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "The whole spectrum of a Liouvillian of dimension \(dimension) needs a dense matrix of "
          + "\(dimension * dimension) rows. Use leadingEigenvalues(count:near:), or raise "
          + "dimensionLimit (\(dimensionLimit)).")
    }
    let basis = hermitianBasis
    let real = realRepresentation
    let system = try real.dense.eigensystem()
    let conditions = system.conditionNumbers
    let eigenvalues = system.values.indices.map { k in
      let vector = system.rightVectors.column(k)
      return LiouvillianEigenvalue(
        SparseEigenvalue(
          value: system.values[k], vector: vector,
          residual: real.eigenvalueResidual(system.values[k], vector),
          conditionNumber: conditions[k]),
        basis, norm: real.oneNorm)
    }
    return LiouvillianSpectrum(
      eigenvalues: eigenvalues.slowestFirst, searchedDisks: [],
      method: "dense eigenvalues of the real form", solveCount: 0,
      wallTime: clock.seconds(since: start))
  }
}

extension LiouvillianSpectrum {
  /// The part of a whole spectrum that a search near shifts would find.
  fileprivate func nearest(
    _ count: Int, to shifts: [ComplexDouble], size: Int
  ) -> LiouvillianSpectrum {
    guard count < size else { return self }
    var kept = Set<Int>()
    for shift in shifts {
      let order = eigenvalues.indices.sorted {
        (eigenvalues[$0].value - shift).length < (eigenvalues[$1].value - shift).length
      }
      kept.formUnion(order.prefix(count))
    }
    // A pair is never cut.
    for k in kept where eigenvalues[k].value.imaginary != 0 {
      let conjugate = eigenvalues[k].value.conjugate
      kept.formUnion(eigenvalues.indices.filter { eigenvalues[$0].value == conjugate })
    }
    return LiouvillianSpectrum(
      eigenvalues: kept.sorted().map { eigenvalues[$0] }, searchedDisks: [],
      method: "\(method), the nearest to \(shifts.listing)", solveCount: 0,
      wallTime: wallTime)
  }
}
