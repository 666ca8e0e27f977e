import ComplexModule
import LinearAlgebra
import MeanField
import NonlinearDynamics
import OperatorAlgebra
import QuantumCore
import QuantumDynamics
import RealModule
import Testing

/// Generated equations against density matrices.
@Suite struct ExactDynamicsTests {
  let size = Parameter("S")
  var spin: SymbolicSpin { SymbolicSpin("S", quantumNumber: size) }

  /// The largest error of ⟨S_z⟩/S up to t = 2 for the boundary time crystal ω S_x, √(κ/S) S₋, of mean field and of second
  /// and third cumulants.
  private func errors(_ count: Int) throws -> [Double] {
    let (κ, ω) = (Parameter("κ"), Parameter("ω"))
    let (hamiltonian, jumps) = (ω * spin.x, [sqrt(κ / size) * spin.minus])
    let S = Double(count) / 2
    let values = ["ω": 1.5, "κ": 1, "S": S]
    let times = (0...40).map { 0.05 * Double($0) }
    let space = try Spin(particleCount: count)
    let liouvillian = try Liouvillian(
      hamiltonian: hamiltonian, jumpOperators: jumps, on: .spin(space), parameters: values)
    let solution = try liouvillian.evolve(
      from: DensityMatrix(space.coherentState(polar: 1, azimuth: 0.5)), times: times,
      observing: ["z": space.z], relativeTolerance: 1e-11, absoluteTolerance: 1e-13)
    return try [1, 2, 3].map { order in
      let equations =
        try order == 1
        ? MeanFieldEquations(hamiltonian: hamiltonian, jumpOperators: jumps, limit: size)
        : MeanFieldEquations(hamiltonian: hamiltonian, jumpOperators: jumps, order: order)
      let first = try equations.state(["S": .pointing(polar: 1, azimuth: 0.5)], values)
      let path = try equations.flow(values).trajectory(from: first, times: times)
      return zip(path["m_z"], solution["z"]).reduce(0) { max($0, abs($1.0 - $1.1 / S)) }
    }
  }

  @Test func errorsFallWithTheSizeAndTheOrder() throws {
    let errors = try [20, 40, 80, 160].map { try self.errors($0) }
    for (small, large) in zip(errors, errors.dropFirst()) {
      // Mean field errs by 1/N, cumulants of order n by 1/N^n, up to terms of higher order.
      #expect(abs(small[0] / large[0] - 2) < 0.2)
      #expect(abs(small[1] / large[1] - 4) < 1)
      #expect(abs(small[2] / large[2] - 8) < 3)
    }
    for error in errors {
      #expect(error[1] < error[0] / 10)
      // 1/4 at N = 20, falling as 1/N.
      #expect(error[2] < error[1] / 3)
    }
  }

  /// Each doubling of N halves the error, up to a correction of the relative order 1/N, which is halved too.
  private func expectOneOverN(
    _ errors: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let excess = zip(errors, errors.dropFirst()).map { $0 / $1 - 2 }
    #expect(abs(excess.last ?? .nan) < 0.25, sourceLocation: sourceLocation)
    for (smaller, larger) in zip(excess, excess.dropFirst()) {
      #expect(abs(larger / smaller - 0.5) < 0.2, sourceLocation: sourceLocation)
    }
  }

  /// A gain and a nonlinear decay with products of four operators, paper 000.
  @Test func theModelOfPaper000ConvergesAsOneOverN() throws {
    let model = ModelsOfThePapers.breakdown
    let equations = try MeanFieldEquations(
      hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators, limit: size)
    let values = ["Δ": 0.5, "ε": 1.5, "Γ₊": 1, "Γ₋": 2]
    let start = try equations.state(["S": .pointing(polar: .pi / 2, azimuth: 0)])
    let times = (0...40).map { 0.05 * Double($0) }
    let means = try equations.flow(values).trajectory(from: start, times: times)["m_z"]
    let errors = try [20, 40, 80, 160].map { count -> Double in
      let space = try Spin(particleCount: count)
      let liouvillian = try Liouvillian(
        hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators, on: .spin(space),
        parameters: values)
      let solution = try liouvillian.evolve(
        from: DensityMatrix(space.coherentState(polar: .pi / 2, azimuth: 0)), times: times,
        observing: ["z": space.z])
      return zip(means, solution["z"]).reduce(0) {
        max($0, abs($1.0 - $1.1 / space.quantumNumber))
      }
    }
    expectOneOverN(errors)
  }

