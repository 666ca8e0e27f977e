import RichDisplay

extension Flow {
  /// Integrates the flow at the points of a grid of two parameters and measures each of them.
  ///
  /// Points run in SIMD lanes on all cores; a lane that is done takes the next point, and a point that came to rest at a
  /// fixed point ends at once. Results depend neither on lanes nor on threads.
  ///
  /// - Parameters:
  ///   - x: name and values of the parameter along x.
  ///   - y: name and values of the parameter along y.
  ///   - initial: the first state of all points.
  ///   - settling: the time left out, in which transients die.
  ///   - duration: the time measured over, positive.
  ///   - measuring: what to measure, with different names.
  ///   - refinement: where points may be interpolated; nil for all points calculated.
  ///   - integrator: method and tolerances.
  ///   - threads: how many; all cores where not given.
  /// - Returns: the measurements on the grid.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notFinite`.
  public func parameterMap(
    _ x: (name: String, values: [Double]), _ y: (name: String, values: [Double]),
    from initial: [Double], settling: Double, duration: Double, measuring: [MapMeasurement],
    refinement: MapRefinement? = nil, integrator: FlowIntegrator = .quick, threads: Int? = nil
  ) throws -> ParameterMap {
    try check(initial)
    try integrator.validate()
    let names = measuring.map(\.name)
    guard !x.values.isEmpty, !y.values.isEmpty, (x.values + y.values).allSatisfy(\.isFinite),
      settling >= 0, duration > 0, !names.isEmpty, Set(names).count == names.count, x.name != y.name
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "A map needs two different parameters with finite values, a settling time of 0 or more, a positive duration and "
          + "measurements with different names.")
    }
    let clock = ContinuousClock.now
    let (xIndex, yIndex) = (parameterIndex(x.name), parameterIndex(y.name))
    let plan = MeasurementPlan(
      self, measuring, settling: settling, duration: duration, integrator: integrator)
    var grid = MapGrid(columns: x.values.count, rows: y.values.count, measurements: names.count)
    let bar = ProgressBar(total: refinement == nil ? grid.pointCount : nil, label: "parameter map")
    let calculate = { (points: [(i: Int, j: Int)]) -> [[Double]?] in
      let jobs = points.map { point in
        var values = self.parameterValues
        values[xIndex] = x.values[point.i]
        values[yIndex] = y.values[point.j]
        return plan.job(initial, parameters: values)
      }
      let outcomes = LanePool.run(plan.lanePlan, jobs: jobs, threads: threads, progress: bar)
      return zip(outcomes, jobs).map { outcome, job in
        outcome.map { plan.values($0, parameters: job.parameters) }
      }
    }
    if let refinement {
      guard let decisive = names.firstIndex(of: refinement.name), refinement.coarseStride >= 1,
        refinement.coarseStride & (refinement.coarseStride - 1) == 0, refinement.difference >= 0
      else {
        throw NonlinearDynamicsError(
          .invalidArgument,
          "A refinement needs the name of a measurement (\(names.joined(separator: ", "))), a stride that is a power of "
            + "2 and a difference of 0 or more.")
      }
      grid.refine(
        stride: refinement.coarseStride, decisive: decisive, difference: refinement.difference,
        calculate)
    } else {
      grid.fill(calculate)
    }
    bar.finish()
    return ParameterMap(
      xName: x.name, x: x.values, yName: y.name, y: y.values, names: names, values: grid.values,
      isComputed: grid.isComputed, isComplete: grid.isComplete, parameters: parameters,
      wallTime: secondsElapsed(since: clock))
  }
}
