import ComplexModule
import LinearAlgebra
import QuantumCore
import RichDisplay
import Testing

private func text(_ value: any RichDisplayable, _ type: MIMEType = .plainText) -> String? {
  guard case .text(let text)? = value.richRepresentation.contents[type] else { return nil }
  return text
}

@Suite struct RichDisplayTests {
  @Test func complexNumbersReadLikeInAPaper() {
    #expect(NumberText.complex(ComplexDouble(0.5, -0.25)) == "0.5 − 0.25i")
    #expect(NumberText.complex(ComplexDouble(0, 1)) == "i")
    #expect(NumberText.complex(ComplexDouble(0, -1)) == "−i")
    #expect(NumberText.complex(ComplexDouble(-2, 0)) == "−2")
    #expect(NumberText.complex(.zero) == "0")
    #expect(NumberText.complex(ComplexDouble(1, 1e-17), negligible: 1e-14) == "1")
    #expect(text(ComplexDouble(1, 2)) == "1 + 2i")
  }

  @Test(arguments: [
    (0.70710678, "0.70711"), (1e-7, "1e−7"), (-1.5e-7, "−1.5e−7"), (100, "100"), (1e9, "1e9"),
    (123456, "123456"), (99999.6, "100000"), (0.0001, "0.0001"), (9.99999, "10"),
    (.leastNonzeroMagnitude, "4.9407e−324"),
    (.infinity, "∞"), (.nan, "NaN"), (9.999999e-8, "1e−7"), (0, "0"), (-0.0, "0"),
    (1.7976931348623157e308, "1.7977e308"),
  ])
  func realNumbers(value: Double, expected: String) {
    #expect(NumberText.real(value) == expected)
  }

  @Test func smallOperatorsShowATableInEveryFormat() throws {
    let spin = try Spin(twice: 1)
    let plain = try #require(text(spin.y))
    #expect(plain.contains("Operator, dimension 2"))
    #expect(plain.contains("·   −0.5i\n  0.5i       ·"))
    #expect(text(spin.y, .html)?.contains("<td") == true)
    #expect(
      text(spin.y, .latex)
        == "$\\begin{pmatrix}\\cdot & -0.5\\mathrm{i} \\\\ 0.5\\mathrm{i} & \\cdot\\end{pmatrix}$")
  }

  @Test func largeOperatorsShowASummary() throws {
    let spin = try Spin(twice: 200)
    let plain = try #require(text(spin.x))
    #expect(
      plain
        == "Operator, dimension 201, 400 nonzero (0.99%), tridiagonal, Hermitian, stored sparse")
    #expect(text(spin.x, .html)?.contains("<table") == false)
    #expect(text(spin.x, .latex) == nil)
    #expect(text(spin.z.matrix)?.contains("diagonal") == true)
  }

  @Test func statesShowWhatMatters() throws {
    let spin = try Spin(twice: 2)
    let ket = spin.coherentState(polar: .pi / 2, azimuth: 0)
    #expect(try #require(text(ket)).contains("Ket, dimension 3, norm 1"))
    #expect(try #require(text(ket)).contains("0.70711"))
    #expect(try #require(text(DensityMatrix(ket))).contains("trace 1, purity 1"))
    #expect(try #require(text(HusimiQ(of: ket))).contains("S = 1, 101 polar angles × 201 azimuths"))
    let large = try Spin(twice: 40).dickeState(m: 3)
    #expect(try #require(text(large)).contains("largest amplitude 1 at index 17"))
  }

  @Test func matricesOfRealAndComplexNumbersShow() {
    #expect(
      text(Matrix<Double>(rowMajor: [[1, 0], [-0.5, 2]])) == "Matrix, 2 × 2\n     1   ·\n  −0.5   2"
    )
    #expect(text(Matrix<Double>(rows: 100, columns: 2)) == "Matrix, 100 × 2")
  }
}
