import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct RealFormTests {
  @Test(arguments: 1...6)
  func theAssembledRealFormIsTheOneOfTheSuperoperator(seed: Int) throws {
    // Dense operators: long rows; the plain reference goes through the complex d² × d² matrix.
    let liouvillian = try Sample.generic(
      dimension: seed + 1, jumpCount: seed % 3 + 1, seed: UInt64(seed))
    let plain = liouvillian.hermitianBasis.realRepresentation(of: liouvillian.superoperator)
    let difference = liouvillian.realRepresentation - plain
    #expect(difference.largestModulus <= 1e-14 * plain.largestModulus * Double(seed + 1))
  }

  @Test(arguments: try SharedSystem.all())
  func sharedSystemsHaveTheSameRealForm(system: SharedSystem) throws {
    let liouvillian = system.liouvillian
    let plain = liouvillian.hermitianBasis.realRepresentation(of: liouvillian.superoperator)
    let assembled = liouvillian.realRepresentation
    #expect((assembled - plain).largestModulus <= 1e-13 * plain.largestModulus)
    // Rows are sorted and hold every column once.
    for row in 0..<assembled.rowCount {
      let columns = assembled.columnIndices[
        assembled.rowOffsets[row]..<assembled.rowOffsets[row + 1]]
      #expect(zip(columns, columns.dropFirst()).allSatisfy { $0 < $1 })
    }
    let state = liouvillian.hermitianBasis.coordinates(of: system.initial.matrix)
    let image = liouvillian.hermitianBasis.matrix(of: assembled * state)
    let expected = liouvillian.apply(to: system.initial)
    #expect((image - expected).largestModulus <= 1e-12 * plain.largestModulus)
  }
}
