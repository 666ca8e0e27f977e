import RichDisplay

extension SampledSignal: CustomStringConvertible {
  /// The number of samples and the times as text.
  public var description: String { richRepresentation.plainText }
}

extension WholePeriodAverage: CustomStringConvertible {
  /// Mean, variance and period as text.
  public var description: String { richRepresentation.plainText }
}

extension PowerSpectrum: CustomStringConvertible {
  /// The strongest lines as text.
  public var description: String { richRepresentation.plainText }
}

extension SlidingSpectrum: CustomStringConvertible {
  /// The numbers of times and frequencies as text.
  public var description: String { richRepresentation.plainText }
}

extension FrequencyAnalysis: CustomStringConvertible {
  /// The lines as text.
  public var description: String { richRepresentation.plainText }
}

extension DampedModes: CustomStringConvertible {
  /// The modes as text.
  public var description: String { richRepresentation.plainText }
}

extension CurveFit: CustomStringConvertible {
  /// The parameters with their errors as text.
  public var description: String { richRepresentation.plainText }
}

extension BootstrapEstimate: CustomStringConvertible {
  /// Mean, error and interval as text.
  public var description: String { richRepresentation.plainText }
}

extension PowerLawTail: CustomStringConvertible {
  /// The exponent and where the tail begins as text.
  public var description: String { richRepresentation.plainText }
}

extension AsymptoticDecay: CustomStringConvertible {
  /// The rate as text.
  public var description: String { richRepresentation.plainText }
}

extension SizeExtrapolation: CustomStringConvertible {
  /// The limit and the orders as text.
  public var description: String { richRepresentation.plainText }
}

extension ScalingCollapse: CustomStringConvertible {
  /// The scaling as text.
  public var description: String { richRepresentation.plainText }
}
