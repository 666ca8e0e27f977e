import ComplexModule
import LinearAlgebra
public import RichDisplay

extension FlowTrajectory: RichDisplayable {
  /// Times, steps and how well conserved quantities were kept, in one line.
  public var richRepresentation: RichRepresentation {
    var parts = [
      "Trajectory of \(variables.joined(separator: ", "))",
      "\(times.count) times from \(NumberFormat.real(times.first ?? 0)) to "
        + "\(NumberFormat.real(times.last ?? 0))",
      "\(evidence.acceptedStepCount) steps of \(evidence.method)",
    ]
    if !events.isEmpty { parts.append("\(events.count) events") }
    if let worst = conservationErrors.max() {
      parts.append("conserved quantities kept to \(NumberFormat.real(worst, digits: 1))")
    }
    if case .stopped(let time) = status { parts.append("stopped at \(NumberFormat.real(time))") }
    return RichRepresentation(plainText: parts.joined(separator: ", "))
  }
}

extension Equilibrium: RichDisplayable {
  /// The point, its stability and eigenvalues, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Fixed point (\(variables.joined(separator: ", "))) = \(NumberFormat.list(state)), "
        + "\(stability.rawValue), eigenvalues \(NumberFormat.list(eigenvalues))")
  }
}

extension Equilibria: RichDisplayable {
  /// A table of the points.
  public var richRepresentation: RichRepresentation {
    let evidence =
      isComplete
      ? "proven to be all in the box"
      : (isSearched
        ? "\(unresolvedBoxCount) boxes undecided: degenerate points"
        : "not all of the box was searched: raise boxLimit")
    let title = "\(count) fixed point\(count == 1 ? "" : "s"), \(evidence)"
    guard let first else { return RichRepresentation(plainText: title) }
    return SummaryTable(
      title: title, heads: first.variables + ["stability", "eigenvalues"],
      rows: map { point in
        point.state.map { NumberFormat.real(abs($0) < 1e-14 ? 0 : $0) }
          + [point.stability.rawValue, NumberFormat.list(point.eigenvalues)]
      }
    ).representation
  }
}

extension LimitCycle: RichDisplayable {
  /// Period, stability and multipliers, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "\(isStable ? "Stable" : "Unstable") cycle of period "
        + "\(NumberFormat.real(period, digits: 10)), Floquet multipliers "
        + "\(NumberFormat.list(multipliers)), residual \(NumberFormat.real(residual, digits: 1))")
  }
}

extension PoincareSection: RichDisplayable {
  /// How many passages, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Section with \(states.count) passages from t = "
        + "\(NumberFormat.real(times.first ?? .nan)) to \(NumberFormat.real(times.last ?? .nan))"
        + (isComplete ? "" : ", fewer than asked for"))
  }
}

extension LyapunovSpectrum: RichDisplayable {
  /// A table of the exponents with their errors.
  public var richRepresentation: RichRepresentation {
    var title =
      "Lyapunov exponents over a time of \(NumberFormat.real(duration)): \(attractor().rawValue)"
    if let dimension = kaplanYorkeDimension, dimension > 0 {
      title += ", Kaplan–Yorke dimension \(NumberFormat.real(dimension, digits: 4))"
    }
    return SummaryTable(
      title: title, heads: ["", "exponent", "standard error"],
      rows: exponents.indices.map {
        [
          "λ\($0 + 1)", NumberFormat.real(exponents[$0], digits: 5),
          NumberFormat.real(standardErrors[$0], digits: 2),
        ]
      }
    ).representation
  }
}

extension MeanFrequency: CustomStringConvertible, RichDisplayable {
  /// The frequency with its uncertainty.
  public var description: String {
    "\(NumberFormat.real(value, digits: 12)) ± \(NumberFormat.real(uncertainty, digits: 1))"
  }

  /// The frequency with its uncertainty.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Mean frequency \(NumberFormat.real(value, digits: 12)), uncertain by "
        + NumberFormat.real(uncertainty, digits: 1))
  }
}

extension Bifurcation: RichDisplayable {
  /// The kind and where it is, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: "\(cells[0]) at \(cells[1]), \(cells[2])")
  }

  /// Kind, parameter, what else is known.
  var cells: [String] {
    var more = ["state \(NumberFormat.list(state, digits: 4))"]
    if let period { more.append("period \(NumberFormat.real(period))") }
    if let coefficient = lyapunovCoefficient {
      more.append(coefficient < 0 ? "supercritical" : "subcritical")
    }
    return [
      kind.rawValue, "\(parameterName) = \(NumberFormat.real(parameter, digits: 9))",
      more.joined(separator: ", "),
    ]
  }
}

extension FixedPointBranch: RichDisplayable {
  /// The range and a table of the bifurcations.
  public var richRepresentation: RichRepresentation {
    summary(
      of: "Branch of fixed points", parameterValues, parameterName, bifurcations, ends)
  }
}

extension CycleBranch: RichDisplayable {
  /// The range and a table of the bifurcations.
  public var richRepresentation: RichRepresentation {
    summary(of: "Branch of cycles", parameterValues, parameterName, bifurcations, ends)
  }
}

private func summary(
  of what: String, _ values: [Double], _ name: String, _ bifurcations: [Bifurcation],
  _ ends: [ContinuationEnd]
) -> RichRepresentation {
  SummaryTable(
    title:
      "\(what), \(values.count) points, \(name) from \(NumberFormat.real(values.min() ?? .nan)) to "
      + "\(NumberFormat.real(values.max() ?? .nan)), ends: "
      + ends.map(\.rawValue).joined(separator: ", "),
    heads: ["bifurcation", "at", ""], rows: bifurcations.map(\.cells)
  ).representation
}

extension BifurcationCurve: RichDisplayable {
  /// The kind and the ranges, in one line.
  public var richRepresentation: RichRepresentation {
    let range = { (values: [Double]) in
      "\(NumberFormat.real(values.min() ?? .nan)) to \(NumberFormat.real(values.max() ?? .nan))"
    }
    return RichRepresentation(
      plainText: "Curve of \(kind.rawValue) points, \(points.count) points, \(firstName) from "
        + "\(range(firstValues)), \(secondName) from \(range(secondValues))")
  }
}

extension ParameterMap: RichDisplayable {
  /// The grid and what was measured, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText: "Map of \(names.joined(separator: ", ")) over \(x.count) × \(y.count) values of "
        + "\(xName) and \(yName), \(computedCount) points integrated"
        + (isComplete ? "" : ", stopped before its end"))
  }
}

extension Basins: RichDisplayable {
  /// A table of the attractors.
  public var richRepresentation: RichRepresentation {
    SummaryTable(
      title:
        "\(attractors.count) attractor\(attractors.count == 1 ? "" : "s") of \(x.count) × \(y.count) points",
      heads: ["share", "means", "standard deviations"],
      rows: attractors.map {
        [
          NumberFormat.real(100 * $0.share, digits: 4) + " %",
          NumberFormat.list($0.means, digits: 4),
          NumberFormat.list($0.deviations, digits: 3),
        ]
      }
    ).representation
  }
}

extension BifurcationDiagram: RichDisplayable {
  /// The range and the number of values, in one line.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(
      plainText:
        "Bifurcation diagram over \(parameterValues.count) values of \(parameterName) from "
        + "\(NumberFormat.real(parameterValues.min() ?? .nan)) to "
        + "\(NumberFormat.real(parameterValues.max() ?? .nan)), \(values.joined().count) passages")
  }
}
