import ComplexModule
import LinearAlgebra
import QuantumCore
public import QuantumDynamics

extension MasterEquationSolution: HDF5Storable {
  /// `MasterEquationSolution`.
  public static let storedTypeName = "MasterEquationSolution"

  /// Stores times, expectation values, states and evidence.
  ///
  /// - Parameter group: takes the datasets `times`, `purity`, `states` [time, row, column], `final_state` and
  ///   `observables` with `expectation_values` [observable, time].
  public func write(to group: inout HDF5Group) {
    let d = finalState.dimension
    group["times"] = HDF5Array(times)
    group["purity"] = HDF5Array(purity)
    group["states"] = HDF5Array(states.map(\.matrix), rows: d, columns: d)
    group["final_state"] = HDF5Array(
      shape: [d, d], .complexes(finalState.matrix.transposed.elements))
    // A name may hold "/", which HDF5 takes for a group: names are stored beside numbered columns.
    let names = complexExpectationValues.keys.sorted()
    group["observables"] = HDF5Array(names)
    group["observable_is_hermitian"] = HDF5Array(
      names.map { expectationValues[$0] == nil ? 0 : 1 })
    group["expectation_values"] = HDF5Array(
      shape: [names.count, times.count],
      .complexes(names.flatMap { complexExpectationValues[$0] ?? [] }))
    if case .stopped(let time) = status { group.attributes["stopped_at"] = HDF5Array(time) }
    group.attributes["method"] = HDF5Array("\(plan.method)")
    group.attributes["reason"] = HDF5Array(plan.reason)
    if let radius = plan.spectralRadius { group.attributes["spectral_radius"] = HDF5Array(radius) }
    if let count = plan.expectedProductCount {
      group.attributes["expected_product_count"] = HDF5Array(count)
    }
    evidence.integration.write(to: &group)
    group.attributes["trace_drift"] = HDF5Array(evidence.traceDrift)
    group.attributes["initial_hermiticity_error"] = HDF5Array(evidence.initialHermiticityError)
    group.attributes["smallest_final_eigenvalue"] = HDF5Array(evidence.smallestFinalEigenvalue)
    group.attributes["wall_time_seconds"] = HDF5Array(evidence.wallTime)
    group.storeParameters(parameters)
  }

  /// Loads times, expectation values, states and evidence.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`, `invalidValue`.
  public init(from group: HDF5Group) throws {
    let times = try group.reals("times")
    let names = try group.texts("observables")
    let hermitian = try group.integers("observable_is_hermitian", shape: [names.count])
    let values = try group.complexes("expectation_values", shape: [names.count, times.count])
    var complex: [String: [ComplexDouble]] = [:]
    var real: [String: [Double]] = [:]
    for (k, name) in names.enumerated() {
      complex[name] = Array(values[k * times.count..<(k + 1) * times.count])
      if hermitian[k] != 0 { real[name] = complex[name]?.map(\.real) }
    }
    let final = try group.dataset("final_state", shape: [nil, nil]).shape
    guard final[0] == final[1], final[0] > 0 else {
      throw HDF5Error(
        .wrongShape,
        "\(group.place(of: "final_state")) should be square but has the shape \(final).")
    }
    let d = final[0]
    let states = try group.matrices("states", shape: [nil, d, d])
    let finalState = Matrix(
      rows: d, columns: d, columnMajor: try group.complexes("final_state", shape: [d, d])
    )
    .transposed
    let name = try group.text(attribute: "method")
    guard let method = EvolutionMethod(named: name) else {
      throw HDF5Error(.invalidValue, "\(group.path) names the unknown method \"\(name)\".")
    }
    var plan = EvolutionPlan(restoring: method, reason: try group.text(attribute: "reason"))
    if group.attributes["spectral_radius"] != nil {
      plan.spectralRadius = try group.real(attribute: "spectral_radius")
    }
    if group.attributes["expected_product_count"] != nil {
      plan.expectedProductCount = try group.integer(attribute: "expected_product_count")
    }
    self.init(
      restoring: group.attributes["stopped_at"] == nil
        ? .finished : .stopped(at: try group.real(attribute: "stopped_at")),
      plan: plan, times: times, expectationValues: real, complexExpectationValues: complex,
      purity: try group.reals("purity", shape: [times.count]),
      states: states.map { DensityMatrix(assumingValid: $0) },
      finalState: DensityMatrix(assumingValid: finalState),
      evidence: MasterEquationEvidence(
        restoring: try IntegrationEvidence(from: group),
        traceDrift: try group.real(attribute: "trace_drift"),
        initialHermiticityError: try group.real(attribute: "initial_hermiticity_error"),
        smallestFinalEigenvalue: try group.real(attribute: "smallest_final_eigenvalue"),
        wallTime: try group.real(attribute: "wall_time_seconds")))
    parameters = try group.storedParameters()
  }
}

extension IntegrationEvidence {
  func write(to group: inout HDF5Group) {
    group.attributes["integrator"] = HDF5Array(method)
    group.attributes["relative_tolerance"] = HDF5Array(relativeTolerance)
    group.attributes["absolute_tolerance"] = HDF5Array(absoluteTolerance)
    group.attributes["accepted_steps"] = HDF5Array(acceptedStepCount)
    group.attributes["rejected_steps"] = HDF5Array(rejectedStepCount)
    group.attributes["evaluations"] = HDF5Array(evaluationCount)
    group.attributes["smallest_step"] = HDF5Array(smallestStep)
  }

  init(from group: HDF5Group) throws {
    self.init(
      restoring: try group.text(attribute: "integrator"),
      relativeTolerance: try group.real(attribute: "relative_tolerance"),
      absoluteTolerance: try group.real(attribute: "absolute_tolerance"))
    acceptedStepCount = try group.integer(attribute: "accepted_steps")
    rejectedStepCount = try group.integer(attribute: "rejected_steps")
    evaluationCount = try group.integer(attribute: "evaluations")
    smallestStep = try group.real(attribute: "smallest_step")
  }
}
