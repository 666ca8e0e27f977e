import Preconditions
import ComplexModule
import Dispatch
import Foundation
public import LinearAlgebra
public import QuantumCore
import RealModule
import RichDisplay
import Synchronization

/// The map U of a periodic master equation over one period, ρ(t₀ + T) = U ρ(t₀).
///
/// The map is applied by propagation and never stored, except for `allMultipliers`. Segments in which
/// nothing depends on time use Faber series, others the Runge–Kutta method.
///
/// Reference: F. Minganti, D. Huybrechts, Quantum 6, 649 (2022), for Arnoldi's method on maps.
public struct FloquetMap: Sendable {
  /// The periodic generator.
  public let generator: TimeDependentLiouvillian

  /// T.
  public let period: Double

  /// t₀, where the period begins.
  public let start: Double

  private let integrator: ExplicitRungeKutta
  private let propagator: PeriodPropagator

  /// The map of a generator whose modulations are periodic.
  ///
  /// - Parameters:
  ///   - generator: L(t) = L(t + T).
  ///   - period: T; nil takes the smallest common period of the modulations.
  ///   - start: t₀.
  ///   - integrator: the method where something changes, and the tolerance everywhere.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where there is no common period.
  public init(
    _ generator: TimeDependentLiouvillian, period: Double? = nil, start: Double = 0,
    integrator: ExplicitRungeKutta = ExplicitRungeKutta(
      tableau: .dop853, relativeTolerance: 1e-9, absoluteTolerance: 1e-11)
  ) throws {
    guard let period = period ?? generator.period, period > 0, period.isFinite else {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A one-period map needs modulations with a common period. Give the period, or modulations made "
          + "with one: \(generator.modulations.map(\.name)).")
    }
    for modulation in generator.modulations {
      let ratio = modulation.period.map { period / $0 }
      guard let ratio, abs(ratio - ratio.rounded()) < 1e-6, ratio > 0.5 else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "The modulation \"\(modulation.name)\" does not repeat after the period \(period).")
      }
    }
    self.generator = generator
    self.period = period
    self.start = start
    self.integrator = integrator
    propagator = try PeriodPropagator(
      generator, from: start, to: start + period, integrator: integrator)
  }

  /// U on coordinates.
  func propagate(_ coordinates: [Double]) throws -> [Double] {
    try propagator.apply(to: coordinates, width: 1)
  }

  var basis: HermitianBasis { HermitianBasis(dimension: generator.dimension) }

  /// U ρ.
  ///
  /// - Parameter state: ρ at the beginning of a period.
  /// - Returns: ρ one period later.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `stepLimit`, `cancelled`.
  public func apply(to state: DensityMatrix) throws -> DensityMatrix {
    try TimeDependentLiouvillian.requireDimension(
      generator.dimension, of: [("the state", state.dimension)])
    let result = try propagate(basis.coordinates(of: state.matrix))
    return DensityMatrix(assumingValid: basis.matrix(of: result))
  }

  /// The multipliers of largest modulus, by Arnoldi's method on the map.
  ///
  /// Where d² ≤ 64, or nearly all multipliers are asked for, the map's matrix is calculated instead. Arnoldi's
  /// method finds a degenerate multiplier once. Stopped by the user, it returns the multipliers that the periods
  /// propagated so far determine to a tenth or better, with their residuals, and `wasStopped` is true.
  ///
  /// - Parameters:
  ///   - count: how many, at least 1. One more is returned where a pair would be cut.
  ///   - tolerance: relative, of the multipliers.
  ///   - krylovDimension: nil chooses it from the count.
  ///   - progress: called with the number of periods that were propagated; instead of the progress bar. How many it
  ///     will take, nobody knows.
  /// - Returns: multipliers with modes and residuals.
  /// - Throws: `QuantumDynamicsError`: `notConverged`, `stepLimit`, `invalidParameter`, `cancelled` where the user
  ///   stopped before any multiplier was known.
  public func leadingMultipliers(
    count: Int = 6, tolerance: Double = 1e-8, krylovDimension: Int? = nil,
    progress: ((Int) -> Void)? = nil
  ) throws -> FloquetSpectrum {
    let clock = ContinuousClock()
    let begin = clock.now
    requirePrecondition(count >= 1, "At least one multiplier is asked for, not \(count).")
    if basis.count <= 64 || count > basis.count - 3 {
      return try denseMultipliers(count: min(count, basis.count), begin)
    }
    let bar = progress == nil ? ProgressBar(total: nil, label: "Propagated periods") : nil
    defer { bar?.finish() }
    var propagated = 0
    let found: MapEigenvalues
    do {
      found = try leadingEigenvalues(
        ofMapOfSize: basis.count, count: count, krylovDimension: krylovDimension,
        tolerance: tolerance, keepsWhatThereIs: true
      ) {
        let image = try propagate($0)
        propagated += 1
        progress?(propagated)
        bar?.advance()
        return image
      }
    } catch let error as LinearAlgebraError {
      throw QuantumDynamicsError(
        error.code == .notConverged
          ? .notConverged : error.code == .cancelled ? .cancelled : .invalidParameter,
        error.message, underlyingError: error)
    }
    let multipliers = found.eigenvalues.map { eigenvalue in
      FloquetMultiplier(
        value: eigenvalue.value, exponent: exponent(of: eigenvalue.value),
        residual: eigenvalue.residual, mode: basis.matrix(of: eigenvalue.vector), sector: nil)
    }
    var spectrum = FloquetSpectrum(
      multipliers: multipliers, period: period, isComplete: false, sectorCount: 1,
      method: "Arnoldi's method on the one-period map; \(propagator.method)",
      propagationCount: found.applicationCount, wallTime: clock.seconds(since: begin)
    ).carrying(generator.parameters)
    spectrum.wasStopped = found.wasStopped
    return spectrum
  }

  /// The leading multipliers of a small map, from its matrix.
  private func denseMultipliers(
    count: Int, _ begin: ContinuousClock.Instant
  ) throws -> FloquetSpectrum {
    let map = try matrix(threadCount: 1)
    let system = try map.eigensystem()
    let order = system.values.indices.sorted {
      let (x, y) = (system.values[$0], system.values[$1])
      return abs(x.length - y.length) > 1e-12 ? x.length > y.length : x.imaginary > y.imaginary
    }
    let complex = Matrix<ComplexDouble>(map)
    var kept = Array(order.prefix(count))
    if count < order.count, system.values[kept[count - 1]].imaginary > 0 {
      kept.append(order[count])
    }
    let multipliers = kept.map { k -> FloquetMultiplier in
      let vector = system.rightVectors.column(k)
      let image = complex * vector
      let residual = zip(image, vector).reduce(0.0) {
        $0 + ($1.0 - system.values[k] * $1.1).lengthSquared
      }
      return FloquetMultiplier(
        value: system.values[k], exponent: exponent(of: system.values[k]),
        residual: residual.squareRoot(), mode: basis.matrix(of: vector), sector: nil)
    }
    return FloquetSpectrum(
      multipliers: multipliers, period: period, isComplete: kept.count == order.count,
      sectorCount: 1, method: "dense eigenvalues of the one-period map; \(propagator.method)",
      propagationCount: basis.count,
      wallTime: ContinuousClock().seconds(since: begin)
    ).carrying(generator.parameters)
  }

  /// ln(μ)/T on the principal branch.
  func exponent(of value: ComplexDouble) -> ComplexDouble {
    ComplexDouble(Double.log(value.length) / period, value.phase / period)
  }

  /// All d² multipliers: the map's matrix in the Hermitian basis, sector by sector, and its eigenvalues.
  ///
  /// - Parameters:
  ///   - threadCount: how many threads propagate; nil takes one for each processor.
  ///   - progress: called with the fraction of the multipliers that are there, after each sector; instead of the
  ///     progress bar.
  /// - Returns: multipliers without modes; after an interrupt those of the sectors that are done, with
  ///   `isComplete` false.
  /// - Throws: `QuantumDynamicsError`: `stepLimit`, `cancelled`, `notFinite`; `LinearAlgebraError` where
  ///   the eigenvalue solver fails.
  /// - Complexity: d² propagations; memory 8 d⁴ bytes for a single sector.
  public func allMultipliers(
    threadCount: Int? = nil, progress: ((Double) -> Void)? = nil
  ) throws -> FloquetSpectrum {
    let clock = ContinuousClock()
    let begin = clock.now
    let sectors = generator.invariantCoordinates()
    let bar = progress == nil ? ProgressBar(total: basis.count, label: "One-period map") : nil
    var multipliers: [FloquetMultiplier] = []
    do {
      for (k, sector) in sectors.enumerated() {
        let map = try matrix(of: sector, threadCount: threadCount, bar: bar)
        multipliers += try map.eigenvaluesWithoutVectors().map {
          FloquetMultiplier(
            value: $0, exponent: exponent(of: $0), residual: nil, mode: nil, sector: k)
        }
        progress?(Double(multipliers.count) / Double(basis.count))
      }
    } catch let error where Liouvillian.isCancellation(error) && !multipliers.isEmpty {}
    bar?.finish()
    var spectrum = FloquetSpectrum(
      multipliers: multipliers.sorted { $0.value.length > $1.value.length }, period: period,
      isComplete: multipliers.count == basis.count, sectorCount: sectors.count,
      method: "dense eigenvalues of the one-period map; \(propagator.method)",
      propagationCount: multipliers.count, wallTime: clock.seconds(since: begin)
    ).carrying(generator.parameters)
    spectrum.wasStopped = !spectrum.isComplete
    return spectrum
  }

  /// The map's matrix on an invariant set of coordinates of `HermitianBasis`.
  ///
  /// - Parameters:
  ///   - sector: the coordinates; nil for all.
  ///   - threadCount: nil takes one for each processor.
  /// - Returns: a real square matrix.
  /// - Throws: as `apply`.
  public func matrix(of sector: [Int]? = nil, threadCount: Int? = nil) throws -> Matrix<Double> {
    let bar = ProgressBar(total: sector?.count ?? basis.count, label: "One-period map")
    defer { bar.finish() }
    return try matrix(of: sector, threadCount: threadCount, bar: bar)
  }

  private func matrix(
    of sector: [Int]?, threadCount: Int?, bar: ProgressBar?
  ) throws -> Matrix<Double> {
    let kept = sector ?? Array(0..<basis.count)
    let restricted = try PeriodPropagator(
      generator, from: start, to: start + period, integrator: integrator,
      coordinates: sector)
    let n = kept.count
    let width = SparseGenerator.blockWidth
    let blockCount = (n + width - 1) / width
    let shared = Mutex((columns: [Int: [Double]](), error: (any Error)?.none))
    let next = Atomic(0)
    let work: @Sendable () -> Void = {
      while true {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard block < blockCount, shared.withLock({ $0.error == nil }) else { return }
        do {
          var vectors = [Double](repeating: 0, count: n * width)
          for b in 0..<width where block * width + b < n {
            vectors[(block * width + b) * width + b] = 1
          }
          let result = try restricted.apply(to: vectors, width: width)
          shared.withLock { $0.columns[block] = result }
          bar?.advance(by: min(width, n - block * width))
        } catch {
          shared.withLock { $0.error = error }
        }
      }
    }
    let threads = min(
      threadCount ?? ProcessInfo.processInfo.activeProcessorCount, blockCount)
    if threads == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
    }
    let outcome = shared.withLock { $0 }
    if let error = outcome.error { throw error }
    var elements = [Double](repeating: 0, count: n * n)
    for (block, vectors) in outcome.columns {
      for b in 0..<width where block * width + b < n {
        let column = (block * width + b) * n
        for i in 0..<n { elements[column + i] = vectors[i * width + b] }
      }
    }
    return Matrix(rows: n, columns: n, columnMajor: elements)
  }

  /// Observables once every period.
  ///
  /// - Parameters:
  ///   - initial: ρ at t₀.
  ///   - periodCount: how many periods, not negative.
  ///   - observables: operators whose expectation values are kept, by name.
  ///   - progress: called with the fraction of the periods that is done; instead of the progress bar.
  /// - Returns: values at t₀, t₀ + T, …; after an interrupt at those that were reached, with `status` `.stopped`.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `stepLimit`.
  public func stroboscopicEvolution(
    from initial: DensityMatrix, periodCount: Int, observing observables: [String: Operator],
    progress: ((Double) -> Void)? = nil
  ) throws -> StroboscopicSolution {
    let clock = ContinuousClock()
    let begin = clock.now
    requirePrecondition(periodCount >= 0, "A number of periods is not negative.")
    try TimeDependentLiouvillian.requireDimension(
      generator.dimension,
      of: [("the initial state", initial.dimension)]
        + observables.map { ("the observable \"\($0.key)\"", $0.value.dimension) })
    let functionals = observables.mapValues { HermitianFunctional($0, basis) }
    var values = observables.mapValues { _ in [ComplexDouble]() }
    var state = basis.coordinates(of: initial.matrix)
    let times = (0...periodCount).map { start + Double($0) * period }
    let told = EvolutionProgress("Stroboscopic evolution", times: times, progress: progress)
    var count = 0
    var drift = 0.0
    let trace = trace(of: state)
    do {
      for n in 0...periodCount {
        if n > 0 { state = try propagate(state) }
        drift = max(drift, abs(self.trace(of: state) - trace))
        for (name, functional) in functionals { values[name]?.append(functional.value(at: state)) }
        count += 1
        told.made(outputs: count)
      }
    } catch let error where Liouvillian.isCancellation(error) {}
    told.finish()
    let hermitian = observables.filter { $0.value.isHermitian() }.keys
    return StroboscopicSolution(
      status: count > periodCount ? .finished : .stopped(at: times[count - 1]), period: period,
      times: Array(times.prefix(count)),
      expectationValues: values.filter { hermitian.contains($0.key) }.mapValues { $0.map(\.real) },
      complexExpectationValues: values,
      finalState: DensityMatrix(assumingValid: basis.matrix(of: state)), traceDrift: drift,
      method: propagator.method, wallTime: clock.seconds(since: begin)
    ).carrying(generator.parameters)
  }
}
