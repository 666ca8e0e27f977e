import Preconditions

/// How figures look: fonts, widths, ticks, colours.
///
/// Journals' rules are values of this type.
public struct FigureStyle: Sendable, Hashable {
  /// Where ticks point.
  public enum TickDirection: String, Sendable, Hashable { case inward, outward }

  /// What to call it.
  public var name: String
  /// The family that text is set in; mathematics follows it.
  public var fontFamily: FontFamily
  /// Size of axis labels, in points.
  public var labelSize: Double
  /// Size of numbers at ticks, in points.
  public var tickLabelSize: Double
  /// Size of titles, in points.
  public var titleSize: Double
  /// Size of text in legends, in points.
  public var legendSize: Double
  /// Size of panel labels, in points.
  public var panelLabelSize: Double
  /// Width of data lines, in points.
  public var lineWidth: Double
  /// Markers across, in points.
  public var markerSize: Double
  /// Width of axes, in points.
  public var axisWidth: Double
  /// Length of ticks with numbers, in points.
  public var tickLength: Double
  /// Length of ticks between, in points.
  public var minorTickLength: Double
  /// Where ticks point.
  public var tickDirection: TickDirection
  /// Whether axes close to a box, with ticks at all four sides when they point inward.
  public var isBoxed: Bool
  /// Whether there are ticks between those with numbers.
  public var hasMinorTicks: Bool
  /// Colour and width of lines across the plot at ticks, or nil for none.
  public var gridLine: Stroke?
  /// Colour of the page, or nil for a transparent one.
  public var background: Color?
  /// Colour of axes and text.
  public var foreground: Color
  /// Colour of the less important: reference lines, guides of spheres.
  public var mutedForeground: Color
  /// Colours of lines in the order of drawing.
  public var colorCycle: [Color]
  /// Width of a figure in one column.
  public var singleColumn: Length
  /// Width of a figure across the page.
  public var doubleColumn: Length
  /// Height over width of a panel with its labels.
  public var panelAspect: Double
  /// Distance between panels, in points.
  public var panelGap: Double
  /// Distance from the page's edge, in points.
  public var margin: Double
  /// How units are written after names.
  public var unitNotation: UnitNotation

  /// A style from scratch; most are made by changing one of the given values.
  public init(
    name: String, fontFamily: FontFamily, labelSize: Double, tickLabelSize: Double,
    titleSize: Double, legendSize: Double, panelLabelSize: Double, lineWidth: Double,
    markerSize: Double, axisWidth: Double, tickLength: Double, minorTickLength: Double,
    tickDirection: TickDirection, isBoxed: Bool, hasMinorTicks: Bool, gridLine: Stroke?,
    background: Color?, foreground: Color, mutedForeground: Color, colorCycle: [Color],
    singleColumn: Length, doubleColumn: Length, panelAspect: Double, panelGap: Double,
    margin: Double, unitNotation: UnitNotation = .parentheses
  ) {
    requirePrecondition(!colorCycle.isEmpty, "A style needs at least one colour for lines.")
    self.name = name
    self.fontFamily = fontFamily
    self.labelSize = labelSize
    self.tickLabelSize = tickLabelSize
    self.titleSize = titleSize
    self.legendSize = legendSize
    self.panelLabelSize = panelLabelSize
    self.lineWidth = lineWidth
    self.markerSize = markerSize
    self.axisWidth = axisWidth
    self.tickLength = tickLength
    self.minorTickLength = minorTickLength
    self.tickDirection = tickDirection
    self.isBoxed = isBoxed
    self.hasMinorTicks = hasMinorTicks
    self.gridLine = gridLine
    self.background = background
    self.foreground = foreground
    self.mutedForeground = mutedForeground
    self.colorCycle = colorCycle
    self.singleColumn = singleColumn
    self.doubleColumn = doubleColumn
    self.panelAspect = panelAspect
    self.panelGap = panelGap
    self.margin = margin
    self.unitNotation = unitNotation
  }

  /// The style with changes.
  ///
  /// - Parameter change: what to set.
  /// - Returns: the changed copy.
  public func with(_ change: (inout FigureStyle) -> Void) -> FigureStyle {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same sizes and fonts, light on dark, for dark notebooks and slides.
  public var onDark: FigureStyle {
    with {
      $0.name = name + " on dark"
      $0.background = Color(hex: 0x16181d)
      $0.foreground = Color(white: 0.92)
      $0.mutedForeground = Color(white: 0.6)
      $0.gridLine = gridLine.map { Stroke(Color(white: 0.3), width: $0.width, dashes: $0.dashes) }
      $0.colorCycle = Color.tolBrightOnDark
    }
  }

  /// The same without a page behind it, to be put on a light one.
  public var transparent: FigureStyle { with { $0.background = nil } }

  /// The colour that text and lines are mixed towards where they recede: the page's.
  package var ground: Color { background ?? .white }
}

extension FigureStyle: CustomStringConvertible {
  /// The name, the letters and the widths, in one line.
  public var description: String {
    func centimetres(_ length: Length) -> String {
      NumberFormat.significant(length.points / 72 * 2.54, digits: 3)
    }
    return
      "Figure style \(name): \(fontFamily.rawValue), labels of \(NumberFormat.significant(labelSize, digits: 3)) pt, "
      + "columns of \(centimetres(singleColumn)) and \(centimetres(doubleColumn)) cm"
  }
}
