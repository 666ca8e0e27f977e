import RichDisplay

/// Which attractor the points of a grid of initial states run to.
public struct Basins: Sendable, Codable {
  /// An attractor, by the averages of the variables on it.
  public struct Attractor: Sendable, Codable {
    /// The time averages of the variables.
    public let means: [Double]
    /// The standard deviations of the variables; 0 for a fixed point.
    public let deviations: [Double]
    /// A state on it.
    public let state: [Double]
    /// The part of the grid's points that run to it.
    public let share: Double

    /// Whether nothing moves on it.
    public var isFixedPoint: Bool { deviations.allSatisfy { $0 == 0 } }
  }

  /// The name of the variable along x.
  public let xName: String
  /// The initial values along x.
  public let x: [Double]
  /// The name of the variable along y.
  public let yName: String
  /// The initial values along y.
  public let y: [Double]
  /// The attractors, those of the largest share first.
  public let attractors: [Attractor]
  /// The index of the attractor of each point, `labels[j][i]` at (x_i, y_j); −1 where the integration failed.
  public let labels: [[Int]]
  /// The largest distance of a point's averages from those of its attractor, in units of the tolerance: well below 1
  /// where attractors are told apart clearly.
  public let largestSpread: Double
  /// The parameters of the flow.
  public let parameters: [String: Double]
}

extension Flow {
  /// The basins of attraction over a grid of initial states.
  ///
  /// Points run as in `parameterMap`. Attractors are told apart by the means and standard deviations of all variables
  /// over the time of measurement, so that it must be long enough for these to be sharp.
  ///
  /// - Parameters:
  ///   - x: name and initial values of the variable along x.
  ///   - y: name and initial values of the variable along y.
  ///   - initial: the initial values of all variables; those of x and y are replaced.
  ///   - settling: the time left out.
  ///   - duration: the time averaged over.
  ///   - tolerance: averages closer than this, relative to the largest |average|, belong to one attractor.
  ///   - integrator: method and tolerances.
  ///   - threads: how many; all cores where not given.
  /// - Returns: the attractors and the one of each point.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `cancelled`.
  public func basins(
    _ x: (name: String, values: [Double]), _ y: (name: String, values: [Double]),
    from initial: [Double], settling: Double = 200, duration: Double = 200,
    tolerance: Double = 0.02, integrator: FlowIntegrator = .quick, threads: Int? = nil
  ) throws -> Basins {
    try check(initial)
    try integrator.validate()
    guard let xIndex = variables.firstIndex(of: x.name),
      let yIndex = variables.firstIndex(of: y.name), xIndex != yIndex, !x.values.isEmpty,
      !y.values.isEmpty, settling >= 0, duration > 0, tolerance > 0
    else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Basins need two of the variables \(variables.joined(separator: ", ")) with values, and positive times."
      )
    }
    var measurements: [MapMeasurement] = []
    for i in variables.indices {
      measurements.append(.mean("mean \(i)") { v, _ in v[i] })
      measurements.append(.mean("square \(i)") { v, _ in v[i].squared })
    }
    let plan = MeasurementPlan(
      self, measurements, settling: settling, duration: duration, integrator: integrator)
    let jobs = y.values.flatMap { b in
      x.values.map { a -> LaneJob in
        var state = initial
        state[xIndex] = a
        state[yIndex] = b
        return plan.job(state, parameters: parameterValues)
      }
    }
    let bar = ProgressBar(total: jobs.count, label: "basins")
    let outcomes = LanePool.run(plan.lanePlan, jobs: jobs, threads: threads, progress: bar)
    bar.finish()
    guard !outcomes.contains(where: { $0 == nil }) else {
      throw NonlinearDynamicsError.stopped("basins")
    }
    let points = outcomes.compactMap { $0 }
    var clusters = AttractorClusters(dimension: dimension, tolerance: tolerance)
    var numbers: [Int] = []
    for point in points {
      let values = plan.values(point, parameters: parameterValues)
      numbers.append(
        clusters.number(
          values, state: Array(point.final.prefix(dimension)), isAtRest: point.isAtRest))
    }
    let order = clusters.attractors.indices.sorted {
      clusters.attractors[$0].count > clusters.attractors[$1].count
    }
    let columns = x.values.count
    return Basins(
      xName: x.name, x: x.values, yName: y.name, y: y.values,
      attractors: order.map { clusters.attractor($0, of: points.count) },
      labels: y.values.indices.map { j in
        (0..<columns).map { i in
          order.firstIndex(of: numbers[j * columns + i]) ?? -1
        }
      }, largestSpread: clusters.largestSpread, parameters: parameters)
  }
}

/// Collects points whose averages agree.
private struct AttractorClusters {
  struct Cluster {
    var means: [Double]
    var deviations: [Double]
    var state: [Double]
    var count: Int
  }

  let dimension: Int
  let tolerance: Double
  private(set) var attractors: [Cluster] = []
  private(set) var largestSpread = 0.0

  init(dimension: Int, tolerance: Double) {
    self.dimension = dimension
    self.tolerance = tolerance
  }

  /// The cluster of a point, −1 for a failed one.
  mutating func number(_ values: [Double], state: [Double], isAtRest: Bool) -> Int {
    guard values.allSatisfy(\.isFinite) else { return -1 }
    let means = (0..<dimension).map { values[2 * $0] }
    let deviations = (0..<dimension).map { i -> Double in
      // Rounding and settling leave something of order 1e-4 at a fixed point.
      let variance = values[2 * i + 1] - means[i] * means[i]
      return isAtRest ? 0 : max(0, variance).squareRoot()
    }
    let scale = max(1e-12, (means + deviations).map(abs).max() ?? 1)
    for (k, other) in attractors.enumerated() {
      let size = max(scale, (other.means + other.deviations).map(abs).max() ?? 1)
      let distance =
        zip(means + deviations, other.means + other.deviations).map { abs($0 - $1) }.max() ?? 0
      if distance <= tolerance * size {
        largestSpread = max(largestSpread, distance / (tolerance * size))
        attractors[k].count += 1
        return k
      }
    }
    attractors.append(Cluster(means: means, deviations: deviations, state: state, count: 1))
    return attractors.count - 1
  }

  func attractor(_ index: Int, of total: Int) -> Basins.Attractor {
    let cluster = attractors[index]
    let scale = max(1e-12, cluster.means.map(abs).max() ?? 1)
    let isStill = cluster.deviations.allSatisfy { $0 < 1e-3 * scale }
    return Basins.Attractor(
      means: cluster.means,
      deviations: isStill ? cluster.deviations.map { _ in 0 } : cluster.deviations,
      state: cluster.state, share: Double(cluster.count) / Double(total))
  }
}
