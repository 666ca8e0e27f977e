import ComplexModule
import LinearAlgebra
import RealModule

/// The shift-invariant space of a signal's Hankel matrix, and the exponentials that span it.
struct MatrixPencil {
  /// e^(sΔt) of each exponential.
  let roots: [ComplexDouble]
  /// The singular values over the largest.
  let relativeSingularValues: [Double]

  /// The longest piece of the signal in a row; longer signals give more rows, not longer ones.
  private static let widest = 200
  /// The most rows; those of longer signals are spread over them.
  private static let tallest = 600

  init(_ samples: [ComplexDouble], count: Int?, tolerance: Double) throws {
    guard samples.count >= 8 else {
      throw SignalAnalysisError(
        .tooFewSamples, "Modes need 8 samples or more, but \(samples.count) came.")
    }
    guard tolerance > 0, tolerance < 1, (count ?? 1) >= 1 else {
      throw SignalAnalysisError(
        .invalidParameter,
        "Modes need a count of 1 or more and a tolerance between 0 and 1, not \(count ?? 0) and \(tolerance)."
      )
    }
    let scale = samples.map(\.length).max() ?? 0
    guard scale > 0 else {
      throw SignalAnalysisError(
        .undetermined, "A signal of zeros has no modes; look at what was sampled.")
    }
    // One third of the samples makes the roots least sensitive to noise.
    let width = min(max(4, samples.count / 3 + 1), Self.widest)
    let available = samples.count - width + 1
    let rows = min(available, max(width, Self.tallest))
    let starts = (0..<rows).map { rows == 1 ? 0 : $0 * (available - 1) / (rows - 1) }
    let hankel = Matrix<ComplexDouble>(rows: rows, columns: width) { i, j in
      samples[starts[i] + j]
    }
    let (values, vectors) = try hankel.rightSingularVectors()
    relativeSingularValues = values.map { $0 / values[0] }
    let found = relativeSingularValues.count { $0 > tolerance }
    let order = min(count ?? found, width - 1)
    guard count != nil || found < width else {
      throw SignalAnalysisError(
        .undetermined,
        "All \(width) singular values are above \(tolerance) of the largest: the signal has more terms than "
          + "samples can tell, or noise above the tolerance. Give a count, or the noise as tolerance."
      )
    }
    // The rows of the signal are Σ A z^j: the conjugated right singular vectors span the powers of the roots.
    let upper = Matrix<ComplexDouble>(rows: width - 1, columns: order) { i, j in
      vectors[i, j].conjugate
    }
    let lower = Matrix<ComplexDouble>(rows: width - 1, columns: order) { i, j in
      vectors[i + 1, j].conjugate
    }
    var shift = Matrix<ComplexDouble>(rows: order, columns: order)
    for j in 0..<order {
      let column = try upper.leastSquares(lower.column(j)).solution
      for i in 0..<order { shift[i, j] = column[i] }
    }
    roots = try shift.eigensystem().values
  }
}
