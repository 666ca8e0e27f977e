import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
public import RichDisplay

extension SpinTrajectory: RichDisplayable {
  /// Times, the error of |m| and the steps, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Spin trajectory, \(times.count) times from \(NumberText.real(times.first ?? 0)) to "
        + "\(NumberText.real(times.last ?? 0)), |m| kept to \(NumberText.real(lengthError, digits: 1)), "
        + "\(evidence.acceptedStepCount) steps of \(evidence.method)")
  }
}

extension PhaseDistribution: RichDisplayable {
  /// The maximum and where it is, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Phase distribution S(φ), S_max = \(NumberText.real(maximum)) at φ = "
        + "\(NumberText.real(maximumAngle)), |⟨exp(iφ)⟩| = \(NumberText.real(meanResultantLength))")
  }
}

extension DynamicalOrderParameters: RichDisplayable {
  /// Mean, variance and period, in one line.
  public var richRepresentation: RichRepresentation {
    let averaged =
      period.map { "over \(periodCount) periods of \(NumberText.real($0))" } ?? "no oscillation"
    return RichRepresentation(
      plainText: "Mean \(NumberText.real(mean)), variance \(NumberText.real(variance)), \(averaged)"
    )
  }
}

extension MeanFieldFlow: RichDisplayable {
  /// What it is and what can be asked of it.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Mean-field flow m ↦ dm/dt on the sphere |m| = 1; "
        + "see trajectory(from:times:) and fixedPoints()")
  }
}

extension AngularTrajectory: RichDisplayable {
  /// Times, the last angles and the steps, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Angular trajectory, \(times.count) times from \(NumberText.real(times.first ?? 0)) to "
        + "\(NumberText.real(times.last ?? 0)), ends at θ = \(NumberText.real(polar.last ?? .nan)), "
        + "φ = \(NumberText.real(azimuth.last ?? .nan)), "
        + "\(evidence.acceptedStepCount) steps of \(evidence.method)")
  }
}

extension PhaseLocking: RichDisplayable {
  /// The behaviour, the frequency and the excursion, in one line.
  public var richRepresentation: RichRepresentation {
    let mean = state == .drifting ? "" : ", mean phase \(NumberText.real(meanPhase))"
    return RichRepresentation(
      plainText: "Phase \(state.rawValue), frequency \(NumberText.real(frequency)), "
        + "excursion \(NumberText.real(excursion))" + mean)
  }
}

extension FixedPoint: RichDisplayable {
  /// The point, its eigenvalues and its stability, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Fixed point m = (\(coordinateTexts.joined(separator: ", "))), "
        + "\(stability.rawValue), eigenvalues \(eigenvalueText)")
  }

  /// Coordinates; those of rounding size are zeros of the flow's symmetry.
  fileprivate var coordinateTexts: [String] {
    [position.x, position.y, position.z].map { NumberText.real(abs($0) < 1e-13 ? 0 : $0) }
  }

  fileprivate var eigenvalueText: String {
    eigenvalues.map { NumberText.complex($0, negligible: 1e-13 * $0.length) }
      .joined(separator: ", ")
  }
}

extension FixedPoints: RichDisplayable {
  /// A table of the points with their eigenvalues and stability.
  public var richRepresentation: RichRepresentation {
    let header = ["m_x", "m_y", "m_z", "eigenvalues", "stability"]
    let rows = map { point in
      point.coordinateTexts + [point.eigenvalueText, point.stability.rawValue]
    }
    let title =
      "\(count) fixed points, "
      + (isConsistent ? "indices sum to 2" : "set not known to be complete")
    let widths = header.indices.map { k in ([header] + rows).map { $0[k].count }.max() ?? 0 }
    let lines = ([header] + rows).map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: "   ")
    }
    let cells = rows.map { row in
      "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    let html =
      "<div>\(title)</div><table><thead><tr>"
      + header.map { "<th>\($0)</th>" }.joined() + "</tr></thead><tbody>" + cells.joined()
      + "</tbody></table>"
    return RichRepresentation(plainText: ([title] + lines).joined(separator: "\n")).html(html)
  }
}
