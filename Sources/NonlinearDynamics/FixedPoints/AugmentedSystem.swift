import LinearAlgebra

/// f(x) + Σ μ_k ∇c_k(x) = 0 and c_k(x) = level_k: as many equations as unknowns (x, μ), with regular solutions where
/// fixed points are isolated within the constraints.
struct AugmentedSystem {
  let flow: Flow
  /// The unknowns.
  let size: Int
  /// The equations, then the matrix of their derivatives, column by column.
  let program: Program
  private let newton: Evaluator

  init(_ flow: Flow, levels: [Double]) {
    let n = flow.dimension
    self.flow = flow
    size = n + flow.constraintCount
    let gradients = flow.machinery.gradients
    var equations = flow.velocity
    for k in 0..<flow.constraintCount {
      for i in 0..<n { equations[i] += .variable(n + k) * gradients[k * n + i] }
    }
    for (k, level) in levels.enumerated() { equations.append(flow.conserved[k] - level) }
    let derivatives = (0..<size).flatMap { j in
      var differentiation = Differentiation(by: .variable(j))
      return equations.map { differentiation.derivative(of: $0) }
    }
    program = Program(
      equations + derivatives, variableCount: size, parameterCount: flow.parameterNames.count)
    newton = Evaluator(program)
    newton.setParameters(flow.parameterValues)
  }

  /// Newton's method; nil where it does not converge.
  func solve(from state: [Double], tolerance: Double = 1e-12) -> [Double]? {
    var unknowns = state + Array(repeating: 0, count: size - state.count)
    for _ in 0..<60 {
      let values = newton(unknowns)
      let matrix = Matrix(
        rows: size, columns: size, columnMajor: Array(values.dropFirst(size)))
      guard let change = try? matrix.solve(Array(values.prefix(size))) else { return nil }
      let scale = max(1, unknowns.map(abs).max() ?? 0)
      let length = change.map(abs).max() ?? 0
      guard length.isFinite, length < 1e6 * scale else { return nil }
      for k in 0..<size { unknowns[k] -= change[k] }
      if length <= tolerance * scale { return Array(unknowns.prefix(state.count)) }
    }
    return nil
  }
}
