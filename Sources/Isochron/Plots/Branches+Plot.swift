public import NonlinearDynamics
public import Plotting

extension FixedPointBranch {
  /// A variable against the parameter: full lines where the points are stable, dashed ones where not, with the
  /// bifurcations.
  ///
  /// - Parameter name: of the variable.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ name: String) -> Plot { [self].plot(name) }
}

extension CycleBranch {
  /// The least and the greatest value of a variable on the orbits against the parameter: full lines where the orbits
  /// are stable, dashed ones where not, with the bifurcations.
  ///
  /// - Parameter name: of the variable.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ name: String) -> Plot { [FixedPointBranch]().plot(name, cycles: [self]) }
}

extension Array where Element == FixedPointBranch {
  /// Branches of fixed points and cycles in one diagram.
  ///
  /// Fixed points are blue and cycles, by their least and greatest values, orange; full lines are stable, dashed ones
  /// are not. Bifurcations are marked by their kinds.
  ///
  /// - Parameters:
  ///   - name: of the variable.
  ///   - cycles: branches of cycles over the same parameter.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(_ name: String, cycles: [CycleBranch] = []) -> Plot {
    let parameter = first?.parameterName ?? cycles.first?.parameterName ?? ""
    let pieces =
      flatMap { branch in
        StabilityPiece.pieces(
          branch.parameterValues, branch[name], branch.points.map(\.isStable), isCycle: false)
      }
      + cycles.flatMap { branch in
        [branch.minima(of: name), branch.maxima(of: name)].flatMap {
          StabilityPiece.pieces(
            branch.parameterValues, $0, branch.points.map(\.isStable), isCycle: true)
        }
      }
    let marks = BifurcationMark.marks(self, cycles, name)
    return Plot {
      for piece in pieces {
        Line(piece.x, piece.y).color(piece.isCycle ? .vermilion : .blue)
          .dashes(piece.isStable ? .solid : .dashed)
      }
      for mark in marks {
        Scatter(mark.x, mark.y).marker(mark.marker).color(.black).label(mark.label)
      }
    }
    .xLabel(parameter).yLabel(name)
  }
}

extension BifurcationCurve {
  /// The curve in the plane of both parameters.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot { [self].plot() }
}

extension Array where Element == BifurcationCurve {
  /// Curves in the plane of both parameters, with the names of their kinds.
  ///
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot() -> Plot {
    let named = enumerated().map { k, curve in
      (curve: curve, isFirst: !prefix(k).contains { $0.kind == curve.kind })
    }
    return Plot {
      for (curve, isFirst) in named {
        let line = Line(curve.firstValues, curve.secondValues)
          .color(curve.kind == .hopf ? .vermilion : .blue)
        isFirst ? line.label(BifurcationMark.title(curve.kind)) : line
      }
    }
    .xLabel(first?.firstName ?? "").yLabel(first?.secondName ?? "")
  }
}

/// Neighbouring points of a branch of the same stability.
private struct StabilityPiece {
  var x: [Double]
  var y: [Double]
  let isStable: Bool
  let isCycle: Bool

  static func pieces(
    _ x: [Double], _ y: [Double], _ stable: [Bool], isCycle: Bool
  ) -> [StabilityPiece] {
    var result: [StabilityPiece] = []
    for k in x.indices {
      if let last = result.last, last.isStable == stable[k] {
        result[result.count - 1].x.append(x[k])
        result[result.count - 1].y.append(y[k])
      } else {
        // A piece begins where the last one ends.
        let start = k > 0 ? [k - 1, k] : [k]
        result.append(
          StabilityPiece(
            x: start.map { x[$0] }, y: start.map { y[$0] }, isStable: stable[k], isCycle: isCycle))
      }
    }
    return result
  }
}

/// The bifurcations of a kind, with their marker.
private struct BifurcationMark {
  let label: String
  let marker: Marker.Shape
  var x: [Double]
  var y: [Double]

  static func title(_ kind: Bifurcation.Kind) -> String {
    switch kind {
    case .saddleNode: "saddle-node"
    case .hopf: "Hopf"
    case .pitchfork: "pitchfork"
    case .transcritical: "transcritical"
    case .periodDoubling: "period doubling"
    case .neimarkSacker: "Neimark–Sacker"
    }
  }

  private static func marker(_ kind: Bifurcation.Kind) -> Marker.Shape {
    switch kind {
    case .saddleNode: .square
    case .hopf: .circle
    case .pitchfork: .diamond
    case .transcritical: .cross
    case .periodDoubling: .triangleUp
    case .neimarkSacker: .plus
    }
  }

  static func marks(
    _ branches: [FixedPointBranch], _ cycles: [CycleBranch], _ name: String
  ) -> [BifurcationMark] {
    var result: [BifurcationMark] = []
    func add(_ bifurcation: Bifurcation, _ value: Double) {
      let label = title(bifurcation.kind)
      if let k = result.firstIndex(where: { $0.label == label }) {
        result[k].x.append(bifurcation.parameter)
        result[k].y.append(value)
      } else {
        result.append(
          BifurcationMark(
            label: label, marker: marker(bifurcation.kind), x: [bifurcation.parameter], y: [value]))
      }
    }
    for branch in branches {
      guard let index = branch.variables.firstIndex(of: name) else { continue }
      for bifurcation in branch.bifurcations { add(bifurcation, bifurcation.state[index]) }
    }
    for branch in cycles {
      let maxima = branch.maxima(of: name)
      for bifurcation in branch.bifurcations {
        // On the line of the greatest values, at the nearest calculated orbit.
        let distance = { (k: Int) -> Double in
          abs(branch.points[k].parameter - bifurcation.parameter)
            + abs(branch.points[k].period - (bifurcation.period ?? 0))
        }
        if let nearest = branch.points.indices.min(by: { distance($0) < distance($1) }) {
          add(bifurcation, maxima[nearest])
        }
      }
    }
    return result
  }
}
