import ComplexModule
import LinearAlgebra
import RealModule

/// Covers the upper half of a region of one sector with searched disks.
struct RegionSearch {
  private let sector: LiouvillianSector
  private let region: SpectralRegion
  private let countPerShift: Int
  private let options: ShiftInvertOptions
  private let threads: Int
  private(set) var disks: [SearchedDisk] = []
  private var found: [[LiouvillianEigenvalue]] = []
  private(set) var confirmedCount = 0
  private(set) var repairedCount = 0
  private(set) var solveCount = 0
  /// The share of the region's area that disks cover.
  private(set) var coveredFraction = 0.0
  /// Everything in the region with a larger real part is in the disks.
  private(set) var completeAbove: Double
  /// What ended the search before its end.
  private(set) var limit: Limit?
  /// What was found inside and around the region.
  private(set) var known: [ComplexDouble] = []
  /// Of each disk that ends at a doubtful eigenvalue, the uncertainty of that one.
  private var doubts: [Double?] = []

  init(
    sector: LiouvillianSector, region: SpectralRegion, countPerShift: Int,
    options: ShiftInvertOptions, threads: Int
  ) {
    self.sector = sector
    self.region = region
    self.countPerShift = countPerShift
    self.options = options
    self.threads = threads
    completeAbove = region.realRange.upperBound
  }

  /// A rectangle above the real axis.
  private struct Cell {
    var low: ComplexDouble
    var high: ComplexDouble

    var center: ComplexDouble { (low + high) * ComplexDouble(0.5) }
    var reach: Double { (high - low).length / 2 }
    var area: Double { (high.real - low.real) * (high.imaginary - low.imaginary) }

    var halves: [Cell] {
      let size = high - low
      if size.real > size.imaginary {
        let middle = center.real
        return [
          Cell(low: low, high: ComplexDouble(middle, high.imaginary)),
          Cell(low: ComplexDouble(middle, low.imaginary), high: high),
        ]
      }
      let middle = center.imaginary
      return [
        Cell(low: low, high: ComplexDouble(high.real, middle)),
        Cell(low: ComplexDouble(low.real, middle), high: high),
      ]
    }

    func isInside(_ disk: SearchedDisk) -> Bool {
      [
        low, high, ComplexDouble(low.real, high.imaginary), ComplexDouble(high.real, low.imaginary),
      ].allSatisfy { ($0 - disk.center).length < disk.radius }
    }
  }

  /// What ended the search before the region was covered.
  enum Limit {
    /// The user.
    case stopped
    /// An eigenvalue that is more uncertain than the cell that holds it is large.
    case illConditioned(near: ComplexDouble, uncertainty: Double)
    /// More eigenvalues at one place than a shift looks for.
    case crowded(near: ComplexDouble)
  }

  /// All eigenvalues of the sector in the region; those found so far where `limit` ended the search.
  ///
  /// Cells are searched from the right to the left, so that what was found is complete right of `completeAbove`.
  ///
  /// - Parameter progress: called with the fraction of the area that is covered.
  /// - Returns: the eigenvalues.
  /// - Throws: `LinearAlgebraError` of the solvers.
  mutating func run(progress: (Double) -> Void) throws -> [LiouvillianEigenvalue] {
    let whole = Cell(
      low: ComplexDouble(region.realRange.lowerBound, 0),
      high: ComplexDouble(region.realRange.upperBound, region.largestFrequency))
    var open = [whole]
    let smallest = 1e-9 * max(sector.scale, whole.reach)
    do {
      while !open.isEmpty, limit == nil {
        open.sort {
          ($0.high.real, -$0.low.imaginary) < ($1.high.real, -$1.low.imaginary)
        }
        // What is not covered yet: cells whose middle no disk holds are searched there, others cut.
        var next: [Cell] = []
        var halves: [Cell] = []
        while let cell = open.popLast() {
          if disks.contains(where: cell.isInside) {
            coveredFraction += cell.area / whole.area
            continue
          }
          let isKnown = disks.contains { (cell.center - $0.center).length < 0.7 * $0.radius }
          if isKnown, cell.reach > smallest {
            halves += cell.halves
          } else {
            next.append(cell)
          }
          if next.count == threads { break }
        }
        completeAbove = (next + halves + open).map(\.high.real).max() ?? whole.low.real
        try search(at: next.map(\.center))
        for (k, cell) in next.enumerated() {
          if disks.suffix(next.count).contains(where: cell.isInside) {
            coveredFraction += cell.area / whole.area
            continue
          }
          let disk = disks.count - next.count + k
          // A large cell may be well-conditioned in its right part.
          if let doubt = doubts[disk], doubt > cell.reach, cell.reach < whole.reach / 64 {
            limit = .illConditioned(near: cell.center, uncertainty: doubt)
          } else if cell.reach <= smallest {
            limit = .crowded(near: cell.center)
          }
          halves += cell.halves
        }
        open += halves
        progress(min(coveredFraction, 1))
      }
      if limit == nil {
        completeAbove = whole.low.real
        try compareOverlaps()
        coveredFraction = 1
      }
    } catch let error as LinearAlgebraError where error.code == .cancelled && !disks.isEmpty {
      limit = .stopped
      coveredFraction = min(coveredFraction, 1 - 0x1p-20)
    }
    let all = merged()
    known = all.map(\.value)
    return all.filter { region.contains($0.value) }
  }

