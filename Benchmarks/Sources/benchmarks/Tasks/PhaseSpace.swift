import Isochron

/// Phase-space functions; tasks/phase_space.py does the same.
func phaseSpaceBenchmarks() -> [Benchmark] {
  [40, 100].map { size in
    Benchmark("Husimi-Q on 101 x 201 of a spin, N = \(size)") {
      let state = DensityMatrix(
        try Spin(particleCount: size).coherentState(polar: 1, azimuth: 0.5))
      return {
        _ = HusimiQ(of: state, polarCount: 101, azimuthCount: 201)
        return nil
      }
    }
  }
}

/// Wigner functions; tasks/phase_space.py does the same.
func wignerBenchmarks() -> [Benchmark] {
  [
    Benchmark("Husimi-Q on 101 x 201 of a spin, N = 200") {
      let state = DensityMatrix(
        try Spin(particleCount: 200).coherentState(polar: 1, azimuth: 0.5))
      return {
        _ = HusimiQ(of: state, polarCount: 101, azimuthCount: 201)
        return nil
      }
    },
    Benchmark("Wigner function of a mode, 60 levels on 200 x 200") {
      let state = DensityMatrix(try BosonicMode(levels: 60).coherentState(3.0))
      let grid = (0..<200).map { -7 + 14 * Double($0) / 199 }
      return {
        try ModeQuasiprobability.wigner(of: state, positions: grid, momenta: grid).maximum
      }
    },
  ]
}

/// Random numbers and truncated Wigner; tasks/truncated_wigner.py does the same.
func truncatedWignerBenchmarks() -> [Benchmark] {
  let normals = Benchmark("10^6 normal variates") {
    {
      _ = NormalVariates.real(count: 1_000_000, seed: 1)
      return nil
    }
  }
  return [
    normals,
    dimer("paper 001's dimer, 3 x 10^4 trajectories to t = 50, equal step", .eulerMaruyama, 0.01),
    dimer("paper 001's dimer, 3 x 10^4 trajectories to t = 50, equal weak error", .weakOrder2, 0.1),
  ]
}

private func dimer(_ name: String, _ scheme: StochasticScheme, _ step: Double) -> Benchmark {
  Benchmark(name) {
    let scale = 200.0
    let (a, b) = (SymbolicMode("a"), SymbolicMode("b"))
    let u = Coefficient(0.05 / scale)
    let j = Coefficient(0.4 / scale.squareRoot())
    let eta = Coefficient((1 / scale).squareRoot())
    let (lowered, raised) = (a.annihilation.squared, a.creation.squared)
    let kerr = raised * lowered + b.creation.squared * b.annihilation.squared
    let coupling = raised * b.annihilation + b.creation * lowered
    let model = try TruncatedWignerModel(
      hamiltonian: a.number + b.number + u * kerr - j * coupling,
      jumpOperators: [a.creation, b.creation, eta * lowered, eta * b.annihilation.squared])
    let start = WignerInitialState.coherent(ComplexDouble(0.05 * scale.squareRoot()))
    return {
      let ensemble = try model.ensemble(
        from: ["a": start, "b": start], times: [0, 50], observing: ["n": a.number],
        stepSize: step,
        options: TruncatedWignerOptions(
          trajectoryCount: 30_000, scheme: scheme, factorization: .cholesky, threadCount: 1)
      ) { _ in }
      return ensemble["n"][1] / scale
    }
  }
}
