import ComplexModule
import LinearAlgebra

/// The equations of multiple shooting with one parameter free.
struct CycleSystem: ContinuationSystem {
  let problem: PeriodicProblem
  let weights: [Double]
  let tolerance = 1e-10
  private let pattern: PeriodicProblem.Guess

  struct Details {
    var guess: PeriodicProblem.Guess
    var linearization: PeriodicProblem.Linearization
    /// Without the trivial one, the greatest modulus first.
    var multipliers: [ComplexDouble]
  }

  init(_ problem: PeriodicProblem, like guess: PeriodicProblem.Guess, range: ClosedRange<Double>) {
    self.problem = problem
    pattern = guess
    let states = guess.states.joined()
    let size = max(states.map(abs).max() ?? 1, 1e-3)
    let count = Double(guess.states.count).squareRoot()
    weights =
      Array(repeating: 1 / (size * count), count: states.count)
      + (problem.forcingCount == 0 ? [1 / guess.period] : [])
      + Array(repeating: 1, count: guess.multipliers.count)
      + [1 / (range.upperBound - range.lowerBound)]
  }

  func equations(
    at unknowns: [Double], reference: [Double]
  ) throws -> (matrix: Matrix<Double>, residual: [Double], details: Details) {
    let guess = try problem.guess(of: unknowns, like: pattern)
    let (matrix, residual, linearization) = try problem.system(
      guess, reference: try problem.guess(of: reference, like: pattern))
    let monodromy = problem.monodromy(linearization)
    var multipliers =
      monodromy.isFinite
      ? try problem.flow(at: guess).tangentSpace(at: guess.states[0]).eigenvalues(of: monodromy)
      : []
    if problem.forcingCount == 0,
      let trivial = multipliers.indices.min(by: {
        (multipliers[$0] - 1).length < (multipliers[$1] - 1).length
      })
    {
      multipliers.remove(at: trivial)
    }
    multipliers.sort { $0.length > $1.length }
    return (
      matrix, residual,
      Details(guess: guess, linearization: linearization, multipliers: multipliers)
    )
  }

  /// Π (μ_i + 1) for period doubling and Π (1 − μ_i μ_j) for i < j for Neimark–Sacker bifurcations.
  func tests(_ details: Details) -> [Double] {
    let values = details.multipliers
    var doubling = ComplexDouble(1)
    var torus = ComplexDouble(1)
    for i in values.indices {
      doubling *= (values[i] + 1) / ComplexDouble(1 + values[i].length)
      for j in values.indices where j > i {
        let product = values[i] * values[j]
        torus *= (1 - product) / ComplexDouble(1 + product.length)
      }
    }
    return [doubling.real, torus.real]
  }
}
