import ComplexModule
import LinearAlgebra
import MeanField
import NonlinearDynamics
import OperatorAlgebra
import RealModule
import Testing

@Suite struct KnownCasesTests {
  let mode = SymbolicMode("a")
  let κ = Parameter("κ")

  @Test func aDampedOscillatorDecaysAsItsAmplitude() throws {
    let equations = try MeanFieldEquations(
      hamiltonian: Parameter("ω") * mode.number, jumpOperators: [sqrt(κ) * mode.annihilation])
    #expect(equations.formulas == ["dα/dt = −(κ/2 + i ω) α"])
    let flow = try equations.flow(["ω": 1.3, "κ": 0.4])
    let path = try flow.trajectory(from: [1, 0], times: [0, 2])
    let expected = ComplexDouble.exp(ComplexDouble(-0.4, -2.6))
    // Tolerance of the integration.
    #expect(abs(path["Re a"][1] - expected.real) < 1e-9)
    #expect(abs(path["Im a"][1] - expected.imaginary) < 1e-9)
  }

  @Test func aDrivenKerrModeObeysItsCubic() throws {
    let (U, F) = (Parameter("U"), Parameter("F"))
    let a = mode.annihilation
    let equations = try MeanFieldEquations(
      hamiltonian: -Parameter("Δ") * mode.number + U / 2 * mode.creation.squared * a.squared
        + F * (a + mode.creation),
      jumpOperators: [sqrt(κ) * a])
    let values = ["Δ": 1.2, "U": 0.3, "F": 0.9, "κ": 0.5]
    let flow = try equations.flow(values)
    // n [(Un − Δ)² + κ²/4] = F² for n = |α|²: bistable, three solutions.
    let points = try flow.fixedPoints(in: [-5.0...5.0, -5.0...5.0])
    #expect(points.count == 3)
    for point in points {
      let n = point["Re a"] * point["Re a"] + point["Im a"] * point["Im a"]
      let detuning = 0.3 * n - 1.2
      // Newton's iteration ends at rounding errors.
      #expect(abs(n * (detuning * detuning + 0.0625) - 0.81) < 1e-10)
    }
  }

  @Test func theVanDerPolCycleHasItsRadius() throws {
    let equations = try MeanFieldEquations(
      hamiltonian: Parameter("ω") * mode.number,
      jumpOperators: [
        sqrt(Parameter("γ")) * mode.creation,
        sqrt(Parameter("η") / Parameter("ℵ")) * SymbolicMode("a").annihilation.squared,
      ].map { $0.substituting(["ℵ": 1]) })
    #expect(equations.formulas == ["dα/dt = (γ/2 − i ω) α − η |α|² α"])
    let flow = try equations.flow(["ω": 1, "γ": 0.8, "η": 0.1])
    let path = try flow.trajectory(from: [0.1, 0], times: [0, 60, 61])
    for (x, y) in zip(path["Re a"], path["Im a"]).dropFirst() {
      // |α|² = γ/2η, approached as e^(−γt).
      #expect(abs(x * x + y * y - 4) < 1e-8)
    }
  }

  @Test func secondCumulantsOfAThermalBathAreExact() throws {
    let n = Parameter("n")
    let equations = try MeanFieldEquations(
      hamiltonian: Parameter("ω") * mode.number
        + Parameter("g") / 2 * (mode.annihilation.squared + mode.creation.squared),
      jumpOperators: [
        sqrt(κ * (n + 1)) * mode.annihilation, sqrt(κ * n) * mode.creation,
      ], order: 2, following: [mode.number])
    #expect(equations.variables == ["Re a", "Im a", "⟨a† a⟩", "Re ⟨a²⟩", "Im ⟨a²⟩"])
    let values = ["ω": 1.0, "κ": 0.5, "n": 1.7, "g": 0.0]
    let start = try equations.state(["a": .coherent(2)])
    #expect(start == [2, 0, 4, 4, 0])
    let path = try equations.flow(values).trajectory(from: start, times: [0, 3])
    // ⟨a†a⟩ = 4 e^(−κt) + n (1 − e^(−κt)), ⟨a⟩ = 2 e^(−κt/2 − iωt); tolerance of the integration.
    let decay = Double.exp(-1.5)
    #expect(abs(path["⟨a† a⟩"][1] - (4 * decay + 1.7 * (1 - decay))) < 1e-9)
    let expected = 2 * Double.exp(-0.75) * Double.cos(3)
    #expect(abs(path["Re a"][1] - expected) < 1e-9)
    // Below its threshold g = √(ω² + κ²/4) the squeezed steady state has κ²/4 + ω² − g² in the denominator:
    // ⟨a†a⟩ = n + (2n + 1) g²/2(ω² + κ²/4 − g²).
    let squeezed = values.merging(["g": 0.6]) { $1 }
    let late = try equations.flow(squeezed).trajectory(from: start, times: [0, 80])
    let extra = 4.4 * 0.36 / (2 * (1 + 0.0625 - 0.36))
    #expect(abs(late["⟨a† a⟩"][1] - (1.7 + extra)) < 1e-8)
  }

