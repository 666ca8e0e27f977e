import ComplexModule
import LinearAlgebra
import RealModule

/// A search for eigenvalues among the elements ρ_ij close to the diagonal.
struct NearDiagonalSearch {
  let liouvillian: Liouvillian
  let count: Int
  /// The shifts, which may depend on ‖L‖₁.
  let shifts: (Double) -> [ComplexDouble]
  let options: ShiftInvertOptions
  let progress: (Double) -> Void

  /// Eigenvalues with residuals of the whole L, and what was left out.
  struct Result {
    var found: SectorSearch
    var shifts: [ComplexDouble]
    var evidence: CoherenceEvidence
  }

  /// Runs among elements up to a distance from the diagonal that the caller chose.
  func run(upTo range: Int) throws -> Result {
    let form = NearDiagonalForm(dimension: liouvillian.dimension, range: max(0, range))
    let sector = form.sector(of: liouvillian)
    let shifts = shifts(sector.scale)
    try requireSearch(count: count, shifts: shifts)
    var found = try sector.search(
      count: min(count, sector.size - 3), shifts: shifts, options: options, progress: progress)
    _ = judge(&found, form, sector)
    return Result(
      found: found, shifts: shifts,
      evidence: CoherenceEvidence(
        range: form.range, unknownCount: form.count, discardedDecayRate: nil))
  }

  /// Runs among as many elements as the modes turn out to need.
  ///
  /// - Returns: nil where all elements have to be looked at, or where L falls apart into sectors.
  func runAutomatically() throws -> Result? {
    let d = liouvillian.dimension
    // A few widths √d of a coherent state: enough for what is narrow, and to tell how far what is wider reaches.
    var range = Int(2.4 * Double(d).squareRoot())
    while range < d * 2 / 3 {
      let form = NearDiagonalForm(dimension: d, range: range)
      let sector = form.sector(of: liouvillian)
      guard case .real(let matrix) = sector.generator,
        matrix.connectedComponents().count == 1
      else { return nil }
      let shifts = shifts(sector.scale)
      try requireSearch(count: count, shifts: shifts)
      let first = try sector.factors(at: shifts[0])
      if shifts[0].imaginary == 0, let needed = try rangeNeeded(form, first), needed > range {
        range = needed
        continue
      }
      var found = try sector.search(
        count: count, shifts: shifts, options: options, firstFactors: first, progress: progress)
      guard judge(&found, form, sector) else {
        range = range * 5 / 4 + 1
        continue
      }
      let slowest = found.disks.map { $0.radius - $0.center.real }.max() ?? .infinity
      let discarded = DiscardedCoherences(liouvillian, beyond: range)
      let guaranteed = discarded.guaranteedDecayRate
      guard
        try guaranteed > slowest
          || discarded.propagatesFaster(than: slowest, norm: sector.scale)
      else { return nil }
      return Result(
        found: found, shifts: shifts,
        evidence: CoherenceEvidence(
          range: range, unknownCount: form.count,
          discardedDecayRate: max(slowest, guaranteed)))
    }
    return nil
  }

  /// Estimates from the mode next to the shift how far from the diagonal slow modes reach.
  ///
  /// - Returns: nil where the mode is not resolved well enough to tell.
  private func rangeNeeded(
    _ form: NearDiagonalForm, _ factors: any SparseFactorization
  ) throws -> Int? {
    var vector = form.identity
    for _ in 0..<4 {
      try factors.solve(&vector)
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length.isFinite, length > 0 else { return nil }
      for k in vector.indices { vector[k] /= length }
    }
    let tails = form.tails(of: vector)
    let goal = 1e-15
    // Other modes reach a little farther than the one next to the shift.
    if let enough = tails.firstIndex(where: { $0 < goal }), enough <= form.range {
      return Int(1.02 * Double(enough)) + 1
    }
    // ln tail ∝ −W^p with 1 ≤ p ≤ 2.
    let (half, full) = (tails[form.range / 2], tails[form.range])
    guard half < 0.3, full < 0.1 * half else { return form.range * 2 }
    let power = min(max(Double.log(Double.log(full) / Double.log(half)) / Double.log(2), 1), 2)
    // p falls with W: the estimate is a few percent too low.
    let reach = Double(form.range) * Double.pow(Double.log(goal) / Double.log(full), 1 / power)
    return Int(1.06 * reach) + 2
  }

  /// Gives eigenvalues their residuals with the whole L.
  ///
  /// - Returns: whether those are about as small as rounding allows.
  private func judge(
    _ found: inout SectorSearch, _ form: NearDiagonalForm, _ sector: LiouvillianSector
  ) -> Bool {
    let action = liouvillian.realAction()
    var isResolved = true
    var known: [ComplexDouble: Double] = [:]
    found.eigenvalues = found.eigenvalues.map { eigenvalue in
      let residual =
        known[eigenvalue.value.conjugate]
        ?? wholeResidual(eigenvalue.value, eigenvalue.coordinates, form, action)
      known[eigenvalue.value] = residual
      if residual > 4 * eigenvalue.residual + 64 * 0x1p-53 * sector.scale { isResolved = false }
      return LiouvillianEigenvalue(
        SparseEigenvalue(
          value: eigenvalue.value, vector: eigenvalue.coordinates,
          leftVector: eigenvalue.leftCoordinates, residual: max(residual, eigenvalue.residual),
          conditionNumber: eigenvalue.conditionNumber), in: sector)
    }
    return isResolved
  }

  /// ‖L v − λ v‖ with the whole L.
  private func wholeResidual(
    _ value: ComplexDouble, _ coordinates: [ComplexDouble], _ form: NearDiagonalForm,
    _ action: any RealAction
  ) -> Double {
    let parts = [coordinates.map { $0.real }, coordinates.map { $0.imaginary }].map(form.completed)
    var images = parts
    for k in 0..<2 where k == 0 || value.imaginary != 0 {
      action.apply(to: parts[k], into: &images[k])
    }
    var sum = 0.0
    for k in parts[0].indices {
      let difference =
        ComplexDouble(images[0][k], value.imaginary == 0 ? 0 : images[1][k])
        - value * ComplexDouble(parts[0][k], value.imaginary == 0 ? 0 : parts[1][k])
      sum += difference.lengthSquared
    }
    return sum.squareRoot()
  }
}
