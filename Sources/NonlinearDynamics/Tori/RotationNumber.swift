import IntegrationMethods
import RealModule

/// The mean angular velocity of a phase, with the evidence of its convergence.
public struct MeanFrequency: Sendable, Codable {
  /// The frequency, in radians per unit of time.
  public let value: Double
  /// The difference of the values from the first and from the second half of the time.
  public let uncertainty: Double
  /// The time averaged over.
  public let duration: Double
}

extension Flow {
  /// The mean frequencies with which points (a, b) turn about the origin on a quasiperiodic or periodic attractor.
  ///
  /// The frequency ⟨(a ḃ − b ȧ)/(a² + b²)⟩ is averaged with the weight exp(−1/(s(1 − s))), s from 0 to 1 over the time,
  /// which on smooth quasiperiodic orbits converges faster than every power of the time: 10 digits in some hundred
  /// turns where a plain mean has 3. The phase must not pass the origin.
  ///
  /// - Parameters:
  ///   - initial: the first state.
  ///   - settling: the time left out.
  ///   - duration: the time averaged over.
  ///   - integrator: method and tolerances.
  ///   - planes: (a, b) of each phase.
  /// - Returns: a frequency for each plane.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `notFinite` where a phase passes the origin.
  ///
  /// Reference: S. Das, Y. Saiki, E. Sander, J. A. Yorke, Nonlinearity 30, 4111 (2017).
  public func meanFrequencies(
    from initial: [Double], settling: Double = 200, duration: Double = 2000,
    integrator: FlowIntegrator = .standard,
    of planes: (Variables, Parameters) -> [(Formula, Formula)]
  ) throws -> [MeanFrequency] {
    guard settling >= 0, duration > 0 else {
      throw NonlinearDynamicsError(
        .invalidArgument, "Frequencies need a settling time of 0 or more and a positive duration.")
    }
    let pairs = planes(Variables(names: variables), Parameters(names: parameterNames))
    let n = dimension
    // Weighted integrals over both halves: variables n + 2k and n + 2k + 1, in a time that starts at 0.
    var velocities = velocity
    let half = duration / 2
    for (a, b) in pairs {
      let rate = (a * rate(of: b) - b * rate(of: a)) / (a.squared + b.squared)
      velocities.append(rate)
    }
    // The weight needs the time since the start, which a variable of its own keeps.
    velocities.append(1)
    let clock = Formula.variable(n + pairs.count)
    let weight = { (s: Formula) in exp(-1 / (s * (1 - s))) }
    let start = try settled(from: initial, duration: settling, start: 0, integrator: integrator)
    let forcing = dependsOnTime ? settling : 0
    func weighted(_ first: Double, _ span: Double, _ state: [Double], _ time: Double) throws -> (
      [Double], [Double]
    ) {
      // The ends, where the weight vanishes with all derivatives, are left out by a rounding.
      let s = 1e-3 + (1 - 2e-3) * clock / span
      let w = weight(s)
      let rates = velocities[n..<n + pairs.count].map { w * $0 }
      let program = Program(
        velocity + rates + [1, w], variableCount: n + pairs.count + 2,
        parameterCount: parameterNames.count)
      let end = try advanced(
        state + Array(repeating: 0, count: pairs.count + 2), program: program, start: time,
        duration: span, integrator: integrator)
      let total = end[n + pairs.count + 1]
      return (Array(end.prefix(n)), (0..<pairs.count).map { end[n + $0] / total })
    }
    let (middle, first) = try weighted(0, half, start, forcing)
    let (_, second) = try weighted(half, half, middle, forcing + half)
    let (_, whole) = try weighted(0, duration, start, forcing)
    return pairs.indices.map {
      MeanFrequency(
        value: whole[$0], uncertainty: abs(first[$0] - second[$0]), duration: duration)
    }
  }

  /// d/dt of a formula along the flow.
  func rate(of formula: Formula) -> Formula {
    var sum = Formula.constant(0)
    for i in 0..<dimension {
      let slope = formula.derivative(byVariable: i)
      if slope.constantValue != 0 { sum += slope * velocity[i] }
    }
    var differentiation = Differentiation(by: .time)
    return sum + differentiation.derivative(of: formula)
  }
}
