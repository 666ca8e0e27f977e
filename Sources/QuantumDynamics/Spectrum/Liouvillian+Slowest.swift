import ComplexModule
public import LinearAlgebra
import RealModule

extension Liouvillian {
  /// Finds the eigenvalues of largest real part with frequencies up to a bound: the slowest modes.
  ///
  /// Shift-invert finds what is near a shift, not what is slow. Shifts climb the imaginary axis until their disks
  /// cover the strip to the right of the last eigenvalue that is returned, so that nothing slower with
  /// |Im λ| ≤ Ω is missing.
  ///
  /// - Parameters:
  ///   - count: how many; one more is returned where a complex pair would be cut.
  ///   - frequency: Ω, the largest |Im λ|.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of [0, Ω] that is covered; instead of the progress bar.
  /// - Returns: the eigenvalues, the slowest decay first, in complex pairs.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter`; `notConverged` where disks do not grow over the strip.
  ///   `LinearAlgebraError` of the solvers.
  public func slowestEigenvalues(
    count: Int, upToFrequency frequency: Double,
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> LiouvillianSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    guard count >= 1, frequency > 0, frequency.isFinite else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A search for the slowest modes needs a count of at least 1 and a finite positive frequency; "
          + "\(count) and \(frequency) came.")
    }
    if dimension * dimension <= max(128, count + 3) {
      return try spectrum().slowest(count, upTo: frequency)
    }
    let told = CalculationProgress("Slowest modes", progress: progress)
    defer { told.finish() }
    var parts: [LiouvillianSpectrum] = []
    var isComplete = true
    let sectors = sectors(phases: nil)
    for (k, sector) in sectors.enumerated() where isComplete {
      var search = SlowestSearch(
        sector: sector, count: count, frequency: frequency, options: options)
      isComplete = try search.run {
        told.reached((Double(k) + $0 / frequency) / Double(sectors.count))
      }
      parts.append(search.spectrum)
    }
    let eigenvalues = parts.flatMap(\.eigenvalues).slowestFirst
    // What is certain of all sectors is what is certain of the one that was covered least.
    let gap = eigenvalues.first { !$0.isZero }?.decayRate ?? 0
    let least = parts.map(\.searchedDisks).min {
      $0.coveredHeight(depth: gap) < $1.coveredHeight(depth: gap)
    }
    let whole = LiouvillianSpectrum(
      eigenvalues: eigenvalues, searchedDisks: least ?? [],
      method:
        "shift-invert Arnoldi at \(parts.reduce(0) { $0 + $1.searchedDisks.count }) shifts that "
        + "climb the imaginary axis, \(sectors.count) sectors",
      solveCount: parts.reduce(0) { $0 + $1.solveCount }, wallTime: clock.seconds(since: start),
      isComplete: isComplete)
    return whole.slowest(count, upTo: frequency).carrying(parameters)
  }
}

/// Climbs the imaginary axis in one sector.
private struct SlowestSearch {
  let sector: LiouvillianSector
  let count: Int
  let frequency: Double
  let options: ShiftInvertOptions
  private var found: [LiouvillianEigenvalue] = []
  private var disks: [SearchedDisk] = []
  private var solveCount = 0
  /// The last factors: a disk that is too small is searched again at the same shift.
  private var last: (shift: ComplexDouble, factors: any SparseFactorization)?

  init(sector: LiouvillianSector, count: Int, frequency: Double, options: ShiftInvertOptions) {
    self.sector = sector
    self.count = count
    self.frequency = frequency
    self.options = options
  }

  /// What was found, without evidence of the whole.
  var spectrum: LiouvillianSpectrum {
    LiouvillianSpectrum(
      eigenvalues: found, searchedDisks: disks, method: "", solveCount: solveCount, wallTime: 0)
  }

