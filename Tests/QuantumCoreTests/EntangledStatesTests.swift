import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct EntangledStatesTests {
  @Test func ghzStatesAreTheSumOfAllUpAndAllDown() throws {
    let register = try CompositeSpace(count: 4, of: .twoLevel, named: "q")
    let ket = try register.ghzState()
    #expect(ket.amplitudes.filter { $0 != .zero }.count == 2)
    #expect(abs(ket.amplitudes[0].real - 0.5.squareRoot()) < 1e-15)
    #expect(abs(ket.amplitudes[15].real - 0.5.squareRoot()) < 1e-15)
    // Any part of it is a mixture with one bit of entropy.
    let part = try register.partialTrace(of: ket, keeping: ["q1", "q2"])
    #expect(try abs(part.vonNeumannEntropy() - .log(2)) < 1e-14)
  }

  @Test func partsOfMaximallyEntangledStatesAreMaximallyMixed() throws {
    let pair = try CompositeSpace(["x": .levels(count: 5), "y": .mode(levels: 5)])
    let ket = try pair.maximallyEntangledState()
    for name in pair.names {
      let part = try pair.partialTrace(of: ket, keeping: [name])
      #expect(
        (part.matrix - DensityMatrix.maximallyMixed(dimension: 5).matrix).largestModulus < 1e-15)
    }
    #expect(throws: QuantumError.self) {
      try CompositeSpace(["x": .levels(count: 5), "y": .twoLevel]).maximallyEntangledState()
    }
    #expect(throws: QuantumError.self) {
      try CompositeSpace(count: 3, of: .twoLevel, named: "q").maximallyEntangledState()
    }
  }

  @Test func dickeStatesOfARegisterAreEigenstatesOfTheCollectiveSpin() throws {
    let register = try CompositeSpace(count: 5, of: .twoLevel, named: "q")
    let half = try Spin(twice: 1)
    var (x, y, z) = (
      Operator.zero(dimension: 32), Operator.zero(dimension: 32), Operator.zero(dimension: 32)
    )
    for name in register.names {
      x += try register.embed(half.x, in: name)
      y += try register.embed(half.y, in: name)
      z += try register.embed(half.z, in: name)
    }
    let square = x * x + y * y + z * z
    for excitations in 0...5 {
      let ket = try register.dickeState(excitations: excitations)
      #expect((z * ket - (Double(excitations) - 2.5) * ket).norm < 1e-14)
      #expect((square * ket - 8.75 * ket).norm < 1e-13)
    }
    #expect(throws: QuantumError.self) { try register.dickeState(excitations: 6) }
  }
}
