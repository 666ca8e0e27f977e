import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

@Suite struct CompositeSpaceTests {
  private let space: CompositeSpace
  private let mode: BosonicMode
  private let spin: Spin

  init() throws {
    space = try CompositeSpace([
      "a": .mode(levels: 4), "s": .spin(twice: 2), "q": .twoLevel,
    ])
    mode = try BosonicMode(levels: 4)
    spin = try Spin(twice: 2)
  }

  @Test func theFirstSubsystemRunsSlowest() throws {
    #expect(space.dimension == 24)
    #expect(space.dimensions == [4, 3, 2])
    #expect(try space.index(of: ["a": 3, "s": 1, "q": 0]) == 3 * 6 + 1 * 2)
    #expect(space.description == "a: mode of 4 levels ⊗ s: spin 1 ⊗ q: two levels")
    let ket = try space.ket([
      "q": TwoLevel.ground, "a": mode.fockState(2), "s": spin.dickeState(m: 0),
    ])
    #expect(try ket == space.basisState(["a": 2, "s": 1, "q": 1]))
    #expect(ket.amplitudes[2 * 6 + 1 * 2 + 1] == 1)
  }

  @Test func embeddingIsTheKroneckerProductWithIdentities() throws {
    let plain = mode.identity.tensorProduct(with: spin.x).tensorProduct(with: TwoLevel.identity)
    #expect(try space.embed(spin.x, in: "s") == plain)
    let pair = mode.annihilation.tensorProduct(with: spin.plus)
    let both = try space.embed(pair, in: ["a", "s"])
    #expect(try both == space.product(["a": mode.annihilation, "s": spin.plus]))
    // Neither neighbours nor in order.
    let swapped = try space.embed(
      TwoLevel.sigmaPlus.tensorProduct(with: mode.annihilation), in: ["q", "a"])
    #expect(
      try swapped == space.product(["a": mode.annihilation, "q": TwoLevel.sigmaPlus]))
    #expect(try space.embed(mode.number, in: "a").form == .diagonal)
  }

  @Test func operatorsOfDifferentSubsystemsCommute() throws {
    let (a, x) = (try space.embed(mode.annihilation, in: "a"), try space.embed(spin.x, in: "s"))
    #expect(a.commutator(with: x) == .zero(dimension: 24))
    let y = try space.embed(spin.y, in: "s")
    #expect(
      x.commutator(with: y).isApproximatelyEqual(
        to: ComplexDouble(0, 1) * (try space.embed(spin.z, in: "s")), tolerance: 1e-15))
  }

  @Test func applyingALocalOperatorNeedsNoLargeMatrix() throws {
    var random = Philox(seed: 3)
    let ket = space.randomKet(using: &random)
    for names in [["a"], ["q"], ["q", "a"], ["s", "q", "a"]] {
      let local = try space.subspace(names).randomHamiltonian(using: &random)
      let difference =
        try space.apply(local, in: names, to: ket) - space.embed(local, in: names) * ket
      #expect(difference.norm < 1e-12)
    }
  }

  @Test func partialTracesOfProductsAreTheFactors() throws {
    var random = Philox(seed: 4)
    let factors: [String: DensityMatrix] = [
      "a": mode.randomDensityMatrix(using: &random),
      "s": spin.randomDensityMatrix(using: &random),
      "q": HilbertSpace.twoLevel.randomDensityMatrix(using: &random),
    ]
    let product = try space.densityMatrix(factors)
    for (name, factor) in factors {
      let reduced = try space.partialTrace(of: product, keeping: [name])
      #expect((reduced.matrix - factor.matrix).largestModulus < 1e-15)
    }
    let pair = try space.partialTrace(of: product, keeping: ["q", "a"])
    let expected = try #require(factors["q"]).tensorProduct(with: try #require(factors["a"]))
    #expect((pair.matrix - expected.matrix).largestModulus < 1e-15)
    let rest = try space.partialTrace(of: product, tracingOut: ["s"])
    let reordered = try space.subspace(["a", "q"]).permute(rest, to: ["q", "a"])
    #expect((reordered.matrix - expected.matrix).largestModulus < 1e-15)
  }

  @Test func partialTracesKeepLocalExpectationValues() throws {
    var random = Philox(seed: 5)
    let state = space.randomDensityMatrix(using: &random)
    let ket = space.randomKet(using: &random)
    for (name, local) in [("a", mode.position), ("s", spin.y), ("q", TwoLevel.sigmaY)] {
      let embedded = try space.embed(local, in: name)
      let mixed = try space.partialTrace(of: state, keeping: [name]).expectationValue(of: local)
      #expect((mixed - state.expectationValue(of: embedded)).length < 1e-14)
      let pure = try space.partialTrace(of: ket, keeping: [name])
      #expect(
        (pure.expectationValue(of: local) - ket.expectationValue(of: embedded)).length < 1e-14)
      let dense = try space.partialTrace(of: DensityMatrix(ket), keeping: [name])
      #expect((pure.matrix - dense.matrix).largestModulus < 1e-15)
      #expect(try pure.isPositive() && abs(pure.trace - 1) < 1e-14)
    }
  }

  @Test func permutingIsTheSameForKetsStatesAndOperators() throws {
    var random = Philox(seed: 6)
    let order = ["q", "a", "s"]
    let other = try space.permuted(to: order)
    let ket = space.randomKet(using: &random)
    let moved = try space.permute(ket, to: order)
    let operators = try space.embed(spin.x, in: "s") + space.embed(mode.position, in: "a")
    let expected = try other.embed(spin.x, in: "s") + other.embed(mode.position, in: "a")
    #expect(try space.permute(operators, to: order) == expected)
    #expect(
      (ket.expectationValue(of: operators) - moved.expectationValue(of: expected)).length < 1e-13)
    #expect(try other.permute(moved, to: space.names) == ket)
    let density = try space.permute(DensityMatrix(ket), to: order)
    #expect((density.matrix - DensityMatrix(moved).matrix).largestModulus < 1e-15)
  }

  @Test func mismatchesNameBothSides() throws {
    #expect { try space.embed(spin.x, in: "a") } throws: {
      let error = $0 as? QuantumError
      return error?.code == .dimensionMismatch
        && error?.message == "The operator of dimension 3 came for a of dimension 4."
    }
    #expect { try space.embed(spin.x, in: "b") } throws: {
      let error = $0 as? QuantumError
      return error?.code == .unknownSubsystem
        && error?.message.contains("\"b\"; the names are [\"a\", \"s\", \"q\"]") == true
    }
    #expect { try space.ket(["a": mode.vacuum]) } throws: {
      ($0 as? QuantumError)?.code == .unknownSubsystem
    }
    #expect { try space.product(["a": spin.x]) } throws: {
      ($0 as? QuantumError)?.message.contains("dimension 3") == true && "\($0)".contains("4 levels")
    }
    #expect(throws: QuantumError.self) { try space.partialTrace(of: mode.vacuum, keeping: ["a"]) }
    #expect(throws: QuantumError.self) { try space.embed(spin.x, in: ["s", "s"]) }
    #expect(throws: QuantumError.self) { try CompositeSpace(["a": .twoLevel, "a": .twoLevel]) }
    #expect(throws: QuantumError.self) { try CompositeSpace(count: 0, of: .twoLevel, named: "q") }
    #expect(throws: QuantumError.self) { try CompositeSpace(count: 64, of: .twoLevel, named: "q") }
    #expect(throws: QuantumError.self) { try space.permuted(to: ["a", "s"]) }
    #expect(throws: QuantumError.self) { try space.index(of: ["a": 4, "s": 0, "q": 0]) }
  }
}
