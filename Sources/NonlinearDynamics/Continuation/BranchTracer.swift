import ComplexModule
import LinearAlgebra

/// Follows fixed points in both directions and names what it passes.
struct BranchTracer {
  let curve: CurveTracer<EquilibriumSystem>
  private let name: String
  private let range: ClosedRange<Double>

  typealias Point = CurvePoint<EquilibriumSystem.Details>

  init(
    system: EquilibriumSystem, name: String, range: ClosedRange<Double>,
    settings: ContinuationSettings
  ) {
    curve = CurveTracer(system: system, settings: settings)
    self.name = name
    self.range = range
  }

  private var system: EquilibriumSystem { curve.system }

  func normalized(_ direction: [Double]) -> [Double] {
    let length = curve.norm(direction)
    return direction.map { $0 / length }
  }

  /// The branch on both sides of a point.
  func branch(from start: Point) throws -> FixedPointBranch {
    let forward = try side(start)
    var reversed = start
    reversed.tangent = start.tangent.map { -$0 }
    reversed.orientation = -start.orientation
    let backward = try side(reversed)
    return assemble(
      backward.points.reversed() + [start] + forward.points,
      backward.bifurcations.reversed() + forward.bifurcations, [backward.end, forward.end])
  }

  /// The branch on both sides of a branch point, along the direction that crosses.
  func branch(through unknowns: [Double], tangent: [Double]) throws -> FixedPointBranch {
    var sides: [(points: [Point], bifurcations: [Bifurcation], end: ContinuationEnd)] = []
    for sign in [-1.0, 1.0] {
      let direction = tangent.map { sign * $0 }
      var step = curve.settings.initialStep
      var first: Point?
      while first == nil, step >= curve.settings.minimumStep {
        let prediction = zip(unknowns, direction).map { $0 + step * $1 }
        if let corrected = try curve.correct(prediction, along: direction, reference: unknowns) {
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
    return assemble(
      sides[0].points.reversed() + sides[1].points,
      sides[0].bifurcations.reversed() + sides[1].bifurcations, [sides[0].end, sides[1].end])
  }

  private func assemble(
    _ points: [Point], _ bifurcations: [Bifurcation], _ ends: [ContinuationEnd]
  ) -> FixedPointBranch {
    FixedPointBranch(
      variables: system.flow.variables, parameterName: name,
      points: points.map {
        FixedPointBranch.Point(
          parameter: $0.parameter, state: system.state(of: $0.unknowns),
          eigenvalues: $0.details.eigenvalues)
      }, bifurcations: bifurcations, ends: ends, parameters: system.flow.parameters)
  }

  private func side(
    _ start: Point
  ) throws -> (points: [Point], bifurcations: [Bifurcation], end: ContinuationEnd) {
    var points: [Point] = []
    var bifurcations: [Bifurcation] = []
    let end = try curve.trace(
      from: start, range: range,
      visit: { left, right in
        bifurcations += try between(left, right)
        points.append(right)
        return true
      })
    return (points, bifurcations, end)
  }

  /// The bifurcations between two neighbours.
  private func between(_ left: Point, _ right: Point) throws -> [Bifurcation] {
    var result: [Bifurcation] = []
    let last = left.unknowns.count - 1
    if left.orientation * right.orientation < 0 {
      if let found = try branchPoint(left, right) { result.append(found) }
    } else if left.tangent[last] * right.tangent[last] < 0,
      let point = try curve.locate(between: left, right, { $0.tangent[last] })
    {
      result.append(bifurcation(.saddleNode, point))
    }
    let tests = (system.tests(left.details)[0], system.tests(right.details)[0])
    if tests.0 * tests.1 < 0,
      let point = try curve.locate(between: left, right, { system.tests($0.details)[0] }),
      let pair = point.details.eigenvalues.min(by: { abs($0.real) < abs($1.real) }),
      abs(pair.imaginary) > 1e-6 * (1 + pair.length)
    {
      let here = system.flow(at: point.unknowns)
      let state = system.state(of: point.unknowns)
      result.append(
        bifurcation(
          .hopf, point, period: 2 * .pi / abs(pair.imaginary),
          coefficient: try here.firstLyapunovCoefficient(at: state, frequency: abs(pair.imaginary)))
      )
    }
    return result
  }

  /// A crossing of branches, by the smallest eigenvalue, with the direction of the other branch.
  private func branchPoint(_ left: Point, _ right: Point) throws -> Bifurcation? {
    // The product of the eigenvalues vanishes at the crossing, and changes its sign unless the branch turns there.
    let last = left.unknowns.count - 1
    let turns = left.tangent[last] * right.tangent[last] < 0
    let product = { (point: Point) -> Double in
      point.details.eigenvalues.reduce(ComplexDouble(1)) { $0 * $1 }.real
    }
    let test = turns ? { (point: Point) in point.tangent[last] } : product
    guard test(left) * test(right) < 0,
      let point = try curve.locate(between: left, right, test)
    else { return nil }
    guard let crossing = try Crossing(curve, at: point) else { return nil }
    return bifurcation(
      crossing.isPitchfork ? .pitchfork : .transcritical, point, crossing: crossing.direction)
  }

  private func bifurcation(
    _ kind: Bifurcation.Kind, _ point: Point, period: Double? = nil, coefficient: Double? = nil,
    crossing: [Double]? = nil
  ) -> Bifurcation {
    Bifurcation(
      kind: kind, parameterName: name, parameter: point.parameter,
      state: system.state(of: point.unknowns), period: period,
      eigenvalues: point.details.eigenvalues, lyapunovCoefficient: coefficient,
      unknowns: point.unknowns, tangent: point.tangent, crossing: crossing)
  }
}
