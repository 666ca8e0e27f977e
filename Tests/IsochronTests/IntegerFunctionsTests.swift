import Foundation
import Isochron
import Testing

@Suite struct IntegerFunctionsTests {
  @Test("Functions of integer literals have one meaning, with Foundation imported too")
  func literals() {
    #expect(sin(1) == sin(1.0) && cos(1) == cos(1.0) && tan(1) == tan(1.0))
    #expect(exp(1) == exp(1.0) && log(2) == log(2.0) && sqrt(2) == sqrt(2.0))
    #expect(asin(1) == asin(1.0) && acos(0) == acos(0.0) && atan(1) == atan(1.0))
    #expect(sinh(1) == sinh(1.0) && cosh(1) == cosh(1.0) && tanh(1) == tanh(1.0))
    #expect(log10(1000) == 3 && log2(8) == 3)
    #expect(atan2(1, -1) == atan2(1.0, -1.0) && hypot(3, 4) == 5)
    #expect(pow(2, 3) == 8 && pow(2, -1) == 0.5 && pow(2.0, 3) == 8 && pow(-2.0, 3) == -8)
  }

  @Test("A loop's integer needs no conversion")
  func variables() {
    let values = (1...3).map { sqrt($0) * exp(-$0) }
    #expect(values[1] == sqrt(2.0) * exp(-2.0))
  }
}
