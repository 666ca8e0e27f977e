public import ComplexModule
public import LinearAlgebra

/// A rectangle of the complex plane, symmetric to the real axis.
public struct SpectralRegion: Hashable, Sendable, Codable {
  /// The range of Re λ.
  public var realRange: ClosedRange<Double>

  /// The largest |Im λ|.
  public var largestFrequency: Double

  /// A rectangle.
  ///
  /// - Parameters:
  ///   - realRange: of Re λ; its upper end a little above 0 where steady states are to be inside.
  ///   - largestFrequency: of |Im λ|, positive.
  public init(realRange: ClosedRange<Double>, largestFrequency: Double) {
    self.realRange = realRange
    self.largestFrequency = largestFrequency
  }

  /// Whether a number lies in the rectangle.
  ///
  /// - Parameter value: λ.
  /// - Returns: whether it does.
  public func contains(_ value: ComplexDouble) -> Bool {
    realRange.contains(value.real) && abs(value.imaginary) <= largestFrequency
  }
}

/// Why all eigenvalues of a region are there, and each once.
public struct RegionEvidence: Hashable, Sendable, Codable {
  /// How many shifts were searched; their disks cover the region.
  public let shiftCount: Int

  /// How many eigenvalues lay in the overlap of disks and were found from both.
  public let confirmedCount: Int

  /// How many were found from one shift but not from another whose disk holds them, and were searched again.
  public let repairedCount: Int

  /// The number of eigenvalues by the argument principle; nil where it was not asked for or did not come to its end.
  public let countedByWinding: Int?

  /// How many factorizations that count took.
  public let countFactorizations: Int

  /// The share of the region in which all eigenvalues were found: 1, or less where `limitation` says why.
  public let coveredFraction: Double

  /// Everything in the region with Re λ above this was found: the left end of the region, or more than that where
  /// `limitation` says why.
  public let completeAbove: Double

  /// What ended the search or the count early: the user, or eigenvalues that are more uncertain than they are far from
  /// one another; nil where nothing did.
  public let limitation: String?
}

/// The eigenvalues of a region with the evidence that they are complete.
public struct RegionSpectrum: Sendable {
  /// The region.
  public let region: SpectralRegion

  /// The eigenvalues in the region, the slowest decay first, each as often as it occurs.
  public let spectrum: LiouvillianSpectrum

  /// Why they are complete.
  public let evidence: RegionEvidence
}
