/// Which matrix elements ρ_ij a search for a few eigenvalues works with, by their distance |i − j|.
///
/// Slow modes of large spins and oscillators are smooth: their elements fall off away from the diagonal like
/// those of a coherent state, beyond all rounding at |i − j| of a few √d. A search in the elements that count
/// costs a fraction of one in all, and residuals with the whole L tell whether it was enough.
public enum CoherenceRange: Hashable, Sendable {
  /// As many as the modes need, all where that saves little.
  ///
  /// The range grows until the residuals with the whole L are those of rounding, and what is left out is shown to
  /// decay faster than everything that was searched for.
  case automatic
  /// All d².
  case all
  /// |i − j| up to a distance; residuals tell what that neglects.
  case upTo(Int)
}

/// What a search among elements near the diagonal left out, and why that does no harm.
public struct CoherenceEvidence: Hashable, Sendable, Codable {
  /// The largest |i − j| of the elements ρ_ij that were kept.
  public let range: Int

  /// The number of real unknowns, of d².
  public let unknownCount: Int

  /// A lower estimate of the decay rates of what was left out, taken alone; nil where it was not asked for.
  ///
  /// It is proved by Gershgorin's theorem for the Hermitian part of L on these elements; where that proves nothing, a
  /// random matrix of them was propagated until it had decayed by six orders of magnitude more than a mode of this
  /// rate would.
  public let discardedDecayRate: Double?

  package init(range: Int, unknownCount: Int, discardedDecayRate: Double?) {
    self.range = range
    self.unknownCount = unknownCount
    self.discardedDecayRate = discardedDecayRate
  }
}
