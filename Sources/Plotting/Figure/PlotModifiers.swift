extension Plot {
  private func changed(_ change: (inout Plot) -> Void) -> Plot {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with a name of the horizontal axis; mathematics between dollars.
  public func xLabel(_ text: String) -> Plot { changed { $0.xAxis.label = text } }
  /// The same with a name of the vertical axis; mathematics between dollars.
  public func yLabel(_ text: String) -> Plot { changed { $0.yAxis.label = text } }
  /// The same with text above.
  public func title(_ text: String) -> Plot { changed { $0.title = text } }
  /// The same with a horizontal axis that shows a range.
  public func xRange(_ range: ClosedRange<Double>) -> Plot { changed { $0.xAxis.range = range } }
  /// The same with a vertical axis that shows a range.
  public func yRange(_ range: ClosedRange<Double>) -> Plot { changed { $0.yAxis.range = range } }
  /// The same with another horizontal scale.
  public func xScale(_ scale: AxisScale) -> Plot { changed { $0.xAxis.scale = scale } }
  /// The same with another vertical scale.
  public func yScale(_ scale: AxisScale) -> Plot { changed { $0.yAxis.scale = scale } }
  /// The same with other ticks on the horizontal axis.
  public func xTicks(_ ticks: TickPlacement) -> Plot { changed { $0.xAxis.ticks = ticks } }
  /// The same with other ticks on the vertical axis.
  public func yTicks(_ ticks: TickPlacement) -> Plot { changed { $0.yAxis.ticks = ticks } }
  /// The same with the legend elsewhere.
  public func legend(_ placement: LegendPlacement) -> Plot {
    changed { $0.legendPlacement = placement }
  }
  /// The same with another relation of width and height.
  public func aspect(_ aspect: Aspect) -> Plot { changed { $0.aspect = aspect } }
  /// The same with a colour bar of a name.
  public func colorBar(_ label: String) -> Plot { changed { $0.colorBarLabel = label } }
  /// The same in another style, where it is drawn by itself.
  public func style(_ style: FigureStyle) -> Plot { changed { $0.style = style } }
  /// The same in another size, where it is drawn by itself.
  public func size(width: Length, height: Length) -> Plot {
    changed { $0.size = Size(width.points, height.points) }
  }
  /// The same with text for those who cannot see.
  public func altText(_ text: String) -> Plot { changed { $0.altText = text } }
}
