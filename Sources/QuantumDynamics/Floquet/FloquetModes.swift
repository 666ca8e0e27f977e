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
public struct FloquetModes: Sendable, Codable, CarriesParameters {
  /// The modes, the lowest quasienergy first.
  public let modes: [FloquetMode]

  /// T.
  public let period: Double

  /// The largest ‖U u − e^(−iεT) u‖ of all modes.
  public let largestResidual: Double

  /// The largest | |μ| − 1 | of an eigenvalue μ of U, which is unitary but for the integrator's error.
  public let unitarityError: Double

  /// How the map was calculated.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `TimeDependentOperator` carried it.
  public package(set) var parameters: [String: Double] = [:]
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
  ///   - progress: called with the fraction of the basis states that were propagated; instead of the progress bar.
  /// - Returns: as many modes as the space has dimensions.
  /// - Throws: `QuantumDynamicsError`: `invalidParameter` where there is no common period, `notHermitian`,
  ///   `notFinite`, `stepLimit`, `cancelled`; `LinearAlgebraError` where the eigenvalue solver fails.
  /// - Complexity: d evolutions of a ket and O(d³).
  ///
  /// Reference: J. H. Shirley, Phys. Rev. 138, B979 (1965).
  public func floquetModes(
    period: Double? = nil, start: Double = 0,
    integrator: ExplicitRungeKutta = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-10, absoluteTolerance: 1e-12),
    progress: ((Double) -> Void)? = nil
  ) throws -> FloquetModes {
    let clock = ContinuousClock()
    let begin = clock.now
    // The map checks that everything repeats with the period.
    let period = try FloquetMap(
      try TimeDependentLiouvillian(hamiltonian: self), period: period, start: start
    ).period
    let told = CalculationProgress("Floquet modes", progress: progress)
    defer { told.finish() }
    var columns: [ComplexDouble] = []
    for k in 0..<dimension {
      let basis = try Ket((0..<dimension).map { $0 == k ? 1 : 0 })
      let image = try told.around {
        try evolve(from: basis, times: [start, start + period], integrator: integrator)
      }
      guard image.status == .finished else {
        throw QuantumDynamicsError(
          .cancelled,
          "The calculation was stopped: \(k) of \(dimension) basis states were propagated, and modes need all."
        )
      }
      columns += image.finalState.amplitudes
      told.reached(Double(k + 1) / Double(dimension))
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
      method: "dense eigenvectors of the one-period map, \(integrator.tableau.name)",
      wallTime: clock.seconds(since: begin)
    ).carrying(parameters)
  }
}
