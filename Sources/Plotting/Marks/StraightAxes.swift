// Marks whose drawing follows the page's directions: none of them means anything where x is an
// angle and y a radius.

extension Arrow {
  /// Its text stands beside a straight line.
  public var needsStraightAxes: Bool { true }
}
extension ComplexSpectrum {
  /// The plane is its own.
  public var needsStraightAxes: Bool { true }
}
extension CornerText {
  /// A disk has no corner.
  public var needsStraightAxes: Bool { true }
}
extension ErrorBars {
  /// Bars and caps are parallel to the axes.
  public var needsStraightAxes: Bool { true }
}
extension GapMarker {
  /// A stripe beside the imaginary axis.
  public var needsStraightAxes: Bool { true }
}
extension Hinton {
  /// Squares.
  public var needsStraightAxes: Bool { true }
}
extension Inset {
  /// Axes of its own in a rectangle.
  public var needsStraightAxes: Bool { true }
}
extension PhasePortrait {
  /// Directions of the flow are those of the page.
  public var needsStraightAxes: Bool { true }
}
extension PointDensity {
  /// Counts on a raster of the page.
  public var needsStraightAxes: Bool { true }
}
extension Quiver {
  /// Directions of the arrows are those of the page.
  public var needsStraightAxes: Bool { true }
}
extension Regions {
  /// An image of the page.
  public var needsStraightAxes: Bool { true }
}
extension SlopedLine {
  /// Straight, or a power law.
  public var needsStraightAxes: Bool { true }
}
extension Streamlines {
  /// Directions of the flow are those of the page.
  public var needsStraightAxes: Bool { true }
}
extension TorusLine {
  /// A square whose opposite sides are one.
  public var needsStraightAxes: Bool { true }
}
extension Waterfall {
  /// Curves above each other.
  public var needsStraightAxes: Bool { true }
}
