import ComplexModule
import LinearAlgebra

/// f + Σ μ ∇c = 0, c = level, with unknowns x, μ and one parameter.
struct EquilibriumSystem: ContinuationSystem {
  let flow: Flow
  let parameter: Int
  let weights: [Double]
  let tolerance = 1e-11
  private let levels: [Double]
  private let evaluator: Evaluator
  private let size: Int

  struct Details {
    var eigenvalues: [ComplexDouble]
  }

  init(_ flow: Flow, parameter: Int, levels: [Double], range: ClosedRange<Double>, scale: Double) {
    let n = flow.dimension
    self.flow = flow
    self.parameter = parameter
    self.levels = levels
    size = n + flow.constraintCount
    let gradients = flow.machinery.gradients
    var equations = flow.velocity
    for k in 0..<flow.constraintCount {
      for i in 0..<n { equations[i] += .variable(n + k) * gradients[k * n + i] }
    }
    for (k, level) in levels.enumerated() { equations.append(flow.conserved[k] - level) }
    var outputs = equations
    for target in (0..<size).map({ Differentiation.Target.variable($0) }) + [.parameter(parameter)]
    {
      var differentiation = Differentiation(by: target)
      outputs += equations.map { differentiation.derivative(of: $0) }
    }
    evaluator = Evaluator(
      Program(outputs, variableCount: size, parameterCount: flow.parameterNames.count))
    evaluator.setParameters(flow.parameterValues)
    weights =
      Array(repeating: 1 / scale, count: size) + [1 / (range.upperBound - range.lowerBound)]
  }

  func flow(at unknowns: [Double]) -> Flow {
    var values = flow.parameterValues
    values[parameter] = unknowns[size]
    return flow.with(values: values)
  }

  func state(of unknowns: [Double]) -> [Double] { Array(unknowns.prefix(flow.dimension)) }

  func equations(
    at unknowns: [Double], reference: [Double]
  ) throws -> (matrix: Matrix<Double>, residual: [Double], details: Details) {
    evaluator.parameters[parameter] = unknowns[size]
    let values = evaluator(Array(unknowns.prefix(size)))
    var matrix = Matrix<Double>(rows: size + 1, columns: size + 1)
    for j in 0...size {
      for i in 0..<size { matrix[i, j] = values[size + j * size + i] }
    }
    let n = flow.dimension
    let jacobian = Matrix(rows: n, columns: n) { values[size + $1 * size + $0] }
    let space = flow(at: unknowns).tangentSpace(at: state(of: unknowns))
    let isUsable = jacobian.isFinite
    let details = Details(eigenvalues: isUsable ? try space.eigenvalues(of: jacobian) : [])
    return (matrix, Array(values.prefix(size)) + [0], details)
  }

  /// Π (λ_i + λ_j) for i < j changes its sign at Hopf bifurcations and at neutral saddles.
  func tests(_ details: Details) -> [Double] {
    var product = ComplexDouble(1)
    let values = details.eigenvalues
    for i in values.indices {
      for j in values.indices where j > i {
        let sum = values[i] + values[j]
        product *= sum / ComplexDouble(max(1, values[i].length + values[j].length))
      }
    }
    return [product.real]
  }
}
