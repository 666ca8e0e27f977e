import Isochron

/// Steady states; peers.py does the same with QuTiP.
func steadyStateBenchmarks() throws -> [Benchmark] {
  let crystal = try Spin(particleCount: 400)
  let timeCrystal = try Liouvillian(
    hamiltonian: 2 * crystal.x,
    jumpOperators: [(1 / crystal.quantumNumber).squareRoot() * crystal.minus])
  return [
    Benchmark("steady state of the boundary time crystal, N = 400", repetitions: 3) {
      _ = try timeCrystal.steadyState()
    }
  ]
    + (try [30, 100].map { count in
      // Driven: no U(1) symmetry, half of N³/6 unknowns couple.
      let emitters = try PermutationInvariantLiouvillian(
        count: count, hamiltonian: 0.5 * CollectiveOperator.x, emission: 0.2, dephasing: 0.1,
        collectiveEmission: 2 / Double(count))
      return Benchmark(
        "steady state of \(count) driven two-level systems", repetitions: 3
      ) {
        _ = try emitters.steadyState()
      }
    })
}
