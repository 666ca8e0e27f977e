import ComplexModule
public import LinearAlgebra
import RealModule

extension Liouvillian {
  /// Finds all eigenvalues in a region, by as many shifts as it takes, sector by sector.
  ///
  /// Each shift gives the eigenvalues of a disk; the region is divided until disks cover all of it, from the right
  /// to the left. What overlapping disks found is compared: an eigenvalue that one of them missed is searched again.
  /// With `verifiesCount` the number is checked by the argument principle: det(z − L) turns its phase once more
  /// around the region for each eigenvalue inside, and Π(z − λ) of those found has to turn it as often. Stopped by the user, or where eigenvalues are so ill-conditioned
  /// that their uncertainty exceeds their distance, it returns what it has: `RegionEvidence.coveredFraction` is less
  /// than 1 then, `completeAbove` says down to which Re λ none is missing, and `limitation` why.
  ///
  /// - Parameters:
  ///   - region: a rectangle; eigenvalues on its edge may be in or out.
  ///   - countPerShift: how many eigenvalues each shift looks for.
  ///   - verifiesCount: whether the number is checked by the argument principle.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - threads: how many shifts are searched at the same time; results do not depend on it but to rounding.
  ///   - progress: called with the fraction of the region that is covered and counted; instead of the progress bar.
  /// - Returns: the eigenvalues, each as often as it occurs, and the evidence.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter`; `notConverged` where the count differs.
  ///   `LinearAlgebraError` of the solvers.
  public func eigenvalues(
    in region: SpectralRegion, countPerShift: Int = 40, verifiesCount: Bool = false,
    options: ShiftInvertOptions = ShiftInvertOptions(), threads: Int = 1,
    progress: ((Double) -> Void)? = nil
  ) throws -> RegionSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard region.realRange.lowerBound.isFinite, region.realRange.upperBound.isFinite,
      region.largestFrequency > 0, region.largestFrequency.isFinite, countPerShift >= 2,
      threads >= 1
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A region has finite bounds and a positive frequency, a shift looks for at least 2 eigenvalues, "
          + "and there is a thread or more; \(region), \(countPerShift) and \(threads) came.")
    }
    let told = CalculationProgress("Eigenvalues of a region", progress: progress)
    defer { told.finish() }
    var eigenvalues: [LiouvillianEigenvalue] = []
    var evidence = RegionEvidenceSum(region)
    let sectors = sectors(phases: nil)
    // Counting takes about as long as searching.
    let searchShare = verifiesCount ? 0.5 : 1
    for (k, sector) in sectors.enumerated() where !evidence.isStopped {
      let report = { (part: Double) in
        told.reached((Double(k) + part) / Double(sectors.count))
      }
      let inside: [LiouvillianEigenvalue]
      let known: [ComplexDouble]
      if sector.size <= max(200, countPerShift + 3) {
        let all = try sector.denseEigenvalues()
        inside = all.filter { region.contains($0.value) }
        known = all.map(\.value)
        evidence.addWhole()
      } else {
        var search = RegionSearch(
          sector: sector, region: region, countPerShift: countPerShift, options: options,
          threads: threads)
        inside = try search.run { report(searchShare * $0) }
        known = search.known
        evidence.add(search)
      }
      eigenvalues += inside
      if verifiesCount, evidence.limitation == nil, case .real(let matrix) = sector.generator {
        do {
          let count = try countEigenvalues(
            of: matrix, realRange: region.realRange,
            largestImaginaryPart: region.largestFrequency, known: known, blocks: sector.blocks,
            points: sector.basis.points, threads: threads
          ) { report(searchShare + (1 - searchShare) * $0) }
          try requireAgreement(inside.count, count.count, sector, countPerShift)
          evidence.add(count)
        } catch let error as LinearAlgebraError where error.code == .cancelled {
          evidence.stopCount()
        }
      }
      report(1)
    }
    let whole = evidence.sum(sectorCount: sectors.count, isCounted: verifiesCount)
    return RegionSpectrum(
      region: region,
      spectrum: LiouvillianSpectrum(
        eigenvalues: eigenvalues.slowestFirst, searchedDisks: evidence.disks,
        method: "shift-invert Arnoldi at \(evidence.disks.count) shifts that cover a region, "
          + "\(sectors.count) sectors",
        solveCount: evidence.solveCount, wallTime: clock.seconds(since: start),
        isComplete: whole.coveredFraction == 1
      ).carrying(parameters),
      evidence: whole)
  }

  private func requireAgreement(
    _ found: Int, _ counted: Int, _ sector: LiouvillianSector, _ countPerShift: Int
  ) throws {
    guard found != counted else { return }
    throw QuantumDynamicsError(
      .notConverged,
      "\(found) eigenvalues of the sector \(sector.label) were found, but the argument principle counts "
        + "\(counted): some are missing, or lie on the edge of the region. Try a slightly different region or more "
        + "eigenvalues for each shift than \(countPerShift).")
  }
}

/// The evidence of the sectors of a region, added up.
private struct RegionEvidenceSum {
  let region: SpectralRegion
  var disks: [SearchedDisk] = []
  var solveCount = 0
  private(set) var isStopped = false
  private(set) var limitation: String?
  private var (confirmed, repaired, counted, factorizations) = (0, 0, 0, 0)
  private var begunSectors = 0
  private var coveredSectors = 0.0
  private var completeAbove: Double

  init(_ region: SpectralRegion) {
    self.region = region
    completeAbove = region.realRange.lowerBound
  }

  /// Adds a sector that was diagonalized.
  mutating func addWhole() {
    begunSectors += 1
    coveredSectors += 1
  }

  /// Adds a sector that was searched.
  mutating func add(_ search: RegionSearch) {
    begunSectors += 1
    disks += search.disks
    solveCount += search.solveCount
    confirmed += search.confirmedCount
    repaired += search.repairedCount
    coveredSectors += search.coveredFraction
    completeAbove = max(completeAbove, search.completeAbove)
    switch search.limit {
    case nil: break
    case .stopped:
      isStopped = true
      limitation = "stopped by the user"
    case .crowded(let place):
      limitation =
        "more eigenvalues lie at \([place].listing) than a shift looks for: raise countPerShift"
    case .illConditioned(let place, let uncertainty):
      limitation =
        "near \([place].listing) eigenvalues are uncertain by "
        + "\(ResultTable.number(uncertainty, digits: 2)), more than they are apart: look at the pseudospectrum there"
    }
  }

  /// Adds the count of a sector.
  mutating func add(_ count: EigenvalueCount) {
    counted += count.count
    factorizations += count.factorizationCount
  }

  /// Notes that the user stopped a count.
  mutating func stopCount() {
    isStopped = true
    limitation = "the user stopped the count"
  }

  func sum(sectorCount: Int, isCounted: Bool) -> RegionEvidence {
    let covered = coveredSectors / Double(sectorCount)
    return RegionEvidence(
      shiftCount: disks.count, confirmedCount: confirmed, repairedCount: repaired,
      countedByWinding: isCounted && limitation == nil ? counted : nil,
      countFactorizations: factorizations, coveredFraction: covered,
      // A sector that was not begun is known nowhere.
      completeAbove: begunSectors < sectorCount ? region.realRange.upperBound : completeAbove,
      limitation: limitation)
  }
}
