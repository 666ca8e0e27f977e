import ComplexModule
import LinearAlgebra
import QuantumCore

/// Phases g_i of the basis states with which a Liouvillian is a real map: with ρ_ij = g_i R_ij g_j*, R obeys
/// an equation with real coefficients, so that its real and its imaginary part never mix.
///
/// The boundary time crystal, H = ω J_x with jump J₋, has g_m = i^m. A gauge exists where every closed path of
/// the effective generator K = −iH − ½ Σ L†L has a real product, every jump operator is real up to one phase, and the
/// energies on the diagonal are equal.
struct RealGauge: Sendable {
  /// g_i, of length 1.
  let phases: [ComplexDouble]

  /// The imaginary part that all diagonal elements of K share; it cancels in K ρ + ρ K†.
  let commonEnergy: Double

  /// Finds a gauge; nil where no phases make every coefficient real to 10⁻¹⁴ of the largest.
  ///
  /// Phases follow the links of K outward from the first state of each connected part, then the links of the
  /// jump operators; the result is verified on every element.
  ///
  /// - Parameter liouvillian: any.
  init?(_ liouvillian: Liouvillian) {
    let d = liouvillian.dimension
    let generator = liouvillian.effectiveGenerator.matrix
    var links = [[(state: Int, phase: ComplexDouble)]](repeating: [], count: d)
    generator.forEachEntry { i, k, value in
      guard i != k, value != .zero else { return }
      // conj(g_i) K_ik g_k is real with g_k = g_i conj(K_ik)/|K_ik|.
      let unit = value / ComplexDouble(value.length)
      links[i].append((k, unit.conjugate))
      links[k].append((i, unit))
    }
    var phases = [ComplexDouble?](repeating: nil, count: d)
    for first in 0..<d where phases[first] == nil {
      phases[first] = 1
      var front = [first]
      while let i = front.popLast() {
        guard let phase = phases[i] else { continue }
        for link in links[i] where phases[link.state] == nil {
          phases[link.state] = phase * link.phase
          front.append(link.state)
        }
      }
    }
    self.phases = phases.map { $0 ?? 1 }
    commonEnergy = generator[0, 0].imaginary
    guard isReal(generator, ignoringDiagonal: true, phase: 1) else { return nil }
    let scale = generator.largestModulus
    for value in generator.diagonal {
      guard abs(value.imaginary - commonEnergy) <= 1e-14 * scale else { return nil }
    }
    for jump in liouvillian.jumpOperators where jump.matrix.largestModulus > 0 {
      guard isReal(jump.matrix, ignoringDiagonal: false, phase: phase(of: jump)) else { return nil }
    }
  }

  /// The phase that a jump operator's elements share up to sign.
  func phase(of jump: Operator) -> ComplexDouble {
    var largest = ComplexDouble.zero
    jump.matrix.forEachEntry { i, k, value in
      if value.length > largest.length { largest = phases[i].conjugate * value * phases[k] }
    }
    return largest.length > 0 ? largest / ComplexDouble(largest.length) : 1
  }

  private func isReal(
    _ matrix: SparseMatrix<ComplexDouble>, ignoringDiagonal: Bool, phase: ComplexDouble
  ) -> Bool {
    var worst = 0.0
    matrix.forEachEntry { i, k, value in
      if ignoringDiagonal && i == k { return }
      let turned = phases[i].conjugate * value * phases[k] * phase.conjugate
      worst = max(worst, abs(turned.imaginary))
    }
    return worst <= 1e-14 * matrix.largestModulus
  }
}
