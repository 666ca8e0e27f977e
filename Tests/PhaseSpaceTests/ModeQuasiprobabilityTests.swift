import ComplexModule
import LinearAlgebra
import PhaseSpace
import QuantumCore
import RealModule
import Testing

@Suite struct ModeQuasiprobabilityTests {
  static let grid = (0..<61).map { -6 + 0.2 * Double($0) }

  static func check(
    _ function: ModeQuasiprobability, tolerance: Double, _ exact: (Double, Double) -> Double
  ) {
    for (i, p) in function.momenta.enumerated() {
      for (j, x) in function.positions.enumerated() {
        #expect(abs(function.values[i][j] - exact(x, p)) < tolerance)
      }
    }
  }

  /// A mixture with coherences everywhere.
  static func mixed(levels: Int) throws -> DensityMatrix {
    var random = Philox(seed: 4)
    return try BosonicMode(levels: levels).randomDensityMatrix(.induced(rank: 3), using: &random)
  }

  @Test("the fast sums agree with the formula term by term", arguments: [-0.9, -0.3, 0, 0.2])
  func reference(s: Double) throws {
    let state = try Self.mixed(levels: 9)
    let (positions, momenta) = ([-2.1, -0.4, 0, 0.3, 1.7], [-1.2, 0, 0.8, 2.2])
    let function = try ModeQuasiprobability(
      of: state, s: s, positions: positions, momenta: momenta)
    Self.check(function, tolerance: 1e-13 * function.amplification) { x, p in
      ModeQuasiprobability.termByTerm(of: state, s: s, position: x, momentum: p)
    }
  }

  @Test func fockStatesHaveLaguerrePolynomials() throws {
    let mode = try BosonicMode(levels: 6)
    let function = try ModeQuasiprobability.wigner(
      of: DensityMatrix(mode.fockState(3)), positions: Self.grid,
      momenta: Self.grid)
    Self.check(function, tolerance: 1e-14) { x, p in
      let y = 2 * (x * x + p * p)
      let laguerre = 1 - 3 * y + 1.5 * y * y - y * y * y / 6
      return -laguerre * .exp(-y / 2) / .pi
    }
    // Beyond |x| = 6 there is e^(−36) times 72³/6, about 1e-11.
    #expect(abs(function.total - 1) < 2e-11)
    #expect(abs(function.minimum + 1 / .pi) < 1e-14)
  }

  @Test func coherentAndSqueezedStatesAreGaussian() throws {
    let mode = try BosonicMode(levels: 80)
    let alpha = ComplexDouble(1, -0.5)
    let r = 0.5
    let ket = try mode.squeezedCoherentState(alpha, squeezing: ComplexDouble(r), allowedLoss: 1e-13)
    let root = 2.0.squareRoot()
    let wigner = try ModeQuasiprobability.wigner(
      of: DensityMatrix(ket), positions: Self.grid, momenta: Self.grid)
    Self.check(wigner, tolerance: 1e-7) { x, p in
      let (u, v) = (x - root, p + root / 2)
      return .exp(-u * u * .exp(2 * r) - v * v * .exp(-2 * r)) / .pi
    }
    // Variances: ½e^(∓2r) + (1 − s)/4·… : Q adds ½ to both.
    let husimi = try ModeQuasiprobability.husimi(
      of: DensityMatrix(ket), positions: Self.grid, momenta: Self.grid)
    Self.check(husimi, tolerance: 1e-7) { x, p in
      let (u, v) = (x - root, p + root / 2)
      let (a, b) = (0.5 * .exp(-2 * r) + 0.5, 0.5 * .exp(2 * r) + 0.5)
      return .exp(-u * u / (2 * a) - v * v / (2 * b)) / (2 * .pi * (a * b).squareRoot())
    }
    #expect(husimi.minimum > -1e-15)
  }

  @Test func aCatHasItsFringes() throws {
    // |α⟩ + |−α⟩ with x₀ = √2 α: fringes cos(2p x₀) between the lobes.
    let mode = try BosonicMode(levels: 60)
    let alpha = 2.0
    let ket = try mode.coherentState(alpha) + mode.coherentState(-alpha)
    let wigner = try ModeQuasiprobability.wigner(
      of: DensityMatrix(ket), positions: Self.grid, momenta: Self.grid)
    let center = 2.0.squareRoot() * alpha
    let norm = 2 * (1 + Double.exp(-2 * alpha * alpha))
    Self.check(wigner, tolerance: 1e-9) { x, p in
      let lobes = Double.exp(-(x - center) * (x - center)) + .exp(-(x + center) * (x + center))
      let fringes = 2 * Double.exp(-x * x) * .cos(2 * p * center)
      return .exp(-p * p) * (lobes + fringes) / (norm * .pi)
    }
    #expect(wigner.negativeWeight > 0.1)
    // ⟨x|ρ|x⟩ as the marginal.
    for (x, density) in zip(wigner.positions, wigner.positionMarginal) {
      let amplitude =
        Double.exp(-(x - center) * (x - center) / 2) + .exp(-(x + center) * (x + center) / 2)
      #expect(abs(density - amplitude * amplitude / (norm * Double.pi.squareRoot())) < 1e-9)
    }
  }

  @Test func thermalStatesSpreadWithTheOrder() throws {
    // W_s has the variance n̄ + (1 − s)/2 in each quadrature; P of n̄ = 2 at s = 0.5 exists.
    let mode = try BosonicMode(levels: 120)
    for s in [-1, -0.5, 0, 0.1] {
      let function = try ModeQuasiprobability(
        of: mode.thermalState(meanPhotons: 1.5), s: s, positions: [-1, 0, 2],
        momenta: [0, 0.5])
      let variance = 1.5 + (1 - s) / 2
      Self.check(function, tolerance: 1e-9) { x, p in
        .exp(-(x * x + p * p) / (2 * variance)) / (2 * .pi * variance)
      }
    }
  }

  @Test func farFromTheOriginNothingOverflows() throws {
    // |α| = 50: 2,500 quanta. The Wigner function of the coherent state is a Gaussian there.
    let mode = try BosonicMode(levels: 3000)
    let ket = try mode.coherentState(50)
    let center = 50 * 2.0.squareRoot()
    let function = try ModeQuasiprobability.wigner(
      of: DensityMatrix(ket), positions: [center - 1, center, center + 0.5], momenta: [0, 0.7])
    // Logarithms of about 5,000 lose four digits of sixteen.
    Self.check(function, tolerance: 1e-10) { x, p in
      .exp(-(x - center) * (x - center) - p * p) / .pi
    }
  }

  @Test func whatIsNoFunctionIsRefused() throws {
    let state = DensityMatrix.maximallyMixed(dimension: 3)
    #expect(throws: PhaseSpaceError.self) {
      try ModeQuasiprobability(of: state, s: 1, positions: [0], momenta: [0])
    }
    #expect(throws: PhaseSpaceError.self) {
      try ModeQuasiprobability(of: state, positions: [], momenta: [0])
    }
  }
}
