import Isochron

/// Paper 000, equation (S14).
private let drivenSpin = Flow(
  variables: ["x", "y", "z"], parameters: ["detuning": 0.5, "drive": 0.5, "gain": 1, "decay": 2],
  constraints: { v, _ in [v.x.squared + v.y.squared + v.z.squared] }
) { v, p in
  let g = p.gain - p.decay * v.z.squared
  return [
    -p.detuning * v.y - g * v.x * v.z, p.detuning * v.x + p.drive / 2 * v.z - g * v.y * v.z,
    -p.drive / 2 * v.y + g * (v.x.squared + v.y.squared),
  ]
}

/// Paper 001, equation (3).
private let dimer = Flow(
  variables: ["x1", "y1", "x2", "y2"],
  parameters: ["omega": 1, "U": 0.1, "J": 0.4, "gamma": 1, "eta": 1]
) { v, p in
  let (a, b) = (ComplexFormula(v.x1, v.y1), ComplexFormula(v.x2, v.y2))
  let (n, m) = (a.lengthSquared, b.lengthSquared)
  let first =
    ComplexFormula(p.gamma / 2 - p.eta * n, -p.omega - p.U * n) * a
    + 2 * p.J * (ComplexFormula.i * a.conjugate * b)
  let second =
    ComplexFormula(p.gamma / 2 - p.eta * m, -p.omega - p.U * m) * b
    + p.J * (ComplexFormula.i * a * a)
  return [first.real, first.imaginary, second.real, second.imaginary]
}

private let vanDerPol = Flow(variables: ["x", "y"]) { v, _ in
  [v.y, (1 - v.x.squared) * v.y - v.x]
}

/// Classical flows; tasks/nonlinear.py does the same.
func nonlinearBenchmarks() -> [Benchmark] {
  [
    Benchmark("Arnold tongue of paper 000, 101 × 81 points to t = 2000, two threads") {
      {
        let map = try drivenSpin.parameterMap(
          ("detuning", .linear(-1.5, 1.5, count: 101)), ("drive", .linear(0, 3, count: 81)),
          from: [1, 0, 0], settling: 1000, duration: 1000,
          measuring: [
            .frequency("frequency") { v, _ in (v.x, v.y) }, .mean("z") { v, _ in v.z },
          ], threads: 2)
        return map["z"].joined().reduce(0, +) / Double(map.x.count * map.y.count)
      }
    },
    Benchmark("Lyapunov spectrum of paper 001 to t = 4000") {
      { try dimer.lyapunovSpectrum(from: [0.5, 0.1, 0.3, 0.2], duration: 4000).exponents[2] }
    },
    Benchmark("van der Pol oscillator to t = 1000 at 1e-10") {
      { try vanDerPol.trajectory(from: [2, 0], times: [0, 1000]).states[1][0] }
    },
  ]
}
