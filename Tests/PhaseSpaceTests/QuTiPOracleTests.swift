import ComplexModule
import Foundation
import LinearAlgebra
import PhaseSpace
import QuantumCore
import RealModule
import Testing

/// Numbers of QuTiP, from Oracles/phase_space.py.
@Suite struct QuTiPOracleTests {
  static func state(_ dimension: Int) throws -> DensityMatrix {
    let amplitudes = (0..<dimension).map {
      ComplexDouble(length: Double($0 + 1), phase: Double($0 * $0))
    }
    let pure = DensityMatrix(try Ket(amplitudes))
    let rest = DensityMatrix.maximallyMixed(dimension: dimension)
    return try DensityMatrix(0.8 * pure.matrix + 0.2 * rest.matrix)
  }

  static func lines(_ kind: String) throws -> [[Double]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Oracles/phase_space.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: " ") }.filter { $0[0] == kind }
      .map { $0.dropFirst().compactMap { Double($0) } }
  }

  @Test func modesAgree() throws {
    let lines = try Self.lines("mode")
    #expect(lines.count == 10)
    for line in lines {
      let state = try Self.state(Int(line[0]))
      let wigner = try ModeQuasiprobability.wigner(
        of: state, positions: [line[1]], momenta: [line[2]])
      let husimi = try ModeQuasiprobability.husimi(
        of: state, positions: [line[1]], momenta: [line[2]])
      // Fifteen digits of numbers below 1.
      #expect(abs(wigner.values[0][0] - line[3]) < 1e-13)
      #expect(abs(husimi.values[0][0] - line[4]) < 1e-13)
    }
  }

  @Test func spinsAgree() throws {
    let lines = try Self.lines("spin")
    #expect(lines.count == 20)
    for line in lines {
      let state = try Self.state(Int(line[0]) + 1)
      let value = try SpinQuasiprobability.value(
        of: state, s: 0, polar: line[1], azimuth: line[2])
      #expect(abs(value - line[3]) < 1e-12)
    }
  }
}
