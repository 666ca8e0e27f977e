import ComplexModule
import LinearAlgebra
import OperatorAlgebra
import QuantumCore
import Testing

@Suite struct OperatorSymbolicTests {
  let a = SymbolicMode("a")
  let spin = SymbolicSpin("S", quantumNumber: Parameter("S"))
  let two = SymbolicTwoLevel("q")

  @Test func symbolsBecomeTheMatricesOfTheirSpaces() throws {
    let mode = try BosonicMode(levels: 6)
    let three = try Spin(1.5)
    #expect(try Operator(a.annihilation, on: mode) == mode.annihilation)
    #expect(try Operator(a.number, on: mode) == mode.creation * mode.annihilation)
    #expect(try Operator(spin.y, on: three) == three.y)
    #expect(
      try Operator(spin.plus * spin.z, on: three, parameters: ["S": 1.5]) == three.plus * three.z)
    #expect(try Operator(two.sigmaX, on: .twoLevel) == TwoLevel.sigmaX)
    #expect(try Operator(two.excitedProjector, on: .twoLevel) == TwoLevel.excitedProjector)
    // S = σ/2 on the same levels.
    #expect(try Operator(2 * spin.z, on: .twoLevel) == TwoLevel.sigmaZ)
  }

  @Test func canonicalFormsAreTheSameMatrices() throws {
    let three = try Spin(2)
    let product = spin.x * spin.y * spin.minus * spin.plus * spin.z - spin.y.squared
    let written = try Operator(product, on: three)
    let ordered = try Operator(product.canonical, on: three)
    // Elements up to 50, a few roundings each.
    #expect(written.isApproximatelyEqual(to: ordered, tolerance: 1e-12))
  }

  @Test func namesFindTheirPlaceInAComposite() throws {
    let space = try CompositeSpace(["q": .twoLevel, "a": .mode(levels: 3), "S": .spin(twice: 2)])
    let (g, S) = (Parameter("g"), Parameter("S"))
    let formula =
      g * (a.annihilation * two.sigmaPlus + two.sigmaMinus * a.creation) + spin.z / S
    let matrix = try Operator(formula, on: space, parameters: ["g": 0.3])
    let mode = try BosonicMode(levels: 3)
    let exchange = try space.product(["a": mode.annihilation, "q": TwoLevel.sigmaPlus])
    let z = try space.embed(try Spin(1).z, in: "S")
    #expect(
      matrix.isApproximatelyEqual(to: 0.3 * (exchange + exchange.adjoint) + z, tolerance: 1e-15))
  }

  @Test func whatDoesNotFitIsRefused() throws {
    func code(_ body: () throws -> Operator) -> OperatorAlgebraError.Code? {
      do {
        _ = try body()
        return nil
      } catch { return (error as? OperatorAlgebraError)?.code }
    }
    let space = try CompositeSpace(["a": .mode(levels: 3)])
    let half = try Spin(0.5)
    #expect(code { try Operator(spin.z, on: space) } == .unknownSubsystem)
    #expect(code { try Operator(a.number, on: half) } == .unknownSubsystem)
    #expect(code { try Operator(a.number * spin.z, on: half) } == .unknownSubsystem)
    #expect(code { try Operator(spin.z, on: half, parameters: ["S": 1]) } == .invalidValue)
    #expect(code { try Operator(Parameter("g") * a.number, on: space) } == .missingParameter)
    #expect(
      code { try Operator(sqrt(Parameter("g")) * a.number, on: space, parameters: ["g": -1]) }
        == .invalidValue)
  }
}
