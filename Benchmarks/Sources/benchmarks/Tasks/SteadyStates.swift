import Isochron

/// Steady states; tasks/steady_states.py does the same.
func steadyStateBenchmarks() -> [Benchmark] {
  [25, 50, 100, 200].map { size in
    Benchmark("steady state of paper 000, N = \(size)") {
      let model = try QuantumSynchronizationBreakdown(
        particleCount: size, drive: 1, detuning: 0.5)
      let liouvillian = try model.liouvillian()
      return { try liouvillian.steadyState().densityMatrix.expectationValue(of: model.spin.z).real }
    }
  }
}
