import ComplexModule
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

  @Test("What a search left out, and that it was stopped, is in the file")
  func evidence() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).h5").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let model = try QuantumSynchronizationBreakdown(particleCount: 90, drive: 0.5, detuning: 0.5)
    let near = try model.liouvillian().leadingEigenvalues(count: 4)
    #expect(near.coherences != nil && near.isComplete)
    try near.save(to: path)
    let loaded = try LiouvillianSpectrum(contentsOf: path)
    #expect(loaded.coherences == near.coherences && loaded.isComplete)

    let small = try QuantumSynchronizationBreakdown(particleCount: 20, drive: 0.5, detuning: 0.5)
    let task = Task {
      try small.liouvillian().leadingEigenvalues(
        count: 3, nearEach: [ComplexDouble(0.05), ComplexDouble(0.05, 1)], coherences: .all
      ) { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    let stopped = try await task.value
    #expect(!stopped.isComplete)
    try stopped.save(to: path)
    #expect(try !LiouvillianSpectrum(contentsOf: path).isComplete)
  }

  @Test("Pseudospectra and tracks come back with method, tolerance and whether they are complete")
  func scans() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).h5").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let liouvillian = { (drive: Double) in
      try QuantumSynchronizationBreakdown(particleCount: 5, drive: drive, detuning: 0.5)
        .liouvillian()
    }
    let norms = try liouvillian(1).pseudospectrum(
      realParts: [-0.3, 0.1], imaginaryParts: [0, 0.4], tolerance: 1e-5)
    try norms.save(to: path)
    let loaded = try Pseudospectrum(contentsOf: path)
    #expect(loaded.resolventNorms == norms.resolventNorms && loaded.tolerance == 1e-5)
    #expect(loaded.method == norms.method && loaded.isComplete)
    let tracks = try LiouvillianSpectrum.track(over: [0.4, 0.5, 0.6]) {
      try liouvillian($0).spectrum()
    }
    #expect(tracks.modelParameters["detuning"] == 0.5 && tracks.modelParameters["drive"] == nil)
    try tracks.save(to: path)
    let again = try ModeTracks(contentsOf: path)
    #expect(again.methods == tracks.methods && again.wallTime == tracks.wallTime)
    #expect(again.isComplete && again.modelParameters == tracks.modelParameters)
    #expect(again.parameters == tracks.parameters)
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
