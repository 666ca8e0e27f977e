import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RichDisplay
import Testing

/// What results say about themselves as the value of a notebook's cell.
@Suite struct ResultDescriptionsTests {
  private func driven(_ rabi: Double) throws -> Liouvillian {
    try Liouvillian(
      hamiltonian: (rabi / 2) * TwoLevel.sigmaX, jumpOperators: [TwoLevel.sigmaMinus])
  }

  @Test func steadyStatesSayHowManyTheyAreAndWhatOscillates() throws {
    // Dephasing and a splitting of 1.5 of the last two levels: |0⟩⟨0| alone, and a qubit that keeps its coherence.
    let levels = try NLevelSystem(levels: 3)
    let model = try Liouvillian(
      hamiltonian: 1.5 * levels.projector(onto: 2), jumpOperators: [levels.projector(onto: 0)])
    let text = try model.steadyStates().description
    #expect(text.contains("independent solutions of Lρ = 0: 3"))
    #expect(text.contains("persistent coherences: 1, frequencies 1.5"))
    #expect(text.split(separator: "\n").count < 20)
  }

  @Test func spectraOfARegionSayThatTheyWereCounted() throws {
    let spin = try Spin(particleCount: 4)
    let model = try Liouvillian(hamiltonian: 2 * spin.x, jumpOperators: [spin.minus])
    let region = try model.eigenvalues(
      in: SpectralRegion(realRange: -3...0.5, largestFrequency: 10), verifiesCount: true)
    #expect(region.description.contains("eigenvalues: \(region.spectrum.eigenvalues.count)"))
    #expect(
      region.description.contains(
        "counted by the argument principle: \(region.spectrum.eigenvalues.count)"))
    let grid = try model.pseudospectrum(realParts: [-1, 1], imaginaryParts: [0, 1, 2])
    #expect(grid.description.contains("grid: 2 × 3"))
  }

  @Test func anExceptionalPointSaysWhereItIs() throws {
    let point = try LiouvillianSpectrum.exceptionalPoint(
      in: 0.1...0.6, near: ComplexDouble(-0.75, 0)
    ) { try driven($0).spectrum() }
    #expect(point.description.contains("parameter: 0.25"))
    #expect(point.description.contains("eigenvalue: −0.75"))
    #expect(point.richRepresentation.plainText == point.description)
  }

  @Test func aSectorIsOneLine() throws {
    let sectors = try driven(1).sectors()
    #expect(sectors[0].description.hasPrefix("Sector T = +1: 3 dimensions"))
    #expect(sectors[0].description.hasSuffix("with the steady state"))
    #expect(!sectors[1].description.contains("steady"))
  }
}
