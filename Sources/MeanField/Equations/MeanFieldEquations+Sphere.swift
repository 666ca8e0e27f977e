import ComplexModule
import LinearAlgebra
import OperatorAlgebra
public import QuantumSynchronization

extension MeanFieldEquations {
  /// The equations of one spin as a flow on the sphere |m| = 1, for what the sphere alone has: fixed points whose indices
  /// sum to 2, angles, the phase relative to a drive.
  ///
  /// `flow(_:forcingPeriod:)` makes the general flow of the same equations, which runs over lanes.
  ///
  /// - Parameter parameters: a value for each of `parameterNames`; the trajectories carry them.
  /// - Returns: m ↦ dm/dt with its exact derivative.
  /// - Throws: `MeanFieldError` with code `invalidArgument` for other subsystems than one spin, another order than 1,
  ///   dependence on time or a length |m| that is not conserved; `OperatorAlgebraError` with code `missingParameter` or
  ///   `invalidValue`.
  public func sphereFlow(_ parameters: [String: Double] = [:]) throws -> MeanFieldFlow {
    guard model.kinds == [.spin], order == 1, !dependsOnTime, constraints.count == 1 else {
      throw MeanFieldError(
        .invalidArgument,
        "A flow on the sphere has one spin of conserved |m| in order 1 and no time; these equations have the "
          + "variables \(variables). Use flow(_:) for others.")
    }
    let rates = try rates.map { try SpinPolynomial($0, at: parameters) }
    let gradients = rates.map { rate in (0..<3).map { rate.derivative(by: $0) } }
    var flow = MeanFieldFlow(
      derivative: { m, direction in
        var result = SIMD3<Double>.zero
        for i in 0..<3 {
          for j in 0..<3 { result[i] += gradients[i][j](m) * direction[j] }
        }
        return result
      },
      velocity: { m in SIMD3(rates[0](m), rates[1](m), rates[2](m)) })
    flow.parameters = parameters
    return flow
  }
}

/// A real polynomial of m_x, m_y and m_z with numbers as coefficients.
private struct SpinPolynomial: Sendable {
  private var terms: [(value: Double, powers: SIMD3<Int>)]

  init(_ polynomial: MomentPolynomial, at parameters: [String: Double]) throws {
    terms = try polynomial.sortedTerms.map { monomial, coefficient in
      var powers = SIMD3<Int>.zero
      for symbol in monomial.symbols { powers[symbol.moment] += 1 }
      return (try coefficient.value(at: parameters).real, powers)
    }
  }

  func callAsFunction(_ m: SIMD3<Double>) -> Double {
    var sum = 0.0
    for (value, powers) in terms {
      var product = value
      for k in 0..<3 { for _ in 0..<powers[k] { product *= m[k] } }
      sum += product
    }
    return sum
  }

  func derivative(by k: Int) -> SpinPolynomial {
    var copy = self
    copy.terms = terms.compactMap { value, powers in
      guard powers[k] > 0 else { return nil }
      var lower = powers
      lower[k] -= 1
      return (Double(powers[k]) * value, lower)
    }
    return copy
  }
}
