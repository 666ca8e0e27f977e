import Isochron

/// Liouvillian spectra; tasks/spectra.py does the same.
func spectrumBenchmarks() -> [Benchmark] {
  let name = "8 eigenvalues of paper 000, N = "
  let ofSizes = [50, 100, 200, 400, 800].map { size in
    leadingEigenvalues("\(name)\(size)", particleCount: size, drive: 1.5, detuning: 0.5)
  }
  let emitters = [25, 50].map { count in
    Benchmark("6 eigenvalues of driven two-level systems, N = \(count)") {
      let liouvillian = try PermutationInvariantLiouvillian(
        count: count, hamiltonian: 0.5 * CollectiveOperator.x, emission: 0.2, dephasing: 0.1,
        collectiveEmission: 2 / Double(count))
      return {
        try liouvillian.leadingEigenvalues(count: 6).map { -$0.value.real }.sorted()[1]
      }
    }
  }
  return ofSizes + emitters + [
    leadingEigenvalues(
      name + "400, (ε, Δ) = (0.5, 0.5)", particleCount: 400, drive: 0.5, detuning: 0.5),
    leadingEigenvalues(
      name + "400, (ε, Δ) = (3, 2)", particleCount: 400, drive: 3, detuning: 2),
    leadingEigenvalues(
      name + "400, with left modes and condition numbers", particleCount: 400, drive: 1.5,
      detuning: 0.5, options: ShiftInvertOptions()),
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

/// SciPy gives no left modes and condition numbers: on the same work, ours does not either.
private func leadingEigenvalues(
  _ name: String, particleCount: Int, drive: Double, detuning: Double,
  options: ShiftInvertOptions = ShiftInvertOptions(computesConditionNumbers: false)
) -> Benchmark {
  Benchmark(name) {
    let liouvillian = try QuantumSynchronizationBreakdown(
      particleCount: particleCount, drive: drive, detuning: detuning
    ).liouvillian()
    return { try liouvillian.leadingEigenvalues(count: 8, options: options).gap }
  }
}
