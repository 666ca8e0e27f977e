import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// Draws the amplitudes of a trajectory from the Wigner functions of initial states.
struct WignerSampler: Sendable {
  let states: [WignerInitialState]

  /// The amplitudes of one trajectory, from its own random numbers.
  func draw(_ random: inout Philox) -> [ComplexDouble] {
    states.flatMap { Self.draw($0, &random) }
  }

  private static func draw(
    _ state: WignerInitialState, _ random: inout Philox
  ) -> [ComplexDouble] {
    switch state {
    case .vacuum: return [noise(0.5, &random)]
    case .coherent(let alpha): return [alpha + noise(0.5, &random)]
    case .thermal(let occupation): return [noise(occupation + 0.5, &random)]
    case .squeezed(let alpha, let squeezing, let occupation):
      let mu = noise(occupation + 0.5, &random)
      let r = squeezing.length
      let turn = ComplexDouble(length: .sinh(r), phase: r > 0 ? squeezing.phase : 0)
      return [alpha + Double.cosh(r) * mu - turn * mu.conjugate]
    case .fock(let count): return [number(count, &random)]
    case .spinCoherent(let twice, let polar, let azimuth):
      // The mode along the spin holds 2S quanta, the other one is empty.
      let along = number(twice, &random)
      let across = noise(0.5, &random)
      let phase = ComplexDouble(length: 1, phase: azimuth)
      let (c, s) = (Double.cos(polar / 2), Double.sin(polar / 2))
      return [
        c * along - s * (phase.conjugate * across), s * (phase * along) + c * across,
      ]
    }
  }

  /// A complex normal number with ⟨|z|²⟩ = variance.
  private static func noise(_ variance: Double, _ random: inout Philox) -> ComplexDouble {
    (variance / 2).squareRoot() * NormalVariates.complex(using: &random)
  }

  private static func number(_ count: Int, _ random: inout Philox) -> ComplexDouble {
    guard count > 0 else { return noise(0.5, &random) }
    let n = Double(count)
    let p = (2 * n + 1 + 2 * (n * n + n).squareRoot()).squareRoot() / 2
    let radius = p + NormalVariates.pair(using: &random).0 / (4 * p)
    let turn = Double(random.next() >> 11) * 0x1p-53
    return ComplexDouble(radius * .cos(2 * .pi * turn), radius * .sin(2 * .pi * turn))
  }
}
