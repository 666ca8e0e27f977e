import Foundation
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct CodableTests {
  private func decoded<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  @Test("Spaces, states and operators come back from JSON")
  func roundTrip() throws {
    let spin = try Spin(1.5)
    #expect(try decoded(spin) == spin)
    let ket = spin.coherentState(polar: 1, azimuth: 0.3)
    #expect(try decoded(ket) == ket)
    #expect(try decoded(DensityMatrix(ket)) == DensityMatrix(ket))
    for operand in [spin.x, spin.y, spin.z] { #expect(try decoded(operand) == operand) }
    let matrix = Matrix<Double>(rowMajor: [[1, 2, 3], [4, 5, 6]])
    #expect(try decoded(matrix) == matrix)
    #expect(try decoded(BosonicMode(levels: 7)) == BosonicMode(levels: 7))
    #expect(try decoded(NLevelSystem(levels: 3)) == NLevelSystem(levels: 3))
  }

  @Test(
    "What is no value of the type is refused",
    arguments: [#"{"twice":0}"#, #"{"twice":-3}"#, #"{"levels":2}"#])
  func spins(text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(Spin.self, from: Data(text.utf8))
    }
  }

  @Test("Matrices and operators whose numbers do not fit are refused")
  func shapes() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        Matrix<Double>.self, from: Data(#"{"rows":2,"columns":2,"elements":[1,2,3]}"#.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(
        Operator.self,
        from: Data(#"{"dimension":2,"rows":[2],"columns":[0],"values":[[1,0]]}"#.utf8))
    }
    #expect(throws: (any Error).self) { try JSONDecoder().decode(Ket.self, from: Data("[]".utf8)) }
  }

  @Test("A spin is made of its quantum number, its double or its particles")
  func quantumNumbers() throws {
    #expect(try Spin(1) == Spin(twice: 2) && Spin(3 / 2) == Spin(particleCount: 3))
    for wrong in [0, -1, 0.7, .nan, .infinity] {
      #expect(throws: QuantumError.self) { try Spin(wrong) }
    }
    #expect(try CompositeSpace(["a": .spin(1.5), "b": .spin(twice: 3)]).dimension == 16)
    #expect(TwoLevel.excitedProjector == TwoLevel.sigmaPlus * TwoLevel.sigmaMinus)
    #expect(TwoLevel.groundProjector == TwoLevel.sigmaMinus * TwoLevel.sigmaPlus)
  }
}
