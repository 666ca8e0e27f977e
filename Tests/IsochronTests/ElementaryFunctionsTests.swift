import Isochron
import Testing

/// What a notebook gets from `import Isochron` alone.
@Suite struct ElementaryFunctionsTests {
  @Test func elementaryFunctionsNeedNoOtherImport() {
    let x = 0.7
    #expect(exp(x) == .exp(x) && log(x) == .log(x) && sqrt(x) == x.squareRoot())
    #expect(sin(x) == .sin(x) && cos(x) == .cos(x) && tan(x) == .tan(x))
    #expect(asin(x) == .asin(x) && acos(x) == .acos(x) && atan(x) == .atan(x))
    #expect(sinh(x) == .sinh(x) && cosh(x) == .cosh(x) && tanh(x) == .tanh(x))
    #expect(pow(2.0, 3) == 8 && hypot(3.0, 4.0) == 5 && atan2(1.0, -1.0) == 3 * .pi / 4)
    #expect(log10(1000.0) == 3 && log2(8.0) == 3)
    #expect([0.0, 1.0].map(exp) == [1, .exp(1)])
  }

  @Test func powersOfNegativeNumbersAreThoseOfTheCLibrary() {
    #expect(pow(-3.0, 2) == 9 && pow(-3.0, 3.0) == -27 && pow(-2.0, -1.0) == -0.5)
    #expect(pow(0.0, 0.0) == 1 && pow(0.0, 2) == 0 && pow(4.0, 0.5) == 2)
    #expect(pow(-2.0, 0.5).isNaN)
    // By way of the logarithm: a few roundings of a number of size 4.
    #expect((pow(Complex(0, 2.0), 2) - Complex(-4, 0)).length < 1e-14)
  }

  @Test func elementaryFunctionsTakeComplexNumbers() {
    let turned = exp(Complex(0, Double.pi / 2))
    // π is rounded, so that the real part is 6e−17 and not 0.
    #expect(abs(turned.real) < 1e-15 && turned.imaginary == 1)
    #expect(sqrt(Complex(-4.0, 0)) == Complex(0, 2))
  }
}
