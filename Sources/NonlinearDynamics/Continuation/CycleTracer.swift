import ComplexModule
import LinearAlgebra

/// Follows periodic orbits and names what it passes.
struct CycleTracer {
  let curve: CurveTracer<CycleSystem>
  private let name: String
  private let range: ClosedRange<Double>
  private let longestPeriod: Double

  typealias Point = CurvePoint<CycleSystem.Details>

  init(
    system: CycleSystem, name: String, range: ClosedRange<Double>, longestPeriod: Double,
    settings: ContinuationSettings
  ) {
    curve = CurveTracer(system: system, settings: settings)
    self.name = name
    self.range = range
    self.longestPeriod = longestPeriod
  }

  var problem: PeriodicProblem { curve.system.problem }

  /// The branch on both sides of an orbit.
  func branch(from start: Point) throws -> CycleBranch {
    let forward = try side(start)
    var reversed = start
    reversed.tangent = start.tangent.map { -$0 }
    reversed.orientation = -start.orientation
    let backward = try side(reversed)
    return try assemble(
      backward.points.reversed() + [start] + forward.points,
      backward.bifurcations.reversed() + forward.bifurcations, [backward.end, forward.end])
  }

  /// The branch that begins at a bifurcation.
  func branch(
    through unknowns: [Double], direction: [Double], isTwoSided: Bool
  ) throws -> CycleBranch {
    let length = curve.norm(direction)
    var sides: [(points: [Point], bifurcations: [Bifurcation], end: ContinuationEnd)] = []
    for sign in isTwoSided ? [-1.0, 1.0] : [1.0] {
      let unit = direction.map { sign * $0 / length }
      var first: Point?
      var step = curve.settings.initialStep
      while first == nil, step >= curve.settings.minimumStep {
        let prediction = zip(unknowns, unit).map { $0 + step * $1 }
        // The prediction is the reference: at a Hopf bifurcation itself the phase is not defined.
        if let corrected = try curve.correct(prediction, along: unit, reference: prediction) {
          first = try curve.point(corrected, arcLength: 0)
        }
        step /= 2
      }
      guard let first else {
        sides.append(([], [], .lost))
        continue
      }
      let rest = try side(first)
      sides.append(([first] + rest.points, rest.bifurcations, rest.end))
    }
    guard sides.contains(where: { !$0.points.isEmpty }) else {
      throw NonlinearDynamicsError(
        .notConverged, "No orbit was found beside the bifurcation. Try a smaller initialStep.")
    }
    if sides.count == 1 {
      return try assemble(sides[0].points, sides[0].bifurcations, [.finished, sides[0].end])
    }
    return try assemble(
      sides[0].points.reversed() + sides[1].points,
      sides[0].bifurcations.reversed() + sides[1].bifurcations, [sides[0].end, sides[1].end])
  }

  private func side(
    _ start: Point
  ) throws -> (points: [Point], bifurcations: [Bifurcation], end: ContinuationEnd) {
    var points: [Point] = []
    var bifurcations: [Bifurcation] = []
    let end = try curve.trace(
      from: start, range: range,
      visit: { left, right in
        if let hopf = try vanishing(between: left, right) {
          bifurcations.append(hopf)
          return false
        }
        bifurcations += try between(left, right)
        guard right.details.guess.period < longestPeriod, extent(right) > 1e-4 else { return false }
        points.append(right)
        return true
      })
    return (points, bifurcations, end)
  }

