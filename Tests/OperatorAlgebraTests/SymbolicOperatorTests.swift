import LinearAlgebra
import OperatorAlgebra
import Testing

@Suite struct SymbolicOperatorTests {
  let mode = SymbolicMode("a")
  let spin = SymbolicSpin("S", quantumNumber: Parameter("S"))
  let two = SymbolicTwoLevel("q")

  @Test func theElementaryCommutatorsHold() {
    let (a, creation) = (mode.annihilation, mode.creation)
    #expect(a.commutator(with: creation) == .identity)
    #expect(a.commutator(with: mode.number) == a)
    #expect(
      mode.position.commutator(with: mode.momentum).isApproximatelyEqual(to: SymbolicOperator(.i)))
    #expect(spin.x.commutator(with: spin.y) == Coefficient.i * spin.z)
    #expect(spin.y.commutator(with: spin.z) == Coefficient.i * spin.x)
    #expect(spin.z.commutator(with: spin.x) == Coefficient.i * spin.y)
    #expect(spin.z.commutator(with: spin.plus) == spin.plus)
    #expect(spin.plus.commutator(with: spin.minus) == 2 * spin.z)
    #expect(two.sigmaX.commutator(with: two.sigmaY) == 2 * Coefficient.i * two.sigmaZ)
    #expect(two.sigmaX * two.sigmaX == .identity)
    #expect(two.sigmaPlus * two.sigmaMinus == two.excitedProjector)
    #expect((two.sigmaPlus * two.sigmaPlus).canonical.isZero)
    #expect(a.commutator(with: spin.z).isZero)
  }

  @Test func theCasimirOperatorCommutesWithAllOthers() {
    let casimir = spin.x.squared + spin.y.squared + spin.z.squared
    for other in [spin.x, spin.y, spin.z, spin.plus * spin.z] {
      #expect(casimir.commutator(with: other).isZero)
    }
  }

  @Test func productsAreAssociativeAndJacobiHolds() {
    let operators = [
      spin.plus * mode.annihilation, spin.x.squared + mode.creation, spin.minus * spin.z * spin.y,
      two.sigmaMinus * mode.number,
    ]
    for a in operators {
      for b in operators {
        for c in operators {
          // The numbers are multiples of 1/8, exact in binary.
          #expect((a * b).canonical * c == a * (b * c).canonical)
          let jacobi =
            a.commutator(with: b.commutator(with: c)) + b.commutator(with: c.commutator(with: a))
            + c.commutator(with: a.commutator(with: b))
          #expect(jacobi.canonical.isZero)
        }
      }
    }
  }

  @Test func theAdjointReversesProducts() {
    let product = Coefficient.i * spin.plus * spin.z * mode.annihilation
    #expect(product.adjoint == -Coefficient.i * mode.creation * spin.z * spin.minus)
    #expect(product.adjoint.adjoint == product)
    #expect((product + product.adjoint).isHermitian)
    #expect(!product.isHermitian)
  }

  @Test func whatIsWrittenStaysAsWritten() {
    let (detuning, drive) = (Parameter("Δ"), Parameter("ε"))
    let hamiltonian = detuning * spin.z - drive / 2 * spin.x
    #expect(hamiltonian.description == "Δ S_z − ε/2 S_x")
    #expect(hamiltonian.latex == "\\Delta\\, S_{z} - \\frac{\\varepsilon}{2}\\, S_{x}")
    #expect((mode.annihilation * mode.creation).description == "a a†")
    #expect((mode.annihilation * mode.creation).canonical.description == "1 + a† a")
    #expect((mode.creation.squared * mode.annihilation.squared).latex == "a^{\\dagger 2} a^{2}")
    #expect((sqrt(drive) * SymbolicTwoLevel("1").sigmaMinus).description == "√ε σ₋[1]")
    #expect(SymbolicSpin("A", quantumNumber: 5).z.latex == "S_{z,A}")
    #expect(SymbolicOperator.zero.description == "0")
    #expect(((detuning + 1) * spin.z).description == "(1 + Δ) S_z")
  }
}
