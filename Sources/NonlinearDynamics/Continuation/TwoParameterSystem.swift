import ComplexModule
import LinearAlgebra

/// Saddle-node or Hopf points with two parameters free: F = 0 and a bordered system whose last unknown vanishes where
/// the Jacobian (or J − iω) is singular.
///
/// Unknowns are x, μ, then ω at Hopf points, then both parameters.
///
/// Reference: W. Govaerts, Numerical Methods for Bifurcations of Dynamical Equilibria, SIAM 2000, chapter 4.
struct TwoParameterSystem: ContinuationSystem {
  let flow: Flow
  let isHopf: Bool
  let parameters: (Int, Int)
  let weights: [Double]
  let tolerance = 1e-11
  private let levels: [Double]
  private let evaluator: Evaluator
  private let size: Int
  /// The borders, which make the matrix regular.
  private let left: [ComplexDouble]
  private let right: [ComplexDouble]

  struct Details {
    var eigenvalues: [ComplexDouble]
  }

  init(
    _ flow: Flow, bifurcation: Bifurcation, second: Int,
    ranges: (ClosedRange<Double>, ClosedRange<Double>),
    levels: [Double]
  ) throws {
    let n = flow.dimension
    self.flow = flow
    self.levels = levels
    isHopf = bifurcation.kind == .hopf
    parameters = (flow.parameterIndex(bifurcation.parameterName), second)
    size = n + flow.constraintCount
    let gradients = flow.machinery.gradients
    var equations = flow.velocity
    for k in 0..<flow.constraintCount {
      for i in 0..<n { equations[i] += .variable(n + k) * gradients[k * n + i] }
    }
    for (k, level) in levels.enumerated() { equations.append(flow.conserved[k] - level) }
    var outputs = equations
    let targets =
      (0..<size).map { Differentiation.Target.variable($0) }
      + [.parameter(parameters.0), .parameter(parameters.1)]
    for target in targets {
      var differentiation = Differentiation(by: target)
      outputs += equations.map { differentiation.derivative(of: $0) }
    }
    evaluator = Evaluator(
      Program(outputs, variableCount: size, parameterCount: flow.parameterNames.count))
    evaluator.setParameters(flow.parameterValues)
    let scale = max(1, bifurcation.state.map(abs).max() ?? 1)
    let frequency = bifurcation.period.map { 2 * .pi / $0 } ?? 1
    weights =
      Array(repeating: 1 / scale, count: size) + (isHopf ? [1 / frequency] : [])
      + [
        1 / (ranges.0.upperBound - ranges.0.lowerBound),
        1 / (ranges.1.upperBound - ranges.1.lowerBound),
      ]
    // Fixed borders: the critical vectors where the curve begins.
    evaluator.parameters[parameters.0] = bifurcation.parameter
    let values = evaluator(Array(bifurcation.unknowns.prefix(size)))
    let count = size
    let singular = Matrix<ComplexDouble>(rows: size, columns: size) { i, j in
      let shift =
        i == j && i < n ? ComplexDouble(0, bifurcation.period == nil ? 0 : frequency) : .zero
      return ComplexDouble(values[count + j * count + i]) - shift
    }
    let system = try singular.eigensystem()
    guard
      let index = system.values.indices.min(by: {
        system.values[$0].length < system.values[$1].length
      })
    else { throw NonlinearDynamicsError(.invalidArgument, "The flow has no eigenvalues.") }
    right = system.rightVectors.column(index)
    left = system.leftVectors.column(index)
  }

  func flow(at unknowns: [Double]) -> Flow {
    var values = flow.parameterValues
    values[parameters.0] = unknowns[unknowns.count - 2]
    values[parameters.1] = unknowns[unknowns.count - 1]
    return flow.with(values: values)
  }

  private func run(_ unknowns: [Double]) -> [Double] {
    evaluator.parameters[parameters.0] = unknowns[unknowns.count - 2]
    evaluator.parameters[parameters.1] = unknowns[unknowns.count - 1]
    return evaluator(Array(unknowns.prefix(size)))
  }

  /// g of [A w; v† 0] [q; g] = [0; 1] with A = J, or J − iω.
  private func singularity(_ unknowns: [Double]) throws -> ComplexDouble {
    let values = run(unknowns)
    let n = flow.dimension
    let frequency = isHopf ? unknowns[size] : 0
    let bordered = Matrix<ComplexDouble>(rows: size + 1, columns: size + 1) { i, j in
      if i < size, j < size {
        let shift = i == j && i < n ? ComplexDouble(0, frequency) : .zero
        return ComplexDouble(values[size + j * size + i]) - shift
      }
      if i < size { return left[i] }
      return j < size ? right[j].conjugate : .zero
    }
    var side = Array(repeating: ComplexDouble.zero, count: size + 1)
    side[size] = 1
    return try bordered.solve(side)[size]
  }

  func equations(
    at unknowns: [Double], reference: [Double]
  ) throws -> (matrix: Matrix<Double>, residual: [Double], details: Details) {
    let total = unknowns.count
    let values = run(unknowns)
    var matrix = Matrix<Double>(rows: total, columns: total)
    var residual = Array(values.prefix(size)) + Array(repeating: 0, count: total - size)
    let firstParameter = total - 2
    for i in 0..<size {
      for j in 0..<size { matrix[i, j] = values[size + j * size + i] }
      for k in 0..<2 { matrix[i, firstParameter + k] = values[size + (size + k) * size + i] }
    }
    let g = try singularity(unknowns)
    residual[size] = g.real
    if isHopf { residual[size + 1] = g.imaginary }
    // The derivatives of g only steer Newton's method; its solution does not depend on their last digits.
    for k in 0..<total {
      let h = 1e-5 / weights[k]
      var (plus, minus) = (unknowns, unknowns)
      plus[k] += h
      minus[k] -= h
      let slope = (try singularity(plus) - singularity(minus)) / ComplexDouble(2 * h)
      matrix[size, k] = slope.real
      if isHopf { matrix[size + 1, k] = slope.imaginary }
    }
    let n = flow.dimension
    let jacobian = Matrix(rows: n, columns: n) { values[size + $1 * size + $0] }
    let space = flow(at: unknowns).tangentSpace(at: Array(unknowns.prefix(n)))
    return (
      matrix, residual,
      Details(eigenvalues: jacobian.isFinite ? try space.eigenvalues(of: jacobian) : [])
    )
  }

  func tests(_ details: Details) -> [Double] { [] }
}
