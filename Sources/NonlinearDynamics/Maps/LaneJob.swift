/// What lanes do: a point is loaded, moves to the end of its transient, is measured over a time, and is reported.
struct LaneJob: Sendable {
  /// The first state, with zeros for accumulated variables.
  var state: [Double]
  var parameters: [Double]
}

/// What became of a point.
struct LaneOutcome: Sendable {
  /// The state after the transient, and at the end.
  var settled: [Double]
  var final: [Double]
  /// Whole turns of each watched plane, in the time of measurement.
  var turns: [Int]
  /// The least and the greatest value of each watched quantity at the ends of steps, in the time of measurement.
  var minima: [Double]
  var maxima: [Double]
  /// Whether the point came to rest before the end.
  var isAtRest: Bool
  /// Whether the integration failed.
  var hasFailed: Bool
}

/// What is integrated and watched on lanes.
struct LanePlan: Sendable {
  let program: Program
  let projection: Program?
  /// The constraints, for the levels of projection.
  let constraints: Program?
  let constraintCount: Int
  let dimension: Int
  /// a, b of each plane in which turns are counted, then the quantities whose range is wanted.
  let watch: Program?
  let planeCount: Int
  let settling: Double
  let duration: Double
  let integrator: FlowIntegrator
  /// The largest velocity of a point at rest.
  let restSpeed: Double
}
