import Isochron

/// Steady states; tasks/steady_states.py does the same.
func steadyStateBenchmarks() -> [Benchmark] {
  let paper = [25, 50, 100, 200].map { size in
    Benchmark("steady state of paper 000, N = \(size)") {
      let model = try QuantumSynchronizationBreakdown(
        particleCount: size, drive: 1, detuning: 0.5)
      let liouvillian = try model.liouvillian()
      return { try liouvillian.steadyState().densityMatrix.expectationValue(of: model.spin.z).real }
    }
  }
  let crystals = [100, 200, 400].map { size in
    Benchmark("steady state of the boundary time crystal, N = \(size)") {
      let spin = try Spin(particleCount: size)
      let liouvillian = try Liouvillian(
        hamiltonian: 2 * spin.x,
        jumpOperators: [(1 / spin.quantumNumber).squareRoot() * spin.minus])
      return { try liouvillian.steadyState().densityMatrix.expectationValue(of: spin.z).real }
    }
  }
  // A drive: half of the N³/6 unknowns couple.
  let emitters = [25, 50, 100].map { count in
    Benchmark("steady state of driven two-level systems, N = \(count)") {
      let liouvillian = try PermutationInvariantLiouvillian(
        count: count, hamiltonian: 0.5 * CollectiveOperator.x, emission: 0.2, dephasing: 0.1,
        collectiveEmission: 2 / Double(count))
      return { try liouvillian.steadyState().state.expectationValue(of: .z).real }
    }
  }
  return paper + crystals + emitters
}
