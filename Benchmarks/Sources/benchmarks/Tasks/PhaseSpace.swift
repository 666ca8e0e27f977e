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
