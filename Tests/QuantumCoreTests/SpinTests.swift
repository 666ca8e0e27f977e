import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

/// The largest element of a difference of operators, relative to the first one's largest element.
private func relativeDifference(_ a: Operator, _ b: Operator) -> Double {
  (a - b).matrix.largestModulus / max(1, a.matrix.largestModulus)
}

/// Rounding of products of two ladder elements, each good to one unit in the last place.
private let rounding = 1e-14

@Suite struct SpinTests {
  @Test("su(2) holds", arguments: [1, 2, 3, 20, 400])
  func commutators(twice: Int) throws {
    let spin = try Spin(twice: twice)
    let i = ComplexDouble(0, 1)
    #expect(
      relativeDifference(spin.x.commutator(with: spin.y), i * spin.z) < rounding * Double(twice))
    #expect(
      relativeDifference(spin.y.commutator(with: spin.z), i * spin.x) < rounding * Double(twice))
    #expect(
      relativeDifference(spin.z.commutator(with: spin.x), i * spin.y) < rounding * Double(twice))
    #expect(
      relativeDifference(spin.plus.commutator(with: spin.minus), 2 * spin.z)
        < rounding * Double(twice))
    #expect(relativeDifference(spin.plus, spin.x + i * spin.y) == 0)
    #expect(relativeDifference(spin.minus, spin.plus.adjoint) == 0)
  }

  @Test("S² = S(S+1)", arguments: [1, 2, 3, 20, 400])
  func casimir(twice: Int) throws {
    let spin = try Spin(twice: twice)
    let s = spin.quantumNumber
    let square = spin.x * spin.x + spin.y * spin.y + spin.z * spin.z
    #expect(relativeDifference(square, s * (s + 1) * spin.identity) < rounding)
    #expect(relativeDifference(spin.x * spin.x, (spin.x * spin.x).adjoint) == 0)
    #expect(spin.x.isHermitian() && spin.y.isHermitian() && spin.z.isHermitian())
    #expect(!spin.plus.isHermitian())
  }

  @Test func ladderElementsOfSpinOneAreRootTwo() throws {
    let spin = try Spin(twice: 2)
    #expect(spin.plus[0, 1] == ComplexDouble(2.0.squareRoot()))
    #expect(spin.plus[1, 2] == ComplexDouble(2.0.squareRoot()))
    #expect(spin.plus[1, 0] == .zero)
    #expect(spin.z.matrix.diagonal.map(\.real) == [1, 0, -1])
  }

  @Test func theBasisBeginsWithTheLargestMagneticNumber() throws {
    let spin = try Spin(twice: 3)
    #expect(spin.magneticNumbers == [1.5, 0.5, -0.5, -1.5])
    #expect(try spin.index(of: -0.5) == 2)
    #expect(spin.dimension == 4)
    #expect(try Spin(particleCount: 3) == spin)
  }

  @Test func wrongSpinsAndMagneticNumbersThrow() throws {
    #expect(throws: QuantumError.self) { try Spin(twice: 0) }
    #expect(throws: QuantumError.self) { try Spin(twice: -3) }
    #expect(throws: QuantumError.self) { try Spin(particleCount: 0) }
    let spin = try Spin(twice: 3)
    for m in [0.0, 2.5, -2.5, .nan, .infinity, 0.4999] {
      #expect(throws: QuantumError.self) { try spin.dickeState(m: m) }
    }
  }

  @Test func pauliMatricesAreTwiceSpinOneHalf() throws {
    let spin = try Spin(twice: 1)
    #expect(TwoLevel.sigmaX == 2 * spin.x)
    #expect(relativeDifference(TwoLevel.sigmaY, 2 * spin.y) == 0)
    #expect(TwoLevel.sigmaZ == 2 * spin.z)
    #expect(TwoLevel.sigmaPlus == spin.plus)
    #expect(TwoLevel.sigmaMinus * TwoLevel.excited == TwoLevel.ground)
  }
}
