public import RichDisplay

extension SampledSignal: RichDisplayable {
  /// How many samples, and from when to when.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Signal of \(count) samples from t = \(NumberFormat.significant(times[0])) to "
        + "\(NumberFormat.significant(times[count - 1]))"
        + (isUniform ? ", every \(NumberFormat.significant(meanInterval))" : ", not equally spaced")
    )
  }
}

extension WholePeriodAverage: RichDisplayable {
  /// Mean, variance and period, in one line.
  public var richRepresentation: RichRepresentation {
    let averaged =
      period.map { "over \(periodCount) periods of \(NumberFormat.significant($0))" }
      ?? "no oscillation"
    return RichRepresentation(
      plainText: "Mean \(NumberFormat.significant(mean)), variance "
        + "\(NumberFormat.significant(variance)), \(averaged)")
  }
}

extension PowerSpectrum: RichDisplayable {
  /// The strongest lines and how the spectrum was made.
  public var richRepresentation: RichRepresentation {
    let lines = peaks().prefix(4).map { NumberFormat.significant($0.frequency) }
    return RichRepresentation(
      plainText: "Power spectrum, \(frequencies.count) frequencies from "
        + "\(NumberFormat.significant(frequencies[0])) to "
        + "\(NumberFormat.significant(frequencies[frequencies.count - 1])) (\(unit.rawValue)), "
        + "\(segmentCount) segment\(segmentCount == 1 ? "" : "s"), resolution "
        + NumberFormat.significant(resolution, digits: 3)
        + (lines.isEmpty ? "" : ", lines at \(lines.joined(separator: ", "))"))
  }
}

extension SlidingSpectrum: RichDisplayable {
  /// How many times and frequencies.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Sliding spectrum, \(times.count) times from \(NumberFormat.significant(times[0])) to "
        + "\(NumberFormat.significant(times[times.count - 1])), \(frequencies.count) frequencies up to "
        + "\(NumberFormat.significant(frequencies[frequencies.count - 1])) (\(unit.rawValue))")
  }
}

extension FrequencyAnalysis: RichDisplayable {
  /// A table of the lines.
  public var richRepresentation: RichRepresentation {
    TableText(
      title: "\(lines.count) line\(lines.count == 1 ? "" : "s"), what they leave "
        + NumberFormat.significant(relativeResidual, digits: 2),
      header: ["frequency", "amplitude", "phase"],
      rows: lines.map {
        [
          Estimate($0.frequency, standardError: $0.frequencyError).description,
          NumberFormat.significant($0.amplitude), NumberFormat.significant($0.phase),
        ]
      }
    ).representation
  }
}

extension DampedModes: RichDisplayable {
  /// A table of the modes.
  public var richRepresentation: RichRepresentation {
    TableText(
      title: "\(modes.count) mode\(modes.count == 1 ? "" : "s"), what they leave "
        + NumberFormat.significant(relativeResidual, digits: 2),
      header: ["rate", "frequency", "amplitude", "phase"],
      rows: modes.map {
        [
          Estimate($0.rate, standardError: $0.rateError).description,
          Estimate($0.frequency, standardError: $0.frequencyError).description,
          NumberFormat.significant($0.amplitude), NumberFormat.significant($0.phase),
        ]
      }
    ).representation
  }
}

extension CurveFit: RichDisplayable {
  /// A table of the parameters with their errors, and how good the fit is.
  public var richRepresentation: RichRepresentation {
    var quality = "R² = \(NumberFormat.significant(rSquared))"
    if let goodness {
      quality +=
        ", χ²/\(degreesOfFreedom) = \(NumberFormat.significant(reducedChiSquared, digits: 3))"
        + ", P = \(NumberFormat.significant(goodness, digits: 2))"
    }
    return TableText(
      title: "Fit of \(model.formula) to \(x.count) points, \(quality)",
      header: ["parameter", "value"],
      rows: model.parameterNames.map { [$0, self[$0].description] }
    ).representation
  }
}

extension BootstrapEstimate: RichDisplayable {
  /// Mean, error and interval, in one line.
  public var richRepresentation: RichRepresentation {
    let range = interval()
    return RichRepresentation(
      plainText:
        "\(Estimate(mean, standardError: standardError)) from \(samples.count) samples, 95 % between "
        + "\(NumberFormat.significant(range.lowerBound)) and \(NumberFormat.significant(range.upperBound))"
    )
  }
}

extension PowerLawTail: RichDisplayable {
  /// The exponent and where the tail begins, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "p ∝ x^−α with α = \(exponent) for x ≥ \(NumberFormat.significant(minimum)) "
        + "(\(tailCount) samples), distance \(NumberFormat.significant(distance, digits: 2))")
  }
}

extension AsymptoticDecay: RichDisplayable {
  /// The rate, the frequency and where the window starts, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Final decay with γ = \(rate)" + (frequency.map { ", ω = \($0)" } ?? "")
        + " from t = \(NumberFormat.significant(start)) on")
  }
}

extension SizeExtrapolation: RichDisplayable {
  /// The limit and a table of the orders.
  public var richRepresentation: RichRepresentation {
    TableText(
      title: "N → ∞: \(limit) (order \(order), \(sizes.count) sizes)", header: ["order", "limit"],
      rows: orders.map { ["\($0.order)", $0.limit.description] }
    ).representation
  }
}

extension ScalingCollapse: RichDisplayable {
  /// A table of the scaling, and the quality.
  public var richRepresentation: RichRepresentation {
    TableText(
      title:
        "Collapse of \(curves.count) sizes, quality \(NumberFormat.significant(value, digits: 3))",
      header: ["", ""],
      rows: [
        ["x_c", critical.description], ["exponent of x", xExponent.description],
        ["exponent of y", yExponent.description], ["ν", correlationExponent.description],
      ]
    ).representation
  }
}
