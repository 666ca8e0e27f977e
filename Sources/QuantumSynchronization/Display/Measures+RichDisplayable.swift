import QuantumCore
public import RichDisplay

extension PhaseDifferenceDistribution: RichDisplayable {
  /// The number of spins, the maximum and where it is, in one line.
  public var richRepresentation: RichRepresentation {
    let angles = maximumAngles.map { NumberText.real($0) }.joined(separator: ", ")
    return RichRepresentation(
      plainText: "Phase differences of \(spinCount) spins, S_max = \(NumberText.real(maximum))"
        + (maximum > 1e-12 ? " at φ′ = (\(angles))" : ": no phase relation"))
  }
}

extension ObservedFrequencies: RichDisplayable {
  /// The frequencies with their spread and variance, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Observed frequencies \(values.map { NumberText.real($0) }.joined(separator: ", ")), "
        + "spread \(NumberText.real(spread)), variance \(NumberText.real(variance))")
  }
}

extension PhaseCoherence: RichDisplayable {
  /// The coherence, the phase difference and the behaviour, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Phase coherence \(NumberText.real(magnitude)), phase difference "
        + "\(NumberText.real(phaseDifference)), \(locking.state.rawValue)")
  }
}

extension PearsonCorrelation: RichDisplayable {
  /// The correlation.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: "Pearson correlation \(NumberText.real(value))")
  }
}

extension ContinuousVariableSynchronization: RichDisplayable {
  /// S_c and S_p, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "S_c = \(NumberText.real(complete)), of fluctuations "
        + "\(NumberText.real(completeOfFluctuations)), S_p = "
        + (phase.map { NumberText.real($0) } ?? "undefined (a mean amplitude is 0)"))
  }
}

extension LimitCycleDistance: RichDisplayable {
  /// The distances, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Distance from limit cycles: Ω_R = \(NumberText.real(relativeEntropy)), trace distance "
        + NumberText.real(traceDistance))
  }
}

extension CircularStatistics: RichDisplayable {
  /// Variance and mean direction, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Circular variance \(NumberText.real(variance)) ± \(NumberText.real(standardError, digits: 2)), "
        + "mean direction \(NumberText.real(meanDirection)), \(count) angles")
  }
}

extension KuramotoOrderParameter: RichDisplayable {
  /// r and ψ, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "r = \(NumberText.real(magnitude)), ψ = \(NumberText.real(phase))")
  }
}

extension SpinSqueezing: RichDisplayable {
  /// Both parameters, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Spin squeezing: Wineland ξ_R² = \(NumberText.real(wineland)), Kitagawa–Ueda ξ_S² = "
        + NumberText.real(kitagawaUeda))
  }
}

extension FanoFactor: RichDisplayable {
  /// F with its error, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Fano factor \(NumberText.real(value))"
        + (standardError.map { " ± \(NumberText.real($0, digits: 2))" } ?? "")
        + ", mean \(NumberText.real(mean))")
  }
}

extension OscillatingCoherences: RichDisplayable {
  /// The undamped modes and the relations of the observables, a line for each.
  public var richRepresentation: RichRepresentation {
    let lines = relations().map { relation in
      "\(relation.names.joined(separator: ", ")) at ω = \(NumberText.real(relation.frequency)): "
        + (relation.isSynchronized
          ? "synchronized, phase difference \(NumberText.real(relation.phaseDifference)), amplitude ratio "
            + NumberText.real(relation.amplitudeRatio)
          : "not synchronized")
    }
    return RichRepresentation(
      plainText: (["\(modes.count) oscillating coherences"] + lines).joined(separator: "\n"))
  }
}

extension TongueMap: RichDisplayable {
  /// The size and the shares of the regimes, in one line.
  public var richRepresentation: RichRepresentation {
    let shares = TongueRegime.allCases.filter { share(of: $0) > 0 }
      .map { "\($0.rawValue) \(NumberText.real(100 * share(of: $0), digits: 3)) %" }
    return RichRepresentation(
      plainText: "Regimes at \(detunings.count) detunings × \(strengths.count) strengths: "
        + shares.joined(separator: ", "))
  }
}

extension RegimeEvidence: RichDisplayable {
  /// The regime and what it is told from, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "\(regime.rawValue): R = \(NumberText.real(ratio)), gap ∝ N^−p with p = \(closingExponent), "
        + "gap → \(gapLimit), frequency → \(frequencyLimit)")
  }
}
