import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RichDisplay
import Testing

@Suite struct DriveDisplayTests {
  @Test func ensemblesShowMeansWithErrorBars() throws {
    let (generator, a) = try Sample.kerrMode()
    let ensemble = try generator.quantumJumps(
      from: Sample.fock(0, levels: 8), times: [0, 1], observing: ["n": a.adjoint * a],
      options: TrajectoryOptions(trajectoryCount: 12, seed: 3))
    let text = ensemble.description
    #expect(text.contains("Ensemble of 12 trajectories"))
    #expect(text.contains("seed: 3") && text.contains("standard error"))
  }

  @Test func floquetResultsShowTheirEvidence() throws {
    let map = try FloquetMap(try Sample.drivenKerrMode().generator)
    let spectrum = try map.leadingMultipliers(count: 3)
    #expect(spectrum.description.contains("gap 1 − |μ|"))
    #expect(try map.steadyState().description.contains("residual ‖Uρ − ρ‖"))
  }

  @Test func spectraShowTheirPeakAndParts() throws {
    let (generator, a) = try Sample.kerrMode()
    let spectrum = try generator.emissionSpectrum(of: a, frequencies: [-1, 0, 1])
    #expect(spectrum.description.contains("incoherent part"))
    let correlation = try generator.correlation(of: a.adjoint, with: a, delays: [0, 1])
    #expect(correlation.description.contains("limit"))
    let solution = try TimeDependentOperator(TwoLevel.sigmaX).evolve(
      from: TwoLevel.ground, times: [0, 1], observing: ["z": TwoLevel.sigmaZ])
    #expect(solution.description.contains("drift of ⟨ψ|ψ⟩"))
  }
}
