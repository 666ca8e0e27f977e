import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore
import RealModule

/// Complete and phase synchronization of two modes, the measures of Mari and others.
///
/// With x_j = (a_j + a_j†)/√2, p_j = (a_j − a_j†)/(i√2), x_− = (x₁ − x₂)/√2 and p_− = (p₁ − p₂)/√2:
///
/// S_c = ⟨x_−² + p_−²⟩⁻¹, from 0 to 1: the Heisenberg principle forbids more. 1 needs equal means and vacuum fluctuations of the
/// difference; a phase difference or different amplitudes make it small although the modes are locked. `completeOfFluctuations` leaves
/// the means out.
///
/// S_p = ½⟨p′_−²⟩⁻¹ with p′_j measured in the frame that turns with arg⟨a_j⟩: it sees how sharply the phases keep their relation,
/// whatever the relation is. Above 1 only with squeezed differences (a nonclassical state); undefined where a mean vanishes, as
/// in a steady state without a phase reference.
///
/// Reference: A. Mari, A. Farace, N. Didier, V. Giovannetti, R. Fazio, Phys. Rev. Lett. 111, 103605 (2013), eqs. (2), (5).
public struct ContinuousVariableSynchronization: Sendable, Hashable, Codable {
  /// S_c, from 0 to 1.
  public let complete: Double
  /// S_c of the fluctuations about the means, from 0 to 1.
  public let completeOfFluctuations: Double
  /// S_p ≥ 0; nil where a mean amplitude vanishes, so that no frame turns with it.
  public let phase: Double?
  /// ⟨a₁⟩ and ⟨a₂⟩.
  public let means: [ComplexDouble]

  /// The measures of a state of two modes.
  ///
  /// - Parameters:
  ///   - state: of the composite.
  ///   - space: a composite that holds both modes.
  ///   - first: the name of the first mode.
  ///   - second: the name of the second mode.
  /// - Throws: `QuantumError` for unknown names; `SynchronizationError` with code `invalidParameter` for subsystems that are no
  ///   modes.
  ///
  /// The state has to be well inside the cut of the modes: in the highest level a a† − a†a is not 1.
  public init(
    of state: DensityMatrix, in space: CompositeSpace, _ first: String, _ second: String
  ) throws {
    guard case .mode(let mode1) = try space.space(of: first),
      case .mode(let mode2) = try space.space(of: second), first != second
    else {
      throw SynchronizationError(
        .invalidParameter,
        "Two different modes were expected, but \(first) and \(second) of \(space) came.")
    }
    let pair = try space.subspace([first, second])
    let reduced = try space.partialTrace(of: state, keeping: [first, second])
    let a = try pair.embed(mode1.annihilation, in: first)
    let b = try pair.embed(mode2.annihilation, in: second)
    func mean(_ operator: Operator) -> ComplexDouble { reduced.expectationValue(of: `operator`) }
    self.init(
      means: [mean(a), mean(b)],
      squares: [mean(a * a), mean(b * b)],
      numbers: [mean(a.adjoint * a).real, mean(b.adjoint * b).real], product: mean(a * b),
      exchange: mean(a.adjoint * b))
  }

  /// The measures from samples of the Wigner function, for example those of truncated-Wigner trajectories at one time.
  ///
  /// - Parameters:
  ///   - first: α₁ of each sample, two or more.
  ///   - second: α₂ of each sample, as many.
  /// - Throws: `SynchronizationError`: `invalidData`, `notFinite`.
  public init(samples first: [ComplexDouble], _ second: [ComplexDouble]) throws {
    guard first.count == second.count, first.count >= 2 else {
      throw SynchronizationError(
        .invalidData,
        "Two amplitudes for each sample, two samples or more, were expected; \(first.count) and \(second.count) came."
      )
    }
    guard (first + second).allSatisfy(\.isFinite) else {
      throw SynchronizationError(.notFinite, "Samples must be finite; NaN or infinity came.")
    }
    let count = Double(first.count)
    func mean(_ values: [ComplexDouble]) -> ComplexDouble {
      let sum = values.reduce(.zero, +)
      return ComplexDouble(sum.real / count, sum.imaginary / count)
    }
    // Samples are symmetrically ordered: ⟨|α|²⟩ = ⟨a†a⟩ + ½.
    self.init(
      means: [mean(first), mean(second)],
      squares: [mean(first.map { $0 * $0 }), mean(second.map { $0 * $0 })],
      numbers: [
        first.reduce(0) { $0 + $1.lengthSquared } / count - 0.5,
        second.reduce(0) { $0 + $1.lengthSquared } / count - 0.5,
      ],
      product: mean(zip(first, second).map { $0 * $1 }),
      exchange: mean(zip(first, second).map { $0.conjugate * $1 }))
  }

  /// The measures from moments.
  ///
  /// - Parameters:
  ///   - means: ⟨a⟩, ⟨b⟩.
  ///   - squares: ⟨a²⟩, ⟨b²⟩.
  ///   - numbers: ⟨a†a⟩, ⟨b†b⟩.
  ///   - product: ⟨ab⟩.
  ///   - exchange: ⟨a†b⟩.
  public init(
    means: [ComplexDouble], squares: [ComplexDouble], numbers: [Double], product: ComplexDouble,
    exchange: ComplexDouble
  ) {
    requirePrecondition(
      means.count == 2 && squares.count == 2 && numbers.count == 2,
      "The moments of two modes were expected.")
    self.means = means
    // x_−² + p_−² = 2 c†c + 1 with c = (a − b)/√2.
    let total = numbers[0] + numbers[1] - 2 * exchange.real + 1
    complete = 1 / total
    let apart = means[0] - means[1]
    completeOfFluctuations = 1 / (total - apart.lengthSquared)
    let (r, s) = (means[0].length, means[1].length)
    guard r * r > 1e-20 * (1 + numbers[0]), s * s > 1e-20 * (1 + numbers[1]) else {
      phase = nil
      return
    }
    // c′ = (a e^(−iφ₁) − b e^(−iφ₂))/√2, p′_−² = c′†c′ + ½ − Re c′².
    let (u, v) = (
      ComplexDouble(length: 1, phase: -means[0].phase),
      ComplexDouble(length: 1, phase: -means[1].phase)
    )
    let number = (numbers[0] + numbers[1]) / 2 - (u.conjugate * v * exchange).real
    let square =
      ((u * u * squares[0]).real + (v * v * squares[1]).real) / 2 - (u * v * product).real
    phase = 0.5 / (number + 0.5 - square)
  }
}
