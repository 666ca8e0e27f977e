import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct HusimiQOracleTests {
  /// 0.4 |θ = 0.7, φ = 2.1⟩⟨·| + 0.6 |cat⟩⟨cat|, cat ∝ |S, S⟩ + (1 + 2i)|S, −S⟩, as in Tests/Oracles/spin_husimi.py.
  private static func state(_ spin: Spin) throws -> DensityMatrix {
    let coherent = DensityMatrix(spin.coherentState(polar: 0.7, azimuth: 2.1)).matrix
    let cat =
      try spin.dickeState(m: spin.quantumNumber)
      + ComplexDouble(1, 2) * spin.dickeState(m: -spin.quantumNumber)
    return try DensityMatrix(0.4 * coherent + 0.6 * DensityMatrix(cat).matrix)
  }

  @Test func qAgreesWithQuTiPPointByPoint() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Oracles/spin_husimi.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 80)
    for line in lines {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      try #require(numbers.count == 4)
      let spin = try Spin(twice: Int(numbers[0]))
      let density = HusimiQ.density(
        of: try Self.state(spin), polar: numbers[1], azimuth: numbers[2])
      // QuTiP prints ⟨θ, φ|ρ|θ, φ⟩, here to twelve digits.
      #expect(abs(density * 4 * .pi / Double(spin.dimension) - numbers[3]) < 2e-12)
    }
  }
}
