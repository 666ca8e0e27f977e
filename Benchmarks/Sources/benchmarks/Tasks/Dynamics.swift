import Isochron

/// A driven Kerr mode: 50 levels, Δ = 0.1, U = −0.05, F = 2, κ = 1, n_th = 0.2.
struct KerrMode {
  let mode: BosonicMode
  let liouvillian: Liouvillian

  init() throws {
    mode = try BosonicMode(levels: 50)
    let a = mode.annihilation
    liouvillian = try Liouvillian(
      hamiltonian: 0.1 * mode.number - 0.05 * (a.adjoint * a.adjoint * a * a)
        + 2 * (a + a.adjoint),
      jumpOperators: [(1.2).squareRoot() * a, (0.2).squareRoot() * a.adjoint])
  }
}

/// Master and Schrödinger equations; tasks/dynamics.py does the same.
func dynamicsBenchmarks() -> [Benchmark] {
  let crystals = [25, 50, 100, 200, 400, 800].map { size in
    Benchmark("boundary time crystal to t = 20, N = \(size)") {
      let spin = try Spin(particleCount: size)
      let liouvillian = try Liouvillian(
        hamiltonian: 2 * spin.x, jumpOperators: [(2 / Double(size)).squareRoot() * spin.minus])
      let start = DensityMatrix(spin.coherentState(polar: 0, azimuth: 0))
      return {
        try liouvillian.evolve(
          from: start, times: .linear(0, 20, count: 201), observing: ["z": spin.z],
          relativeTolerance: 1e-6, absoluteTolerance: 1e-8)["z"].last
      }
    }
  }
  return crystals + [
    Benchmark("Kerr mode, 50 levels, to t = 10") {
      let kerr = try KerrMode()
      let start = DensityMatrix(kerr.mode.vacuum)
      return {
        try kerr.liouvillian.evolve(
          from: start, times: .linear(0, 10, count: 100), observing: ["n": kerr.mode.number],
          relativeTolerance: 1e-6, absoluteTolerance: 1e-8)["n"].last
      }
    },
    Benchmark("driven Kerr mode, 50 levels, to t = 10") {
      let kerr = try KerrMode()
      let drive = Modulation.cosine(amplitude: 0.5, angularFrequency: 1.7)
      let generator = try TimeDependentLiouvillian(
        hamiltonian: kerr.liouvillian.hamiltonian
          + drive * (kerr.mode.annihilation + kerr.mode.creation),
        jumpOperators: kerr.liouvillian.jumpOperators)
      let start = DensityMatrix(kerr.mode.vacuum)
      return {
        try generator.evolve(
          from: start, times: .linear(0, 10, count: 100), observing: ["n": kerr.mode.number],
          integrator: ExplicitRungeKutta(
            tableau: .tsit5, relativeTolerance: 1e-6, absoluteTolerance: 1e-8))["n"].last
      }
    },
  ]
}
