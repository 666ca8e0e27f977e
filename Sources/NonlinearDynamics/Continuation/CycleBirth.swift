import ComplexModule
import LinearAlgebra

/// Where a branch of cycles begins, and in which direction.
struct CycleBirth {
  var guess: PeriodicProblem.Guess
  /// The direction in the unknowns of the problem with a free parameter.
  var direction: [Double]
  var forcingCount: Int
  var isTwoSided: Bool
}

extension Flow {
  /// The beginning of the cycles that are born at a bifurcation of this flow at its parameters.
  func birth(
    at bifurcation: Bifurcation, segments: Int, integrator: FlowIntegrator
  ) throws -> CycleBirth {
    switch bifurcation.kind {
    case .hopf: return try hopfBirth(bifurcation, segments: segments)
    case .periodDoubling: return try doubledBirth(bifurcation, integrator: integrator)
    default: break
    }
    guard let crossing = bifurcation.crossing, bifurcation.period != nil else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "Cycles are born at Hopf, period-doubling, pitchfork and transcritical bifurcations (of cycles, for the last two); "
          + "this one is a \(bifurcation.kind.rawValue) bifurcation.")
    }
    return CycleBirth(
      guess: cycleGuess(of: bifurcation), direction: crossing,
      forcingCount: dependsOnTime ? forcingCount(of: bifurcation) : 0, isTwoSided: true)
  }

  /// x + Re(v e^{iωt}) with the critical eigenvector v.
  private func hopfBirth(_ bifurcation: Bifurcation, segments: Int) throws -> CycleBirth {
    guard let period = bifurcation.period else {
      throw NonlinearDynamicsError(.invalidArgument, "The Hopf bifurcation has no frequency.")
    }
    let target = ComplexDouble(0, 2 * .pi / period)
    let space = tangentSpace(at: bifurcation.state)
    let system = try space.restricted(try jacobian(at: bifurcation.state)).eigensystem()
    guard
      let index = system.values.indices.min(by: {
        (system.values[$0] - target).length < (system.values[$1] - target).length
      })
    else { throw NonlinearDynamicsError(.invalidArgument, "The flow has no eigenvalues.") }
    let inside = system.rightVectors.column(index)
    let vector = (0..<dimension).map { i in
      zip(inside, space.basis).reduce(ComplexDouble.zero) { $0 + $1.0 * ComplexDouble($1.1[i]) }
    }
    var direction: [Double] = []
    for j in 0..<segments {
      let turn = ComplexDouble(length: 1, phase: 2 * .pi * Double(j) / Double(segments))
      direction += vector.map { ($0 * turn).real }
    }
    direction += Array(repeating: 0, count: 2 + constraintCount)
    return CycleBirth(
      guess: PeriodicProblem.Guess(
        states: Array(repeating: bifurcation.state, count: segments), period: period,
        multipliers: Array(repeating: 0, count: constraintCount), parameter: bifurcation.parameter),
      direction: direction, forcingCount: 0, isTwoSided: false)
  }

  /// The orbit twice, with the eigenvector of −1 on the first round and its negative on the second.
  private func doubledBirth(
    _ bifurcation: Bifurcation, integrator: FlowIntegrator
  ) throws -> CycleBirth {
    let guess = cycleGuess(of: bifurcation)
    let count = dependsOnTime ? forcingCount(of: bifurcation) : 0
    let levels = constraintCount > 0 ? evaluator(.conserved)(guess.states[0]) : []
    let problem = PeriodicProblem(
      self, segmentCount: guess.states.count, forcingCount: count,
      levels: Array(levels.prefix(constraintCount)), integrator: integrator)
    var single = guess
    single.parameter = nil
    let linear = try problem.linearize(single)
    let system = try problem.monodromy(linear).eigensystem()
    guard
      let index = system.values.indices.min(by: {
        (system.values[$0] + 1).length < (system.values[$1] + 1).length
      })
    else { throw NonlinearDynamicsError(.invalidArgument, "The orbit has no multipliers.") }
    var vector = system.rightVectors.column(index).map(\.real)
    var round: [Double] = []
    for transport in linear.transports {
      round += vector
      vector = (0..<dimension).map { i in
        (0..<dimension).reduce(0) { $0 + transport[i, $1] * vector[$1] }
      }
    }
    var direction = round + round.map { -$0 }
    direction += Array(
      repeating: 0, count: (count == 0 ? 1 : 0) + constraintCount + 1)
    return CycleBirth(
      guess: PeriodicProblem.Guess(
        states: guess.states + guess.states, period: 2 * guess.period,
        multipliers: guess.multipliers, parameter: bifurcation.parameter),
      direction: direction, forcingCount: 2 * count, isTwoSided: false)
  }

  /// The orbit of a bifurcation of cycles.
  private func cycleGuess(of bifurcation: Bifurcation) -> PeriodicProblem.Guess {
    let extra = (dependsOnTime ? 0 : 1) + constraintCount + 1
    let count = (bifurcation.unknowns.count - extra) / dimension
    let states = (0..<count).map {
      Array(bifurcation.unknowns[$0 * dimension..<($0 + 1) * dimension])
    }
    return PeriodicProblem.Guess(
      states: states, period: bifurcation.period ?? 0,
      multipliers: Array(bifurcation.unknowns.suffix(constraintCount + 1).dropLast()),
      parameter: bifurcation.parameter)
  }

  private func forcingCount(of bifurcation: Bifurcation) -> Int {
    guard let forcing = forcingPeriodValue, let period = bifurcation.period else { return 1 }
    return max(1, Int((period / forcing).rounded()))
  }
}
