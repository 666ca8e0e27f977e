import RichDisplay

extension PhaseDistribution: CustomStringConvertible {
  /// The maximum and where it is as text.
  public var description: String { richRepresentation.plainText }
}

extension PhaseDifferenceDistribution: CustomStringConvertible {
  /// The maximum and where it is as text.
  public var description: String { richRepresentation.plainText }
}

extension DynamicalOrderParameters: CustomStringConvertible {
  /// Mean, variance and period as text.
  public var description: String { richRepresentation.plainText }
}

extension PhaseLocking: CustomStringConvertible {
  /// The behaviour and the frequency as text.
  public var description: String { richRepresentation.plainText }
}

extension ObservedFrequencies: CustomStringConvertible {
  /// The frequencies as text.
  public var description: String { richRepresentation.plainText }
}

extension PhaseCoherence: CustomStringConvertible {
  /// The coherence as text.
  public var description: String { richRepresentation.plainText }
}

extension PearsonCorrelation: CustomStringConvertible {
  /// The correlation as text.
  public var description: String { richRepresentation.plainText }
}

extension ContinuousVariableSynchronization: CustomStringConvertible {
  /// Both measures as text.
  public var description: String { richRepresentation.plainText }
}

extension LimitCycleDistance: CustomStringConvertible {
  /// The distances as text.
  public var description: String { richRepresentation.plainText }
}

extension CircularStatistics: CustomStringConvertible {
  /// Variance and mean direction as text.
  public var description: String { richRepresentation.plainText }
}

extension KuramotoOrderParameter: CustomStringConvertible {
  /// Magnitude and phase as text.
  public var description: String { richRepresentation.plainText }
}

extension SpinSqueezing: CustomStringConvertible {
  /// Both parameters as text.
  public var description: String { richRepresentation.plainText }
}

extension FanoFactor: CustomStringConvertible {
  /// The factor and the mean as text.
  public var description: String { richRepresentation.plainText }
}

extension OscillatingCoherences: CustomStringConvertible {
  /// The relations of the observables as text.
  public var description: String { richRepresentation.plainText }
}

extension TongueMap: CustomStringConvertible {
  /// The shares of the regimes as text.
  public var description: String { richRepresentation.plainText }
}

extension RegimeEvidence: CustomStringConvertible {
  /// The regime and its evidence as text.
  public var description: String { richRepresentation.plainText }
}
