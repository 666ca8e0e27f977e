/// The data for one system size.
public struct ScalingCurve: Sendable, Hashable, Codable {
  /// The system size N.
  public let size: Double
  /// The control parameter, rising.
  public let x: [Double]
  /// The observable, as many values.
  public let y: [Double]
  /// The standard errors of the observable; nil where they are not known.
  public let errors: [Double]?

  /// The data for one system size.
  ///
  /// - Parameters:
  ///   - size: N > 0.
  ///   - x: the control parameter, in any order, no value twice.
  ///   - y: the observable, as many values.
  ///   - errors: standard errors of the observable, positive; nil where they are not known.
  /// - Throws: `SignalAnalysisError`: `invalidData`, `notFinite`, `tooFewSamples` for fewer than 4 points.
  public init(size: Double, x: [Double], y: [Double], errors: [Double]? = nil) throws {
    guard x.count == y.count, (errors?.count ?? x.count) == x.count else {
      throw SignalAnalysisError(
        .invalidData,
        "The curve of N = \(size) needs one value (and error) for each x, but \(x.count) points and \(y.count) "
          + "values came.")
    }
    guard ([size] + x + y + (errors ?? [])).allSatisfy(\.isFinite) else {
      throw SignalAnalysisError(
        .notFinite, "The curve of N = \(size) holds NaN or infinity; leave such points out.")
    }
    guard x.count >= 4 else {
      throw SignalAnalysisError(
        .tooFewSamples,
        "A curve needs 4 points or more, but that of N = \(size) has \(x.count).")
    }
    let order = x.indices.sorted { x[$0] < x[$1] }
    let sorted = order.map { x[$0] }
    guard size > 0, zip(sorted, sorted.dropFirst()).allSatisfy({ $0 < $1 }),
      errors?.allSatisfy({ $0 > 0 }) ?? true
    else {
      throw SignalAnalysisError(
        .invalidData,
        "A curve needs a positive size, no x twice and positive errors; look at N = \(size).")
    }
    self.size = size
    self.x = sorted
    self.y = order.map { y[$0] }
    self.errors = errors.map { errors in order.map { errors[$0] } }
  }

  /// Data that were checked before.
  init(unchecked size: Double, _ x: [Double], _ y: [Double], _ errors: [Double]?) {
    (self.size, self.x, self.y, self.errors) = (size, x, y, errors)
  }
}

/// How well curves fall onto one another.
public enum CollapseQuality: String, Sendable, Hashable, Codable {
  /// The mean squared distance of points from straight lines through the points of the other curves beside them, over
  /// its error: about 1 for a good collapse with right errors.
  ///
  /// Reference: J. Houdayer and A. K. Hartmann, Phys. Rev. B 70, 014418 (2004), appendix.
  case houdayerHartmann
  /// The mean distance of points from cubics through four points of each other curve, over the spread of all points; needs no
  /// errors. (The spread is in the denominator because the distance alone becomes small for exponents that make all values
  /// small.)
  ///
  /// Reference: S. M. Bhattacharjee and F. Seno, J. Phys. A 34, 6375 (2001), eq. (3) with q = 1.
  case bhattacharjeeSeno
}
