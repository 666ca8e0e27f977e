import ComplexModule
import LinearAlgebra
import OperatorAlgebra
import RealModule
import Testing
import TruncatedWigner

/// Moments of samples against those of the states; five standard errors.
@Suite struct WignerInitialStateTests {
  static func moments(
    _ state: WignerInitialState, _ observables: [String: SymbolicOperator],
    of hamiltonian: SymbolicOperator, name: String
  ) throws -> TruncatedWignerEnsemble {
    try TruncatedWignerModel(hamiltonian: hamiltonian).ensemble(
      from: [name: state], times: [0, 1e-9], observing: observables, stepSize: 1,
      options: TruncatedWignerOptions(trajectoryCount: 50_000, seed: 21))
  }

  static func expect(
    _ ensemble: TruncatedWignerEnsemble, _ exact: [String: Double], extra: Double = 0
  ) {
    for (name, value) in exact {
      let one = ensemble.observable(name)
      #expect(abs(one.means[0].real - value) < 5 * one.standardErrors[0] + extra, "\(name)")
    }
  }

  static let a = SymbolicMode("a")
  static let observables = [
    "x": a.position, "p": a.momentum, "x2": a.position.squared, "p2": a.momentum.squared,
    "xp": (a.position * a.momentum + a.momentum * a.position) / 2, "n": a.number,
    "n2": a.number.squared,
  ]

  @Test func gaussianStatesHaveTheirMoments() throws {
    let root = 2.0.squareRoot()
    func check(_ state: WignerInitialState, _ exact: [String: Double]) throws {
      Self.expect(
        try Self.moments(state, Self.observables, of: Self.a.number, name: "a"), exact)
    }
    try check(.vacuum, ["x": 0, "p": 0, "x2": 0.5, "p2": 0.5, "xp": 0, "n": 0, "n2": 0])
    try check(
      .coherent(ComplexDouble(1, 2)),
      ["x": root, "p": 2 * root, "x2": 2.5, "p2": 8.5, "xp": 4, "n": 5, "n2": 30])
    try check(.thermal(1.5), ["x": 0, "x2": 2, "p2": 2, "n": 1.5, "n2": 1.5 + 2 * 2.25])
    // ξ = r > 0 squeezes x: ½e^(−2r); n = sinh² r.
    let r = 0.6
    try check(
      .squeezed(displacement: 0, squeezing: ComplexDouble(r)),
      [
        "x2": 0.5 * .exp(-2 * r), "p2": 0.5 * .exp(2 * r), "xp": 0,
        "n": .sinh(r) * .sinh(r),
      ])
    // ξ = ir: ⟨a²⟩ = −½ e^(iπ/2) sinh 2r, hence ⟨xp + px⟩/2 = Im⟨a²⟩ = −½ sinh 2r.
    try check(
      .squeezed(displacement: 0, squeezing: ComplexDouble(0, r)),
      ["x2": 0.5 * .cosh(2 * r), "xp": -0.5 * .sinh(2 * r)])
  }

  @Test func numberStatesHaveTheirFirstMoments() throws {
    let ensemble = try Self.moments(
      .fock(9), Self.observables, of: Self.a.number, name: "a")
    Self.expect(ensemble, ["x": 0, "p": 0, "n": 9, "x2": 9.5])
    // The variance of n is 2q⁴ instead of 0: below 1e-3 here.
    Self.expect(ensemble, ["n2": 81], extra: 1e-3)
  }

  @Test func spinCoherentStatesHaveTheirMoments() throws {
    let s = SymbolicSpin("S", quantumNumber: 10)
    let (theta, phi) = (1.1, 0.7)
    let direction = [
      Double.sin(theta) * .cos(phi), .sin(theta) * .sin(phi), .cos(theta),
    ]
    let components = [s.x, s.y, s.z]
    var observables: [String: SymbolicOperator] = [:]
    var exact: [String: Double] = [:]
    for i in 0..<3 {
      observables["\(i)"] = components[i]
      exact["\(i)"] = 10 * direction[i]
      for j in i..<3 {
        observables["\(i)\(j)"] =
          (components[i] * components[j] + components[j] * components[i]) / 2
        // ⟨S_i S_j⟩ = S² e_i e_j + (S/2)(δ_ij − e_i e_j).
        exact["\(i)\(j)"] =
          100 * direction[i] * direction[j]
          + 5 * ((i == j ? 1 : 0) - direction[i] * direction[j])
      }
    }
    let ensemble = try Self.moments(
      .spinCoherent(twice: 20, polar: theta, azimuth: phi), observables, of: s.z, name: "S")
    // Along the spin the number state's variance is 2q⁴ instead of 0.
    Self.expect(ensemble, exact, extra: 1e-3)
  }

  @Test func aSpinTurnsInAField() throws {
    // e^(−iωt S_z) turns x into y: φ grows with ωt.
    let s = SymbolicSpin("S", quantumNumber: 20)
    let ensemble = try TruncatedWignerModel(hamiltonian: 2 * s.z).ensemble(
      from: ["S": .spinCoherent(twice: 40, polar: .pi / 2, azimuth: 0)], times: [0, .pi / 4],
      observing: ["x": s.x, "y": s.y], stepSize: 0.01,
      options: TruncatedWignerOptions(trajectoryCount: 2000))
    #expect(abs(ensemble["y"][1] - 20) < 5 * ensemble.observable("y").standardErrors[1] + 1e-3)
    #expect(abs(ensemble["x"][1]) < 5 * ensemble.observable("x").standardErrors[1])
  }
}
