import ComplexModule
import LinearAlgebra
import QuantumCore
import Testing

/// Agreement with QuTiP 5.3.1, whose numbers Oracles/states.py wrote.
@Suite struct StatesOracleTests {
  private let oracle: OracleNumbers
  private let alpha = ComplexDouble(1.2, -0.7)

  init() throws { oracle = try OracleNumbers("states.txt") }

  @Test func bothCoherentStatesAgree() throws {
    let mode = try BosonicMode(levels: 12)
    let displaced = try mode.coherentState(alpha, construction: .displacedVacuum, allowedLoss: 1e-4)
    #expect(largestDifference(displaced.amplitudes, oracle["coherent operator 12"]) < 1e-13)
    // QuTiP leaves the cut coefficients as they are; here the ket is normalized.
    let exact = try mode.coherentState(alpha, allowedLoss: 1e-4)
    let factor = ComplexDouble((1 - mode.coherentLoss(alpha)).squareRoot())
    #expect(
      largestDifference(exact.amplitudes.map { factor * $0 }, oracle["coherent analytic 12"])
        < 1e-14)
  }

  @Test func displacementAndSqueezingAgree() throws {
    let mode = try BosonicMode(levels: 6)
    let parameter = ComplexDouble(0.3, 0.4)
    #expect(
      largestDifference(try mode.displacement(parameter).dense.row(2), oracle["displace 6 row 2"])
        < 1e-14)
    #expect(
      largestDifference(try mode.squeezing(parameter).dense.row(2), oracle["squeeze 6 row 2"])
        < 1e-14)
  }

  @Test func squeezedCoherentStatesAgreeWithDisplacedSqueezedVacuumOfManyLevels() throws {
    let ket = try BosonicMode(levels: 60).squeezedCoherentState(
      alpha, squeezing: ComplexDouble(0.4, -0.3))
    // 120 levels in QuTiP: its cut is negligible; its exponentials leave 1e-14.
    #expect(largestDifference(Array(ket.amplitudes.prefix(8)), oracle["squeezed coherent"]) < 1e-13)
  }

  @Test func thermalAndCatStatesAgree() throws {
    let thermal = try BosonicMode(levels: 8).thermalState(meanPhotons: 0.5, allowedLoss: 1e-3)
    let expected = oracle["thermal"]
    let total = expected.reduce(.zero, +)
    #expect(largestDifference(thermal.matrix.diagonal, expected.map { $0 / total }) < 1e-15)
    let cat = try BosonicMode(levels: 60).catState(
      ComplexDouble(1.5, 0.5), relativePhase: .pi / 2)
    #expect(largestDifference(Array(cat.amplitudes.prefix(6)), oracle["yurke stoler"]) < 1e-14)
  }

  @Test func tensorOrderAndPartialTracesAgree() throws {
    let space = try CompositeSpace(["mode": .mode(levels: 3), "spin": .twoLevel])
    let mode = try BosonicMode(levels: 3)
    let product = try space.product(["mode": mode.annihilation, "spin": TwoLevel.sigmaZ])
    #expect(largestDifference(product.dense.row(2), oracle["tensor a sz row 2"]) < 1e-15)
    let first = try space.ket([
      "mode": mode.coherentState(0.5, construction: .displacedVacuum, allowedLoss: 1),
      "spin": TwoLevel.excited + ComplexDouble(0, 1) * TwoLevel.ground,
    ])
    let second =
      try space.basisState(["mode": 0, "spin": 0]) + space.basisState(["mode": 2, "spin": 1])
    let mixed = try DensityMatrix.mixture(of: [
      (0.6, DensityMatrix(first)), (0.4, DensityMatrix(second)),
    ])
    let (left, right) = (
      try space.partialTrace(of: mixed, keeping: ["mode"]),
      try space.partialTrace(of: mixed, tracingOut: ["mode"])
    )
    #expect(largestDifference(left.matrix.rowMajor, oracle["ptrace mode"]) < 1e-14)
    #expect(largestDifference(right.matrix.rowMajor, oracle["ptrace spin"]) < 1e-14)
  }

  @Test func fidelityAndTraceDistanceAgree() throws {
    let one = try DensityMatrix(
      Matrix(rowMajor: [
        [ComplexDouble(0.7), ComplexDouble(0.1, -0.2)],
        [ComplexDouble(0.1, 0.2), ComplexDouble(0.3)],
      ]))
    let two = try DensityMatrix(
      Matrix(rowMajor: [
        [ComplexDouble(0.4), ComplexDouble(0, 0.3)], [ComplexDouble(0, -0.3), ComplexDouble(0.6)],
      ]))
    // QuTiP's fidelity is the square root of ours, from square roots of small eigenvalues (half the digits).
    #expect(abs(try one.fidelity(with: two) - oracle["fidelity squared"][0].real) < 1e-7)
    #expect(abs(try one.traceDistance(to: two) - oracle["trace distance"][0].real) < 1e-14)
    // Closed form for two-level systems: F = Tr ρσ + 2 √(det ρ det σ).
    let determinants = (0.7 * 0.3 - 0.05) * (0.4 * 0.6 - 0.09)
    let overlap = (one.matrix * two.matrix).trace.real
    #expect(
      abs(try one.fidelity(with: two) - (overlap + 2 * determinants.squareRoot())) < 1e-14)
  }
}