  @Test func aScaledKerrModeConvergesWithItsScale() throws {
    let scale = Parameter("ℵ")
    let mode = SymbolicMode("a", scale: scale)
    let a = mode.annihilation
    let hamiltonian =
      Parameter("U") / (2 * scale) * mode.creation.squared * a.squared
      + Parameter("F") * sqrt(scale) * (a + mode.creation)
    let jumps = [sqrt(Parameter("κ")) * a]
    let values = ["U": 1.0, "F": 0.7, "κ": 1]
    let errors = try [4.0, 8, 16].map { ℵ in
      let space = try BosonicMode(levels: Int(12 + 5 * ℵ))
      let all = values.merging(["ℵ": ℵ]) { $1 }
      let liouvillian = try Liouvillian(
        hamiltonian: hamiltonian, jumpOperators: jumps, on: .mode(space), parameters: all)
      let solution = try liouvillian.evolve(
        from: DensityMatrix(space.coherentState(0.5 * ℵ.squareRoot())), times: [0, 1],
        observing: ["x": space.annihilation + space.creation])
      let exact = solution["x"][1] / (2 * ℵ.squareRoot())
      return try [1, 2].map { order in
        let equations =
          try order == 1
          ? MeanFieldEquations(hamiltonian: hamiltonian, jumpOperators: jumps, limit: scale)
          : MeanFieldEquations(hamiltonian: hamiltonian, jumpOperators: jumps, order: 2)
        let path = try equations.flow(all)
          .trajectory(from: equations.state(["a": .coherent(0.5)]), times: [0, 1])
        return abs(path["Re a"][1] - exact)
      }
    }
    for (small, large) in zip(errors, errors.dropFirst()) {
      #expect(abs(small[0] / large[0] - 2) < 0.3)
      #expect(abs(small[1] / large[1] - 4) < 1.2)
      #expect(large[1] < large[0] / 10)
    }
  }

  /// Two seeded ensembles of paper 002, and a spin with a lossy mode, paper 004.
  @Test func coupledSystemsConvergeAsOneOverN() throws {
    let seeding = ModelsOfThePapers.seeding(["A", "B"])
    let values = ["Ω_A": 1.5, "Ω_B": 0.9, "κ": 1, "Γ": 0.4]
    let equations = try MeanFieldEquations(
      hamiltonian: seeding.hamiltonian, jumpOperators: seeding.jumpOperators, limit: size)
    let down = SubsystemState.pointing(polar: 2.5, azimuth: 0.4)
    let means = try equations.flow(values).trajectory(
      from: equations.state(["A": down, "B": down]), times: [0, 1])
    let errors = try [4, 8, 16].map { (count: Int) -> Double in
      let spin = try Spin(particleCount: count)
      let space = try CompositeSpace(["A": .spin(spin), "B": .spin(spin)])
      let ket = spin.coherentState(polar: 2.5, azimuth: 0.4)
      let liouvillian = try Liouvillian(
        hamiltonian: seeding.hamiltonian, jumpOperators: seeding.jumpOperators, on: space,
        parameters: values)
      let solution = try liouvillian.evolve(
        from: DensityMatrix(try space.ket(["A": ket, "B": ket])), times: [0, 1],
        observing: ["z": try space.embed(spin.z, in: "A")])
      return abs(solution["z"][1] / spin.quantumNumber - means["m_z[A]"][1])
    }
    expectOneOverN(errors)

    let number = Parameter("N")
    let (light, atoms) = (
      SymbolicMode("a", scale: number), SymbolicSpin("S", particleCount: number)
    )
    let hamiltonian =
      Parameter("ω") * (light.number + atoms.z)
      + Parameter("g") / sqrt(number) * (light.annihilation + light.creation) * atoms.x
    let jumps = [sqrt(Parameter("κ")) * light.annihilation]
    let rates = ["ω": 1.0, "g": 1.4, "κ": 0.3]
    let dicke = try MeanFieldEquations(
      hamiltonian: hamiltonian, jumpOperators: jumps, limit: number)
    let limit = try dicke.flow(rates).trajectory(
      from: dicke.state(["S": down, "a": .coherent(0.3)]), times: [0, 1.5])
    let differences = try [4.0, 8, 16].map { (N: Double) -> Double in
      let (spin, mode) = try (Spin(particleCount: Int(N)), BosonicMode(levels: 14 + Int(N)))
      let space = try CompositeSpace(["S": .spin(spin), "a": .mode(mode)])
      let liouvillian = try Liouvillian(
        hamiltonian: hamiltonian, jumpOperators: jumps, on: space,
        parameters: rates.merging(["N": N]) { $1 })
      let start = try space.ket([
        "S": spin.coherentState(polar: 2.5, azimuth: 0.4),
        "a": mode.coherentState(0.3 * N.squareRoot()),
      ])
      let solution = try liouvillian.evolve(
        from: DensityMatrix(start), times: [0, 1.5],
        observing: ["z": try space.embed(spin.z, in: "S")])
      return abs(solution["z"][1] / spin.quantumNumber - limit["m_z"][1])
    }
    expectOneOverN(differences)
  }

