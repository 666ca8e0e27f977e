import Isochron
import Testing

/// Formulas that mix real and complex numbers.
@Suite struct MixedArithmeticTests {
  private let z = ComplexDouble(3, 4)
  private let x = 2.0

  @Test func realAndComplexNumbersMeetInOneFormula() {
    #expect(x * z == ComplexDouble(6, 8) && z * x == x * z)
    #expect(z / x == ComplexDouble(1.5, 2) && 25.0 / z == ComplexDouble(3, -4))
    #expect(x + z == ComplexDouble(5, 4) && z + x == x + z)
    #expect(x - z == ComplexDouble(-1, -4) && z - x == ComplexDouble(1, 4))
  }

  @Test func literalsStayUnambiguous() {
    #expect(2 * z == ComplexDouble(6, 8) && 0.5 * z == ComplexDouble(1.5, 2))
    #expect(1 - z / 2 == ComplexDouble(-0.5, -2) && 1.5 + 2 * z - 0.5 == ComplexDouble(7, 8))
    let spin = TwoLevel.sigmaX
    #expect(0.5 * spin + 2 * spin == spin * 2.5)
  }

  @Test func aDampedOscillationIsWrittenAsOnPaper() {
    let i = ComplexDouble(0, 1)
    let t = 0.3
    let amplitude = 0.5 * exp(-(0.25 + 5 * i) * t)
    // Two roundings in the argument, of size 1.5.
    #expect(abs(amplitude.real - 0.5 * exp(-0.25 * t) * cos(5 * t)) < 1e-15)
    #expect(abs(amplitude.imaginary + 0.5 * exp(-0.25 * t) * sin(5 * t)) < 1e-15)
  }
}
