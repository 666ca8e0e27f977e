import ComplexModule
import LinearAlgebra
public import QuantumCore

/// Which states count as limit cycles, that is as oscillating without a phase.
public enum LimitCycleStates: Sendable, Hashable {
  /// States that are diagonal in the basis of the space: no coherence at all.
  case diagonal
  /// States without coherences between basis states of different labels: partially coherent limit cycles.
  ///
  /// Labels of the total excitation number leave out what two oscillators owe to a drive and keep nothing of what they owe to each
  /// other; labels of one subsystem's level measure that subsystem's coherence only.
  case blocks([Int])
}

/// How far a state is from the nearest limit cycle: a measure of synchronization for any system with levels.
///
/// Ω_R = min_{σ∈Σ} S(ρ‖σ) = S(Δ[ρ]) − S(ρ) in nats, where Σ are the states without coherence between the labels and Δ removes it. For
/// diagonal limit cycles it is the relative entropy of coherence, between 0 and ln d.
///
/// It counts coherences of every order and place: also those between far levels, and such as interfere away in the phase distribution
/// (where S_max is 0). It depends on the basis, and a coherence that does not come from synchronization counts as well.
///
/// References: N. Jaseem et al., Phys. Rev. Res. 2, 043287 (2020); T. Baumgratz, M. Cramer, M. B. Plenio, Phys. Rev. Lett. 113, 140401
/// (2014), eq. (8).
public struct LimitCycleDistance: Sendable {
  /// Ω_R in nats.
  public let relativeEntropy: Double
  /// ½‖ρ − Δ[ρ]‖₁, from 0 to 1: how well one measurement tells ρ from its dephased partner.
  public let traceDistance: Double
  /// The nearest limit cycle Δ[ρ].
  public let nearest: DensityMatrix

  /// The distance of a state.
  ///
  /// - Parameters:
  ///   - state: ρ.
  ///   - states: which states count as limit cycles.
  /// - Throws: `SynchronizationError` with code `invalidData` unless there is a label for each basis state; or the error of the
  ///   eigenvalue solver.
  public init(of state: DensityMatrix, from states: LimitCycleStates = .diagonal) throws {
    let labels: [Int]
    switch states {
    case .diagonal: labels = Array(0..<state.dimension)
    case .blocks(let given): labels = given
    }
    guard labels.count == state.dimension else {
      throw SynchronizationError(
        .invalidData,
        "Each of the \(state.dimension) basis states needs a label, but \(labels.count) came.")
    }
    let dephased = Matrix<ComplexDouble>(rows: state.dimension, columns: state.dimension) { i, j in
      labels[i] == labels[j] ? state[i, j] : .zero
    }
    nearest = DensityMatrix(assumingValid: dephased)
    relativeEntropy = max(0, try nearest.vonNeumannEntropy() - state.vonNeumannEntropy())
    traceDistance = try state.traceDistance(to: nearest)
  }
}
