import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct EmissionSpectrumTests {
  private static func fluorescence(_ rabi: Double, _ gamma: Double) throws -> Liouvillian {
    try Liouvillian(
      hamiltonian: (rabi / 2) * TwoLevel.sigmaX,
      jumpOperators: [gamma.squareRoot() * TwoLevel.sigmaMinus])
  }

  @Test func strongDriveMakesMollowsTriplet() throws {
    // For Ω ≫ γ: peaks at 0 and ±Ω with full widths γ and 3γ/2, so heights 3 : 1 and areas 2 : 1 : 1.
    let (rabi, gamma) = (60.0, 1.0)
    let generator = try Self.fluorescence(rabi, gamma)
    let spectrum = try generator.emissionSpectrum(
      of: TwoLevel.sigmaMinus,
      frequencies: [-rabi, -rabi + 0.75 * gamma, 0, gamma / 2, rabi])
    let s = spectrum.values
    // Corrections are of relative order (γ/Ω)² at the peaks and γ/Ω at their flanks.
    #expect(abs(s[2] / s[4] - 3) < 5e-3)
    #expect(abs(s[0] / s[4] - 1) < 1e-9)
    #expect(abs(s[1] / s[0] - 0.5) < gamma / rabi)
    #expect(abs(s[3] / s[2] - 0.5) < 2e-3)
    // The central peak has half of the light 1/2: 2 × (1/4)/(γ/2) = 1/γ.
    #expect(abs(s[2] - 1) < 2e-3)
    #expect((spectrum.largestResidual ?? 1) < 1e-12)
  }

  @Test func coherentAndIncoherentPartsAreThoseOfTheBlochEquations() throws {
    // With s = 2Ω²/γ²: ⟨σ₊σ₋⟩ = (s/2)/(1+s), |⟨σ₋⟩|² = (s/2)/(1+s)².
    let (rabi, gamma) = (0.9, 1.3)
    let spectrum = try Self.fluorescence(rabi, gamma).emissionSpectrum(
      of: TwoLevel.sigmaMinus, frequencies: .linear(-40, 40, count: 3201))
    let s = 2 * rabi * rabi / (gamma * gamma)
    #expect(abs(spectrum.coherentPart.real - s / 2 / ((1 + s) * (1 + s))) < 1e-12)
    #expect(abs(spectrum.incoherentPart.real - s * s / 2 / ((1 + s) * (1 + s))) < 1e-12)
    // ∫ S dω/2π; the tails fall with ω⁻⁴ for resonant drive, and the sum of a smooth peak is exact.
    let area = spectrum.values.reduce(0, +) * 0.025 / (2 * Double.pi)
    #expect(abs(area - spectrum.incoherentPart.real) < 1e-5)
  }

  @Test func dampedModesHaveALorentzian() throws {
    // ⟨a†(τ)a⟩ = n e^(iω₀τ − κτ/2): S = n κ/((ω − ω₀)² + κ²/4), a line at +ω₀.
    let (omega, kappa, occupation) = (3.0, 0.4, 0.1)
    let a = try Sample.annihilation(16)
    let generator = try Liouvillian(
      hamiltonian: omega * (a.adjoint * a),
      jumpOperators: [
        (kappa * (1 + occupation)).squareRoot() * a,
        (kappa * occupation).squareRoot() * a.adjoint,
      ])
    let frequencies = [-3.0, 0, 2.5, 3, 3.2, 20]
    let spectrum = try generator.emissionSpectrum(of: a, frequencies: frequencies)
    for (frequency, value) in zip(frequencies, spectrum.values) {
      let distance = frequency - omega
      let expected = occupation * kappa / (distance * distance + kappa * kappa / 4)
      #expect(abs(value - expected) < 1e-10 * (1 + expected))
    }
  }

  @Test func kerrModeAgreesWithQuTiP() throws {
    // Oracles/drives_and_correlations.txt.
    let (generator, a) = try Sample.kerrMode()
    let spectrum = try generator.emissionSpectrum(
      of: a, frequencies: [-3.0, -1.0, -0.2, 0.4, 1.5])
    let oracle = [0.0503177196, 1.7293663727, 2.2869006541, 1.1893632843, 0.1058216013]
    for (value, expected) in zip(spectrum.values, oracle) { #expect(abs(value - expected) < 1e-8) }
  }

  @Test func oneSidedSamplesHaveTheRightSpectrum() throws {
    // e^(−τ): S = 2/(1 + ω²), 0.0050 at ω = 20, where a plain transform of samples 0.01 apart gives 0.0150.
    let delays = (0..<3000).map { 0.01 * Double($0) }
    let samples = CorrelationFunction(
      delays: delays, values: delays.map { ComplexDouble(exp(-$0)) })
    let spectrum = try samples.spectrum()
    for (frequency, value) in zip(spectrum.frequencies, spectrum.values)
    where abs(frequency) < 100 {
      // The cubic's error is of order 0.01⁴ of the value at 0.
      #expect(abs(value - 2 / (1 + frequency * frequency)) < 1e-8)
    }
    let nearest = try #require(
      spectrum.frequencies.indices.min {
        abs(spectrum.frequencies[$0] - 20) < abs(spectrum.frequencies[$1] - 20)
      })
    #expect(abs(spectrum.values[nearest] - 0.0050) < 1e-4)
  }

  @Test func transformConvergesWithTheFourthOrder() throws {
    func error(_ spacing: Double) throws -> Double {
      let delays = (0..<Int(40 / spacing)).map { spacing * Double($0) }
      let decay = ComplexDouble(-1, 1.5)
      let samples = CorrelationFunction(
        delays: delays, values: delays.map { .exp(ComplexDouble($0) * decay) })
      let spectrum = try samples.spectrum()
      var largest = 0.0
      for (frequency, value) in zip(spectrum.frequencies, spectrum.values)
      where abs(frequency) < 4 {
        let distance = frequency - 1.5
        largest = max(largest, abs(value - 2 / (1 + distance * distance)))
      }
      return largest
    }
    let order = log2(try error(0.1) / error(0.05))
    #expect(order > 3.5 && order < 5.5, "\(order)")
  }

  @Test func transformAndResolventAgree() throws {
    let generator = try Self.fluorescence(3, 1)
    let correlation = try generator.correlation(
      of: TwoLevel.sigmaPlus, with: TwoLevel.sigmaMinus,
      delays: (0..<1600).map { 0.025 * Double($0) },
      relativeTolerance: 1e-10, absoluteTolerance: 1e-12)
    let transformed = try correlation.spectrum()
    let chosen = transformed.frequencies.indices.filter {
      abs(transformed.frequencies[$0]) < 6 && $0 % 10 == 0
    }
    let exact = try generator.emissionSpectrum(
      of: TwoLevel.sigmaMinus, frequencies: chosen.map { transformed.frequencies[$0] })
    for (k, value) in zip(chosen, exact.values) {
      #expect(abs(transformed.values[k] - value) < 1e-6)
    }
  }

  @Test func correlationsThatHaveNotDecayedAreRefused() {
    let delays = (0..<100).map { 0.01 * Double($0) }
    let samples = CorrelationFunction(
      delays: delays, values: delays.map { ComplexDouble(exp(-$0)) })
    #expect { try samples.spectrum() } throws: {
      ($0 as? QuantumDynamicsError)?.code == .invalidParameter
    }
  }

  @Test func timeResolvedSpectraFollowTheLight() throws {
    // From |1⟩: S(t, ω) = e^(−κt) (κ + Γ)/((ω − ω₀)² + (κ + Γ)²/4).
    let (omega, kappa, width) = (2.0, 0.6, 0.5)
    let a = try Sample.annihilation(2)
    let generator = try Liouvillian(
      hamiltonian: omega * (a.adjoint * a), jumpOperators: [kappa.squareRoot() * a])
    let grid = try generator.constantInTime.correlation(
      later: a.adjoint, after: a, from: DensityMatrix(try Sample.fock(1, levels: 2)),
      times: [0, 1.5], delays: (0..<1500).map { 0.04 * Double($0) })
    let light = try grid.spectra(linewidth: width)
    #expect(light.times == grid.times && light.status == .finished && light.linewidth == width)
    #expect(light.wallTime >= grid.wallTime && light.method.contains("quantum regression"))
    let total = kappa + width
    for (t, row) in zip(grid.times, light.values) {
      for (frequency, value) in zip(light.frequencies, row) where abs(frequency) < 10 {
        let distance = frequency - omega
        let expected = exp(-kappa * t) * total / (distance * distance + total * total / 4)
        #expect(abs(value - expected) < 1e-5)
      }
    }
  }
}
