import Isochron

/// Liouvillian spectra; tasks/spectra.py does the same.
func spectrumBenchmarks() -> [Benchmark] {
  let name = "8 eigenvalues of paper 000, N = "
  let ofSizes = [50, 100, 200, 400, 800].map { size in
    leadingEigenvalues("\(name)\(size)", particleCount: size, drive: 1.5, detuning: 0.5)
  }
  return ofSizes + [
    leadingEigenvalues(
      name + "400, (ε, Δ) = (0.5, 0.5)", particleCount: 400, drive: 0.5, detuning: 0.5),
    leadingEigenvalues(
      name + "400, (ε, Δ) = (3, 2)", particleCount: 400, drive: 3, detuning: 2),
    Benchmark("6 slowest modes of the boundary time crystal, N = 60") {
      let spin = try Spin(particleCount: 60)
      let liouvillian = try Liouvillian(
        hamiltonian: 2 * spin.x, jumpOperators: [(1 / 30.0).squareRoot() * spin.minus])
      return {
        try liouvillian.slowestEigenvalues(count: 6, upToFrequency: 4).eigenvalues
          .map { -$0.value.real }.sorted()[1]
      }
    },
  ]
}

private func leadingEigenvalues(
  _ name: String, particleCount: Int, drive: Double, detuning: Double
) -> Benchmark {
  Benchmark(name) {
    let liouvillian = try QuantumSynchronizationBreakdown(
      particleCount: particleCount, drive: drive, detuning: detuning
    ).liouvillian()
    return { try liouvillian.leadingEigenvalues(count: 8).gap }
  }
}
