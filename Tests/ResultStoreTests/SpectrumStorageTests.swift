import Foundation
import LinearAlgebra
import PaperModels
import QuantumDynamics
import ResultStore
import Testing

@Suite struct SpectrumStorageTests {
  @Test("A spectrum comes back with its eigenvalues, their evidence and their modes")
  func spectrum() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("spectrum-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("spectrum.h5").path

    let model = try QuantumSynchronizationBreakdown(particleCount: 14, drive: 1, detuning: 0.2)
    let stored = try model.liouvillian().leadingEigenvalues(count: 6)
    try stored.save(to: path)
    let loaded = try LiouvillianSpectrum(contentsOf: path)

    #expect(loaded.eigenvalues.map(\.value) == stored.eigenvalues.map(\.value))
    #expect(loaded.eigenvalues.map(\.residual) == stored.eigenvalues.map(\.residual))
    #expect(
      loaded.eigenvalues.map(\.conditionNumber) == stored.eigenvalues.map(\.conditionNumber))
    #expect(loaded.gap == stored.gap && loaded.method == stored.method)
    #expect(loaded.searchedDisks == stored.searchedDisks)
    for (there, here) in zip(loaded.eigenvalues, stored.eigenvalues) {
      // The same matrix in another basis: equal to rounding.
      #expect((there.mode - here.mode).norm < 1e-13)
    }
  }

  @Test("Parameters decode through the checks of their initializer")
  func parameters() throws {
    let model = try QuantumSynchronizationBreakdown(particleCount: 8, drive: 1, detuning: -0.5)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(QuantumSynchronizationBreakdown.self, from: data) == model)
    let text = String(decoding: data, as: UTF8.self)
      .replacingOccurrences(of: "\"gain\":1", with: "\"gain\":-1")
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(QuantumSynchronizationBreakdown.self, from: Data(text.utf8))
    }
  }
}
