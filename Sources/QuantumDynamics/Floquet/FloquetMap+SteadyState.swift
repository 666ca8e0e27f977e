import ComplexModule
import LinearAlgebra
import QuantumCore

extension FloquetMap {
  /// The state that repeats with the period of the drive.
  ///
  /// A second run of Arnoldi's method on the traceless matrices, X ↦ UX − Tr(UX) ρ, tells whether the state
  /// is unique: a single run cannot see that a multiplier is degenerate.
  ///
  /// - Parameter tolerance: of the multipliers.
  /// - Returns: ρ at the beginning of the period, with its residual.
  /// - Throws: `QuantumDynamicsError`: `steadyStateNotUnique` where a second multiplier is 1 within 10⁻⁸,
  ///   `notConverged`, `stepLimit`, `cancelled`.
  public func steadyState(tolerance: Double = 1e-10) throws -> PeriodicSteadyState {
    let clock = ContinuousClock()
    let begin = clock.now
    let count = basis.count <= 64 ? basis.count : 3
    let spectrum = try leadingMultipliers(count: count, tolerance: tolerance)
    guard !spectrum.wasStopped else {
      throw QuantumDynamicsError(
        .cancelled, "The periodic steady state was not found before the search was stopped.")
    }
    let sorted = spectrum.multipliers.sorted { ($0.value - 1).length < ($1.value - 1).length }
    guard let mode = sorted[0].mode, (sorted[0].value - 1).length < 1e-5 else {
      throw QuantumDynamicsError(
        .notConverged,
        "The multiplier 1, which every one-period map has, was not found; the nearest is "
          + "\(sorted[0].value). Tighten the integrator's tolerance.")
    }
    var separation = sorted.count > 1 ? (sorted[1].value - 1).length : .infinity
    guard separation > 1e-8, mode.trace.length > 1e-8 else { throw notUnique(separation) }
    let scaled = mode.map { $0 / mode.trace }
    let coordinates = try relaxed(basis.coordinates(of: 0.5 * (scaled + scaled.adjoint)))
    if !spectrum.isComplete {
      separation = min(separation, try nextSeparation(coordinates, tolerance))
      guard separation > 1e-8 else { throw notUnique(separation) }
    }
    let image = try propagate(coordinates)
    let matrix = basis.matrix(of: coordinates)
    return PeriodicSteadyState(
      densityMatrix: DensityMatrix(assumingValid: matrix),
      residual: Self.distance(image, coordinates), separation: separation,
      smallestEigenvalue: try matrix.hermitianEigensystem().values.first ?? 0,
      method: spectrum.method, wallTime: clock.seconds(since: begin)
    ).carrying(generator.parameters)
  }

  /// A few applications of the map, which remove what an eigenvector's tolerance left of decaying modes.
  private func relaxed(_ start: [Double]) throws -> [Double] {
    var state = start
    var residual = Double.infinity
    for _ in 0..<4 {
      let image = try propagate(state)
      let change = Self.distance(image, state)
      guard change < residual, change > 1e-13 else { break }
      residual = change
      let trace = trace(of: image)
      state = image.map { $0 / trace }
    }
    let trace = trace(of: state)
    return state.map { $0 / trace }
  }

  /// |1 − μ| of the multiplier nearest to 1 among the traceless modes.
  private func nextSeparation(_ steady: [Double], _ tolerance: Double) throws -> Double {
    let found = try leadingEigenvalues(
      ofMapOfSize: basis.count, count: 3, tolerance: max(tolerance, 1e-9)
    ) { vector in
      let image = try propagate(vector)
      let trace = trace(of: image)
      return zip(image, steady).map { $0 - trace * $1 }
    }
    return found.eigenvalues.map { ($0.value - 1).length }.min() ?? .infinity
  }

  func trace(of coordinates: [Double]) -> Double {
    (0..<basis.dimension).reduce(0) { $0 + coordinates[basis.diagonalIndex($1)] }
  }

  private static func distance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private func notUnique(_ separation: Double) -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "More than one state repeats with the drive, as far as double precision can tell (a second "
        + "multiplier differs from 1 by \(separation)). Follow a given state with "
        + "stroboscopicEvolution(from:periodCount:observing:).")
  }
}
