import ComplexModule
public import LinearAlgebra
import RealModule

extension Liouvillian {
  /// Finds all eigenvalues in a region, by as many shifts as it takes, sector by sector.
  ///
  /// Each shift gives the eigenvalues of a disk; the region is divided until disks cover all of it. What
  /// overlapping disks found is compared: an eigenvalue that one of them missed is searched again. With
  /// `verifiesCount` the number is checked independently by the argument principle, at the price of a few
  /// factorizations for each eigenvalue.
  ///
  /// - Parameters:
  ///   - region: a rectangle; eigenvalues on its edge may be in or out.
  ///   - countPerShift: how many eigenvalues each shift looks for.
  ///   - verifiesCount: whether the number is checked by the argument principle.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of sectors that are done.
  /// - Returns: the eigenvalues, each as often as it occurs, and the evidence.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter`; `notConverged` where the eigenvalues are too
  ///   ill-conditioned or the count differs. `LinearAlgebraError` of the solvers.
  public func eigenvalues(
    in region: SpectralRegion, countPerShift: Int = 40, verifiesCount: Bool = false,
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> RegionSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard region.realRange.lowerBound.isFinite, region.realRange.upperBound.isFinite,
      region.largestFrequency > 0, region.largestFrequency.isFinite, countPerShift >= 2
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A region has finite bounds and a positive frequency, and a shift looks for at least 2 "
          + "eigenvalues; \(region) and \(countPerShift) came.")
    }
    var eigenvalues: [LiouvillianEigenvalue] = []
    var disks: [SearchedDisk] = []
    var (confirmed, repaired, solves, counted) = (0, 0, 0, 0)
    let sectors = sectors(phases: nil)
    for (k, sector) in sectors.enumerated() {
      let inside: [LiouvillianEigenvalue]
      if sector.size <= max(200, countPerShift + 3) {
        inside = try sector.denseEigenvalues().filter { region.contains($0.value) }
      } else {
        var search = RegionSearch(
          sector: sector, region: region, countPerShift: countPerShift, options: options)
        inside = try search.run()
        disks += search.disks
        confirmed += search.confirmedCount
        repaired += search.repairedCount
        solves += search.solveCount
      }
      if verifiesCount, case .real(let matrix) = sector.generator {
        let count = try countEigenvalues(
          of: matrix, inside: region.corners, blocks: sector.blocks)
        guard count.count == inside.count else {
          throw QuantumDynamicsError(
            .notConverged,
            "\(inside.count) eigenvalues of the sector \(sector.label) were found, but the argument "
              + "principle counts \(count.count): some are missing, or lie on the edge of the region. Try "
              + "a slightly different region or more eigenvalues for each shift than \(countPerShift)."
          )
        }
        counted += count.count
      }
      eigenvalues += inside
      progress?(Double(k + 1) / Double(sectors.count))
    }
    return RegionSpectrum(
      region: region,
      spectrum: LiouvillianSpectrum(
        eigenvalues: eigenvalues.slowestFirst, searchedDisks: disks,
        method: "shift-invert Arnoldi at \(disks.count) shifts that cover a region, "
          + "\(sectors.count) sectors",
        solveCount: solves, wallTime: clock.seconds(since: start)
      ).carrying(parameters),
      evidence: RegionEvidence(
        shiftCount: disks.count, confirmedCount: confirmed, repairedCount: repaired,
        countedByWinding: verifiesCount ? counted : nil))
  }
}
