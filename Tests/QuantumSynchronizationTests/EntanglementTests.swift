import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumSynchronization
import RealModule
import Testing

/// Numbers of QuTiP from Oracles/measures.txt, states with known values, and what local unitaries leave.
@Suite struct EntanglementTests {
  private let pair: CompositeSpace
  private let bell: DensityMatrix

  init() throws {
    pair = try CompositeSpace(count: 2, of: .twoLevel, named: "q")
    bell = DensityMatrix(try pair.maximallyEntangledState())
  }

  /// The state of the oracle script: M M†/Tr with fixed numbers.
  private func fixed(_ size: Int, _ a: Double, _ b: Double) -> DensityMatrix {
    let m = Matrix<ComplexDouble>(rows: size, columns: size) { i, j in
      let k = Double(i * size + j + 1)
      return ComplexDouble(.sin(a * k), .cos(b * k * k))
    }
    let product = m * m.adjoint
    return DensityMatrix(assumingValid: product / product.trace.real)
  }

  private func werner(_ p: Double) throws -> DensityMatrix {
    try .mixture(of: [(p, bell), (1 - p, .maximallyMixed(dimension: 4))])
  }

  @Test func bellStatesHaveAllThereIs() throws {
    #expect(abs(try bell.concurrence() - 1) < 1e-13)
    #expect(abs(try pair.negativity(of: bell, transposing: ["q0"]) - 0.5) < 1e-13)
    #expect(abs(try pair.logarithmicNegativity(of: bell, transposing: ["q1"]) - 1) < 1e-13)
    #expect(
      abs(try pair.mutualInformation(of: bell, between: ["q0"]) - 2 * .log(2)) < 1e-12)
  }

  @Test(arguments: [0.0, 0.2, 1.0 / 3, 0.5, 0.9])
  func wernerStatesAreEntangledAboveOneThird(p: Double) throws {
    // p|Φ⟩⟨Φ| + (1 − p)/4: C = max(0, (3p − 1)/2), N = max(0, (3p − 1)/4).
    let state = try werner(p)
    // At p = 1/3 the root of an eigenvalue that should vanish is √ε.
    #expect(abs(try state.concurrence() - max(0, (3 * p - 1) / 2)) < 2e-8)
    #expect(
      abs(try pair.negativity(of: state, transposing: ["q0"]) - max(0, (3 * p - 1) / 4)) < 1e-13)
  }

  @Test func numbersAreQuTiPs() throws {
    let rho = fixed(4, 1.3, 0.7)
    #expect(try rho.concurrence() == 0)
    #expect(try pair.negativity(of: rho, transposing: ["q0"]) < 1e-14)
    #expect(
      abs(try pair.mutualInformation(of: rho, between: ["q0"]) - 0.165472078224544) < 1e-12)
    let diagonal = DensityMatrix(
      assumingValid: .diagonal([0.1, 0.2, 0.3, 0.4].map { ComplexDouble($0) }))
    #expect(abs(try rho.relativeEntropy(to: diagonal) - 0.5250946596302) < 1e-12)
    let mixed = try DensityMatrix.mixture(of: [(0.8, bell), (0.2, rho)])
    #expect(abs(try mixed.concurrence() - 0.693017005043394) < 1e-12)
    #expect(abs(try pair.negativity(of: mixed, transposing: ["q0"]) - 0.333795580766205) < 1e-12)
    let space = try CompositeSpace(["a": .twoLevel, "b": .spin(1)])
    let other = fixed(6, 0.9, 0.3)
    for name in ["a", "b"] {
      #expect(
        abs(try space.negativity(of: other, transposing: [name]) - 0.0307325807426261) < 1e-12)
    }
    #expect(
      abs(try space.mutualInformation(of: other, between: ["b"]) - 0.258715878202506) < 1e-12)
  }

  @Test func localUnitariesChangeNothing() throws {
    var generator = Philox(seed: 8)
    let state = try DensityMatrix.mixture(of: [(0.7, bell), (0.3, fixed(4, 1.3, 0.7))])
    let one = try Spin(twice: 1)
    let unitary = try pair.product([
      "q0": one.randomUnitary(using: &generator), "q1": one.randomUnitary(using: &generator),
    ]).dense
    let turned = DensityMatrix(assumingValid: unitary * state.matrix * unitary.adjoint)
    #expect(abs(try turned.concurrence() - state.concurrence()) < 1e-12)
    let negativities = try [turned, state].map { try pair.negativity(of: $0, transposing: ["q0"]) }
    #expect(abs(negativities[0] - negativities[1]) < 1e-12)
    let shared = try [turned, state].map { try pair.mutualInformation(of: $0, between: ["q0"]) }
    #expect(abs(shared[0] - shared[1]) < 1e-12)
  }

  @Test func randomStatesStayInRange() throws {
    var generator = Philox(seed: 4)
    let two = try NLevelSystem(levels: 4)
    for _ in 0..<50 {
      let state = two.randomDensityMatrix(.induced(rank: 2), using: &generator)
      let concurrence = try state.concurrence()
      let negativity = try pair.negativity(of: state, transposing: ["q0"])
      #expect((0...1).contains(concurrence))
      // Verstraete et al., J. Phys. A 34, 10327 (2001): √((1−C)²+C²) − (1−C) ≤ 2N ≤ C.
      let lower = Double.hypot(1 - concurrence, concurrence) - (1 - concurrence)
      #expect(2 * negativity <= concurrence + 1e-10 && 2 * negativity >= lower - 1e-10)
      let information = try pair.mutualInformation(of: state, between: ["q0"])
      #expect(information >= 0 && information <= 2 * Double.log(2))
      let other = two.randomDensityMatrix(using: &generator)
      // Pinsker's inequality.
      let distance = try state.traceDistance(to: other)
      #expect(try state.relativeEntropy(to: other) >= 2 * distance * distance - 1e-12)
    }
  }

  @Test func ghzStatesHaveNoEntangledPair() throws {
    let three = try CompositeSpace(count: 3, of: .twoLevel, named: "q")
    let ghz = DensityMatrix(try three.ghzState())
    #expect(try three.concurrence(of: ghz, between: "q0", and: "q2") == 0)
    #expect(abs(try three.negativity(of: ghz, transposing: ["q0"]) - 0.5) < 1e-13)
    #expect(abs(try three.negativity(of: ghz, transposing: ["q0", "q2"]) - 0.5) < 1e-13)
    // The W state's pairs have C = 2/3.
    let w = DensityMatrix(try three.dickeState(excitations: 1))
    #expect(abs(try three.concurrence(of: w, between: "q0", and: "q1") - 2.0 / 3) < 1e-12)
    let classical = try three.mutualInformation(of: ghz, between: ["q0"], and: ["q1"])
    #expect(abs(classical - Double.log(2)) < 1e-12)
  }

  @Test func relativeEntropyIsInfiniteOutsideTheSupport() throws {
    let pure = DensityMatrix(try pair.basisState(["q0": 0, "q1": 0]))
    #expect(try DensityMatrix.maximallyMixed(dimension: 4).relativeEntropy(to: pure) == .infinity)
    #expect(
      abs(try pure.relativeEntropy(to: .maximallyMixed(dimension: 4)) - .log(4)) < 1e-13)
    #expect(try bell.relativeEntropy(to: bell) < 1e-12)
  }

  @Test func limitCycleDistanceOfKnownStates() throws {
    // A coherent superposition of d levels: ln d. Bell: ln 2; with blocks of equal excitation number also ln 2.
    let measured = try LimitCycleDistance(of: bell)
    #expect(abs(measured.relativeEntropy - .log(2)) < 1e-12)
    #expect(abs(measured.traceDistance - 0.5) < 1e-13)
    #expect(try LimitCycleDistance(of: measured.nearest).relativeEntropy == 0)
    let spin = try Spin(twice: 5)
    let flat = try DensityMatrix(Ket([ComplexDouble](repeating: 1, count: 6)).normalized())
    #expect(abs(try LimitCycleDistance(of: flat).relativeEntropy - .log(6)) < 1e-12)
    #expect(
      try LimitCycleDistance(of: DensityMatrix(spin.dickeState(m: 0.5))).relativeEntropy == 0)
    // |00⟩ + |11⟩ owes its coherence to a drive of pairs; |01⟩ + |10⟩ keeps the number of excitations.
    let labels = LimitCycleStates.blocks([2, 1, 1, 0])
    #expect(abs(try LimitCycleDistance(of: bell, from: labels).relativeEntropy - .log(2)) < 1e-12)
    let exchange = DensityMatrix(try pair.dickeState(excitations: 1))
    #expect(try LimitCycleDistance(of: exchange, from: labels).relativeEntropy < 1e-12)
    #expect(abs(try LimitCycleDistance(of: exchange).relativeEntropy - .log(2)) < 1e-12)
    // No other diagonal state is nearer.
    var generator = Philox(seed: 2)
    let random = try NLevelSystem(levels: 4).randomDensityMatrix(using: &generator)
    let nearest = try LimitCycleDistance(of: random)
    for weights in [[0.25, 0.25, 0.25, 0.25], [0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]] {
      let state = DensityMatrix(assumingValid: .diagonal(weights.map { ComplexDouble($0) }))
      #expect(try random.relativeEntropy(to: state) > nearest.relativeEntropy)
    }
  }

  @Test func badRequestsAreRefused() throws {
    #expect(throws: SynchronizationError.self) {
      try pair.mutualInformation(of: bell, between: ["q0", "q1"])
    }
    #expect(throws: SynchronizationError.self) {
      try DensityMatrix.maximallyMixed(dimension: 6).concurrence()
    }
    #expect(throws: QuantumError.self) { try pair.negativity(of: bell, transposing: ["x"]) }
    #expect(throws: SynchronizationError.self) {
      try LimitCycleDistance(of: bell, from: .blocks([0, 1]))
    }
  }
}
