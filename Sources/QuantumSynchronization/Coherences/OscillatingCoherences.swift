import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore
public import QuantumDynamics
import RealModule

/// Dynamical synchronization: which observables oscillate for ever, at which frequency, and with fixed phases to one another.
///
/// Eigenmodes with L[X] = iωX contribute c Tr[OX] e^(iωt) + c.c. to ⟨O⟩. Two observables are synchronized at ω where both overlap with X, and
/// all modes of that frequency give the same ratio Tr[O₁X]/Tr[O₂X], so that ratio and phase difference do not depend on the initial state.
///
/// It sees oscillations that live on for any initial state, which need undamped modes, that is fine-tuned or symmetric models; a steady
/// state's phases (`PhaseDifferenceDistribution`) are another notion, which generic perturbations leave.
///
/// References: paper 003, general setup; B. Buča, C. Booker, D. Jaksch, SciPost Phys. 12, 097 (2022); J. Tindall et al., New J. Phys. 22,
/// 013026 (2020).
public struct OscillatingCoherences: Sendable {
  /// A mode that oscillates.
  public struct Mode: Sendable {
    /// ω > 0.
    public let frequency: Double
    /// The decay rate: 0 for undamped modes.
    public let decayRate: Double
    /// Tr[O X] of each observable, for ‖X‖ = 1.
    public let overlaps: [ComplexDouble]
  }

  /// How two observables oscillate together.
  public struct Relation: Sendable, Hashable {
    /// The names of the observables.
    public let names: [String]
    /// ω.
    public let frequency: Double
    /// The phase of the first minus that of the second, in (−π, π].
    public let phaseDifference: Double
    /// The amplitude of the first over that of the second.
    public let amplitudeRatio: Double
    /// How far the ratio of overlaps depends on the mode, and so on the initial state: 0 for synchronized observables.
    public let inconsistency: Double
    /// Whether amplitudes and phase difference are the same for all initial states, to 10⁻⁶.
    public var isSynchronized: Bool { inconsistency <= 1e-6 }
  }

  /// The names of the observables.
  public let names: [String]
  /// The modes, the slowest frequency first.
  public let modes: [Mode]

  /// The undamped modes of a master equation.
  ///
  /// - Parameters:
  ///   - states: what the master equation leads to.
  ///   - observables: Hermitian operators with names, for example one for each site.
  public init(_ states: SteadyStates, observables: KeyValuePairs<String, Operator>) {
    self.init(
      states.persistentCoherences.map { ($0.frequency, 0, $0.matrix) }, observables: observables)
  }

  /// The slow modes of a spectrum.
  ///
  /// - Parameters:
  ///   - spectrum: eigenvalues with their modes.
  ///   - observables: Hermitian operators with names.
  ///   - damping: modes that decay faster are left out; oscillations at lower frequency are not resolved from decay.
  public init(
    _ spectrum: LiouvillianSpectrum, observables: KeyValuePairs<String, Operator>, damping: Double
  ) {
    let slow = spectrum.eigenvalues.filter {
      $0.decayRate <= damping && $0.value.imaginary > max(1e-9, $0.decayRate)
    }
    self.init(
      slow.map { ($0.value.imaginary, max(0, $0.decayRate), $0.mode) }, observables: observables)
  }

  private init(
    _ modes: [(frequency: Double, decayRate: Double, matrix: Matrix<ComplexDouble>)],
    observables: KeyValuePairs<String, Operator>
  ) {
    names = observables.map(\.key)
    self.modes =
      modes.map { mode in
        Mode(
          frequency: mode.frequency, decayRate: mode.decayRate,
          overlaps: observables.map { _, observable in
            requirePrecondition(
              observable.dimension == mode.matrix.rowCount,
              "An observable of dimension \(observable.dimension) came for modes of \(mode.matrix.rowCount)."
            )
            return (observable.dense * mode.matrix).trace
          })
      }
      .sorted { $0.frequency < $1.frequency }
  }

  /// How pairs of observables oscillate together, at each frequency at which both do.
  ///
  /// - Parameters:
  ///   - tolerance: frequencies this close are one.
  ///   - negligible: overlaps below this are none.
  /// - Returns: a relation for each pair and frequency.
  public func relations(tolerance: Double = 1e-6, negligible: Double = 1e-9) -> [Relation] {
    var groups: [[Mode]] = []
    for mode in modes {
      if let last = groups.last?.last, mode.frequency - last.frequency <= tolerance {
        groups[groups.count - 1].append(mode)
      } else {
        groups.append([mode])
      }
    }
    var result: [Relation] = []
    for group in groups {
      for i in names.indices {
        for j in names.indices where j > i {
          // Over the modes of one frequency the two lists of overlaps have to be parallel.
          let (a, b) = (group.map { $0.overlaps[i] }, group.map { $0.overlaps[j] })
          let (aa, bb) = (Self.square(a), Self.square(b))
          guard aa > negligible * negligible, bb > negligible * negligible else { continue }
          let ab = zip(a, b).reduce(ComplexDouble.zero) { $0 + $1.0 * $1.1.conjugate }
          let parallel = ab.lengthSquared / (aa * bb)
          result.append(
            Relation(
              names: [names[i], names[j]], frequency: group[0].frequency,
              phaseDifference: ab.phase, amplitudeRatio: (aa / bb).squareRoot(),
              inconsistency: max(0, 1 - parallel).squareRoot()))
        }
      }
    }
    return result
  }

  private static func square(_ values: [ComplexDouble]) -> Double {
    values.reduce(0) { $0 + $1.lengthSquared }
  }
}
