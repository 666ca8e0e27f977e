import ComplexModule
import LinearAlgebra
import OperatorAlgebra
import Testing

@Suite struct CoefficientTests {
  let kappa = Parameter("κ")
  let size = Parameter("S")

  @Test func theRootOfARateSquaresToTheRate() throws {
    let root = sqrt(kappa / size)
    #expect(root * root == kappa / size)
    let thermal = sqrt(kappa * (Parameter("n") + 1))
    #expect(thermal * thermal == kappa * Parameter("n") + kappa)
    #expect(root.conjugate * root == kappa / size)
  }

  @Test func sumsCollectAndCancel() {
    #expect((kappa + size - kappa) == size)
    #expect((kappa - kappa).isZero)
    #expect((kappa + size) * (kappa - size) == kappa.squared - size.squared)
    #expect(kappa / kappa == 1)
    #expect((kappa + 1) / (kappa + 1) != 0)
  }

  @Test func valuesAreThoseOfTheFormula() throws {
    let formula = sqrt(kappa / size.cubed) * (1 + Coefficient.i * kappa) / (size + 2)
    let value = try formula.value(at: ["κ": 0.7, "S": 1.5])
    let modulus = (0.7 / (1.5 * 1.5 * 1.5)).squareRoot() / 3.5
    // A dozen roundings of numbers of order 1.
    #expect((value - ComplexDouble(modulus, 0.7 * modulus)).length < 1e-15)
    let drive = try cos(kappa * Coefficient.time).value(at: ["κ": 2, "t": 0.3])
    #expect(abs(drive.real - 0.825_335_614_909_678) < 1e-15)
  }

  @Test func aMissingValueAndANegativeRootAreRefused() {
    #expect(throws: OperatorAlgebraError.self) { try (kappa * size).value(at: ["κ": 1]) }
    do {
      _ = try sqrt(kappa).value(at: ["κ": -1])
      Issue.record("A negative rate was taken.")
    } catch let error as OperatorAlgebraError {
      #expect(error.code == .invalidValue)
    } catch {
      Issue.record("Another error came.")
    }
  }

  @Test func substitutionReplacesEverywhere() throws {
    let formula = sqrt(kappa / size) + cos(kappa) / (kappa + size)
    let replaced = formula.substituting(["κ": 2 * size, "S": Parameter("N") / 2])
    let (a, b) = try (
      formula.value(at: ["κ": 6, "S": 2]),
      replaced.value(at: ["S": 3, "N": 4])
    )
    #expect((a - b).length < 1e-15)
    #expect(formula.substituting(["κ": 2, "S": 4]).parameterNames == [])
  }

  @Test func theLimitKeepsTheLeadingPower() throws {
    let formula = (size + 1) / (2 * size) + kappa / size
    #expect(try formula.growth(in: "S") == 0)
    #expect(try formula.part(ofGrowth: 0, in: "S") == 0.5)
    #expect(try (kappa / (size + 1)).part(ofGrowth: -2, in: "S") == kappa)
    #expect(try sqrt(size * (size + 1)).growth(in: "S") == 2)
    #expect(try sqrt(size * (size + 1)).part(ofGrowth: 2, in: "S") == 1)
    #expect(throws: OperatorAlgebraError.self) { try cos(size).growth(in: "S") }
    // S²/(S + 1) = S − 1 + …: the second term is not known from the leading part.
    #expect(throws: OperatorAlgebraError.self) {
      try (size.squared / (size + 1)).part(ofGrowth: 0, in: "S")
    }
  }

  @Test func formulasReadAsOnPaper() {
    #expect(sqrt(Parameter("Γ₊") / size).description == "√(Γ₊/S)")
    #expect((-Parameter("ε") / 2).description == "−ε/2")
    #expect((kappa / (2 * size)).description == "κ/(2 S)")
    #expect((kappa.squared - 1).description == "−1 + κ²")
    #expect((Coefficient.i * kappa).description == "i κ")
    #expect(sqrt(Coefficient(2)).description == "√2")
    #expect(sqrt(kappa * (Parameter("n") + 1)).description == "√(κ + n κ)")
    #expect(sqrt(Parameter("Gamma_+") / size.cubed).latex == "\\sqrt{\\frac{\\Gamma_{+}}{S^{3}}}")
    #expect((Parameter("kappa") / 2).latex == "\\frac{\\kappa}{2}")
    #expect(Parameter("Γ₊").latex == "\\Gamma_{+}")
    #expect(Parameter("ω1").latex == "\\omega_{1}")
    #expect(Parameter("nonlinearDecay").latex == "\\mathrm{nonlinearDecay}")
  }
}
