import LinearAlgebra

/// Multiple shooting for a periodic orbit: x_{j+1} = φ(x_j) over equal parts of a period, in the time s = t/T.
///
/// Unknowns are the states x_j, the period T where time does not enter the flow, and μ_k for each constraint, which
/// unfolds dx/ds = T (f + Σ μ_k ∇c_k) and is 0 at the solutions. Period, μ and parameters are all parameters of the flow
/// in s, so that their sensitivities are exact.
struct PeriodicProblem {
  /// The flow whose cycles are looked for.
  let flow: Flow
  /// Parts of the period.
  let segmentCount: Int
  /// How many periods of the forcing a cycle takes; 0 where there is no forcing.
  let forcingCount: Int
  /// The parameter that is an unknown too.
  let freeParameter: Int?
  /// The levels of the constraints.
  let levels: [Double]
  let integrator: FlowIntegrator

  private let scaled: Flow
  private let variational: VariationalFlow

  init(
    _ flow: Flow, segmentCount: Int, forcingCount: Int, freeParameter: Int? = nil,
    levels: [Double], integrator: FlowIntegrator
  ) {
    self.flow = flow
    self.segmentCount = segmentCount
    self.forcingCount = forcingCount
    self.freeParameter = freeParameter
    self.levels = levels
    self.integrator = integrator
    let n = flow.dimension
    let count = flow.parameterNames.count
    let constraintCount = flow.constraintCount
    let isForced = forcingCount > 0
    let period: Formula
    if isForced, let forcing = flow.forcingPeriod {
      period = Double(forcingCount) * forcing
    } else {
      period = .parameter(count)
    }
    let gradients = flow.machinery.gradients
    let velocity = flow.velocity.enumerated().map { i, formula in
      var sum = formula
      for k in 0..<constraintCount {
        sum += .parameter(count + 1 + k) * gradients[k * n + i]
      }
      let inPhase = sum.substituting(
        variables: { .variable($0) }, parameters: { .parameter($0) }, time: period * .time)
      return period * inPhase
    }
    var parameters = zip(flow.parameterNames, flow.parameterValues).map { (name: $0, value: $1) }
    parameters.append((name: "\u{1}T", value: 1))
    for k in 0..<constraintCount { parameters.append((name: "\u{1}μ\(k)", value: 0)) }
    scaled = Flow(
      variables: flow.variables.map { "\u{1}" + $0 }, parameters: parameters, velocity: velocity)
    var unknown: [Int] = isForced ? [] : [count]
    unknown += (0..<constraintCount).map { count + 1 + $0 }
    if let freeParameter { unknown.append(freeParameter) }
    variational = VariationalFlow(scaled, deviationCount: n, parameters: unknown)
  }

  /// An approximation of a cycle.
  struct Guess {
    var states: [[Double]]
    var period: Double
    var multipliers: [Double]
    var parameter: Double?
  }

  /// φ of each part, its derivatives by x_j, and by T, μ and the parameter.
  struct Linearization {
    var images: [[Double]]
    var transports: [Matrix<Double>]
    var sensitivities: [[[Double]]]
  }

  /// How many unknowns besides the states, without the free parameter.
  var extraCount: Int { (forcingCount > 0 ? 0 : 1) + flow.constraintCount }

  /// The flow at the guess's parameter.
  func flow(at guess: Guess) -> Flow {
    guard let freeParameter, let value = guess.parameter else { return flow }
    var values = flow.parameterValues
    values[freeParameter] = value
    return flow.with(values: values)
  }

  func linearize(_ guess: Guess) throws -> Linearization {
    let n = flow.dimension
    let values = flow(at: guess).parameterValues + [guess.period] + guess.multipliers
    let current = scaled.with(values: values)
    var result = Linearization(images: [], transports: [], sensitivities: [])
    var basis: [Double] = []
    for i in 0..<n { basis += (0..<n).map { $0 == i ? 1 : 0 } }
    let rest = Array(repeating: 0.0, count: variational.size - n - n * n)
    for (j, state) in guess.states.enumerated() {
      let end = try current.advanced(
        state + basis + rest, program: variational.program,
        start: Double(j) / Double(segmentCount), duration: 1 / Double(segmentCount),
        integrator: integrator)
      result.images.append(Array(end.prefix(n)))
      result.transports.append(
        Matrix(rows: n, columns: n, columnMajor: Array(end[n..<n + n * n])))
      result.sensitivities.append(
        stride(from: n + n * n, to: end.count, by: n).map { Array(end[$0..<$0 + n]) })
    }
    return result
  }

  /// An additional linear equation Σ a_k ΔX_k = −r for the unknowns, in the order of `vector(of:)`.
  struct BorderRow {
    var coefficients: [Double]
    var residual: Double
  }

