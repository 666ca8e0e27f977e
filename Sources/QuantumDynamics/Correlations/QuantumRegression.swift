import ComplexModule
import LinearAlgebra
import QuantumCore

/// e^(Lτ) X for matrices X that need not be Hermitian, and Tr(B X) along the way.
///
/// X is split into two Hermitian matrices, each with real coordinates, that evolve as one block.
struct QuantumRegression {
  let basis: HermitianBasis

  init(dimension: Int) { basis = HermitianBasis(dimension: dimension) }

  /// The coordinates of X's Hermitian and anti-Hermitian parts, in turn.
  func block(of matrix: Matrix<ComplexDouble>) -> [Double] {
    let adjoint = matrix.adjoint
    let first = basis.coordinates(of: 0.5 * (matrix + adjoint))
    let second = basis.coordinates(of: ComplexDouble(0, -0.5) * (matrix - adjoint))
    return zip(first, second).flatMap { [$0, $1] }
  }

  /// Tr(B X) of a block.
  func value(_ functional: HermitianFunctional, of block: [Double]) -> ComplexDouble {
    var parts: ([Double], [Double]) = ([], [])
    for k in stride(from: 0, to: block.count, by: 2) {
      parts.0.append(block[k])
      parts.1.append(block[k + 1])
    }
    return functional.value(at: parts.0) + ComplexDouble(0, 1) * functional.value(at: parts.1)
  }

  /// Tr(B e^(L(t+τ, t)) X) at each delay.
  func values(
    of observable: Operator, after matrix: Matrix<ComplexDouble>, at time: Double,
    delays: [Double], _ generator: TimeDependentLiouvillian, _ integrator: ExplicitRungeKutta
  ) throws -> (values: [ComplexDouble], evidence: IntegrationEvidence) {
    try Self.validate(delays)
    let functional = HermitianFunctional(observable, basis)
    var action = generator.realAction
    var values: [ComplexDouble] = []
    let evidence = try integrator.integrate(
      from: block(of: matrix), times: delays.map { time + $0 },
      modulations: generator.modulations,
      derivative: { time, state, slope in
        action.setCoefficients(try generator.coefficients(at: time))
        action.apply(to: state, into: &slope, width: 2)
      }, output: { _, _, state in values.append(value(functional, of: state)) })
    return (values, evidence)
  }

  /// The same for a constant generator: the values up to where an interrupt came, shown by a progress bar.
  private func values(
    of observable: Operator, after matrix: Matrix<ComplexDouble>, delays: [Double],
    _ liouvillian: Liouvillian, _ integrator: ExplicitRungeKutta, _ told: EvolutionProgress
  ) throws -> (values: [ComplexDouble], evidence: IntegrationEvidence) {
    let action = liouvillian.constantInTime.realAction
    let functional = HermitianFunctional(observable, basis)
    var values: [ComplexDouble] = []
    var evidence = IntegrationEvidence(
      method: integrator.tableau.name, relativeTolerance: integrator.relativeTolerance,
      absoluteTolerance: integrator.absoluteTolerance)
    do {
      try integrator.integrate(
        from: block(of: matrix), times: delays, evidence: &evidence,
        derivative: { time, state, slope in
          told.reached(time)
          action.apply(to: state, into: &slope, width: 2)
        },
        output: { _, _, state in
          values.append(value(functional, of: state))
          told.made(outputs: values.count)
        })
    } catch let error where Liouvillian.isCancellation(error) {}
    return (values, evidence)
  }
}

extension QuantumRegression {
  /// Tr(B e^(Lτ) X) at each delay for a constant generator, with the method of a planner.
  ///
  /// - Returns: the values up to where an interrupt came, and how they were calculated.
  func values(
    of observable: Operator, after matrix: Matrix<ComplexDouble>, delays: [Double],
    _ liouvillian: Liouvillian, method: EvolutionMethod, relativeTolerance: Double,
    absoluteTolerance: Double, progress: ((Double) -> Void)?
  ) throws -> (values: [ComplexDouble], method: String, evidence: IntegrationEvidence) {
    try Self.validate(delays)
    try ExplicitRungeKutta(
      relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance
    ).validate(delays)
    let planner = try EvolutionPlanner(
      liouvillian.equation, times: delays, method: method, relativeTolerance: relativeTolerance,
      absoluteTolerance: absoluteTolerance)
    let told = EvolutionProgress("Correlations", times: delays, progress: progress)
    defer { told.finish() }
    let functional = HermitianFunctional(observable, basis)
    var values: [ComplexDouble] = []
    if case .rungeKutta(let tableau) = planner.plan.method {
      let (all, evidence) = try self.values(
        of: observable, after: matrix, delays: delays, liouvillian,
        planner.integrator(tableau), told)
      return (all, tableau.name, evidence)
    }
    let block = block(of: matrix)
    let parts = [0, 1].map { part in
      stride(from: part, to: block.count, by: 2).map { block[$0] }
    }
    var propagators = try parts.map { try planner.propagator(from: $0) }
    do {
      for (k, delay) in delays.enumerated() {
        for part in propagators.indices where k > 0 {
          try propagators[part].advance(to: delay) { _ in }
        }
        values.append(
          functional.value(at: propagators[0].coordinates)
            + ComplexDouble(0, 1) * functional.value(at: propagators[1].coordinates))
        told.made(outputs: k + 1)
      }
    } catch let error where Liouvillian.isCancellation(error) {}
    return (values, "\(planner.plan.method)", propagators[0].evidence)
  }

  static func validate(_ delays: [Double]) throws {
    guard delays.first == 0, zip(delays, delays.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Delays begin with 0 and rise strictly; \(delays.prefix(5)) came. For negative ones use "
          + "⟨A(t+τ)B(t)⟩ = ⟨B†(t)A†(t+τ)⟩*.")
    }
  }
}

extension Operator {
  /// A X B for a dense X.
  static func sandwich(
    _ left: Operator?, _ matrix: Matrix<ComplexDouble>, _ right: Operator?
  ) -> Matrix<ComplexDouble> {
    var result = matrix
    if let left { result = left.matrix.timesDense(result) }
    if let right { result = right.adjoint.matrix.timesDense(result.adjoint).adjoint }
    return result
  }
}
