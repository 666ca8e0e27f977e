import ComplexModule
import LinearAlgebra
import MeanField
import NonlinearDynamics
import OperatorAlgebra
import PaperModels
import QuantumSynchronization
import Testing

/// The generated equations against the printed ones at random points.
///
/// Numbers are of order 1 and a dozen operations deep, so that rounding errors stay below 10⁻¹³.
@Suite struct EquationsOfThePapersTests {
  let tolerance = 1e-13

  private func random(_ count: Int, _ generator: inout SplitMix64) -> [Double] {
    (0..<count).map { _ in .random(in: -1...1, using: &generator) }
  }

  private func check(
    _ equations: MeanFieldEquations, _ printed: ([Double], [String: Double]) -> [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<50 {
      let values = Dictionary(
        uniqueKeysWithValues: equations.parameterNames.map {
          ($0, Double.random(in: 0.1...1.5, using: &generator))
        })
      let state = random(equations.dimension, &generator)
      let expected = printed(state, values)
      let flow = try equations.flow(values)
      let plain = try equations.velocity(at: state, values)
      let compiled = try flow.velocity(at: state)
      let jacobian = try flow.jacobian(at: state)
      let plainJacobian = try equations.jacobian(at: state, values)
      for k in expected.indices {
        #expect(abs(plain[k] - expected[k]) < tolerance, sourceLocation: sourceLocation)
        #expect(abs(compiled[k] - expected[k]) < tolerance, sourceLocation: sourceLocation)
        for j in expected.indices {
          #expect(
            abs(jacobian[k, j] - plainJacobian[k, j]) < 10 * tolerance,
            sourceLocation: sourceLocation)
        }
      }
    }
  }

  @Test func paper000() throws {
    let model = ModelsOfThePapers.breakdown
    let equations = try MeanFieldEquations(
      hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators,
      limit: ModelsOfThePapers.size)
    #expect(equations.variables == ["m_x", "m_y", "m_z"])
    #expect(equations.parameterNames == ["Γ₊", "Γ₋", "Δ", "ε"])
    // S14, S16 and S17.
    try check(equations) { m, p in
      let (Δ, ε) = (p["Δ"] ?? .nan, p["ε"] ?? .nan)
      let g = (p["Γ₊"] ?? .nan) - (p["Γ₋"] ?? .nan) * m[2] * m[2]
      return [
        -Δ * m[1] - g * m[0] * m[2],
        Δ * m[0] + ε / 2 * m[2] - g * m[1] * m[2],
        -ε / 2 * m[1] + g * (m[0] * m[0] + m[1] * m[1]),
      ]
    }
    // Eq. (2) as printed, on the sphere, where the two agree.
    let (model0, values) = try (
      QuantumSynchronizationBreakdown(
        particleCount: 10, drive: 0.7, detuning: 0.3, gain: 1, nonlinearDecay: 2),
      ["Δ": 0.3, "ε": 0.7, "Γ₊": 1, "Γ₋": 2]
    )
    let flow = try equations.flow(values)
    let point = SIMD3(0.6, -0.48, 0.64)
    let velocity = try flow.velocity(at: [point.x, point.y, point.z])
    let printed = model0.printedMeanField.velocity(point)
    let own = model0.meanField.velocity(point)
    for k in 0..<3 {
      #expect(abs(velocity[k] - printed[k]) < tolerance)
      #expect(abs(velocity[k] - own[k]) < tolerance)
    }
    #expect(flow.constraintCount == 1)
  }

  @Test func paper001() throws {
    let model = ModelsOfThePapers.dimer
    let equations = try MeanFieldEquations(
      hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators, limit: Parameter("ℵ"))
    #expect(equations.variables == ["Re a1", "Im a1", "Re a2", "Im a2"])
    // Eq. (3).
    try check(equations) { x, p in
      let (a, b) = (ComplexDouble(x[0], x[1]), ComplexDouble(x[2], x[3]))
      func own(_ k: Int, _ z: ComplexDouble) -> ComplexDouble {
        let (ω, γ) = (p["ω\(k)"] ?? .nan, p["γ\(k)"] ?? .nan)
        let (U, η) = (p["U\(k)"] ?? .nan, p["η\(k)"] ?? .nan)
        return ComplexDouble(ω + U * z.lengthSquared, γ / 2 - η * z.lengthSquared) * z
      }
      let J = p["J"] ?? .nan
      let minusI = ComplexDouble(0, -1)
      let first = minusI * (own(1, a) - ComplexDouble(2 * J) * a.conjugate * b)
      let second = minusI * (own(2, b) - ComplexDouble(J) * a * a)
      return [first.real, first.imaginary, second.real, second.imaginary]
    }
  }