  /// The Hopf bifurcation at which the orbits between two neighbours shrink to a fixed point; behind it the same orbits
  /// come again, half a period later.
  private func vanishing(between left: Point, _ right: Point) throws -> Bifurcation? {
    guard problem.forcingCount == 0, problem.segmentCount > 2 else { return nil }
    let shape = Self.deviations(left)
    let overlap = { (point: Point) -> Double in
      zip(Self.deviations(point), shape).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard overlap(right) < 0, let point = try curve.locate(between: left, right, overlap) else {
      return nil
    }
    return try HopfPoint(problem, near: point.details.guess).map { hopf in
      Bifurcation(
        kind: .hopf, parameterName: name, parameter: hopf.parameter, state: hopf.state,
        period: 2 * .pi / hopf.frequency, eigenvalues: hopf.eigenvalues,
        lyapunovCoefficient: try hopf.flow.firstLyapunovCoefficient(
          at: hopf.state, frequency: hopf.frequency),
        unknowns: hopf.state + point.details.guess.multipliers.map { _ in 0 } + [hopf.parameter],
        tangent: [], crossing: nil)
    }
  }

  /// The states of an orbit relative to their mean.
  private static func deviations(_ point: Point) -> [Double] {
    let states = point.details.guess.states
    let mean = states[0].indices.map { i in
      states.reduce(0) { $0 + $1[i] } / Double(states.count)
    }
    return states.flatMap { state in zip(state, mean).map { $0 - $1 } }
  }

  /// The size of an orbit relative to its distance from the origin.
  private func extent(_ point: Point) -> Double {
    let states = point.details.guess.states
    guard states.count > 1 else { return 1 }
    let size = max(states.joined().map(abs).max() ?? 1, 1e-3)
    let widths = states[0].indices.map { i in
      let values = states.map { $0[i] }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    return (widths.max() ?? 0) / size
  }

  /// The bifurcations between two neighbours.
  private func between(_ left: Point, _ right: Point) throws -> [Bifurcation] {
    var result: [Bifurcation] = []
    let last = left.unknowns.count - 1
    let turns = left.tangent[last] * right.tangent[last] < 0
    if left.orientation * right.orientation < 0 {
      if let found = try branchPoint(left, right, turns: turns) { result.append(found) }
    } else if turns, let point = try curve.locate(between: left, right, { $0.tangent[last] }) {
      result.append(bifurcation(.saddleNode, point))
    }
    let system = curve.system
    let (old, new) = (system.tests(left.details), system.tests(right.details))
    if old[0] * new[0] < 0,
      let point = try curve.locate(between: left, right, { system.tests($0.details)[0] })
    {
      result.append(bifurcation(.periodDoubling, point))
    }
    if old[1] * new[1] < 0,
      let point = try curve.locate(between: left, right, { system.tests($0.details)[1] }),
      let pair = point.details.multipliers.min(by: { abs($0.length - 1) < abs($1.length - 1) }),
      abs(pair.imaginary) > 1e-6
    {
      result.append(bifurcation(.neimarkSacker, point))
    }
    return result
  }

  private func branchPoint(_ left: Point, _ right: Point, turns: Bool) throws -> Bifurcation? {
    let last = left.unknowns.count - 1
    let product = { (point: Point) -> Double in
      point.details.multipliers.reduce(ComplexDouble(1)) { $0 * ($1 - 1) }.real
    }
    let test = turns ? { (point: Point) in point.tangent[last] } : product
    guard test(left) * test(right) < 0, let point = try curve.locate(between: left, right, test),
      let crossing = try Crossing(curve, at: point)
    else { return nil }
    return bifurcation(
      crossing.isPitchfork ? .pitchfork : .transcritical, point, crossing: crossing.direction)
  }

  private func bifurcation(
    _ kind: Bifurcation.Kind, _ point: Point, crossing: [Double]? = nil
  ) -> Bifurcation {
    Bifurcation(
      kind: kind, parameterName: name, parameter: point.parameter,
      state: point.details.guess.states[0], period: point.details.guess.period,
      eigenvalues: point.details.multipliers, lyapunovCoefficient: nil, unknowns: point.unknowns,
      tangent: point.tangent, crossing: crossing)
  }

  private func assemble(
    _ points: [Point], _ bifurcations: [Bifurcation], _ ends: [ContinuationEnd]
  ) throws -> CycleBranch {
    CycleBranch(
      variables: problem.flow.variables, parameterName: name, points: try points.map(described),
      bifurcations: bifurcations, ends: ends, parameters: problem.flow.parameters)
  }

  private func described(_ point: Point) throws -> CycleBranch.Point {
    let guess = point.details.guess
    let flow = problem.flow(at: guess)
    var minima = guess.states[0]
    var maxima = minima
    let count = guess.states.count
    for (j, state) in guess.states.enumerated() {
      let start = guess.period * Double(j) / Double(count)
      let end = guess.period * Double(j + 1) / Double(count)
      let path = try flow.trajectory(
        from: state, times: .linear(start, end, count: max(8, 200 / count)),
        integrator: problem.integrator)
      for state in path.states {
        for (i, value) in state.enumerated() {
          minima[i] = min(minima[i], value)
          maxima[i] = max(maxima[i], value)
        }
      }
    }
    return CycleBranch.Point(
      parameter: point.parameter, period: guess.period, state: guess.states[0], minima: minima,
      maxima: maxima, multipliers: point.details.multipliers)
  }
}
