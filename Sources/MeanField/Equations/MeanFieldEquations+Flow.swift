public import NonlinearDynamics
public import OperatorAlgebra

extension MeanFieldEquations {
  /// The equations as a flow of real variables, compiled for lanes and differentiated exactly.
  ///
  /// Where |m|² of a spin is conserved identically, integrations project onto its initial value; where the energy of a
  /// closed system is, they watch it.
  ///
  /// - Parameters:
  ///   - parameters: a value for each of `parameterNames`; others are not looked at.
  ///   - forcingPeriod: the period with which time enters, a formula of parameters such as `2 * .pi / ω`; for equations
  ///     that depend on time.
  /// - Returns: the flow, whose variables are `variables` and whose parameters are `parameterNames`.
  /// - Throws: `MeanFieldError`: `missingParameter`, `invalidArgument` for a period that holds other parameters.
  public func flow(_ parameters: [String: Double] = [:], forcingPeriod: Coefficient? = nil) throws
    -> Flow
  {
    let values = try parameterNames.map { name in
      guard let value = parameters[name] else {
        throw MeanFieldError(
          .missingParameter,
          "The equations need a value for \(name); given are \(parameters.keys.sorted()) of "
            + "\(parameterNames).")
      }
      return (name: name, value: value)
    }
    if let forcingPeriod {
      let missing = forcingPeriod.parameterNames.filter { !parameterNames.contains($0) }
      guard missing.isEmpty else {
        throw MeanFieldError(
          .invalidArgument,
          "The period \(forcingPeriod) holds \(missing), which the equations do not; they have "
            + "\(parameterNames).")
      }
    }
    let form = HornerForm(layout, parameterNames: parameterNames)
    return Flow(
      variables: variables, parameters: values, velocity: realFormulas(form),
      conserved: conserved.map { form.formula($0).real },
      constraints: constraints.map { form.formula($0).real },
      forcingPeriod: forcingPeriod.map { form.formula(of: $0).real })
  }

  /// The real and imaginary parts of all equations in the order of the variables.
  private func realFormulas(_ form: HornerForm) -> [Formula] {
    zip(rates, layout.places).flatMap { rate, place in
      let formula = form.formula(rate)
      return place.imaginary == nil ? [formula.real] : [formula.real, formula.imaginary]
    }
  }
}
