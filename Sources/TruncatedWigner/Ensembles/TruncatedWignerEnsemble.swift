import Preconditions
public import ComplexModule
public import LinearAlgebra

/// Averages over trajectories of the truncated Wigner approximation, with their errors and evidence.
public struct TruncatedWignerEnsemble: Sendable, Codable {
  /// How a calculation ended.
  public enum Status: String, Sendable, Hashable, Codable {
    /// At the last time.
    case completed
    /// Before it, because a stop was asked for; what is there is valid up to the last time of `times`.
    case cancelled
  }

  /// What was kept of an observable.
  public struct Observable: Sendable, Hashable, Codable {
    /// ⟨A⟩ at the times: the mean of the Weyl symbol.
    public internal(set) var means: [ComplexDouble] = []
    /// The standard error of each mean.
    public internal(set) var standardErrors: [Double] = []
    /// The least value of the symbol's real part in any trajectory, at each time.
    public internal(set) var minima: [Double] = []
    /// The greatest value of the symbol's real part in any trajectory, at each time.
    public internal(set) var maxima: [Double] = []
    /// The quantiles of the symbol's real part that were asked for, `quantiles[k][time]` for probability k.
    public internal(set) var quantiles: [[Double]] = []
    /// How many trajectories are in each bin, `histogram[time][bin]`; empty where no bins were given.
    public internal(set) var histogram: [[Int]] = []
    /// Trajectories outside of all bins, at each time.
    public internal(set) var outsideHistogram: [Int] = []
  }

  /// One trajectory that was kept.
  public struct Trajectory: Sendable, Hashable, Codable {
    /// α at the times, `amplitudes[mode][time]`.
    public internal(set) var amplitudes: [[ComplexDouble]]
    /// Weyl symbols at the times, by name.
    public internal(set) var values: [String: [ComplexDouble]]
  }

  /// The amplitudes of all trajectories at one time.
  public struct Sample: Sendable, Hashable, Codable {
    /// When.
    public let time: Double
    /// α, `amplitudes[mode][trajectory]`.
    public let amplitudes: [[ComplexDouble]]
  }

  /// How a calculation ended.
  public internal(set) var status: Status
  /// The times of output that were reached.
  public internal(set) var times: [Double]
  /// What was observed, by name.
  public internal(set) var observables: [String: Observable]
  /// |⟨e^(i arg α_k)⟩| at the times, `phaseCoherence[mode][time]`; 1 minus it is the circular variance.
  public internal(set) var phaseCoherence: [[Double]]
  /// The trajectories that were kept.
  public internal(set) var trajectories: [Trajectory]
  /// The amplitudes of all trajectories at the times that were asked for, the end last.
  public internal(set) var samples: [Sample]
  /// How it was calculated.
  public let options: TruncatedWignerOptions
  /// The longest step.
  public let stepSize: Double
  /// How many steps each trajectory made.
  public internal(set) var stepCount: Int
  /// How the noise was made, never `automatic`.
  public let factorization: NoiseFactorization
  /// How many real Wiener processes there are.
  public let noiseCount: Int
  /// Whether the equation is that of the master equation, without truncation.
  public let isExact: Bool
  /// The largest coefficient of a third derivative that was dropped.
  public let neglectedThirdOrder: Double
  /// The fraction of square roots in the diffusion's factor whose argument was negative and taken as 0.
  public internal(set) var negativeDiffusionFraction: Double
  /// The lowest such argument, or 0.
  public internal(set) var lowestDiffusion: Double
  /// Seconds of the whole calculation.
  public internal(set) var wallTime: Double
  /// What the model was made with.
  public internal(set) var parameters: [String: Double]
  /// Which observables are Hermitian.
  public let hermitianNames: Set<String>

  /// How many trajectories there are.
  public var trajectoryCount: Int { options.trajectoryCount }

  /// The mean of a Hermitian observable by its name; an unknown name stops the program with the known ones.
  public subscript(name: String) -> [Double] {
    observable(name).means.map(\.real)
  }

  /// What was kept of an observable; an unknown name stops the program with the known ones.
  ///
  /// - Parameter name: as it was given.
  /// - Returns: means, errors, envelopes, quantiles and histogram.
  public func observable(_ name: String) -> Observable {
    guard let result = observables[name] else {
      stopForBrokenPrecondition(
        "No observable is named \"\(name)\"; there are \(observables.keys.sorted()).")
    }
    return result
  }

  /// The circular variance 1 − |⟨e^(iθ)⟩| of a mode's phase at the times.
  ///
  /// - Parameter mode: counted from 0.
  /// - Returns: between 0, all phases equal, and 1.
  public func circularVariance(ofMode mode: Int = 0) -> [Double] {
    phaseCoherence[mode].map { 1 - $0 }
  }
}
