import Isochron

/// Paper 001's dimer: equations 1, 2 and 4.
private func dimerOperators() -> (SymbolicOperator, [SymbolicOperator]) {
  let (ω, U, J) = (Parameter("ω"), Parameter("U"), Parameter("J"))
  let (γ, η, ℵ) = (Parameter("γ"), Parameter("η"), Parameter("ℵ"))
  let modes = [SymbolicMode("a1", scale: ℵ), SymbolicMode("a2", scale: ℵ)]
  let exchange = modes[0].creation.squared * modes[1].annihilation
  var hamiltonian = -J / sqrt(ℵ) * (exchange + exchange.adjoint)
  for a in modes {
    hamiltonian += ω * a.number
    hamiltonian += U / (2 * ℵ) * a.creation.squared * a.annihilation.squared
  }
  let jumps = modes.flatMap {
    [sqrt(γ) * $0.creation, sqrt(η / ℵ) * $0.annihilation.squared]
  }
  return (hamiltonian, jumps)
}

private let dimerValues = ["ω": 1.0, "U": 0.1, "J": 0.4, "γ": 1, "η": 1]

private func generatedDimer() throws -> Flow {
  let (hamiltonian, jumps) = dimerOperators()
  return try MeanFieldEquations(
    hamiltonian: hamiltonian, jumpOperators: jumps, limit: Parameter("ℵ")
  ).flow(dimerValues)
}

/// Paper 001, equation 3, written by hand.
private let dimerByHand = Flow(
  variables: ["x1", "y1", "x2", "y2"],
  parameters: ["ω": 1, "U": 0.1, "J": 0.4, "γ": 1, "η": 1]
) { v, p in
  let (a, b) = (ComplexFormula(v.x1, v.y1), ComplexFormula(v.x2, v.y2))
  let (n, m) = (a.lengthSquared, b.lengthSquared)
  let first =
    ComplexFormula(p.γ / 2 - p.η * n, -p.ω - p.U * n) * a
    + 2 * p.J * (ComplexFormula.i * a.conjugate * b)
  let second =
    ComplexFormula(p.γ / 2 - p.η * m, -p.ω - p.U * m) * b + p.J * (ComplexFormula.i * a * a)
  return [first.real, first.imaginary, second.real, second.imaginary]
}

/// Paper 000's spin: operators, and equation S14 by hand.
private func generatedSpin() throws -> Flow {
  let S = Parameter("S")
  let spin = SymbolicSpin("S", quantumNumber: S)
  let jumps = [
    sqrt(Parameter("gain") / S) * spin.plus,
    sqrt(Parameter("decay") / S.cubed) * spin.minus * spin.z,
  ]
  return try MeanFieldEquations(
    hamiltonian: Parameter("detuning") * spin.z - Parameter("drive") / 2 * spin.x,
    jumpOperators: jumps, limit: S
  ).flow(["detuning": 0.5, "drive": 0.5, "gain": 1, "decay": 2])
}

private let spinByHand = Flow(
  variables: ["m_x", "m_y", "m_z"],
  parameters: ["detuning": 0.5, "drive": 0.5, "gain": 1, "decay": 2],
  constraints: { v, _ in [v.m_x.squared + v.m_y.squared + v.m_z.squared] }
) { v, p in
  let g = p.gain - p.decay * v.m_z.squared
  return [
    -p.detuning * v.m_y - g * v.m_x * v.m_z,
    p.detuning * v.m_x + p.drive / 2 * v.m_z - g * v.m_y * v.m_z,
    -p.drive / 2 * v.m_y + g * (v.m_x.squared + v.m_y.squared),
  ]
}

private func tongue(_ flow: Flow) throws -> Double {
  let map = try flow.parameterMap(
    ("detuning", .linear(-1.5, 1.5, count: 41)), ("drive", .linear(0, 3, count: 33)),
    from: [1, 0, 0], settling: 500, duration: 500, measuring: [.mean("z") { v, _ in v.m_z }],
    threads: 1)
  return map["z"].joined().reduce(0, +) / Double(map.x.count * map.y.count)
}

/// Equations generated from operators beside those written by hand; tasks/mean_field.py does the same.
func meanFieldBenchmarks() -> [Benchmark] {
  [
    Benchmark("dimer of paper 001 to t = 1000 at 1e-10, generated equations") {
      let flow = try generatedDimer()
      return { try flow.trajectory(from: [0.5, 0.1, 0.3, 0.2], times: [0, 1000]).states[1][0] }
    },
    Benchmark("dimer of paper 001 to t = 1000 at 1e-10, equations by hand") {
      {
        try dimerByHand.trajectory(from: [0.5, 0.1, 0.3, 0.2], times: [0, 1000]).states[1][0]
      }
    },
    Benchmark("41 × 33 points of paper 000 to t = 1000, generated equations") {
      let flow = try generatedSpin()
      return { try tongue(flow) }
    },
    Benchmark("41 × 33 points of paper 000 to t = 1000, equations by hand") {
      { try tongue(spinByHand) }
    },
    Benchmark("mean-field equations of paper 001 from its operators") {
      { Double(try generatedDimer().dimension) }
    },
  ]
}
