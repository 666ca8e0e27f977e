import Preconditions
import ComplexModule
import LinearAlgebra

/// The Fokker–Planck equation of the Wigner function of modes, derived from a Hamiltonian and jump operators.
///
/// The master equation dρ/dt = −i[H, ρ] + Σ (LρL† − ½{L†L, ρ}) becomes, by the Wigner–Moyal symbol calculus,
/// a differential equation for W(α) with derivatives of all orders. Those of third and higher order are dropped:
///
/// ∂W/∂t = −Σ_i ∂_i(A_i W) + ½ Σ_ij ∂_i ∂_j(D_ij W),  z = (α_1, α_1*, α_2, …),
///
/// A_i = 𝓛†[z_i],  D_ij = 𝓛†[z_i z_j] − z_i A_j − z_j A_i,
///
/// with the adjoint generator 𝓛†[f] = i(H⋆f − f⋆H) + ½ Σ (L*⋆[f, L]_⋆ + [L*, f]_⋆⋆L). A is the drift in Itô's
/// sense with all of its quantum corrections (|α|² − 1 of two-body loss, for example), and D the exact
/// coefficient of second order. D need not be positive; its leading part for many quanta is, because it is a
/// sum of squares over the jump operators:
///
/// dα_k = … + ½ Σ_L [(∂L*/∂α_k* − ∂L/∂α_k*) dW_L1 + i (∂L*/∂α_k* + ∂L/∂α_k*) dW_L2].
///
/// For Hamiltonians of second degree and linear jump operators nothing is dropped (`isExact`).
///
/// Reference: A. Polkovnikov, Ann. Phys. 325, 1790 (2010); K. Vogel, H. Risken, Phys. Rev. A 39, 4675 (1989);
/// C. W. Gardiner, P. Zoller, Quantum Noise, 3rd ed. (Springer, 2004), sec. 4.5.
public struct TruncatedWignerEquation: Sendable {
  /// How many modes there are.
  public let modeCount: Int

  /// dα_k/dt without noise in Itô's sense, one polynomial for each mode.
  public let drift: [WeylSymbol]

  /// D for α_k and α_l: ⟨dα_k dα_l⟩ = D dt, exact to second order.
  public let diffusion: [[WeylSymbol]]

  /// D for α_k and α_l*: ⟨dα_k dα_l*⟩ = D dt, exact to second order.
  public let conjugateDiffusion: [[WeylSymbol]]

  /// The noise of the jump operators in leading order: for each real Wiener process, a polynomial for each mode.
  public let noise: [[WeylSymbol]]

  /// The largest coefficient of a third derivative that is dropped; 0 where there is none.
  public let neglectedThirdOrder: Double

  /// Whether no third derivative is dropped: then the equation is that of the master equation.
  public var isExact: Bool { neglectedThirdOrder == 0 }

  /// Derives the equation.
  ///
  /// - Parameters:
  ///   - hamiltonian: H as a Weyl symbol; Hermitian, ħ = 1.
  ///   - jumpOperators: L with √rate, as symbols of as many modes.
  /// - Throws: `TruncatedWignerError`: `modeMismatch`, or `invalidParameter` for a Hamiltonian that is not
  ///   Hermitian or not finite.
  public init(hamiltonian: WeylSymbol, jumpOperators: [WeylSymbol] = []) throws {
    let count = hamiltonian.modeCount
    for jump in jumpOperators where jump.modeCount != count {
      throw TruncatedWignerError(
        .modeMismatch,
        "The Hamiltonian has \(count) modes, a jump operator \(jump.modeCount). Build all of them from the "
          + "same list of modes.")
    }
    guard ([hamiltonian] + jumpOperators).allSatisfy(\.largestCoefficient.isFinite) else {
      throw TruncatedWignerError(.invalidParameter, "A coefficient is not a finite number.")
    }
    guard hamiltonian.isHermitian else {
      throw TruncatedWignerError(
        .invalidParameter,
        "The Hamiltonian is not Hermitian: H − H† has a coefficient of "
          + "\((hamiltonian - hamiltonian.adjoint).largestCoefficient).")
    }
    let generator = AdjointGenerator(hamiltonian: hamiltonian, jumpOperators: jumpOperators)
    let moments = KramersMoyalCoefficients(generator: generator, modeCount: count)
    modeCount = count
    drift = (0..<count).map { moments.first[2 * $0] }
    diffusion = (0..<count).map { k in (0..<count).map { moments.second[2 * k][2 * $0] } }
    conjugateDiffusion = (0..<count).map { k in
      (0..<count).map { moments.second[2 * k][2 * $0 + 1] }
    }
    noise = jumpOperators.flatMap { Self.noise(of: $0) }
    neglectedThirdOrder = moments.largestThird
  }

