/// A path in or on the sphere, correctly in front of or behind everything else.
public struct SphereTrajectory: StyledSphereMark, ColoredElement {
  /// Coordinates along x, in units of the sphere's radius.
  public var x: [Double]
  /// Coordinates along y, as many.
  public var y: [Double]
  /// Coordinates along z, as many.
  public var z: [Double]
  /// The look.
  public var appearance = Appearance()
  /// Numbers shown by the colour along the path, or nil for one colour.
  public var coloring: Coloring?

  /// A path through points; NaN leaves a gap.
  ///
  /// - Parameters:
  ///   - x: coordinates along x, in units of the sphere's radius.
  ///   - y: coordinates along y, as many.
  ///   - z: coordinates along z, as many.
  public init(_ x: [Double], _ y: [Double], _ z: [Double]) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// Lengths agree and some point is finite.
  public func check() throws {
    guard x.count == y.count, y.count == z.count else {
      throw PlottingError(
        .mismatchedLengths,
        "SphereTrajectory needs as many x as y and z values, got \(x.count), \(y.count) and "
          + "\(z.count). Give arrays of equal length.")
    }
    guard x.count >= 2 else {
      throw PlottingError(
        .emptyData,
        "SphereTrajectory needs at least 2 points, got \(x.count). Use SpherePoint for one point.")
    }
    guard places.contains(where: \.isFinite) else {
      throw PlottingError(
        .noFiniteData,
        "SphereTrajectory has no finite point among its \(x.count): all are NaN or infinite. "
          + "Check the computation that made them.")
    }
    try coloring?.check(count: x.count, of: "SphereTrajectory")
  }

  /// The path cut where it passes from one layer of depth into the next.
  public func pieces(in view: SphereView, color: Color) -> [SpherePiece] {
    let base = appearance.stroke(color, style: view.style)
    var line = SphereStroke(view: view, stroke: base)
    if let coloring {
      let count = Coloring.stepCount
      line.add(places, steps: coloring.steps(count: count)) {
        coloring.map((Double($0) + 0.5) / Double(count))
      }
    } else {
      line.add(places, steps: nil) { _ in color }
    }
    return line.pieces
  }

  /// A sample of the line.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(text: $0, line: appearance.stroke(sampleColor(color), style: style))
    }
  }

  /// Number of points and end.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.coordinate(value) }
    func text(_ index: Int) -> String {
      "(\(number(x[index])), \(number(y[index])), \(number(z[index])))"
    }
    let ends = x.count > 1 ? " from \(text(0)) to \(text(x.count - 1))" : ""
    return described("trajectory") + " of \(x.count) points\(ends)"
  }

  private var places: [SIMD3<Double>] { x.indices.map { SIMD3(x[$0], y[$0], z[$0]) } }
}
