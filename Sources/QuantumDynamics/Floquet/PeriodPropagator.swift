import ComplexModule
import LinearAlgebra
import QuantumCore

/// The propagation of one real vector, or of a block of sixteen, from one time to a later one, restricted to some
/// coordinates.
///
/// Segments in which nothing depends on time use Faber series, all others the Runge–Kutta method.
struct PeriodPropagator: Sendable {
  private let generator: TimeDependentLiouvillian
  private let integrator: ExplicitRungeKutta
  private let action: ModulatedAction<Double>
  private let pieces: [Piece]

  private struct Piece: Sendable {
    let segment: TimeSegment
    let constant: (generator: SparseGenerator, ellipse: SpectralEllipse)?
  }

  /// Series are this much more accurate than the integrator's steps, at nearly no cost, so that Arnoldi's method
  /// meets a linear map.
  private static let seriesAccuracy = 0.01

  // `coordinates` is an invariant subset of those of `HermitianBasis`; nil stands for all.
  init(
    _ generator: TimeDependentLiouvillian, from start: Double, to end: Double,
    integrator: ExplicitRungeKutta, coordinates: [Int]? = nil
  ) throws {
    self.generator = generator
    self.integrator = integrator
    func restricted(_ matrix: SparseMatrix<Double>) -> SparseMatrix<Double> {
      coordinates.map { matrix.restricted(to: $0) } ?? matrix
    }
    action = ModulatedAction(
      ([generator.constant] + generator.parts.map(\.generator))
        .map { restricted($0.realRepresentation) })
    pieces = try generator.modulations.segments(from: start, to: end).map { segment in
      guard segment.isConstant else { return Piece(segment: segment, constant: nil) }
      let now = try generator.liouvillian(at: (segment.start + segment.end) / 2)
      let matrix = restricted(now.realRepresentation)
      let constant = SparseGenerator(matrix)
      let ellipse = try SpectralEllipse.estimate(
        size: matrix.rowCount, action: constant, interval: segment.end - segment.start)
      return Piece(segment: segment, constant: (constant, ellipse))
    }
  }

  /// How vectors are propagated, in words.
  var method: String {
    let kinds = Set(pieces.map { $0.constant != nil })
    if kinds == [true] { return "Faber series of each constant segment" }
    if kinds == [false] { return integrator.tableau.name }
    return "Faber series where nothing changes, otherwise \(integrator.tableau.name)"
  }

  /// The vectors at the end, of which number b has coordinate i at i × width + b; the width is 1 or 16.
  func apply(to block: [Double], width: Int) throws -> [Double] {
    var state = block
    var action = action
    for piece in pieces {
      if let (constant, ellipse) = piece.constant {
        var series = FaberPropagator(
          generator: constant, ellipse: ellipse, coordinates: state, start: piece.segment.start,
          end: piece.segment.end,
          relativeTolerance: Self.seriesAccuracy * integrator.relativeTolerance,
          absoluteTolerance: 0)
        try series.advance(to: piece.segment.end) { _ in }
        state = series.coordinates
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
  /// The sets of coordinates of `HermitianBasis` that no part of the generator connects: sectors of weak
  /// symmetries that are diagonal in the basis.
  func invariantCoordinates() -> [[Int]] {
    // Moduli, so that no two parts cancel.
    ([constant] + parts.map(\.generator)).map { $0.realRepresentation.mapValues { abs($0) } }
      .reduce(SparseMatrix.zero(rows: dimension * dimension, columns: dimension * dimension), +)
      .connectedComponents()
  }
}
