import Isochron

/// Quantum trajectories; tasks/trajectories.py does the same.
func trajectoryBenchmarks() -> [Benchmark] {
  [
    Benchmark("100 jump trajectories of the Kerr mode") {
      let kerr = try KerrMode()
      return {
        _ = try kerr.liouvillian.quantumJumps(
          from: kerr.mode.vacuum, times: .linear(0, 10, count: 100),
          observing: ["n": kerr.mode.number],
          options: TrajectoryOptions(
            trajectoryCount: 100, seed: 1, tolerance: 1e-6, threadCount: 1))
        return nil
      }
    },
    Benchmark("10 homodyne trajectories of the Kerr mode") {
      let kerr = try KerrMode()
      return {
        _ = try kerr.liouvillian.diffusion(
          measuring: .homodyne, from: kerr.mode.vacuum, times: .linear(0, 10, count: 100),
          observing: ["n": kerr.mode.number], stepSize: 1e-3,
          options: TrajectoryOptions(trajectoryCount: 10, seed: 1, threadCount: 1))
        return nil
      }
    },
  ]
}