  /// Any equation dα_k = A_k dt + Σ_j B_kj dW_j with polynomials, in Itô's sense.
  ///
  /// - Parameters:
  ///   - drift: A_k, one for each mode.
  ///   - noise: for each real Wiener process j, B_kj for each mode k.
  package init(drift: [WeylSymbol], noise: [[WeylSymbol]]) {
    requirePrecondition(
      !drift.isEmpty && noise.allSatisfy { $0.count == drift.count },
      "Drift and noise have one polynomial for each mode.")
    let zero = WeylSymbol(modeCount: drift.count, terms: [:])
    modeCount = drift.count
    self.drift = drift
    self.noise = noise
    diffusion = drift.indices.map { k in
      drift.indices.map { l in noise.reduce(zero) { $0 + $1[k].pointwise($1[l]) } }
    }
    conjugateDiffusion = drift.indices.map { k in
      drift.indices.map { l in noise.reduce(zero) { $0 + $1[k].pointwise($1[l].adjoint) } }
    }
    neglectedThirdOrder = 0
  }

  /// The noise of a jump operator; a Hermitian one has one Wiener process, others two.
  private static func noise(of jump: WeylSymbol) -> [[WeylSymbol]] {
    let modes = 0..<jump.modeCount
    let scale = jump.largestCoefficient * Double(max(1, jump.degree))
    let sum = modes.map { k in
      (Complex(0, 0.5)
        * (jump.adjoint.derivative(k, conjugate: true) + jump.derivative(k, conjugate: true)))
        .cleaned(relativeTo: scale)
    }
    let difference = modes.map { k in
      (0.5 * (jump.adjoint.derivative(k, conjugate: true) - jump.derivative(k, conjugate: true)))
        .cleaned(relativeTo: scale)
    }
    return [difference, sum].filter { !$0.allSatisfy(\.isZero) }
  }

  /// The drift for Stratonovich's sense with the noise of the jump operators.
  ///
  /// A_k − ½ Σ_j Σ_l (B_lj ∂B_kj/∂α_l + B_lj* ∂B_kj/∂α_l*).
  public var stratonovichDrift: [WeylSymbol] {
    (0..<modeCount).map { k in
      var result = drift[k]
      for column in noise {
        for l in 0..<modeCount {
          result =
            result - 0.5 * column[l].pointwise(column[k].derivative(l))
            - 0.5
            * column[l].adjoint.pointwise(column[k].derivative(l, conjugate: true))
        }
      }
      return result.cleaned(relativeTo: drift[k].largestCoefficient)
    }
  }

  /// D for α_k and α_l, and for α_k and α_l*, of the noise of the jump operators.
  func leadingDiffusion(_ k: Int, _ l: Int) -> (plain: WeylSymbol, conjugate: WeylSymbol) {
    var plain = WeylSymbol(modeCount: modeCount, terms: [:])
    var conjugate = plain
    for column in noise {
      plain = plain + column[k].pointwise(column[l])
      conjugate = conjugate + column[k].pointwise(column[l].adjoint)
    }
    let scale = max(plain.largestCoefficient, conjugate.largestCoefficient)
    return (plain.cleaned(relativeTo: scale), conjugate.cleaned(relativeTo: scale))
  }
}
