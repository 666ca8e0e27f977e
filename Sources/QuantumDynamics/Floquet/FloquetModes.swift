import ComplexModule
import LinearAlgebra
public import QuantumCore

/// A solution e^(−iεt)|u(t)⟩ of a periodic Schrödinger equation, with |u(t + T)⟩ = |u(t)⟩.
public struct FloquetMode: Sendable, Codable {
  /// ε, in (−π/T, π/T]: defined up to multiples of 2π/T.
  public let quasienergy: Double

  /// |u⟩ at the beginning of the period, normalized.
  public let state: Ket
}

/// The Floquet modes of a closed system, with evidence.
public struct FloquetModes: Sendable, Codable {
  /// The modes, the lowest quasienergy first.
  public let modes: [FloquetMode]

  /// T.
  public let period: Double

  /// The largest ‖U u − e^(−iεT) u‖ of all modes.
  public let largestResidual: Double

  /// The largest | |μ| − 1 | of an eigenvalue μ of U, which is unitary but for the integrator's error.
  public let unitarityError: Double

  /// How long the calculation took, in seconds.
  public let wallTime: Double
}

extension TimeDependentOperator {
  /// The quasienergies and modes of a Hamiltonian that is periodic in time.
  ///
  /// Eigenvectors of U = T exp(−i∫H dt) over a period, from the evolution of every basis state. Modes of one
  /// quasienergy come as some basis of their space.
  ///
  /// - Parameters:
  ///   - period: T; nil takes the smallest common period of the modulations.
  ///   - start: where the period begins.
  ///   - integrator: the method and its tolerances.
  /// - Returns: as many modes as the space has dimensions.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter` where there is no common period, `notHermitian`,
  ///   `notFinite`, `stepLimit`, `cancelled`; `LinearAlgebraError` where the eigenvalue solver fails.
  /// - Complexity: d evolutions of a ket and O(d³).
  ///
  /// Reference: J. H. Shirley, Phys. Rev. 138, B979 (1965).
  public func floquetModes(
    period: Double? = nil, start: Double = 0,
    integrator: ExplicitRungeKutta = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-10, absoluteTolerance: 1e-12)
  ) throws -> FloquetModes {
    let clock = ContinuousClock()
    let begin = clock.now
    // The map checks that everything repeats with the period.
    let period = try FloquetMap(
      try TimeDependentLiouvillian(hamiltonian: self), period: period, start: start
    ).period
    var columns: [ComplexDouble] = []
    for k in 0..<dimension {
      let basis = try Ket((0..<dimension).map { $0 == k ? 1 : 0 })
      columns += try evolve(
        from: basis, times: [start, start + period], integrator: integrator
      ).finalState.amplitudes
    }
    let map = Matrix(rows: dimension, columns: dimension, columnMajor: columns)
    let system = try map.eigensystem()
    var residual = 0.0
    var modes: [FloquetMode] = []
    for (k, value) in system.values.enumerated() {
      let vector = system.rightVectors.column(k)
      let change = zip(map * vector, vector).reduce(0.0) {
        $0 + ($1.0 - value * $1.1).lengthSquared
      }
      residual = max(residual, change.squareRoot())
      modes.append(FloquetMode(quasienergy: -value.phase / period, state: try Ket(vector)))
    }
    return FloquetModes(
      modes: modes.sorted { $0.quasienergy < $1.quasienergy }, period: period,
      largestResidual: residual,
      unitarityError: system.values.map { abs($0.length - 1) }.max() ?? 0,
      wallTime: clock.seconds(since: begin))
  }
}
