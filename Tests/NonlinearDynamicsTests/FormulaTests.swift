import NonlinearDynamics
import Testing

@Suite struct FormulaTests {
  @Test func derivativesOfElementaryFunctionsAgreeWithDifferences() throws {
    let v = Formula.variable(0)
    let formulas: [Formula] = [
      sqrt(v), exp(v), log(v), sin(v), cos(v), tan(v), tanh(v), atan(v), abs(v), pow(v, 5),
      pow(v, -2), pow(v, 0.3), v / (1 + v), 2 - 3 * v + v * v, exp(sin(v) * v) / (v - 3),
    ]
    let flow = Flow(variables: ["x"], parameters: [], velocity: [v])
    for formula in formulas {
      let derivative = formula.derivative(byVariable: 0)
      let h = 1e-4
      let x = 0.7
      let near =
        try flow.value(of: formula, at: [x + h]) - flow.value(of: formula, at: [x - h])
      let far =
        try flow.value(of: formula, at: [x + 2 * h]) - flow.value(of: formula, at: [x - 2 * h])
      // Fourth-order differences: truncation about 1e-16 f⁽⁵⁾, rounding 1e-16/1e-4.
      let expected = (8 * near - far) / (12 * h)
      #expect(
        abs(try flow.value(of: derivative, at: [x]) - expected) < 1e-10 * max(1, abs(expected)))
    }
  }
}
