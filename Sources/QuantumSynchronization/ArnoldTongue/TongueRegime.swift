import Preconditions
import RealModule

/// What a driven or coupled oscillator does in the end, told from trajectories with different initial states.
public enum TongueRegime: String, Sendable, Hashable, Codable, CaseIterable {
  /// All trajectories settle at one phase.
  case locked
  /// The phase stays within bounds and oscillates: frequencies agree, phases do not settle.
  case trapped
  /// All trajectories slip: no synchronization.
  case drifting
  /// What happens depends on the initial state: locked and drifting, or locked at different phases.
  case bistable

  /// The regime of one model from the phase locking of several trajectories.
  ///
  /// - Parameters:
  ///   - trajectories: one or more, from initial states spread over the phase space: what no trajectory reaches is not
  ///     seen.
  ///   - tolerance: mean phases, modulo 2π, further apart than this are different, in radians.
  /// - Returns: the regime.
  public static func classify(
    _ trajectories: [PhaseLocking], tolerance: Double = 0.01
  ) -> TongueRegime {
    requirePrecondition(!trajectories.isEmpty, "A regime needs one trajectory or more.")
    let states = Set(trajectories.map(\.state))
    guard states.count == 1, let state = states.first else { return .bistable }
    switch state {
    case .drifting: return .drifting
    case .trapped: return .trapped
    case .locked:
      let first = trajectories[0].meanPhase
      let isOne = trajectories.allSatisfy {
        PhaseConfiguration.distance($0.meanPhase, first) <= tolerance
      }
      return isOne ? .locked : .bistable
    }
  }
}

/// The regimes over detuning and drive strength.
public struct TongueMap: Sendable, Hashable, Codable {
  /// The detunings of the columns.
  public let detunings: [Double]
  /// The drive strengths of the rows.
  public let strengths: [Double]
  /// `regimes[i][j]` at strength i and detuning j.
  public let regimes: [[TongueRegime]]

  /// A map of regimes that are known.
  ///
  /// - Parameters:
  ///   - detunings: rising.
  ///   - strengths: rising.
  ///   - regimes: one row for each strength, with a regime for each detuning.
  /// - Throws: `SynchronizationError` with code `invalidData` for another shape or coordinates that do not rise.
  public init(
    detunings: [Double], strengths: [Double], regimes: [[TongueRegime]]
  ) throws {
    guard regimes.count == strengths.count, regimes.allSatisfy({ $0.count == detunings.count }),
      !regimes.isEmpty, !detunings.isEmpty
    else {
      throw SynchronizationError(
        .invalidData,
        "A map of \(strengths.count) strengths and \(detunings.count) detunings needs as many rows and columns."
      )
    }
    let rises = { (x: [Double]) in zip(x, x.dropFirst()).allSatisfy { $0 < $1 } }
    guard rises(detunings), rises(strengths) else {
      throw SynchronizationError(.invalidData, "Detunings and strengths of a map must rise.")
    }
    self.detunings = detunings
    self.strengths = strengths
    self.regimes = regimes
  }

  /// A map from a rule for each point.
  ///
  /// - Parameters:
  ///   - detunings: rising.
  ///   - strengths: rising.
  ///   - regime: the regime at a detuning and a strength.
  /// - Throws: what the rule throws; `SynchronizationError` as above.
  public init(
    detunings: [Double], strengths: [Double],
    regime: (_ detuning: Double, _ strength: Double) throws -> TongueRegime
  ) throws {
    try self.init(
      detunings: detunings, strengths: strengths,
      regimes: strengths.map { strength in try detunings.map { try regime($0, strength) } })
  }

  /// The share of points in a regime.
  ///
  /// - Parameter regime: the regime.
  /// - Returns: from 0 to 1.
  public func share(of regime: TongueRegime) -> Double {
    let all = regimes.joined()
    return Double(all.count { $0 == regime }) / Double(all.count)
  }

  /// The width in detuning of the synchronized region (locked or trapped) at each strength: the Arnold tongue's.
  ///
  /// - Returns: the sum of the synchronized points' shares of the detuning axis.
  public func widths() -> [Double] {
    let edges =
      [detunings[0]] + zip(detunings, detunings.dropFirst()).map { ($0 + $1) / 2 }
      + [detunings[detunings.count - 1]]
    return regimes.map { row in
      row.indices.reduce(0) { sum, j in
        row[j] == .locked || row[j] == .trapped ? sum + edges[j + 1] - edges[j] : sum
      }
    }
  }
}
