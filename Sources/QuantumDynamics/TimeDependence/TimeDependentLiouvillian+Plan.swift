import LinearAlgebra
import QuantumCore

extension TimeDependentLiouvillian {
  /// More products than this are worth the factorizations of an implicit method, if those are affordable.
  private static let stiffProductCount = 400_000.0
  private static let stiffUnknownLimit = 40_000

  /// Which method solves the equation over some times, and why.
  func plan(
    times: [Double], method: EvolutionMethod, relativeTolerance: Double, absoluteTolerance: Double
  ) throws -> EvolutionPlan {
    try ExplicitRungeKutta(
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance
    ).validate(times)
    let segments = modulations.segments(from: times[0], to: times[times.count - 1])
    let isPiecewiseConstant = segments.allSatisfy(\.isConstant)
    switch method {
    case .rungeKutta, .implicit:
      return EvolutionPlan(method: method, reason: "as asked for")
    case .faber, .krylov, .exponential:
      guard isPiecewiseConstant else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "The method \(method) is for generators that are constant between breakpoints, but here something "
            + "changes all the time. Use .automatic, a Runge–Kutta method or .implicit.")
      }
      return EvolutionPlan(method: method, reason: "as asked for")
    case .automatic:
      if isPiecewiseConstant {
        return EvolutionPlan(
          method: dimension * dimension <= EvolutionPlanner.denseLimit ? .exponential : .faber,
          reason: "nothing changes within each of \(segments.count) intervals between breakpoints")
      }
      return try planForChange(segments, relativeTolerance)
    }
  }

  private func planForChange(
    _ segments: [TimeSegment], _ tolerance: Double
  ) throws -> EvolutionPlan {
    var radius = 0.0
    var products = 0.0
    // The middles of a few segments stand for all.
    let stride = max(1, segments.count / 4)
    for (k, segment) in segments.enumerated() where k.isMultiple(of: stride) {
      let (length, middle) = (segment.end - segment.start, (segment.start + segment.end) / 2)
      let equation = try liouvillian(at: middle).equation
      let ellipse = try SpectralEllipse.estimate(
        size: equation.unknownCount, action: equation.generator, interval: length)
      radius = max(radius, ellipse.spectralRadius)
      products += Double(min(stride, segments.count - k)) * ellipse.spectralRadius * length
    }
    let numbers =
      "the generator changes in time, spectral radius about \(ResultTable.number(radius, digits: 3))"
    var plan: EvolutionPlan
    if products > Self.stiffProductCount, dimension * dimension <= Self.stiffUnknownLimit {
      plan = EvolutionPlan(
        method: .implicit,
        reason: "\(numbers): stiff, so that factorizations are cheaper than small steps")
    } else {
      plan = EvolutionPlan(
        method: .rungeKutta(tolerance > 1e-7 ? .tsit5 : tolerance > 1e-11 ? .vern7 : .dop853),
        reason:
          "\(numbers): not stiff; the order suits the tolerance, and no step passes over a pulse")
    }
    plan.spectralRadius = radius
    return plan
  }

  /// Solves the equation segment by segment with propagators.
  func evolvePiecewise(
    from initial: DensityMatrix, times: [Double], _ observables: [String: Operator],
    _ keepsStates: Bool, _ plan: EvolutionPlan, _ relativeTolerance: Double,
    _ absoluteTolerance: Double, _ progress: ((Double) -> Void)?
  ) throws -> MasterEquationSolution {
    let start = ContinuousClock().now
    let last = times[times.count - 1]
    guard last >= times[0] else {
      throw QuantumDynamicsError(
        .invalidParameter, "Times rise strictly where the generator depends on time.")
    }
    let basis = HermitianBasis(dimension: dimension)
    var record = EvolutionRecord(
      basis, initial, times, observables, keepsStates: keepsStates, progress: progress)
    var evidence: IntegrationEvidence?
    var coordinates = basis.coordinates(of: initial.matrix)
    record.add(coordinates)
    var next = 1
    // Periodic steps meet the same generators again and again.
    var planners: [[Double]: EvolutionPlanner] = [:]
    do {
      for segment in modulations.segments(from: times[0], to: last) {
        var stops: [Double] = []
        while next + stops.count < times.count, times[next + stops.count] <= segment.end {
          stops.append(times[next + stops.count])
        }
        let isOutput = stops.last == segment.end
        let ends = isOutput ? stops : stops + [segment.end]
        var propagator: any Propagator
        if segment.isConstant {
          let middle = (segment.start + segment.end) / 2
          let key = try coefficients(at: middle)
          var planner =
            try planners[key]
            ?? EvolutionPlanner(
              liouvillian(at: middle).equation, times: [segment.start] + ends,
              method: plan.method, relativeTolerance: relativeTolerance,
              absoluteTolerance: absoluteTolerance)
          planner.times = [segment.start] + ends
          planners[key] = planner
          propagator = try planner.propagator(from: coordinates)
        } else {
          propagator = try ImplicitPropagator(
            system(of: segment), coordinates: coordinates, start: segment.start,
            relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
        }
        for stop in stops {
          try propagator.advance(to: stop) { record.reached($0) }
          record.add(propagator.coordinates)
        }
        next += stops.count
        if !isOutput { try propagator.advance(to: segment.end) { record.reached($0) } }
        coordinates = propagator.coordinates
        evidence = evidence.map { $0.adding(propagator.evidence) } ?? propagator.evidence
      }
    } catch let error where Liouvillian.isCancellation(error) {
      record.stop()
    }
    return try record.solution(
      evidence
        ?? IntegrationEvidence(
          method: "\(plan.method)", relativeTolerance: relativeTolerance,
          absoluteTolerance: absoluteTolerance), plan, since: start
    ).carrying(parameters)
  }

  /// L(t) of a segment in which something changes, as CVODE sees it.
  private func system(of segment: TimeSegment) -> LinearSystemInTime {
    var action = realAction
    let matrices = ([constant] + parts.map(\.generator)).map(\.realRepresentation)
    return LinearSystemInTime(
      isConstant: false, limits: (segment.maximumStep, segment.end),
      matrix: { time in
        zip(try coefficients(at: segment.inside(time)), matrices.dropFirst())
          .reduce(matrices[0]) { $0 + $1.0 * $1.1 }
      },
      apply: { time, state, slope in
        action.setCoefficients(try coefficients(at: segment.inside(time)))
        action.apply(to: state, into: &slope)
      })
  }
}