  /// Runs; false where the user stopped it.
  mutating func run(progress: (Double) -> Void) throws -> Bool {
    guard sector.size > max(128, count + 3) else {
      found = try sector.denseEigenvalues()
      disks = [SearchedDisk(center: .zero, radius: .infinity)]
      return true
    }
    var covered = 0.0
    // The first disk tells how wide they are.
    var shift = ComplexDouble(max(2e-5 * sector.scale, .leastNormalMagnitude), 0)
    // The disk that holds the slowest holds others too, which are close but fast.
    var wanted = max(count * 3 / 2, 8)
    while true {
      do {
        try search(at: shift, wanted)
      } catch let error as LinearAlgebraError where error.code == .cancelled && !disks.isEmpty {
        return false
      }
      let height = try coveredHeight()
      progress(min(height, frequency))
      if height >= frequency { return true }
      let step = disks.map(\.radius).max() ?? 0
      if height > covered {
        covered = height
        // The next disk is to hold the axis from here on.
        shift = ComplexDouble(shift.real, height + 0.6 * min(step, 2 * (frequency - height)))
      } else if shift.imaginary - height > 1e-3 * step {
        shift.imaginary = height + (shift.imaginary - height) / 3
      } else {
        wanted = wanted * 3 / 2
        guard wanted <= min(sector.size - 3, 400) else {
          throw QuantumDynamicsError(
            .notConverged,
            "The modes near \(shift) are too many or too ill-conditioned to tell which are slowest. Ask "
              + "for fewer, or use eigenvalues(in:).")
        }
      }
    }
  }

  private mutating func search(at shift: ComplexDouble, _ wanted: Int) throws {
    if last?.shift != shift { last = (shift, try sector.factors(at: shift)) }
    let result = try sector.shiftInvert(
      count: min(wanted, sector.size - 3), near: shift, options: options, factors: last?.factors)
    solveCount += result.solveCount
    disks.append(
      SearchedDisk(center: shift, radius: result.reliableRadius(norm: sector.scale)))
    for eigenvalue in result.eigenvalues.map({ LiouvillianEigenvalue($0, in: sector) }) {
      found.appendUnlessKnown(eigenvalue, scale: sector.scale)
      if case .real = sector.generator, shift.imaginary != 0 {
        found.appendUnlessKnown(eigenvalue.conjugate, scale: sector.scale)
      }
    }
  }

  /// Up to which frequency disks hold everything to the right of the slowest eigenvalues found.
  private func coveredHeight() throws -> Double {
    let slowest = found.filter { abs($0.value.imaginary) <= frequency }.slowestFirst
    guard slowest.count >= count else { return 0 }
    return disks.coveredHeight(depth: -slowest[count - 1].value.real)
  }
}

extension LiouvillianSpectrum {
  /// The slowest eigenvalues with frequencies up to a bound; a pair is not cut.
  fileprivate func slowest(_ count: Int, upTo frequency: Double) -> LiouvillianSpectrum {
    let candidates = eigenvalues.filter { abs($0.value.imaginary) <= frequency }
    var end = Swift.min(count, candidates.count)
    if end > 0, end < candidates.count, candidates[end - 1].value.imaginary < 0,
      (candidates[end].value - candidates[end - 1].value.conjugate).length
        <= 1e-9 * candidates[end].value.length
    {
      end += 1
    }
    return LiouvillianSpectrum(
      eigenvalues: Array(candidates.prefix(end)), searchedDisks: searchedDisks, method: method,
      solveCount: solveCount, wallTime: wallTime, isComplete: isComplete)
  }
}

extension [SearchedDisk] {
  /// Up to which |Im λ| disks hold everything with −depth < Re λ ≤ 0; the lower half plane mirrors the upper.
  func coveredHeight(depth: Double) -> Double {
    let spans = compactMap { disk -> (low: Double, high: Double)? in
      // A disk covers the strip between two heights where it holds the corners.
      let reach = Swift.max(abs(disk.center.real), abs(disk.center.real + depth))
      guard disk.radius > reach else { return nil }
      let half = (disk.radius * disk.radius - reach * reach).squareRoot()
      let height = abs(disk.center.imaginary)
      return (height - half, height + half)
    }
    var covered = 0.0
    for span in spans.sorted(by: { $0.low < $1.low }) where span.low <= covered {
      covered = Swift.max(covered, span.high)
    }
    return covered
  }
}
