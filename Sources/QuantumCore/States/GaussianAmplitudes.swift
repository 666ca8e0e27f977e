import ComplexModule
import LinearAlgebra
import RealModule

/// The Fock amplitudes of a squeezed coherent state D(α)S(ξ)|0⟩ and what a cut leaves out.
///
/// The state is the eigenstate of μa + νa† with μ = cosh r, ν = e^(iθ) sinh r and eigenvalue β = μα + να*, so that
/// μ√(n+1) c_{n+1} = β c_n − ν√n c_{n−1}. The recurrence runs upwards, where its solution grows or oscillates;
/// numbers are rescaled before they overflow, and the sum over all levels gives the norm: no factorial,
/// no difference of large logarithms, any |α|.
///
/// Reference: H. P. Yuen, Phys. Rev. A 13, 2226 (1976), sec. III.
struct GaussianAmplitudes {
  /// c_0 … c_{d−1} of the whole state, which has norm 1 before the cut.
  private(set) var amplitudes: [ComplexDouble]

  /// The probability Σ |c_n|² of the levels n ≥ d that the cut leaves out.
  private(set) var lost: Double

  /// The amplitudes of a state, with weights that depend on the parity of n, as cats need them.
  ///
  /// - Parameters:
  ///   - displacement: α, finite.
  ///   - squeezing: r ≥ 0, finite.
  ///   - angle: θ.
  ///   - levels: d.
  ///   - weights: factors of even and of odd n; the norm is that of the weighted state.
  init(
    displacement: ComplexDouble, squeezing: Double = 0, angle: Double = 0, levels: Int,
    weights: (even: ComplexDouble, odd: ComplexDouble) = (1, 1)
  ) {
    let mu = Double.cosh(squeezing)
    let nu = ComplexDouble(length: .sinh(squeezing), phase: angle)
    let beta = ComplexDouble(mu) * displacement + nu * displacement.conjugate
    let mean = displacement.lengthSquared + .sinh(squeezing) * .sinh(squeezing)
    var kept: [ComplexDouble] = []
    kept.reserveCapacity(levels)
    var (insideSum, outsideSum, recent) = (0.0, 0.0, 0.0)
    var (previous, current) = (ComplexDouble.zero, ComplexDouble(1))
    var n = 0
    while true {
      let term = (n.isMultiple(of: 2) ? weights.even : weights.odd) * current
      let probability = term.lengthSquared
      recent = n.isMultiple(of: 16) ? probability : recent + probability
      if n < levels {
        kept.append(term)
        insideSum += probability
      } else {
        outsideSum += probability
        // Sixteen levels in a row, so that neither parity nor a node of the distribution ends it early.
        let isNegligible = n % 16 == 15 && recent <= 1e-20 * (insideSum + outsideSum)
        if isNegligible && Double(n) > mean || n > Self.longestTail + levels { break }
      }
      let raised = beta * current - ComplexDouble(Double(n).squareRoot()) * (nu * previous)
      let scale = 1 / (mu * Double(n + 1).squareRoot())
      (previous, current) = (current, Self.scaled(raised, by: scale))
      if max(abs(current.real), abs(current.imaginary)) > 1e100 {
        previous = Self.scaled(previous, by: 1e-100)
        current = Self.scaled(current, by: 1e-100)
        kept = kept.map { Self.scaled($0, by: 1e-100) }
        insideSum *= 1e-200
        outsideSum *= 1e-200
        recent *= 1e-200
      }
      n += 1
    }
    let total = insideSum + outsideSum
    // ⟨0|D(α)S(ξ)|0⟩ has this phase.
    let phase = -0.5 * (displacement.conjugate * displacement.conjugate * nu).imaginary / mu
    let factor = ComplexDouble(length: 1 / total.squareRoot(), phase: phase)
    amplitudes = total > 0 ? kept.map { factor * $0 } : kept
    lost = total > 0 ? outsideSum / total : 0
  }

  /// More levels than any tail needs that double precision can tell from the rest.
  private static let longestTail = 10_000_000

  private static func scaled(_ value: ComplexDouble, by factor: Double) -> ComplexDouble {
    ComplexDouble(factor * value.real, factor * value.imaginary)
  }

  /// The normalized ket, refused where the cut loses too much.
  func ket(allowedLoss: Double, of state: String) throws -> Ket {
    guard lost <= allowedLoss else {
      throw QuantumError(
        .truncated,
        "\(state) loses the probability \(NumberText.real(lost, digits: 3)) to the cut at "
          + "\(amplitudes.count) levels, and \(NumberText.real(allowedLoss, digits: 3)) is allowed. "
          + "Take more levels, or allow the loss.")
    }
    return try Ket(unchecked: amplitudes).normalized()
  }
}