  /// Where no product is longer than the order nothing is approximated: the rates equal Tr(A Lρ) for every state.
  @Test func ratesAreExactUpToTheOrder() throws {
    let two = SymbolicTwoLevel("q")
    let mode = SymbolicMode("a")
    let a = mode.annihilation
    let (Δ, g, κ) = (Parameter("Δ"), Parameter("g"), Parameter("κ"))
    let hamiltonian =
      Δ * spin.z + g * (a * spin.plus + mode.creation * spin.minus) + g * two.sigmaX * spin.y
      + Δ / 3 * mode.number + g / 2 * spin.z.squared
    let jumps = [
      sqrt(κ) * spin.minus, sqrt(κ / 2) * a, sqrt(g) * two.sigmaMinus,
      sqrt(κ / 5) * (spin.x + Coefficient.i * two.sigmaZ),
    ]
    let equations = try MeanFieldEquations(
      hamiltonian: hamiltonian, jumpOperators: jumps, order: 2)
    let values = ["Δ": 0.8, "g": 0.6, "κ": 0.3, "S": 1.5]
    let space = try CompositeSpace([
      "a": .mode(levels: 7), "q": .twoLevel, "S": .spin(twice: 3),
    ])
    let liouvillian = try Liouvillian(
      hamiltonian: hamiltonian, jumpOperators: jumps, on: space, parameters: values)
    // A random state without the last three levels, in which [a, a†] is not 1.
    var generator = Philox(seed: 3)
    let amplitudes = space.randomKet(using: &generator).amplitudes
    let kept = amplitudes.enumerated().map { $0 < 4 * 8 ? $1 : .zero }
    let rho = DensityMatrix(try Ket(kept).normalized())
    let rate = liouvillian.apply(to: rho)
    func trace(_ operand: SymbolicOperator, _ matrix: Matrix<ComplexDouble>) throws -> ComplexDouble
    {
      let factor = try Operator(operand, on: space, parameters: values).dense
      var sum = ComplexDouble.zero
      for i in 0..<space.dimension {
        for j in 0..<space.dimension { sum += factor[i, j] * matrix[j, i] }
      }
      return sum
    }
    // The exact moments of the state, by the names of the variables.
    let spins = [spin.x, spin.y, spin.z]
    let sigmas = [two.sigmaX, two.sigmaY, two.sigmaZ]
    var exact: [String: Double] = [:]
    func record(_ name: String, _ operand: SymbolicOperator, isReal: Bool) throws {
      let value = try trace(operand, rho.matrix)
      exact[isReal ? name : "Re \(name)"] = value.real
      if !isReal { exact["Im \(name)"] = value.imaginary }
    }
    let S = Coefficient(1.5)
    try record("a", a, isReal: false)
    try record("⟨a²⟩", a.squared, isReal: false)
    try record("⟨a† a⟩", mode.number, isReal: true)
    for (k, x) in ["x", "y", "z"].enumerated() {
      try record("m_\(x)", spins[k] / S, isReal: true)
      try record("s_\(x)", sigmas[k], isReal: true)
      try record("⟨m_\(x) a⟩", spins[k] / S * a, isReal: false)
      try record("⟨a s_\(x)⟩", sigmas[k] * a, isReal: false)
      try record("⟨m_\(x)²⟩", spins[k].squared / (S * S), isReal: true)
      for (l, y) in ["x", "y", "z"].enumerated() {
        try record("⟨m_\(x) s_\(y)⟩", spins[k] * sigmas[l] / S, isReal: true)
        if l > k {
          try record(
            "⟨m_\(x) m_\(y)⟩", (spins[k] * spins[l] + spins[l] * spins[k]) / (2 * S * S),
            isReal: true)
        }
      }
    }
    let state = try equations.variables.map { try #require(exact[$0], "\($0) has no value") }
    let velocity = try equations.velocity(at: state, values)
    for (name, operand) in [
      ("m_x", spin.x / S), ("m_y", spin.y / S), ("m_z", spin.z / S), ("s_x", two.sigmaX),
      ("s_y", two.sigmaY), ("s_z", two.sigmaZ),
    ] {
      let k = try #require(equations.variables.firstIndex(of: name))
      // A few hundred roundings of numbers of order 10.
      #expect(abs(velocity[k] - (try trace(operand, rate)).real) < 1e-12)
    }
    let k = try #require(equations.variables.firstIndex(of: "Re a"))
    let amplitude = try trace(a, rate)
    #expect(abs(velocity[k] - amplitude.real) < 1e-12)
    #expect(abs(velocity[k + 1] - amplitude.imaginary) < 1e-12)
  }

  @Test func coherentStatesHaveTheMomentsOfTheirMatrices() throws {
    let equations = try MeanFieldEquations(
      hamiltonian: spin.x.squared, jumpOperators: [spin.minus], order: 4)
    let values = ["S": 2.5]
    let space = try Spin(2.5)
    let ket = space.coherentState(polar: 0.7, azimuth: 1.9)
    let state = try equations.state(["S": .pointing(polar: 0.7, azimuth: 1.9)], values)
    for observable in [
      spin.x, spin.z.squared, spin.x * spin.y + spin.y * spin.x, spin.plus * spin.z * spin.minus,
      spin.plus.squared * spin.z * spin.minus, spin.z.squared * spin.z.squared,
    ] {
      let exact = ket.expectationValue(of: try Operator(observable, on: space, parameters: values))
      let found = try equations.mean(of: observable, at: state, values)
      // Numbers up to 40 with a dozen roundings.
      #expect((exact - found).length < 1e-12)
    }
  }
}
