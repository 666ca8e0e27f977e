import Isochron
import Testing

/// Numbers with few digits, for printing.
@Suite struct RoundedNumbersTests {
  @Test func aNumberKeepsItsLeadingDigits() {
    #expect((0.123456).rounded(digits: 3) == 0.123 && (-98765.4).rounded(digits: 2) == -99000)
    #expect((1.7874e-14).rounded(digits: 3) == 1.79e-14 && (6.0221e23).rounded(digits: 2) == 6.0e23)
    #expect((0.999).rounded(digits: 1) == 1 && (1000.0).rounded(digits: 1) == 1000)
  }

  @Test func zeroAndTheInfiniteStay() {
    #expect((0.0).rounded(digits: 2) == 0 && Double.infinity.rounded(digits: 2) == .infinity)
    let least = Double.leastNonzeroMagnitude
    #expect(Double.nan.rounded(digits: 2).isNaN && least.rounded(digits: 2) == least)
  }

  @Test func bothPartsOfAComplexNumberAreRounded() {
    #expect(ComplexDouble(-0.0123456, 2.34567).rounded(digits: 3) == ComplexDouble(-0.0123, 2.35))
  }
}
