/// Which coefficient of second order the noise has.
public enum DiffusionOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// The leading part for many quanta, a sum of squares over the jump operators: never negative.
  case leading
  /// Exact to second order. Where it is negative, no noise is taken in that direction, and the result says how
  /// often.
  case exact
}

/// How the noise is made from its coefficient D.
public enum NoiseFactorization: String, Sendable, Hashable, Codable, CaseIterable {
  /// Whichever of the others needs fewer random numbers and fits the scheme.
  case automatic
  /// Each jump operator has its own one or two Wiener processes; leading order only.
  case jumpOperators
  /// Cholesky's factor of D at each point, with a Wiener process for each real variable; Itô schemes only.
  case cholesky
}

/// A histogram of an observable at each time.
public struct HistogramBins: Sendable, Hashable, Codable {
  /// Where the first bin begins.
  public var lower: Double
  /// Where the last bin ends.
  public var upper: Double
  /// How many bins of equal width there are.
  public var count: Int

  /// Bins of equal width.
  ///
  /// - Parameters:
  ///   - range: from the first bin's begin to the last one's end.
  ///   - count: how many bins, at least 1.
  public init(_ range: ClosedRange<Double>, count: Int) {
    lower = range.lowerBound
    upper = range.upperBound
    self.count = count
  }

  /// The edges, one more than bins.
  public var edges: [Double] {
    (0...count).map { lower + (upper - lower) * (Double($0) / Double(count)) }
  }
}

/// How a truncated-Wigner ensemble is calculated.
public struct TruncatedWignerOptions: Sendable, Hashable, Codable {
  /// How many trajectories there are.
  public var trajectoryCount: Int
  /// Where all random numbers come from: trajectory i has stream i of the seed.
  public var seed: UInt64
  /// The method.
  public var scheme: StochasticScheme
  /// Which coefficient of second order the noise has.
  public var diffusion: DiffusionOrder
  /// How the noise is made from it.
  public var factorization: NoiseFactorization
  /// How many of the first trajectories are kept at all times.
  public var keptTrajectories: Int
  /// Times of output at which the amplitudes of all trajectories are kept; those at the end always are.
  public var sampledTimes: [Double]
  /// Probabilities p of which the quantiles of Hermitian observables are kept: p of all trajectories lie below.
  public var quantiles: [Double]
  /// Bins of observables, by their names.
  public var histograms: [String: HistogramBins]
  /// How many threads work; results do not depend on it.
  ///
  /// Nil takes one for each processor.
  public var threadCount: Int?

  /// Chooses how an ensemble is calculated.
  ///
  /// - Parameters:
  ///   - trajectoryCount: at least 1.
  ///   - seed: any number.
  ///   - scheme: the method.
  ///   - diffusion: which coefficient of second order.
  ///   - factorization: how noise is made from it.
  ///   - keptTrajectories: not negative.
  ///   - sampledTimes: times of output at which the amplitudes of all trajectories are kept.
  ///   - quantiles: probabilities between 0 and 1.
  ///   - histograms: bins by names of observables.
  ///   - threadCount: at least 1, or nil.
  public init(
    trajectoryCount: Int = 10_000, seed: UInt64 = 0, scheme: StochasticScheme = .weakOrder2,
    diffusion: DiffusionOrder = .leading, factorization: NoiseFactorization = .automatic,
    keptTrajectories: Int = 0, sampledTimes: [Double] = [], quantiles: [Double] = [],
    histograms: [String: HistogramBins] = [:], threadCount: Int? = nil
  ) {
    self.trajectoryCount = trajectoryCount
    self.seed = seed
    self.scheme = scheme
    self.diffusion = diffusion
    self.factorization = factorization
    self.keptTrajectories = keptTrajectories
    self.sampledTimes = sampledTimes
    self.quantiles = quantiles
    self.histograms = histograms
    self.threadCount = threadCount
  }

  func validate() throws {
    guard trajectoryCount >= 1, keptTrajectories >= 0, threadCount ?? 1 >= 1,
      quantiles.allSatisfy({ (0...1).contains($0) }),
      histograms.values.allSatisfy({ $0.count >= 1 && $0.upper > $0.lower })
    else {
      throw TruncatedWignerError(
        .invalidParameter,
        "An ensemble needs one trajectory and one thread or more, probabilities between 0 and 1, and "
          + "histograms with bins of positive width; \(self) came.")
    }
  }
}
