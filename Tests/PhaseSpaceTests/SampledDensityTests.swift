import ComplexModule
import LinearAlgebra
import PhaseSpace
import QuantumCore
import RealModule
import Testing

@Suite struct SampledDensityTests {
  @Test func theVacuumsSamplesGiveItsWignerFunctionWithinTheirErrors() throws {
    let numbers = NormalVariates.real(count: 400_000, seed: 2)
    let samples = (0..<200_000).map { ComplexDouble(numbers[2 * $0] / 2, numbers[2 * $0 + 1] / 2) }
    let density = try SampledDensity(of: samples, positions: -2...2, momenta: -2...2, count: 20)
    var squares = 0.0
    for (i, p) in density.momenta.enumerated() {
      for (j, x) in density.positions.enumerated() {
        // ∫ over the cell of e^(−x² − p²)/π, over its area.
        let sides = [x, p].map { (Double.erf($0 + 0.1) - Double.erf($0 - 0.1)) / 2 / 0.2 }
        let deviation = (density.values[i][j] - sides[0] * sides[1]) / density.standardErrors[i][j]
        squares += deviation * deviation
        #expect(abs(deviation) < 5)
      }
    }
    // χ² of 400 cells: 400 ± 5 √800.
    #expect(abs(squares - 400) < 5 * 800.0.squareRoot())
    let inside = density.values.joined().reduce(0, +) * 0.04
    #expect(abs(inside + Double(density.outsideCount) / 200_000 - 1) < 1e-12)
  }

  @Test func emptyGridsAreRefused() {
    #expect(throws: PhaseSpaceError.self) {
      try SampledDensity(of: [], positions: -1...1, momenta: -1...1)
    }
    #expect(throws: PhaseSpaceError.self) {
      try SampledDensity(of: [.zero], positions: 1...1, momenta: -1...1)
    }
  }
}
