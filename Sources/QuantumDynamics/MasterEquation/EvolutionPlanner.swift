import Foundation
import LinearAlgebra
import QuantumCore

/// Chooses a method and makes the propagator that carries it out.
struct EvolutionPlanner {
  let equation: LinearEquation
  let times: [Double]
  let relativeTolerance: Double
  let absoluteTolerance: Double

  private var ellipse: SpectralEllipse?
  private(set) var plan: EvolutionPlan

  /// The largest number of unknowns whose dense exponential is quicker than anything else.
  private static let denseLimit = 100

  /// The largest number of unknowns whose dense exponential may be asked for.
  private static let largestDense = 1600

  /// More products than this are worth the factorizations of an implicit method, if those are affordable.
  private static let stiffProductCount = 400_000
  private static let stiffUnknownLimit = 40_000

  init(
    _ equation: LinearEquation, times: [Double], method: EvolutionMethod,
    relativeTolerance: Double, absoluteTolerance: Double
  ) throws {
    self.equation = equation
    self.times = times
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    plan = EvolutionPlan(method: method, reason: "as asked for")
    let unknowns = equation.unknownCount
    let lengths = zip(times.dropFirst(), times).map { $0 - $1 }
    if method == .automatic, unknowns <= Self.denseLimit {
      let distinct = Self.distinctCount(lengths)
      if distinct <= 8 {
        plan = EvolutionPlan(
          method: .exponential,
          reason:
            "\(unknowns) real unknowns are few, and \(distinct == 1 ? "one exponential serves" : "\(distinct) exponentials serve") "
            + "\(lengths.count) intervals of time")
        return
      }
    }
    guard method == .automatic || method == .faber else { return }
    let ellipse = try SpectralEllipse.estimate(
      size: unknowns, action: equation.generator, interval: lengths.map { abs($0) }.max() ?? 0)
    self.ellipse = ellipse
    let duration = abs(times[times.count - 1] - times[0])
    let step = min(ellipse.longestStep, duration / Double(max(lengths.count, 1)))
    let digits = -log(max(relativeTolerance, 1e-14)) + 4
    let products =
      duration > 0 ? Int(ellipse.termCount(step: step, digits: digits) * (duration / step)) : 0
    plan.spectralRadius = ellipse.spectralRadius
    plan.expectedProductCount = products
    guard method == .automatic else { return }
    let numbers =
      "spectral radius about \(ResultTable.number(ellipse.spectralRadius, digits: 3)), about \(products) products "
      + "with \(equation.generator.name)"
    if equation.isConservative {
      plan.method = .faber
      plan.reason = numbers + "; nothing decays, so that no implicit method could take longer steps"
    } else if products > Self.stiffProductCount, unknowns <= Self.stiffUnknownLimit {
      plan.method = .implicit
      plan.reason =
        "the equation is stiff: \(numbers) would be needed, factorizations of \(unknowns) unknowns are cheaper"
    } else {
      plan.method = .faber
      plan.reason =
        numbers
        + (products > Self.stiffProductCount
          ? "; stiff, but \(unknowns) unknowns are too many to factor again and again"
          : "; not stiff enough for factorizations to pay")
    }
  }

  private static func distinctCount(_ lengths: [Double]) -> Int {
    var distinct: [Double] = []
    for length in lengths
    where !distinct.contains(where: { abs($0 - length) <= 1e-13 * abs(length) }) {
      distinct.append(length)
      if distinct.count > 8 { break }
    }
    return max(distinct.count, 1)
  }

  /// The integrator of a Runge–Kutta plan.
  func integrator(_ tableau: RungeKuttaTableau) -> ExplicitRungeKutta {
    ExplicitRungeKutta(
      tableau: tableau, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
  }

  /// The generator as a real map.
  var action: any RealAction { equation.generator }

  /// The propagator of a plan that is no Runge–Kutta method.
  func propagator(from coordinates: [Double]) throws -> any Propagator {
    let (start, end) = (times[0], times[times.count - 1])
    switch plan.method {
    case .krylov:
      return KrylovPropagator(
        action: equation.generator, coordinates: coordinates, start: start, end: end,
        relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
    case .exponential:
      guard equation.unknownCount <= Self.largestDense else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "The dense exponential of this generator has \(equation.unknownCount) rows; the method is for up "
            + "to \(Self.largestDense) (density matrices of dimension 40, kets of 800). Use .automatic, "
            + ".faber or .krylov.")
      }
      return ExponentialPropagator(
        generator: equation.matrix().dense, coordinates: coordinates, start: start,
        relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
    case .implicit:
      return try ImplicitPropagator(
        generator: equation.matrix(), action: equation.generator, coordinates: coordinates,
        start: start, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance)
    case .automatic, .faber, .rungeKutta:
      return FaberPropagator(
        generator: equation.generator,
        ellipse: ellipse ?? SpectralEllipse(center: -1, realRadius: 1, imaginaryRadius: 1),
        coordinates: coordinates, start: start, end: end, relativeTolerance: relativeTolerance,
        absoluteTolerance: absoluteTolerance)
    }
  }
}
