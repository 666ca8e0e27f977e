import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct KetTests {
  @Test func normalizationKeepsTheDirection() throws {
    let ket = try Ket([3, ComplexDouble(0, 4)])
    #expect(ket.norm == 5)
    let unit = try ket.normalized()
    #expect(abs(unit.norm - 1) < 1e-15)
    #expect(abs(unit.innerProduct(with: ket).real - 5) < 1e-15)
  }

  @Test func hugeAndTinyAmplitudesNormalize() throws {
    for scale in [1e-200, 1e200] {
      let ket = try Ket([ComplexDouble(scale), ComplexDouble(scale)]).normalized()
      #expect(abs(ket.amplitudes[0].real - 0.5.squareRoot()) < 1e-15)
    }
  }

  @Test func theInnerProductIsAntilinearOnTheLeft() throws {
    let a = try Ket([1, ComplexDouble(0, 1)])
    let b = try Ket([ComplexDouble(0, 1), 2])
    #expect(a.innerProduct(with: b) == ComplexDouble(0, -1))
    #expect(b.innerProduct(with: a) == ComplexDouble(0, 1))
    #expect((ComplexDouble(0, 1) * a).innerProduct(with: b) == ComplexDouble(-1, 0))
  }

  @Test func theProjectorSquaresToItself() throws {
    let projector = try Ket([1, ComplexDouble(0, 1), -2]).projector
    #expect((projector * projector - projector).matrix.largestModulus < 1e-15)
    #expect(projector.isHermitian())
    #expect(abs(projector.trace.real - 1) < 1e-15)
  }

  @Test func superpositionsAddAmplitudes() {
    #expect(2 * TwoLevel.excited == TwoLevel.excited + TwoLevel.excited)
    #expect(0.5 * TwoLevel.excited == ComplexDouble(0.5) * TwoLevel.excited)
    let plus = TwoLevel.excited + TwoLevel.ground
    #expect(abs(plus.expectationValue(of: TwoLevel.sigmaX).real - 1) < 1e-15)
    let minus = TwoLevel.excited - TwoLevel.ground
    #expect(abs(minus.expectationValue(of: TwoLevel.sigmaX).real + 1) < 1e-15)
  }

  @Test func badAmplitudesThrow() {
    #expect(throws: QuantumError.self) { try Ket([]) }
    #expect(throws: QuantumError.self) { try Ket([ComplexDouble(.infinity, 0)]) }
    #expect { try Ket([0, 0]).normalized() } throws: { ($0 as? QuantumError)?.code == .zeroNorm }
  }
}
