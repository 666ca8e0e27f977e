import ComplexModule
public import LinearAlgebra
import OperatorAlgebra

extension MeanFieldEquations {
  /// dx/dt at a point, term by term: the plain reference of the compiled flow.
  ///
  /// - Parameters:
  ///   - state: a number for each of `variables`.
  ///   - parameters: a value for each of `parameterNames`.
  ///   - time: t.
  /// - Returns: dx/dt in the order of `variables`.
  /// - Throws: `MeanFieldError` with code `invalidArgument` for a state that does not fit; `OperatorAlgebraError` with code
  ///   `missingParameter` or `invalidValue`.
  public func velocity(at state: [Double], _ parameters: [String: Double], time: Double = 0) throws
    -> [Double]
  {
    let means = try means(of: state)
    let values = parameters.merging(["t": time]) { $1 }
    return try zip(rates, layout.places).flatMap { rate, place in
      let value = try rate.value(at: means, values)
      return place.imaginary == nil ? [value.real] : [value.real, value.imaginary]
    }
  }

  /// The Jacobian ∂(dx_i/dt)/∂x_j at a point, from the derivatives of the polynomials.
  ///
  /// - Parameters:
  ///   - state: a number for each of `variables`.
  ///   - parameters: a value for each of `parameterNames`.
  ///   - time: t.
  /// - Returns: a square matrix in the order of `variables`.
  /// - Throws: as `velocity(at:_:time:)`.
  public func jacobian(at state: [Double], _ parameters: [String: Double], time: Double = 0) throws
    -> Matrix<Double>
  {
    let means = try means(of: state)
    let values = parameters.merging(["t": time]) { $1 }
    var result = Matrix<Double>(rows: dimension, columns: dimension)
    for (rate, row) in zip(rates, layout.places) {
      for (k, column) in layout.places.enumerated() {
        let direct = try rate.derivative(by: .init(moment: k, isConjugate: false))
          .value(at: means, values)
        var conjugate = ComplexDouble.zero
        if column.imaginary != nil {
          conjugate = try rate.derivative(by: .init(moment: k, isConjugate: true))
            .value(at: means, values)
        }
        // ∂/∂x = ∂/∂α + ∂/∂α*, ∂/∂y = i(∂/∂α − ∂/∂α*).
        let byReal = direct + conjugate
        let byImaginary = ComplexDouble(0, 1) * (direct - conjugate)
        result[row.real, column.real] = byReal.real
        if let j = column.imaginary { result[row.real, j] = byImaginary.real }
        if let i = row.imaginary {
          result[i, column.real] = byReal.imaginary
          if let j = column.imaginary { result[i, j] = byImaginary.imaginary }
        }
      }
    }
    return result
  }

  /// The complex means of a real state.
  private func means(of state: [Double]) throws -> [ComplexDouble] {
    guard state.count == dimension else {
      throw MeanFieldError(
        .invalidArgument,
        "A state has \(dimension) numbers (\(variables.joined(separator: ", "))), but \(state.count) came."
      )
    }
    return layout.places.map {
      ComplexDouble(state[$0.real], $0.imaginary.map { state[$0] } ?? 0)
    }
  }
}

extension MomentPolynomial {
  /// The value at means and parameters.
  func value(at means: [ComplexDouble], _ parameters: [String: Double]) throws -> ComplexDouble {
    var sum = ComplexDouble.zero
    for (monomial, coefficient) in terms {
      var product = try coefficient.value(at: parameters)
      for symbol in monomial.symbols {
        product *= symbol.isConjugate ? means[symbol.moment].conjugate : means[symbol.moment]
      }
      sum += product
    }
    return sum
  }
}
