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
  ///   - coherences: which elements of ρ the search works with.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first, in complex pairs.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter`; `LinearAlgebraError`: `singular` where σ is an
  ///   eigenvalue, `notConverged`, `outOfMemory`, `cancelled`.
  public func leadingEigenvalues(
    count: Int, near shift: Double? = nil, coherences: CoherenceRange = .automatic,
    options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(
      count: count, shifts: { [ComplexDouble(shift ?? max(2e-5 * $0, .leastNormalMagnitude), 0)] },
      coherences: coherences, options: options, progress: nil)
  }

  /// Finds the eigenvalues nearest to a complex shift and their conjugates.
  ///
  /// - Parameters:
  ///   - count: how many near σ.
  ///   - shift: σ, for instance i Ω to look for modes that oscillate with Ω.
  ///   - coherences: which elements of ρ the search works with.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the eigenvalues, the slowest decay first, in complex pairs.
  /// - Throws: as for a real shift.
  @_disfavoredOverload
  public func leadingEigenvalues(
    count: Int, near shift: ComplexDouble, coherences: CoherenceRange = .automatic,
    options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(
      count: count, nearEach: [shift], coherences: coherences, options: options)
  }

  /// Finds the eigenvalues nearest to each of several shifts and joins them.
  ///
  /// Stopped by the user, it returns what the shifts that are done gave, and `isComplete` is false.
  ///
  /// - Parameters:
  ///   - count: how many near each shift.
  ///   - shifts: at least one; a complex shift stands for its conjugate too.
  ///   - coherences: which elements of ρ the search works with.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of shifts that are done; instead of the progress bar.
  /// - Returns: the eigenvalues, each once, the slowest decay first, in complex pairs.
  /// - Throws: as for one shift.
  public func leadingEigenvalues(
    count: Int, nearEach shifts: [ComplexDouble], coherences: CoherenceRange = .automatic,
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> LiouvillianSpectrum {
    try leadingEigenvalues(
      count: count, shifts: { _ in shifts }, coherences: coherences, options: options,
      progress: progress)
  }

  /// Searches near shifts that may depend on ‖L‖₁.
  private func leadingEigenvalues(
    count: Int, shifts chooseShifts: @escaping (Double) -> [ComplexDouble],
    coherences: CoherenceRange, options: ShiftInvertOptions, progress: ((Double) -> Void)?
  ) throws -> LiouvillianSpectrum {
    // One shift has no parts that could be counted: then the solver's steps are.
    guard progress != nil || chooseShifts(1).count > 1 else {
      return try CalculationProgress.countingSteps("Eigenvalues, solver steps") {
        try findEigenvalues(
          count: count, shifts: chooseShifts, coherences: coherences, options: options,
          progress: { _ in })
      }
    }
    let told = CalculationProgress("Eigenvalues", progress: progress)
    defer { told.finish() }
    return try findEigenvalues(
      count: count, shifts: chooseShifts, coherences: coherences, options: options,
      progress: told.reached)
  }

  private func findEigenvalues(
    count: Int, shifts chooseShifts: @escaping (Double) -> [ComplexDouble],
    coherences: CoherenceRange, options: ShiftInvertOptions, progress: @escaping (Double) -> Void
  ) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    if let near = try searchNearDiagonal(
      count: count, shifts: chooseShifts, coherences: coherences, options: options,
      progress: progress)
    {
      return LiouvillianSpectrum(
        eigenvalues: near.found.eigenvalues.slowestFirst, searchedDisks: near.found.disks,
        method: "shift-invert Arnoldi on the real form of elements with |i − j| ≤ "
          + "\(near.evidence.range), residuals with all, shifts \(near.shifts.listing)",
        solveCount: near.found.solveCount, wallTime: clock.seconds(since: start),
        coherences: near.evidence, isComplete: near.found.isComplete
      ).carrying(parameters)
    }
    let sectors = sectors(phases: nil)
    let norm = sectors.first?.scale ?? 0
    let shifts = chooseShifts(norm)
    try requireSearch(count: count, shifts: shifts)
    if dimension * dimension <= max(128, count + 3) {
      return try spectrum().nearest(count, to: shifts)
    }
    var search = SectorSearch()
    for (k, sector) in sectors.enumerated() {
      do {
        search.join(
          try sector.search(count: count, shifts: shifts, options: options) {
            progress((Double(k) + $0) / Double(sectors.count))
          })
      } catch let error as LinearAlgebraError where error.code == .cancelled && k > 0 {
        var rest = SectorSearch()
        rest.stop(before: shifts[...])
        search.join(rest)
        break
      }
    }
    if sectors.count > 1 { search.keepNearest(count, to: shifts) }
    let parts = sectors.count > 1 ? ", \(sectors.count) sectors" : ""
    return LiouvillianSpectrum(
      eigenvalues: search.eigenvalues.slowestFirst, searchedDisks: search.disks,
      method: "shift-invert Arnoldi on the real form, shifts \(shifts.listing)\(parts)",
      solveCount: search.solveCount, wallTime: clock.seconds(since: start),
      isComplete: search.isComplete
    ).carrying(parameters)
  }

  /// Searches among elements near the diagonal, where that is asked for or worth it.
  private func searchNearDiagonal(
    count: Int, shifts: @escaping (Double) -> [ComplexDouble], coherences: CoherenceRange,
    options: ShiftInvertOptions, progress: @escaping (Double) -> Void
  ) throws -> NearDiagonalSearch.Result? {
    let search = NearDiagonalSearch(
      liouvillian: self, count: count, shifts: shifts, options: options, progress: progress)
    switch coherences {
    case .all: return nil
    case .upTo(let range):
      return range < dimension - 1 ? try search.run(upTo: range) : nil
    case .automatic:
      // Small ones cost nothing, and what does not fit near the diagonal should not be looked for there.
      guard dimension >= 64, count <= 4 * dimension else { return nil }
      return try search.runAutomatically()
    }
  }

  /// Diagonalizes the Liouvillian whole.
  ///
  /// Many Liouvillians are far from normal: look at the condition numbers, or at `uncertainty`, before
  /// believing an eigenvalue in the middle of the spectrum.
  ///
  /// - Parameter dimensionLimit: the largest d that is tried; the d² × d² matrix is dense.
  /// - Returns: all d² eigenvalues, the slowest decay first; after an interrupt those of the sectors that are done,
  ///   with `isComplete` false.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where d exceeds the limit;
  ///   `LinearAlgebraError` with `notConverged`.
  /// - Complexity: O(n³) for sectors of n dimensions; O(d⁶) where there is one only.
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
    let sectors = sectors(phases: nil)
    let told = CalculationProgress("Eigenvalues", progress: nil)
    defer { told.finish() }
    var eigenvalues: [LiouvillianEigenvalue] = []
    // The time goes with the cube of a sector's size.
    let whole = sectors.reduce(0.0) { $0 + Double.pow(Double($1.size), 3) }
    var (done, finished) = (0.0, 0)
    do {
      for sector in sectors {
        try Cancellation.check("\(finished) of \(sectors.count) sectors were diagonalized")
        eigenvalues += try sector.denseEigenvalues()
        finished += 1
        done += Double.pow(Double(sector.size), 3)
        told.reached(done / whole)
      }
    } catch let error as LinearAlgebraError where error.code == .cancelled && finished > 0 {}
    let parts = sectors.count > 1 ? ", \(sectors.count) sectors" : ""
    // Of a part of the sectors, nothing is certain anywhere.
    let disks =
      finished < sectors.count ? [SearchedDisk(center: .zero, radius: 0)] : [SearchedDisk]()
    return LiouvillianSpectrum(
      eigenvalues: eigenvalues.slowestFirst, searchedDisks: disks,
      method: "dense eigenvalues of the real form\(parts)", solveCount: 0,
      wallTime: clock.seconds(since: start), isComplete: finished == sectors.count
    ).carrying(parameters)
  }
}