  /// The unknowns in one list: states, T, μ, parameter.
  func vector(of guess: Guess) -> [Double] {
    var result = guess.states.flatMap { $0 }
    if forcingCount == 0 { result.append(guess.period) }
    result += guess.multipliers
    if let parameter = guess.parameter { result.append(parameter) }
    return result
  }

  /// The cycle of a list of unknowns.
  func guess(of vector: [Double], like other: Guess) throws -> Guess {
    let n = flow.dimension
    var result = other
    result.states = (0..<segmentCount).map { Array(vector[$0 * n..<($0 + 1) * n]) }
    var next = n * segmentCount
    if forcingCount == 0 {
      result.period = vector[next]
      next += 1
    }
    result.multipliers = Array(vector[next..<next + flow.constraintCount])
    next += flow.constraintCount
    if freeParameter != nil { result.parameter = vector[next] }
    if forcingCount > 0, let period = flow(at: result).forcingPeriodValue {
      result.period = Double(forcingCount) * period
    }
    return result
  }

  /// The equations and their matrix at a guess: matching, phase, constraints, and rows from outside.
  func system(
    _ guess: Guess, reference: Guess, borders: [BorderRow] = []
  ) throws -> (matrix: Matrix<Double>, residual: [Double], linearization: Linearization) {
    let n = flow.dimension
    let m = segmentCount
    let linear = try linearize(guess)
    let size = n * m + extraCount + (freeParameter == nil ? 0 : 1)
    var matrix = Matrix<Double>(rows: size, columns: size)
    var residual = Array(repeating: 0.0, count: size)
    for j in 0..<m {
      let next = (j + 1) % m
      for i in 0..<n {
        let row = j * n + i
        for k in 0..<n { matrix[row, j * n + k] += linear.transports[j][i, k] }
        matrix[row, next * n + i] -= 1
        for (k, column) in linear.sensitivities[j].enumerated() {
          matrix[row, n * m + k] = column[i]
        }
        residual[row] = linear.images[j][i] - guess.states[next][i]
      }
    }
    var row = n * m
    let here = flow(at: guess)
    if forcingCount == 0 {
      let velocity = here.evaluator(.velocity)
      for j in 0..<m {
        let direction = velocity(reference.states[j])
        for i in 0..<n {
          matrix[row, j * n + i] = direction[i]
          residual[row] += direction[i] * (guess.states[j][i] - reference.states[j][i])
        }
      }
      row += 1
    }
    if flow.constraintCount > 0 {
      let gradients = here.evaluator(.gradients)(guess.states[0])
      let values = here.evaluator(.conserved)(guess.states[0])
      for k in 0..<flow.constraintCount {
        for i in 0..<n { matrix[row, i] = gradients[k * n + i] }
        residual[row] = values[k] - levels[k]
        row += 1
      }
    }
    for border in borders {
      for (k, value) in border.coefficients.enumerated() { matrix[row, k] = value }
      residual[row] = border.residual
      row += 1
    }
    return (matrix, residual, linear)
  }

  /// Newton's method.
  func solve(
    _ start: Guess, tolerance: Double = 1e-10, limit: Int = 25,
    borders: (Guess) -> [BorderRow] = { _ in [] }
  ) throws -> (guess: Guess, residual: Double, linearization: Linearization) {
    var guess = start
    var reference = start
    var last = Double.infinity
    for _ in 0..<limit {
      let (matrix, residual, linear) = try system(
        guess, reference: reference, borders: borders(guess))
      let error = residual.map(abs).max() ?? 0
      let size = max(1, guess.states.joined().map(abs).max() ?? 1)
      guard error.isFinite, let change = try? matrix.solve(residual),
        change.allSatisfy(\.isFinite)
      else { break }
      // Newton's method cannot go below what the integrator leaves.
      if error <= tolerance * size || (error <= 1e-7 * size && error >= 0.5 * last) {
        return (guess, error, linear)
      }
      last = error
      // Far away steps are cut: the period and the states may change by a part of their size only.
      var factor = 1.0
      if forcingCount == 0 {
        let periodChange = abs(change[flow.dimension * segmentCount])
        if periodChange > 0.2 * guess.period { factor = 0.2 * guess.period / periodChange }
      }
      let moved = change.prefix(flow.dimension * segmentCount).map(abs).max() ?? 0
      factor = min(factor, 0.5 * size / max(moved, 1e-300))
      guess = try self.guess(
        of: zip(vector(of: guess), change).map { $0 - factor * $1 }, like: guess)
      reference = guess
    }
    throw NonlinearDynamicsError(
      .notConverged,
      "Newton's method found no periodic orbit near the guess of period \(start.period). Start closer to it, let "
        + "the trajectory settle longer, or take more segments.")
  }

  /// The product of the parts: the derivative of the map over one period.
  func monodromy(_ linearization: Linearization) -> Matrix<Double> {
    linearization.transports.dropFirst().reduce(linearization.transports[0]) { $1 * $0 }
  }
}