  @Test func aDrivenTwoLevelSystemHasBlochEquations() throws {
    let two = SymbolicTwoLevel("q")
    let equations = try MeanFieldEquations(
      hamiltonian: Parameter("Δ") / 2 * two.sigmaZ + Parameter("Ω") / 2 * two.sigmaX,
      jumpOperators: [sqrt(κ) * two.sigmaMinus])
    #expect(
      equations.formulas == [
        "ds_x/dt = −κ/2 s_x − Δ s_y", "ds_y/dt = Δ s_x − κ/2 s_y − Ω s_z",
        "ds_z/dt = −κ + Ω s_y − κ s_z",
      ])
  }

  @Test func theDickeModelConservesSpinAndEnergy() throws {
    let N = Parameter("N")
    let spin = SymbolicSpin("S", particleCount: N)
    let light = SymbolicMode("a", scale: N)
    let equations = try MeanFieldEquations(
      hamiltonian: Parameter("ω") * light.number + Parameter("ω₀") * spin.z
        + 2 * Parameter("g") / sqrt(N) * (light.annihilation + light.creation) * spin.x,
      limit: N)
    #expect(equations.conservedCount == 2)
    let flow = try equations.flow(["ω": 1, "ω₀": 0.7, "g": 0.9])
    let start = try equations.state(["S": .pointing(polar: 2, azimuth: 0.3), "a": .coherent(0.2)])
    let path = try flow.trajectory(from: start, times: .linear(0, 50, count: 11))
    #expect(path.conservationErrors.allSatisfy { $0 < 1e-8 })
  }

  @Test func driveInTimeBecomesTheTimeOfTheFlow() throws {
    let ω = Parameter("ω")
    let equations = try MeanFieldEquations(
      hamiltonian: cos(ω * Coefficient.time) * (mode.annihilation + mode.creation),
      jumpOperators: [sqrt(κ) * mode.annihilation])
    #expect(equations.dependsOnTime)
    #expect(equations.parameterNames == ["κ", "ω"])
    let flow = try equations.flow(["ω": 2, "κ": 0.5], forcingPeriod: 2 * .pi / ω)
    let velocity = try flow.velocity(at: [0, 0], time: 0.4)
    #expect(abs(velocity[1] + .cos(0.8)) < 1e-15)
    #expect(try equations.velocity(at: [0, 0], ["ω": 2, "κ": 0.5], time: 0.4)[1] == velocity[1])
  }

  @Test func ratesThatAreNotScaledHaveNoLimit() {
    let spin = SymbolicSpin("S", quantumNumber: Parameter("S"))
    do {
      _ = try MeanFieldEquations(
        hamiltonian: spin.x, jumpOperators: [spin.minus], limit: Parameter("S"))
      Issue.record("Equations that grow with S were taken.")
    } catch let error as MeanFieldError {
      #expect(error.code == .noLimit)
    } catch {
      Issue.record("Another error came.")
    }
    #expect(throws: MeanFieldError.self) {
      try MeanFieldEquations(hamiltonian: spin.plus, jumpOperators: [])
    }
    #expect(throws: MeanFieldError.self) { try MeanFieldEquations(hamiltonian: .identity) }
    #expect(throws: MeanFieldError.self) {
      try MeanFieldEquations(hamiltonian: Parameter("ω") * spin.x, limit: Parameter("S")).flow()
    }
  }
}