/// Refuses a search without a count or with shifts that are no numbers.
func requireSearch(count: Int, shifts: [ComplexDouble]) throws {
  guard count >= 1, !shifts.isEmpty, shifts.allSatisfy(\.isFinite) else {
    throw QuantumDynamicsError(
      .invalidParameter,
      "A search for eigenvalues needs a count of at least 1 and finite shifts; a count of \(count) and "
        + "shifts \(shifts) came.")
  }
}

extension LiouvillianSpectrum {
  /// The part of a whole spectrum that a search near shifts would find.
  func nearest(_ count: Int, to shifts: [ComplexDouble]) -> LiouvillianSpectrum {
    LiouvillianSpectrum(
      eigenvalues: eigenvalues.nearest(count, to: shifts), searchedDisks: searchedDisks,
      method: "\(method), the nearest to \(shifts.listing)", solveCount: 0, wallTime: wallTime,
      isComplete: isComplete
    ).carrying(parameters)
  }
}

extension [LiouvillianEigenvalue] {
  /// The nearest ones to each shift; a pair is never cut.
  func nearest(_ count: Int, to shifts: [ComplexDouble]) -> [LiouvillianEigenvalue] {
    guard count < self.count else { return self }
    var kept = Set<Int>()
    for shift in shifts {
      let order = indices.sorted {
        (self[$0].value - shift).length < (self[$1].value - shift).length
      }
      kept.formUnion(order.prefix(count))
    }
    for k in kept where self[k].value.imaginary != 0 {
      let conjugate = self[k].value.conjugate
      kept.formUnion(
        indices.filter { self[$0].value == conjugate && self[$0].sector == self[k].sector })
    }
    return kept.sorted().map { self[$0] }
  }
}
