import ComplexModule
import LinearAlgebra
import TruncatedWigner
import Testing

@Suite struct WeylSymbolTests {
  @Test func productsAreThoseOfTheOperators() {
    let a = WeylSymbol.modes(1)[0]
    let n = a.adjoint * a
    #expect(n.coefficient(annihilation: [1], creation: [1]) == 1)
    #expect(n.coefficient(annihilation: [0], creation: [0]).real == -0.5)
    #expect(a.commutator(with: a.adjoint) == WeylSymbol(1, modeCount: 1))
    let kerr = a.adjoint.power(2) * a.power(2)
    #expect(kerr.coefficient(annihilation: [2], creation: [2]) == 1)
    #expect(kerr.coefficient(annihilation: [1], creation: [1]).real == -2)
    #expect(kerr.coefficient(annihilation: [0], creation: [0]).real == 0.5)
    // a†²a² = n(n − 1)
    #expect((kerr - n * (n - 1)).largestCoefficient < 1e-14)
    #expect(kerr.isHermitian && !a.isHermitian)
  }

  @Test func productsAreAssociativeAndAdjointsReverseThem() {
    let modes = WeylSymbol.modes(2)
    let (a, b) = (modes[0], modes[1])
    let x = a * a + Complex(0, 2) * b.adjoint
    let y = a.adjoint * b + 0.5 * a
    let z = b.adjoint * b.adjoint * a + 3
    #expect((x * (y * z) - (x * y) * z).largestCoefficient < 1e-13)
    #expect(((x * y).adjoint - y.adjoint * x.adjoint).largestCoefficient < 1e-13)
  }

  @Test func schwingerSpinsHaveTheAlgebraOfSpins() {
    let modes = WeylSymbol.modes(2)
    let spin = SchwingerSpin(up: modes[0], down: modes[1])
    let i = ComplexDouble(0, 1)
    #expect((spin.x.commutator(with: spin.y) - i * spin.z).largestCoefficient < 1e-14)
    #expect((spin.y.commutator(with: spin.z) - i * spin.x).largestCoefficient < 1e-14)
    let square = spin.x * spin.x + spin.y * spin.y + spin.z * spin.z
    #expect((square - spin.length * (spin.length + 1)).largestCoefficient < 1e-14)
  }

  @Test func symbolsAreFunctions() {
    let modes = WeylSymbol.modes(2)
    let symbol = modes[0].adjoint * modes[1] * modes[1]
    let point = [ComplexDouble(0.3, -1), ComplexDouble(2, 0.5)]
    let expected = point[0].conjugate * point[1] * point[1]
    #expect((symbol.value(at: point) - expected).length < 1e-15)
  }
}
