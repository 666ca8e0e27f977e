import ComplexModule
import LinearAlgebra
import TruncatedWigner
import Testing

@Suite struct TruncatedWignerEquationTests {
  /// Paper 001: two Kerr modes with pump, two-body loss and the coupling a₁†²a₂.
  static func dimer(_ scale: Double, u: Double = 0.1, j: Double = 0.4) throws
    -> TruncatedWignerEquation
  {
    let modes = WeylSymbol.modes(2)
    let (a, b) = (modes[0], modes[1])
    let coupling = a.adjoint.power(2) * b
    let kerr = [a, b].map { $0.adjoint.power(2) * $0.power(2) }
    let hamiltonian =
      a.adjoint * a + b.adjoint * b + (u / scale / 2) * (kerr[0] + kerr[1])
      - (j / scale.squareRoot()) * (coupling + coupling.adjoint)
    let loss = (1 / scale).squareRoot()
    return try TruncatedWignerEquation(
      hamiltonian: hamiltonian,
      jumpOperators: [a.adjoint, b.adjoint, loss * a.power(2), loss * b.power(2)])
  }

  @Test func theDimerHasThePrintedDriftAndDiffusion() throws {
    let scale = 50.0
    let equation = try Self.dimer(scale)
    let alpha = [ComplexDouble(3, -1), ComplexDouble(-2, 4)]
    // Eq. (5) of paper 001 for α = √ℵ α̃: i dα₁/dt = [ω + iγ/2 + (U − iη)(|α₁|² − 1)/ℵ]α₁ − 2Jα₁*α₂/√ℵ.
    let i = ComplexDouble(0, 1)
    let nonlinear = ComplexDouble(0.1, -1)
    let first =
      ComplexDouble(1, 0.5) * alpha[0]
      + nonlinear * ComplexDouble((alpha[0].lengthSquared - 1) / scale) * alpha[0]
      - ComplexDouble(2 * 0.4 / scale.squareRoot()) * alpha[0].conjugate * alpha[1]
    let second =
      ComplexDouble(1, 0.5) * alpha[1]
      + nonlinear * ComplexDouble((alpha[1].lengthSquared - 1) / scale) * alpha[1]
      - ComplexDouble(0.4 / scale.squareRoot()) * alpha[0] * alpha[0]
    #expect((equation.drift[0].value(at: alpha) + i * first).length < 1e-13)
    #expect((equation.drift[1].value(at: alpha) + i * second).length < 1e-13)
    for k in 0..<2 {
      // γ/2 + 2η(|α|² − ½)/ℵ exactly; the paper prints 2η|α|²/ℵ, the leading part.
      let exact = equation.conjugateDiffusion[k][k].value(at: alpha).real
      #expect(abs(exact - 0.5 - 2 * (alpha[k].lengthSquared - 0.5) / scale) < 1e-13)
      #expect(equation.diffusion[k][k].value(at: alpha).length < 1e-14)
      let leading = equation.noise.reduce(0) { $0 + $1[k].value(at: alpha).lengthSquared }
      #expect(abs(leading - 0.5 - 2 * alpha[k].lengthSquared / scale) < 1e-13)
    }
    #expect(equation.conjugateDiffusion[0][1].value(at: alpha).length < 1e-14)
    #expect(equation.neglectedThirdOrder > 0 && !equation.isExact)
  }

  @Test func quadraticModelsAndDephasingAreExact() throws {
    let a = WeylSymbol.modes(1)[0]
    let squeezing = Complex(0, 0.5) * (a.adjoint.power(2) - a.power(2))
    let linear = try TruncatedWignerEquation(
      hamiltonian: squeezing + a + a.adjoint, jumpOperators: [a, 0.3 * a.adjoint])
    #expect(linear.isExact)
    // Dephasing: phase diffusion of one Wiener process, D = κ|α|² and −κα².
    let dephasing = try TruncatedWignerEquation(
      hamiltonian: 0 * a, jumpOperators: [0.5 * (a.adjoint * a)])
    #expect(dephasing.isExact)
    #expect(dephasing.noise.count == 1)
    let alpha = ComplexDouble(1, 2)
    #expect(
      (dephasing.diffusion[0][0].value(at: [alpha]) + ComplexDouble(0.25) * alpha * alpha).length
        < 1e-14)
    #expect(
      abs(dephasing.conjugateDiffusion[0][0].value(at: [alpha]).real - 0.25 * 5) < 1e-14)
    // Pure dephasing is −κ/2 α in Itô's sense and nothing in Stratonovich's.
    #expect((dephasing.drift[0] + 0.125 * a).largestCoefficient < 1e-14)
    #expect(dephasing.stratonovichDrift[0].largestCoefficient < 1e-14)
    #expect(try !TruncatedWignerEquation(hamiltonian: (a.adjoint * a).power(2)).isExact)
  }

  @Test func whatIsNoModelIsRefused() throws {
    let a = WeylSymbol.modes(1)[0]
    #expect(throws: TruncatedWignerError.self) { try TruncatedWignerEquation(hamiltonian: a) }
    #expect(throws: TruncatedWignerError.self) {
      try TruncatedWignerEquation(
        hamiltonian: a.adjoint * a, jumpOperators: [WeylSymbol.modes(2)[0]])
    }
  }
}
