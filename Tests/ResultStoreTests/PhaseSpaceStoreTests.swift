import ComplexModule
import Foundation
import LinearAlgebra
import OperatorAlgebra
import PhaseSpace
import QuantumCore
import ResultStore
import Testing
import TruncatedWigner

@Suite struct PhaseSpaceStoreTests {
  private func roundTrip<Value: HDF5Storable>(_ value: Value) throws -> Value {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("phase-space-\(UUID().uuidString).h5").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try value.save(to: path)
    return try Value(contentsOf: path)
  }

  @Test func ensemblesComeBackAsTheyWere() throws {
    let a = SymbolicMode("a")
    let ensemble = try TruncatedWignerModel(
      hamiltonian: Parameter("ω") * a.number, jumpOperators: [a.annihilation.squared],
      parameters: ["ω": 0.5]
    ).ensemble(
      from: ["a": .coherent(3)], times: [0, 0.1, 0.2], observing: ["n": a.number], stepSize: 0.01,
      options: TruncatedWignerOptions(
        trajectoryCount: 40, keptTrajectories: 2, quantiles: [0.5],
        histograms: ["n": HistogramBins(0...10, count: 5)]))
    let restored = try roundTrip(ensemble)
    #expect(restored.observables == ensemble.observables)
    #expect(restored.samples == ensemble.samples)
    #expect(restored.trajectories == ensemble.trajectories)
    #expect(restored.parameters == ["ω": 0.5] && restored.options == ensemble.options)
    #expect(restored.description == ensemble.description)
  }

  @Test func functionsComeBackAsTheyWere() throws {
    let half = try Spin(twice: 1)
    let state = DensityMatrix(half.coherentState(polar: 1, azimuth: 2))
    let mode = try ModeQuasiprobability.wigner(of: state, positions: [0, 1], momenta: [0, 2, 3])
    #expect(try roundTrip(mode) == mode)
    let spin = try SpinQuasiprobability(of: state, polarCount: 5, azimuthCount: 6)
    #expect(try roundTrip(spin) == spin)
    let joint = try JointPhaseDistribution(of: state, spins: [half])
    #expect(try roundTrip(joint) == joint)
    let density = try SampledDensity(
      of: [.zero, 1], positions: -1...1, momenta: -1...1, count: 3)
    #expect(try roundTrip(density) == density)
  }
}
