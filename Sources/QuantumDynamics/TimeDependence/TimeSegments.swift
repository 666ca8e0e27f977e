/// An interval in which all modulations are smooth.
struct TimeSegment: Hashable, Sendable {
  let start: Double
  let end: Double
  /// The longest step that misses nothing.
  let maximumStep: Double
  /// Whether nothing depends on time inside.
  let isConstant: Bool

  /// A time of the segment, pulled inside by a few rounding errors.
  ///
  /// At a jump a function has its value of one side only; stages of a step that ends there belong to the
  /// other side.
  @inline(__always)
  func inside(_ time: Double) -> Double {
    let margin = 1e-12 * max(end - start, abs(start), abs(end))
    guard end - start > 4 * margin else { return (start + end) / 2 }
    return min(max(time, start + margin), end - margin)
  }
}

extension Array where Element == Modulation {
  /// The intervals between breakpoints, from one time to a later one.
  func segments(from start: Double, to end: Double) -> [TimeSegment] {
    guard end > start else { return [] }
    var points = Set(flatMap { $0.breakpoints(between: start, and: end) }).sorted()
    // Breakpoints of several functions that agree but for rounding are one.
    let margin = 1e-11 * Swift.max(end - start, abs(start), abs(end))
    var kept = [start]
    for point in points where point - kept[kept.count - 1] > margin && end - point > margin {
      kept.append(point)
    }
    points = kept + [end]
    return zip(points, points.dropFirst()).map { from, to in
      let acting = filter { $0.acts(between: from, and: to) }
      return TimeSegment(
        start: from, end: to,
        maximumStep: acting.map { $0.isPiecewiseConstant ? .infinity : $0.timescale }.min()
          ?? .infinity,
        isConstant: acting.allSatisfy(\.isPiecewiseConstant))
    }
  }

  /// The smallest common period; nil where a function is not periodic or the periods do not fit.
  var commonPeriod: Double? {
    guard !isEmpty, allSatisfy({ $0.period != nil }) else { return nil }
    let periods = compactMap(\.period)
    guard let longest = periods.max() else { return nil }
    for multiple in 1...64 {
      let candidate = Double(multiple) * longest
      let fits = periods.allSatisfy { period in
        let ratio = candidate / period
        return abs(ratio - ratio.rounded()) < 1e-9 * ratio
      }
      if fits { return candidate }
    }
    return nil
  }
}

extension ExplicitRungeKutta {
  /// Integrates over segments, so that no step crosses a breakpoint or exceeds a segment's longest step.
  ///
  /// - Parameters:
  ///   - initial: the state at the first time.
  ///   - times: at least one, rising strictly.
  ///   - modulations: what depends on time.
  ///   - derivative: f(t, y), with t inside the segment that is integrated.
  ///   - output: called once for each time, in order.
  /// - Returns: steps and evaluations of all segments.
  @discardableResult
  func integrate<State: IntegrableState>(
    from initial: State, times: [Double], modulations: [Modulation],
    derivative: Derivative<State>,
    output: (_ index: Int, _ time: Double, _ state: State) throws -> Void
  ) throws -> IntegrationEvidence {
    guard let first = times.first, let last = times.last, times.count > 1,
      times.allSatisfy(\.isFinite), zip(times, times.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      guard times.count <= 1 else {
        throw QuantumDynamicsError(
          .invalidParameter, "Times are finite and rise strictly; \(times.prefix(5)) … came.")
      }
      return try integrate(from: initial, times: times, derivative: derivative, output: output)
    }
    var total: IntegrationEvidence?
    var state = initial
    var next = 0
    for segment in modulations.segments(from: first, to: last) {
      var stops = [segment.start]
      var indices: [Int?] = [nil]
      if next < times.count, times[next] == segment.start {
        indices[0] = next
        next += 1
      }
      while next < times.count, times[next] < segment.end {
        stops.append(times[next])
        indices.append(next)
        next += 1
      }
      stops.append(segment.end)
      let endsAtOutput = next < times.count && times[next] == segment.end
      let isLast = segment.end == last
      indices.append(endsAtOutput && isLast ? next : nil)
      if endsAtOutput && isLast { next += 1 }
      var part = self
      part.maximumStep = min(maximumStep, segment.maximumStep)
      let evidence = try part.integrate(
        from: state, times: stops,
        derivative: { time, state, slope in
          try derivative(segment.inside(time), state, &slope)
        },
        output: { k, time, value in
          if let index = indices[k] { try output(index, time, value) }
          if k == stops.count - 1 { state = value }
        })
      total = total.map { $0.adding(evidence) } ?? evidence
    }
    return total ?? IntegrationEvidence(
      method: tableau.name, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
  }
}

extension IntegrationEvidence {
  /// The evidence of two integrations, one after the other.
  func adding(_ other: IntegrationEvidence) -> IntegrationEvidence {
    var result = self
    result.acceptedStepCount += other.acceptedStepCount
    result.rejectedStepCount += other.rejectedStepCount
    result.evaluationCount += other.evaluationCount
    result.smallestStep = min(smallestStep, other.smallestStep)
    return result
  }
}
