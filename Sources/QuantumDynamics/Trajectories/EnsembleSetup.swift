import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule

/// A state that trajectories begin with: a ket, or a mixture of which each trajectory draws one.
struct InitialEnsemble: Sendable {
  private let kets: [[Double]]
  private let cumulative: [Double]

  init(_ ket: Ket) throws {
    kets = [SplitKet.split(try ket.normalized().amplitudes)]
    cumulative = [1]
  }

  init(_ state: DensityMatrix) throws {
    let system = try (0.5 * (state.matrix + state.matrix.adjoint)).hermitianEigensystem()
    guard let lowest = system.values.first, lowest > -1e-8 else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Trajectories begin with a mixture of kets, but the initial state has the negative probability "
          + "\(system.values.first ?? .nan).")
    }
    var kets: [[Double]] = []
    var sums: [Double] = []
    for k in system.values.indices.reversed() where system.values[k] > 1e-14 {
      kets.append(SplitKet.split(system.vectors.column(k)))
      sums.append((sums.last ?? 0) + system.values[k])
    }
    self.kets = kets
    let total = sums.last ?? 1
    cumulative = sums.map { $0 / total }
  }

  /// The split ket of one trajectory; a pure state uses no random number.
  func draw(_ random: inout Philox) -> [Double] {
    guard kets.count > 1 else { return kets[0] }
    let draw = random.nextUniform()
    return kets[cumulative.firstIndex { draw <= $0 } ?? kets.count - 1]
  }

  func fingerprint(_ hash: inout Fingerprint) {
    for ket in kets { hash.add(ket) }
    hash.add(cumulative)
  }
}

extension Philox {
  /// A number in (0, 1], with 53 random bits.
  mutating func nextUniform() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }
}

/// A number that tells calculations apart, so that no ensemble is continued with another model.
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      value = (value ^ (bits >> UInt64(shift)) & 0xFF) &* 0x100_0000_01B3
    }
  }

  mutating func add(_ numbers: [Double]) {
    add(UInt64(numbers.count))
    for number in numbers { add(number.bitPattern) }
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  mutating func add(_ source: Operator) {
    source.matrix.forEachEntry { row, column, value in
      add(UInt64(row))
      add(UInt64(column))
      add([value.real, value.imaginary])
    }
  }

  mutating func add(_ generator: TimeDependentLiouvillian, times: [Double]) {
    add(generator.hamiltonian.constant)
    for jump in generator.jumpOperators { add(jump) }
    for term in generator.hamiltonian.terms + generator.modulatedJumpOperators {
      add(term.base)
      // Functions cannot be compared; their values at the times can.
      add(times.map { term.modulation($0) })
    }
    add(times)
    add("Philox4x64")
  }
}

extension TimeDependentLiouvillian {
  /// Refuses what no ensemble can be made of.
  func validateEnsemble(
    dimension initial: Int, _ times: [Double], _ observables: [String: Operator],
    _ options: TrajectoryOptions
  ) throws {
    try options.validate()
    try Self.requireDimension(
      dimension,
      of: [("the initial state", initial)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    guard times.count >= 2, times.allSatisfy(\.isFinite),
      zip(times, times.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "Trajectories need at least two times that rise strictly; \(times.prefix(5)) came.")
    }
  }

  /// A new ensemble, or the one to continue after checking that it belongs to the same calculation.
  func ensemble(
    resuming: TrajectoryEnsemble?, method: String, times: [Double],
    observables: [String: Operator], fingerprint: UInt64, options: TrajectoryOptions
  ) throws -> TrajectoryEnsemble {
    if let resuming {
      guard resuming.fingerprint == fingerprint, resuming.seed == options.seed else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "The ensemble to continue was made with another model, initial state, grid of times, tolerance, "
            + "set of observables or seed. Start a new one, or give what it was made with.")
      }
      return resuming
    }
    let names = observables.keys.sorted()
    return TrajectoryEnsemble(
      method: method, status: .completed, times: times, seed: options.seed, jumps: [],
      currents: [], wallTime: 0, names: names,
      hermitianNames: Set(observables.filter { $0.value.isHermitian() }.keys),
      fingerprint: fingerprint, statistics: EnsembleStatistics(size: names.count * times.count)
    ).carrying(parameters)
  }
}
