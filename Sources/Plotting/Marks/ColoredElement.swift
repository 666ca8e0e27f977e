/// Something that can show a number by its colour at each of its points, beside having a look.
public protocol ColoredElement: StyledElement {
  /// Numbers shown by colour, or nil for one colour.
  var coloring: Coloring? { get set }
}

extension ColoredElement {
  /// Takes the next colour of the style's cycle unless it has its own or many.
  public var takesCycleColor: Bool { coloring == nil }

  /// The colours of the points.
  public func colorKey() throws -> ColorKey? { try coloring?.key() }

  /// The same with colours that stand for numbers, one at each point.
  ///
  /// - Parameters:
  ///   - values: a number for each point.
  ///   - map: the colours.
  ///   - scaling: how numbers become fractions of the map.
  /// - Returns: the changed copy.
  public func colored(
    by values: [Double], map: ColorMap = .viridis, scaling: ColorScaling = .automatic
  ) -> Self {
    var copy = self
    copy.coloring = Coloring(values: values, map: map, scaling: scaling)
    return copy
  }

  /// The same with a colour bar of a name, for what is coloured by numbers.
  ///
  /// - Parameters:
  ///   - label: the name; mathematics between dollars.
  ///   - ticks: where the bar has ticks.
  ///   - side: where it stands.
  /// - Returns: the changed copy.
  public func colorBar(
    _ label: String, ticks: TickPlacement = .automatic, side: ColorBarSide = .right
  ) -> Self {
    var copy = self
    copy.coloring?.barLabel = label
    copy.coloring?.barTicks = ticks
    copy.coloring?.barSide = side
    return copy
  }

  /// The colour that stands for the whole in a legend.
  func sampleColor(_ color: Color) -> Color { coloring.map { $0.map(0.5) } ?? color }
}

/// Something whose values are all shown by colour: maps, contours, surfaces.
public protocol MappedElement: PlotElement {
  /// The values with their colours.
  var coloring: Coloring { get set }
}

extension MappedElement {
  /// The colours of the values.
  public func colorKey() throws -> ColorKey? { try coloring.key() }

  /// The same with a colour bar of a name.
  ///
  /// - Parameters:
  ///   - label: the name; mathematics between dollars.
  ///   - ticks: where the bar has ticks.
  ///   - side: where it stands.
  /// - Returns: the changed copy.
  public func colorBar(
    _ label: String, ticks: TickPlacement = .automatic, side: ColorBarSide = .right
  ) -> Self {
    var copy = self
    copy.coloring.barLabel = label
    copy.coloring.barTicks = ticks
    copy.coloring.barSide = side
    return copy
  }

  /// The same in other colours.
  public func colorMap(_ map: ColorMap) -> Self {
    var copy = self
    copy.coloring.map = map
    return copy
  }

  /// The same with another way from values to colours.
  public func colorScaling(_ scaling: ColorScaling) -> Self {
    var copy = self
    copy.coloring.scaling = scaling
    return copy
  }
}
