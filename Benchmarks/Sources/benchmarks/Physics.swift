import Isochron

/// Tasks of open quantum systems; peers.py does the same with QuTiP and SciPy.
func physicsBenchmarks() throws -> [Benchmark] {
  func model(_ size: Int, _ drive: Double, _ detuning: Double) throws
    -> QuantumSynchronizationBreakdown
  {
    try QuantumSynchronizationBreakdown(particleCount: size, drive: drive, detuning: detuning)
  }
  let steady = try model(100, 1, 0.5).liouvillian()
  let spectral = try model(200, 1.5, 0.5).liouvillian()
  let moving = try model(100, 4, 0)
  let start = DensityMatrix(moving.spin.coherentState(polar: .pi / 2, azimuth: 0))
  let state = try model(40, 1, 0).liouvillian().steadyState().densityMatrix
  return [
    Benchmark("steady state, N = 100") { _ = try steady.steadyState() },
    Benchmark("8 eigenvalues, N = 200", repetitions: 3) {
      _ = try spectral.leadingEigenvalues(count: 8)
    },
    Benchmark("master equation to t = 20, N = 100", repetitions: 3) {
      _ = try moving.liouvillian().evolve(
        from: start, times: .linear(0, 20, count: 201), observing: ["z": moving.spin.z])
    },
    Benchmark("Husimi-Q on 101 x 201, N = 40") {
      _ = HusimiQ(of: state, polarCount: 101, azimuthCount: 201)
    },
  ]
}