  @Test(arguments: [["A", "B"], ["A", "B", "C"]]) func paper002(_ names: [String]) throws {
    let model = ModelsOfThePapers.seeding(names)
    let equations = try MeanFieldEquations(
      hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators,
      limit: ModelsOfThePapers.size)
    // Eq. (B1).
    try check(equations) { m, p in
      let (κ, Γ) = (p["κ"] ?? .nan, p["Γ"] ?? .nan)
      let n = Double(names.count)
      return names.indices.flatMap { k -> [Double] in
        let Ω = p["Ω_\(names[k])"] ?? .nan
        let (x, y, z) = (m[3 * k], m[3 * k + 1], m[3 * k + 2])
        let others = names.indices.filter { $0 != k }
        let sumX = others.reduce(0) { $0 + m[3 * $1] }
        let sumY = others.reduce(0) { $0 + m[3 * $1 + 1] }
        return [
          (κ + Γ / n) * x * z + Γ / n * z * sumX,
          -Ω * z + (κ + Γ / n) * y * z + Γ / n * z * sumY,
          Ω * y - (κ + Γ / n) * (x * x + y * y) - Γ / n * (x * sumX + y * sumY),
        ]
      }
    }
    #expect(equations.conservedCount == names.count)
  }

  @Test func ensemblesOfDifferentSizeShareOneLimit() throws {
    // S_B = r S_A, Γ/(S_A + S_B) and κ/S_α.
    let (size, ratio) = (ModelsOfThePapers.size, Parameter("r"))
    let (a, b) = (
      SymbolicSpin("A", quantumNumber: size), SymbolicSpin("B", quantumNumber: ratio * size)
    )
    let (κ, Γ, Ω) = (Parameter("κ"), Parameter("Γ"), Parameter("Ω"))
    let equations = try MeanFieldEquations(
      hamiltonian: Ω * (a.x + b.x),
      jumpOperators: [
        sqrt(κ / size) * a.minus, sqrt(κ / (ratio * size)) * b.minus,
        sqrt(Γ / (size + ratio * size)) * (a.minus + b.minus),
      ], limit: size)
    try check(equations) { m, p in
      let (κ, Γ, Ω) = (p["κ"] ?? .nan, p["Γ"] ?? .nan, p["Ω"] ?? .nan)
      let r = p["r"] ?? .nan
      let weights = [1 / (1 + r), r / (1 + r)]
      return (0..<2).flatMap { k -> [Double] in
        let (x, y, z) = (m[3 * k], m[3 * k + 1], m[3 * k + 2])
        let fieldX = κ * x + Γ * (weights[0] * m[0] + weights[1] * m[3])
        let fieldY = κ * y + Γ * (weights[0] * m[1] + weights[1] * m[4])
        return [z * fieldX, z * fieldY - Ω * z, Ω * y - x * fieldX - y * fieldY]
      }
    }
  }

  @Test func paper004() throws {
    let model = ModelsOfThePapers.spinBoson
    let equations = try MeanFieldEquations(
      hamiltonian: model.hamiltonian, jumpOperators: model.jumpOperators, limit: Parameter("N"))
    #expect(equations.dimension == 8)
    // Eq. (S3) with Γ of √(κ/S) S₋: Γ_xy = iκ, Γ_yx = −iκ (erratum 2), each pair of ensembles counted twice.
    try check(equations) { state, p in
      func value(_ name: String) -> Double { p[name] ?? .nan }
      func epsilon(_ a: Int, _ b: Int, _ c: Int) -> Double {
        let product: Int = (a - b) * (b - c) * (c - a)
        return Double(product) / 2
      }
      let (κ, κb, ωb) = (value("κ"), value("κ_b"), value("ω_b"))
      let Γ: [[ComplexDouble]] = [
        [ComplexDouble(κ), ComplexDouble(0, κ), 0], [ComplexDouble(0, -κ), ComplexDouble(κ), 0],
        [0, 0, 0],
      ]
      let place = equations.variables.firstIndex(of: "Re a") ?? 0
      let spins = (0..<8).filter { $0 != place && $0 != place + 1 }.map { state[$0] }
      let m = [Array(spins[0..<3]), Array(spins[3..<6])]
      let x = 2 * state[place] / (2 * ωb).squareRoot()
      let momentum = 2 * state[place + 1] * (ωb / 2).squareRoot()
      var dp = -ωb * ωb * x - κb / 2 * momentum
      for i in 0..<2 {
        for α in 0..<3 { dp -= value("g\(α)") * (2 * ωb).squareRoot() / 2 * m[i][α] }
      }
      let dx = momentum - κb / 2 * x
      var dm = [[Double]](repeating: [0, 0, 0], count: 2)
      for j in 0..<2 {
        for γ in 0..<3 {
          for τ in 0..<3 {
            for α in 0..<3 {
              let field: Double = value("ω\(j)\(α)") + value("g\(α)") * (2 * ωb).squareRoot() * x
              dm[j][γ] -= epsilon(α, γ, τ) * field * m[j][τ]
              for β in 0..<3 {
                let i = 1 - j
                dm[j][γ] -= epsilon(β, γ, τ) * value("w\(i)\(j)\(α)\(β)") * m[i][α] * m[j][τ]
                dm[j][γ] -= epsilon(α, γ, τ) * value("w\(j)\(i)\(α)\(β)") * m[j][τ] * m[i][β]
                let first: Double = epsilon(β, γ, τ) * m[j][τ] * m[j][α]
                let second: Double = epsilon(γ, α, τ) * m[j][β] * m[j][τ]
                dm[j][γ] -= 0.5 * Γ[α][β].imaginary * (first + second)
              }
            }
          }
        }
      }
      var result = dm[0] + dm[1]
      result.insert(
        contentsOf: [dx * (2 * ωb).squareRoot() / 2, dp / (2 * ωb).squareRoot()], at: place)
      return result
    }
  }
}
