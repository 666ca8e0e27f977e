import Isochron

/// Liouvillian spectra; tasks/spectra.py does the same.
func spectrumBenchmarks() -> [Benchmark] {
  [50, 100, 200].map { size in
    Benchmark("8 eigenvalues of paper 000, N = \(size)") {
      let liouvillian = try QuantumSynchronizationBreakdown(
        particleCount: size, drive: 1.5, detuning: 0.5
      ).liouvillian()
      return { try liouvillian.leadingEigenvalues(count: 8).gap }
    }
  }
}
