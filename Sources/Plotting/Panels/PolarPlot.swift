/// Marks on polar axes: x is the angle in radians, y the radius.
///
/// Lines, points, bars, histograms, areas, bands, spans, contours and heat maps are drawn as on
/// plain axes; bars, steps and spans follow circles, lines join their points by straight pieces. A bar of height r has an area that grows as r²: compare radii, not areas.
///
/// ```swift
/// PolarPlot { Line(angles, density); Scatter(phases, radii) }
///   .angleTicks(.degrees).zero(at: 90, isClockwise: true)
/// ```
public struct PolarPlot: PanelDrawable {
  /// What is drawn, from back to front.
  public var marks: [any Mark]
  /// What the radial axis shows, or nil for 0 to a little more than the data.
  public var radialRange: ClosedRange<Double>?
  /// How values become radii.
  public var radialScale: AxisScale = .linear
  /// Where the radial axis has circles with numbers.
  public var radialTicks: TickPlacement = .automatic
  /// Name of the radial quantity, or nil.
  public var radialLabel: String?
  /// Direction in which the numbers of the radial axis stand, as an angle of the data in radians;
  /// nil for where they hide least.
  public var radialDirection: Double?
  /// Direction of angle 0 on the page, counterclockwise from the right, in degrees.
  public var zeroDirection = 0.0
  /// Whether angles grow clockwise.
  public var isClockwise = false
  /// Names at the angles.
  public var angleTicks: AngularTicks = .multiplesOfPi
  /// Whether angles run from −π to π, rather than from 0 to 2π.
  public var isSymmetric = false
  /// Text above the axes, or nil.
  public var title: String?
  /// Name of the quantity on the colour bar, overriding what marks say.
  public var colorBarLabel: String?
  /// Whether marks with names are listed.
  public var hasLegend = true
  /// The look where the axes are drawn by themselves; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the axes are drawn by themselves, or nil for most of a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// Marks on polar axes.
  public init(@MarkBuilder _ marks: () throws -> [any Mark]) rethrows {
    self.marks = try marks()
  }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedPolar(self, style: $0) } }

  private func changed(_ change: (inout PolarPlot) -> Void) -> PolarPlot {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with a radial axis that shows a range.
  public func radialRange(_ range: ClosedRange<Double>) -> PolarPlot {
    changed { $0.radialRange = range }
  }
  /// The same with another radial scale.
  public func radialScale(_ scale: AxisScale) -> PolarPlot { changed { $0.radialScale = scale } }
  /// The same with other circles.
  public func radialTicks(_ ticks: TickPlacement) -> PolarPlot {
    changed { $0.radialTicks = ticks }
  }
  /// The same with a name of the radial quantity; mathematics between dollars.
  ///
  /// - Parameters:
  ///   - text: the name, which stands beyond the end of the radial numbers.
  ///   - angle: where the numbers stand, in radians; nil for where they hide least.
  /// - Returns: the changed copy.
  public func radialLabel(_ text: String, at angle: Double? = nil) -> PolarPlot {
    changed {
      $0.radialLabel = text
      $0.radialDirection = angle
    }
  }
  /// The same with angle 0 in another direction.
  ///
  /// - Parameters:
  ///   - degrees: counterclockwise from the right: 90 is the top.
  ///   - isClockwise: whether angles grow clockwise.
  /// - Returns: the changed copy.
  public func zero(at degrees: Double, isClockwise: Bool = false) -> PolarPlot {
    changed {
      $0.zeroDirection = degrees
      $0.isClockwise = isClockwise
    }
  }
  /// The same with other names at the angles.
  ///
  /// - Parameters:
  ///   - ticks: in degrees or multiples of π, at chosen steps.
  ///   - isSymmetric: whether angles run from −π to π, rather than from 0 to 2π.
  /// - Returns: the changed copy.
  public func angleTicks(_ ticks: AngularTicks, isSymmetric: Bool = false) -> PolarPlot {
    changed {
      $0.angleTicks = ticks
      $0.isSymmetric = isSymmetric
    }
  }
}
