import Isochron

/// Paper 004's boson model, equations 15 and 16, with N = 60 and ω_b = 1.
private func bosonModel(levels: Int) throws -> FloquetMap {
  let mode = try BosonicMode(levels: levels)
  let square = (mode.annihilation + mode.creation) * (mode.annihilation + mode.creation)
  let coupling = Modulation.periodicSteps([
    (duration: Double.pi, value: 1.5), (duration: 0.9 * Double.pi, value: 0),
  ])
  return try FloquetMap(
    TimeDependentLiouvillian(
      hamiltonian: mode.number + coupling * (-0.25 * square + (1.0 / 1920) * (square * square)),
      jumpOperators: [(0.1).squareRoot() * mode.annihilation]))
}

/// Periodic drives; tasks/floquet.py does the same.
func floquetBenchmarks() -> [Benchmark] {
  let series = [17, 33, 65].map { levels in
    Benchmark("all multipliers of paper 004's boson model, d = \(levels)") {
      let map = try bosonModel(levels: levels)
      return { try map.allMultipliers(threadCount: 1).gap }
    }
  }
  return series + [
    Benchmark("4 leading multipliers of paper 004's boson model, d = 65") {
      let map = try bosonModel(levels: 65)
      return { try map.leadingMultipliers(count: 4).gap }
    }
  ]
}
