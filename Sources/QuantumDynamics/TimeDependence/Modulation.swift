import Preconditions

/// A real function of time that multiplies an operator, with what an integrator has to know about it.
///
/// An adaptive integrator that meets zeros takes long steps and can jump over a pulse without noticing it.
/// Therefore no modulation exists without its time scale: steps end at its breakpoints and are never longer
/// than `timescale` where it acts.
public struct Modulation: Sendable {
  /// What the function is, for results and messages.
  public let name: String

  /// The longest step that cannot miss anything of the function, positive.
  ///
  /// Infinite where the function is constant between its breakpoints.
  public let timescale: Double

  /// The period T with f(t + T) = f(t); nil where the function is not periodic.
  public let period: Double?

  /// Times where f or a derivative jumps; of a periodic function those in [0, T).
  public let breakpoints: [Double]

  /// The interval outside of which f vanishes; nil for one that acts at all times.
  public let support: ClosedRange<Double>?

  /// Whether f is constant between breakpoints.
  public let isPiecewiseConstant: Bool

  private let function: @Sendable (Double) -> Double

  /// A function with its structure in time.
  ///
  /// - Parameters:
  ///   - name: what it is.
  ///   - timescale: the shortest time in which f changes noticeably, positive: a pulse's width, a quarter
  ///     of an oscillation's period. No step is longer.
  ///   - period: T, positive; then `function` is only called with times in [0, T).
  ///   - breakpoints: times where f or a derivative jumps; of a periodic function those in [0, T).
  ///   - support: where f may differ from zero; outside of it `function` is not called. Not for periodic
  ///     functions.
  ///   - isPiecewiseConstant: whether f is constant between breakpoints.
  ///   - function: f, finite.
  public init(
    name: String, timescale: Double, period: Double? = nil, breakpoints: [Double] = [],
    support: ClosedRange<Double>? = nil, isPiecewiseConstant: Bool = false,
    function: @escaping @Sendable (_ time: Double) -> Double
  ) {
    requirePrecondition(timescale > 0, "A modulation's time scale is positive, not \(timescale).")
    requirePrecondition(
      period.map { $0 > 0 && $0.isFinite } ?? true, "A period is positive and finite.")
    requirePrecondition(
      period == nil || support == nil,
      "A periodic modulation acts at all times: give it breakpoints instead of a support.")
    requirePrecondition(breakpoints.allSatisfy(\.isFinite), "Breakpoints are finite.")
    self.name = name
    self.timescale = timescale
    self.period = period
    var points = breakpoints
    if let support { points += [support.lowerBound, support.upperBound] }
    if let period { points = points.map { Self.remainder($0, period) } }
    self.breakpoints = Set(points).sorted()
    self.support = support
    self.isPiecewiseConstant = isPiecewiseConstant
    self.function = function
  }

  /// f(t).
  public func callAsFunction(_ time: Double) -> Double {
    if let support, !support.contains(time) { return 0 }
    if let period { return function(Self.remainder(time, period)) }
    return function(time)
  }

  /// The breakpoints strictly between two times.
  ///
  /// - Parameters:
  ///   - start: the earlier time.
  ///   - end: the later time.
  /// - Returns: rising times.
  public func breakpoints(between start: Double, and end: Double) -> [Double] {
    guard let period else { return breakpoints.filter { $0 > start && $0 < end } }
    var result: [Double] = []
    var cycle = (start / period).rounded(.down)
    while cycle * period < end {
      result += breakpoints.map { cycle * period + $0 }.filter { $0 > start && $0 < end }
      cycle += 1
    }
    return result
  }

  /// Whether f can differ from zero somewhere between two times.
  func acts(between start: Double, and end: Double) -> Bool {
    guard let support else { return true }
    return support.lowerBound < end && support.upperBound > start
  }

  /// t modulo T, in [0, T).
  private static func remainder(_ time: Double, _ period: Double) -> Double {
    let rest = time - period * (time / period).rounded(.down)
    return rest < period ? max(rest, 0) : 0
  }
}
