import Isochron

/// Correlation functions and spectra; tasks/correlations.py does the same.
func correlationBenchmarks() -> [Benchmark] {
  [
    Benchmark("g2 of the Kerr mode, 100 delays") {
      let kerr = try KerrMode()
      return {
        try kerr.liouvillian.secondOrderCoherence(
          of: kerr.mode.annihilation, delays: .linear(0, 10, count: 100)
        ).values[50].real
      }
    },
    Benchmark("emission spectrum of the Kerr mode, 50 frequencies") {
      let kerr = try KerrMode()
      return {
        try kerr.liouvillian.emissionSpectrum(
          of: kerr.mode.annihilation, frequencies: .linear(-5, 5, count: 50)
        ).values[20]
      }
    },
  ]
}
