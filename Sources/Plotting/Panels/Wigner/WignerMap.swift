import Preconditions

/// A quasi-probability over phase space with its marginals: the distributions of position and of
/// momentum, aligned with the axes they belong to.
///
/// The colours diverge from zero, so that what is negative is seen as such. The marginals are
/// P(x) = ∫ W(x, p) dp and P(p) = ∫ W(x, p) dx by the trapezoidal rule.
///
/// ```swift
/// WignerMap(w, x: -5...5, p: -5...5).contours([0])
/// ```
public struct WignerMap: PanelDrawable {
  /// One row for each momentum, the first at the least, with one value for each position.
  public var values: [[Double]]
  /// Positions of the first and last column.
  public var x: ClosedRange<Double>
  /// Momenta of the first and last row.
  public var p: ClosedRange<Double>
  /// The colours; their middle stands for zero.
  public var map: ColorMap
  /// The magnitude at both ends of the colours, or nil for the greatest.
  public var reach: Double?
  /// Values of lines in the map.
  public var levels: [Double] = []
  /// Whether the marginals are shown.
  public var hasMarginals = true
  /// Marks in front of the map.
  public var marks: [any Mark] = []
  /// Name of the position; mathematics between dollars.
  public var xLabel = "$x$"
  /// Name of the momentum; mathematics between dollars.
  public var pLabel = "$p$"
  /// Text above the map, or nil.
  public var title: String?
  /// Name of the quantity on the colour bar, or nil for W(x, p).
  public var colorBarLabel: String?
  /// Whether there is a colour bar.
  public var hasLegend = true
  /// The look where the map is drawn by itself; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the map is drawn by itself, or nil for a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// A quasi-probability over phase space.
  ///
  /// - Parameters:
  ///   - values: one row for each momentum, the first at the least, with one value for each position.
  ///   - x: positions of the first and last column; columns are equally spaced.
  ///   - p: momenta of the first and last row; rows are equally spaced.
  ///   - map: diverging colours.
  public init(
    _ values: [[Double]], x: ClosedRange<Double>, p: ClosedRange<Double>, map: ColorMap = .vik
  ) {
    self.values = values
    self.x = x
    self.p = p
    self.map = map
  }

  /// A function of position and momentum.
  ///
  /// - Parameters:
  ///   - x: positions of the first and last column.
  ///   - p: momenta of the first and last row.
  ///   - columns: number of positions, at least 2.
  ///   - rows: number of momenta, at least 2.
  ///   - map: diverging colours.
  ///   - function: the value at a position and a momentum.
  public init(
    x: ClosedRange<Double>, p: ClosedRange<Double>, columns: Int = 201, rows: Int = 201,
    map: ColorMap = .vik, _ function: (_ x: Double, _ p: Double) -> Double
  ) {
    requirePrecondition(
      columns >= 2 && rows >= 2, "WignerMap needs at least 2 × 2 points, got \(rows) × \(columns).")
    let positions = SampledGrid.places(x, count: columns)
    self.init(
      SampledGrid.places(p, count: rows).map { momentum in
        positions.map { function($0, momentum) }
      }, x: x, p: p, map: map)
  }

  /// A column of the style.
  public var naturalWidth: Double { style.singleColumn.points }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedWignerMap(self, style: $0) } }

  private func changed(_ change: (inout WignerMap) -> Void) -> WignerMap {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with lines at values, such as zero.
  public func contours(_ levels: [Double]) -> WignerMap { changed { $0.levels = levels } }
  /// The same with colours between −reach and reach, to compare maps.
  public func reach(_ reach: Double) -> WignerMap { changed { $0.reach = reach } }
  /// The same with or without marginals.
  public func marginals(_ areShown: Bool) -> WignerMap { changed { $0.hasMarginals = areShown } }
  /// The same with marks in front of the map, such as a trajectory.
  public func overlay(@MarkBuilder _ marks: () -> [any Mark]) -> WignerMap {
    changed { $0.marks += marks() }
  }
  /// The same with other names of position and momentum; mathematics between dollars.
  public func labels(x: String, p: String) -> WignerMap {
    changed {
      $0.xLabel = x
      $0.pLabel = p
    }
  }

  /// P(x): the integral over all momenta, one value for each column.
  public var positionDistribution: [Double] {
    let columns = values.first?.count ?? 0
    guard values.count > 1, values.allSatisfy({ $0.count == columns }) else { return [] }
    return (0..<columns).map { column in
      Self.integral(values.map { $0[column] }, step: p.length / Double(values.count - 1))
    }
  }

  /// P(p): the integral over all positions, one value for each row.
  public var momentumDistribution: [Double] {
    values.map { Self.integral($0, step: x.length / Double(max(1, $0.count - 1))) }
  }

  private static func integral(_ values: [Double], step: Double) -> Double {
    guard let first = values.first, let last = values.last else { return 0 }
    return step * (values.reduce(0, +) - (first + last) / 2)
  }
}
