/// A mark of numbers on a grid that are divided at levels: lines or areas.
public protocol LeveledMark: Mark, MappedElement {
  /// The values of the levels, ascending; nil for round ones.
  var levels: [Double]? { get set }
  /// About how many levels there are where they are not given.
  var count: Int { get set }

  /// Numbers on a grid.
  ///
  /// - Parameters:
  ///   - grid: the numbers, with what is wrong about them, if anything.
  ///   - levels: the values of the levels, or nil for round ones.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  init(grid: SampledGrid, levels: [Double]?, map: ColorMap, scaling: ColorScaling)
}

extension LeveledMark {
  /// Rows of numbers over ranges.
  ///
  /// - Parameters:
  ///   - z: rows of equal length, the first at the least y.
  ///   - x: coordinates of the first and last columns; 0 … columns − 1 if nil.
  ///   - y: coordinates of the first and last rows; 0 … rows − 1 if nil.
  ///   - levels: the values of the levels, or nil for round ones.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    z: [[Double]], x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    levels: [Double]? = nil, map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) {
    self.init(
      grid: SampledGrid(z: z, x: x, y: y, of: "\(Self.self)"), levels: levels, map: map,
      scaling: scaling)
  }

  /// Numbers at coordinates, which may be unequally spaced.
  ///
  /// - Parameters:
  ///   - x: coordinates of the columns.
  ///   - y: coordinates of the rows.
  ///   - z: one row for each y, with one value for each x.
  ///   - levels: the values of the levels, or nil for round ones.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    x: [Double], y: [Double], z: [[Double]], levels: [Double]? = nil, map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    self.init(
      grid: SampledGrid(z: z, x: x, y: y, of: "\(Self.self)"), levels: levels, map: map,
      scaling: scaling)
  }

  /// A function of two variables.
  ///
  /// - Parameters:
  ///   - x: coordinates of the first and last columns.
  ///   - y: coordinates of the first and last rows.
  ///   - columns: number of columns, at least 2.
  ///   - rows: number of rows, at least 2.
  ///   - levels: the values of the levels, or nil for round ones.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  ///   - function: the value at x and y.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 201, rows: Int = 201,
    levels: [Double]? = nil, map: ColorMap = .viridis, scaling: ColorScaling = .automatic,
    _ function: (Double, Double) -> Double
  ) {
    self.init(
      grid: SampledGrid(
        x: x, y: y, columns: columns, rows: rows, of: "\(Self.self)", function),
      levels: levels, map: map, scaling: scaling)
  }

  /// The same with about so many levels.
  public func count(_ count: Int) -> Self {
    var copy = self
    copy.count = count
    return copy
  }

  /// The levels that are drawn.
  var shownLevels: [Double] { levels ?? ContourLevels.automatic(coloring, count: count) }

  /// Refuses grids and levels that cannot be drawn.
  ///
  /// - Returns: extent of the grid; tight.
  func checked(_ grid: SampledGrid, xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try grid.check("\(Self.self)", xScale: xScale, yScale: yScale, leastCount: 2)
    try ContourLevels.check(levels, of: "\(Self.self)")
    _ = try coloring.scaling.ends(for: grid.values)
    return grid.extent
  }
}
