/// A flow with deviations carried along: dV/dt = J(x) V for each deviation V, and ∂f/∂p added for a sensitivity.
///
/// The unknowns are x, then each deviation, then what is accumulated: ∫ tr J dt.
struct VariationalFlow: Sendable {
  let flow: Flow
  /// How many deviations there are, the sensitivities among them.
  let deviationCount: Int
  let program: Program

  /// Prepares the equations.
  ///
  /// - Parameters:
  ///   - flow: what is linearized.
  ///   - deviationCount: deviations without the sensitivities.
  ///   - parameters: by which parameters sensitivities are wanted.
  ///   - hasUnfolding: whether sensitivities to the μ of f + Σ μ ∇c are wanted, at μ = 0.
  ///   - hasDivergence: whether ∫ tr J dt is.
  init(
    _ flow: Flow, deviationCount: Int, parameters: [Int] = [], hasUnfolding: Bool = false,
    hasDivergence: Bool = false
  ) {
    let n = flow.dimension
    self.flow = flow
    let machinery = flow.machinery
    let jacobian = machinery.jacobian
    var sources = Array(
      repeating: Array(repeating: Formula.constant(0), count: n), count: deviationCount)
    sources += parameters.map { machinery.derivative(by: .parameter($0)) }
    if hasUnfolding {
      let gradients = machinery.gradients
      sources += (0..<flow.constraintCount).map { Array(gradients[$0 * n..<($0 + 1) * n]) }
    }
    self.deviationCount = sources.count
    var equations = flow.velocity
    for (c, source) in sources.enumerated() {
      for i in 0..<n {
        var sum = source[i]
        for j in 0..<n { sum += jacobian[j * n + i] * .variable(n + c * n + j) }
        equations.append(sum)
      }
    }
    if hasDivergence {
      equations.append((0..<n).reduce(Formula.constant(0)) { $0 + jacobian[$1 * n + $1] })
    }
    program = Program(
      equations, variableCount: equations.count, parameterCount: flow.parameterNames.count)
  }

  /// How many unknowns there are.
  var size: Int { program.variableCount }
}
