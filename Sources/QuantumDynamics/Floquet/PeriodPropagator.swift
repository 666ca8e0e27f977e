import ComplexModule
import LinearAlgebra
import QuantumCore

/// The propagation of blocks of real vectors from one time to a later one, restricted to some coordinates.
///
/// Segments in which nothing depends on time use Chebyshev polynomials where damping allows it, all others
/// the Runge–Kutta method.
struct PeriodPropagator: Sendable {
  private let generator: TimeDependentLiouvillian
  private let integrator: ExplicitRungeKutta
  private let action: ModulatedAction<Double>
  private let pieces: [Piece]

  private struct Piece: Sendable {
    let segment: TimeSegment
    let chebyshev: ChebyshevExponential?
    let coefficients: [Double]
  }

  // `coordinates` is an invariant subset of those of `HermitianBasis`; nil stands for all.
  init(
    _ generator: TimeDependentLiouvillian, from start: Double, to end: Double,
    integrator: ExplicitRungeKutta, coordinates: [Int]? = nil
  ) throws {
    self.generator = generator
    self.integrator = integrator
    let matrices =
      [generator.constant.realRepresentation]
      + generator.parts.map(\.generator.realRepresentation)
    action = ModulatedAction(
      coordinates.map { kept in matrices.map { $0.restricted(to: kept) } } ?? matrices)
    pieces = try generator.modulations.segments(from: start, to: end).map { segment in
      guard segment.isConstant else {
        return Piece(segment: segment, chebyshev: nil, coefficients: [])
      }
      let middle = (segment.start + segment.end) / 2
      let (frequency, damping) = try generator.spectralBounds(at: middle)
      return Piece(
        segment: segment,
        chebyshev: ChebyshevExponential(
          frequency: frequency, damping: damping, time: segment.end - segment.start,
          tolerance: integrator.relativeTolerance),
        coefficients: try generator.coefficients(at: middle))
    }
  }

  /// How vectors are propagated, in words.
  var method: String {
    let kinds = Set(pieces.map { $0.chebyshev != nil })
    if kinds == [true] { return "Chebyshev polynomials of each constant segment" }
    if kinds == [false] { return integrator.tableau.name }
    return "Chebyshev polynomials where nothing changes, otherwise \(integrator.tableau.name)"
  }

  /// The vectors at the end, of which number b has coordinate i at i × width + b.
  func apply(to block: [Double], width: Int) throws -> [Double] {
    var state = block
    var action = action
    for piece in pieces {
      if let chebyshev = piece.chebyshev {
        action.setCoefficients(piece.coefficients)
        state = try chebyshev.apply(to: state) { action.apply(to: $0, into: &$1, width: width) }
        continue
      }
      var part = integrator
      part.maximumStep = piece.segment.maximumStep
      var end = state
      try part.integrate(
        from: state, times: [piece.segment.start, piece.segment.end],
        derivative: { time, state, slope in
          action.setCoefficients(try generator.coefficients(at: piece.segment.inside(time)))
          action.apply(to: state, into: &slope, width: width)
        }, output: { _, _, value in end = value })
      state = end
    }
    return state
  }
}

extension TimeDependentLiouvillian {
  /// Bounds for the spectrum at one time: the largest difference of energies, and the dissipator's norm.
  func spectralBounds(at time: Double) throws -> (frequency: Double, damping: Double) {
    let now = try liouvillian(at: time)
    let matrix = now.hamiltonian.matrix
    var range = 2 * matrix.oneNorm
    if dimension <= 512 {
      let energies = try matrix.dense.hermitianEigensystem().values
      range = (energies.last ?? 0) - (energies.first ?? 0)
    }
    let losses = now.jumpOperators.reduce(0.0) { $0 + ($1.adjoint * $1).matrix.oneNorm }
    return (range, losses)
  }

  /// The sets of coordinates of `HermitianBasis` that no part of the generator connects: sectors of weak
  /// symmetries that are diagonal in the basis.
  func invariantCoordinates() -> [[Int]] {
    let size = dimension * dimension
    var parent = Array(0..<size)
    func root(_ index: Int) -> Int {
      var i = index
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    for generator in [constant] + parts.map(\.generator) {
      generator.realRepresentation.forEachEntry { row, column, value in
        guard value != 0 else { return }
        let (a, b) = (root(row), root(column))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    var sectors: [Int: [Int]] = [:]
    for i in 0..<size { sectors[root(i), default: []].append(i) }
    return sectors.values.sorted { $0[0] < $1[0] }
  }
}
