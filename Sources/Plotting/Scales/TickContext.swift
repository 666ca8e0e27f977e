/// What choosing ticks depends on: the axis and the room for its labels.
package struct TickContext: Sendable {
  /// Least and greatest value on the axis.
  package var domain: ClosedRange<Double>
  /// How values become positions.
  package var scale: AxisScale
  /// Length of the axis in points.
  package var length: Double
  /// Size of the labels' font in points.
  package var fontSize: Double
  /// Whether labels stand above each other.
  package var isVertical: Bool
  /// Measures a label along the axis, in points.
  package var extent: @Sendable (String) -> Double
  /// All that the axis shows where this is one of its pieces: numbers of all pieces then share one
  /// power of ten and have no offset.
  package var whole: ClosedRange<Double>?

  package init(
    domain: ClosedRange<Double>, scale: AxisScale = .linear, length: Double, fontSize: Double,
    isVertical: Bool, whole: ClosedRange<Double>? = nil,
    extent: @escaping @Sendable (String) -> Double
  ) {
    self.domain = domain
    self.scale = scale
    self.length = length
    self.fontSize = fontSize
    self.isVertical = isVertical
    self.extent = extent
    self.whole = whole
  }

  /// How many labels look right.
  var desiredCount: Double { max(2, length / (fontSize * (isVertical ? 3.7 : 5))) }

  /// Least distance between the boxes of neighbouring labels.
  var leastGap: Double { fontSize * (isVertical ? 0.35 : 0.7) }

  /// Distance on the page from the low end of the axis.
  func place(_ value: Double) -> Double {
    let low = scale.position(of: domain.lowerBound)
    let high = scale.position(of: domain.upperBound)
    return (scale.position(of: value) - low) / (high - low) * length
  }

  /// Whether labels in ascending order keep their distance.
  package func fits(_ labels: [TickLabel]) -> Bool {
    var end = -Double.infinity
    for label in labels {
      let half = extent(label.text) / 2
      let center = place(label.value)
      if center - half < end + leastGap { return false }
      end = center + half
    }
    return true
  }

  /// Labels that were asked for.
  ///
  /// Above each other, those that would cover the one before keep only their tick; beside each
  /// other, the axis may turn them.
  private func given(_ labels: [TickLabel]) -> AxisTicks {
    isVertical ? thinned(labels) : AxisTicks(major: labels)
  }

  /// The labels that keep their distance from the one before; ticks without labels for the others.
  func thinned(_ labels: [TickLabel]) -> AxisTicks {
    var ticks = AxisTicks()
    var end = -Double.infinity
    for label in labels {
      let half = extent(label.text) / 2
      let center = place(label.value)
      if center - half < end + leastGap {
        ticks.minor.append(label.value)
      } else {
        ticks.major.append(label)
        end = center + half
      }
    }
    return ticks
  }

  /// The ticks that a placement asks for.
  package func ticks(_ placement: TickPlacement, hasMinor: Bool = true) -> AxisTicks {
    switch placement {
    case .none: return AxisTicks()
    case .labeled(let labels):
      return given(labels.filter { domain.contains($0.value) }.sorted { $0.value < $1.value })
    case .at(let values):
      let shown = values.filter { domain.contains($0) }.sorted()
      return given(zip(shown, NumberFormat.labels(shown)).map { TickLabel($0, $1) })
    case .spaced(let step): return spacedTicks(step, hasMinor: hasMinor)
    case .multiplesOfPi: return angleTicks(hasMinor: hasMinor)
    case .automatic:
      switch scale {
      case .linear: return linearTicks(hasMinor: hasMinor)
      case .log: return logTicks(hasMinor: hasMinor)
      case .symlog(let threshold): return symlogTicks(threshold: threshold, hasMinor: hasMinor)
      }
    }
  }
}