  /// Searches at several places, each on a thread of its own.
  private mutating func search(at shifts: [ComplexDouble]) throws {
    let (sector, options) = (sector, options)
    let count = min(countPerShift, sector.size - 3)
    let results = try concurrently(shifts) {
      try sector.shiftInvert(count: count, near: $0, options: options)
    }
    for result in results {
      solveCount += result.solveCount
      let reliable = result.reliablePart(norm: sector.scale)
      disks.append(SearchedDisk(center: result.shift, radius: reliable.radius))
      doubts.append(reliable.doubt)
      found.append(result.eigenvalues.map { LiouvillianEigenvalue($0, in: sector) })
    }
  }

  private func tolerance(_ eigenvalue: LiouvillianEigenvalue) -> Double {
    max(
      1e-8 * eigenvalue.value.length, 1e-11 * sector.scale,
      min(10 * (eigenvalue.uncertainty ?? 0), 0.01 * eigenvalue.value.length))
  }

  /// How often a value is in a list.
  private func multiplicity(
    _ value: ComplexDouble, _ tolerance: Double, in list: [LiouvillianEigenvalue]
  ) -> Int {
    list.reduce(0) { $0 + (($1.value - value).length <= tolerance ? 1 : 0) }
  }

  /// Every eigenvalue that one disk found inside another has to be known to the other, as often.
  private mutating func compareOverlaps() throws {
    confirmedCount = 0
    var incomplete: [Int] = []
    for second in disks.indices {
      var isIncomplete = false
      for first in disks.indices where first != second {
        let distance = (disks[first].center - disks[second].center).length
        guard distance < disks[first].radius + disks[second].radius else { continue }
        for eigenvalue in found[first] {
          let allowed = tolerance(eigenvalue)
          guard
            (eigenvalue.value - disks[second].center).length < disks[second].radius - 2 * allowed
          else { continue }
          if multiplicity(eigenvalue.value, allowed, in: found[second])
            >= multiplicity(eigenvalue.value, 0.5 * allowed, in: found[first])
          {
            confirmedCount += 1
          } else {
            isIncomplete = true
          }
        }
      }
      if isIncomplete { incomplete.append(second) }
    }
    // A larger Krylov space sees what the first one missed.
    repairedCount = incomplete.count
    var larger = options
    larger.krylovDimension = 6 * countPerShift + 60
    let (sector, count) = (sector, min(countPerShift + 8, sector.size - 3))
    for start in stride(from: 0, to: incomplete.count, by: threads) {
      let batch = incomplete[start..<min(start + threads, incomplete.count)]
      let options = larger
      let results = try concurrently(batch.map { disks[$0].center }) {
        try sector.shiftInvert(count: count, near: $0, options: options)
      }
      for (index, result) in zip(batch, results) {
        solveCount += result.solveCount
        found[index] = result.eigenvalues.map { LiouvillianEigenvalue($0, in: sector) }
      }
    }
  }

  /// Each eigenvalue as often as the disk that holds most of it has found it, with conjugates.
  private func merged() -> [LiouvillianEigenvalue] {
    var result: [LiouvillianEigenvalue] = []
    for list in found {
      var complete = list
      if case .real = sector.generator {
        // What a disk sees below the real axis is the mirror image of what is above.
        for eigenvalue in list {
          let conjugate = eigenvalue.conjugate
          let allowed = tolerance(conjugate)
          if multiplicity(conjugate.value, allowed, in: complete)
            < multiplicity(eigenvalue.value, allowed, in: list)
          {
            complete.append(conjugate)
          }
        }
      }
      for eigenvalue in complete {
        let allowed = tolerance(eigenvalue)
        if multiplicity(eigenvalue.value, allowed, in: result)
          < multiplicity(eigenvalue.value, allowed, in: complete)
        {
          result.append(eigenvalue)
        }
      }
    }
    return result
  }
}
