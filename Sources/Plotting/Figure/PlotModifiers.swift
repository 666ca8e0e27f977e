extension Plot {
  private func changed(_ change: (inout Plot) -> Void) -> Plot {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with a name of the horizontal axis; mathematics between dollars.
  ///
  /// - Parameters:
  ///   - text: the name.
  ///   - unit: the unit of its numbers, written as the style wants it; or nil.
  /// - Returns: the changed copy.
  public func xLabel(_ text: String, unit: String? = nil) -> Plot {
    changed {
      $0.xAxis.label = text
      $0.xAxis.unit = unit
    }
  }
  /// The same with a name of the vertical axis; mathematics between dollars.
  ///
  /// - Parameters:
  ///   - text: the name.
  ///   - unit: the unit of its numbers, written as the style wants it; or nil.
  /// - Returns: the changed copy.
  public func yLabel(_ text: String, unit: String? = nil) -> Plot {
    changed {
      $0.yAxis.label = text
      $0.yAxis.unit = unit
    }
  }
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
  /// The same with a horizontal axis whose values grow to the left.
  public func invertedX(_ isInverted: Bool = true) -> Plot {
    changed { $0.xAxis.isInverted = isInverted }
  }
  /// The same with a vertical axis whose values grow downwards.
  public func invertedY(_ isInverted: Bool = true) -> Plot {
    changed { $0.yAxis.isInverted = isInverted }
  }
  /// The same with a part of the horizontal axis cut out, shown by slashes.
  public func xBreak(_ range: ClosedRange<Double>) -> Plot {
    changed { $0.xAxis.breaks += [range] }
  }
  /// The same with a part of the vertical axis cut out, shown by slashes.
  public func yBreak(_ range: ClosedRange<Double>) -> Plot {
    changed { $0.yAxis.breaks += [range] }
  }
  /// The same with another colour of the vertical axis, its numbers and its name.
  public func yColor(_ color: Color) -> Plot { changed { $0.yAxis.color = color } }
  /// The same with another colour of the horizontal axis, its numbers and its name.
  public func xColor(_ color: Color) -> Plot { changed { $0.xAxis.color = color } }

  /// The same with a second vertical axis at the right side and marks that follow its numbers.
  ///
  /// ```swift
  /// Plot { Line(t, population) }.yLabel("population")
  ///   .rightAxis("entropy", unit: "nats") { Line(t, entropy) }
  /// ```
  ///
  /// - Parameters:
  ///   - label: name of the quantity; mathematics between dollars.
  ///   - unit: the unit of its numbers, or nil.
  ///   - range: what it shows, or nil for what the marks need.
  ///   - scale: how values become positions.
  ///   - ticks: where ticks are.
  ///   - color: colour of the axis, its numbers and its name, or nil for the style's.
  ///   - marks: what follows its numbers; without any, give the range.
  /// - Returns: the changed copy.
  public func rightAxis(
    _ label: String, unit: String? = nil, range: ClosedRange<Double>? = nil,
    scale: AxisScale = .linear, ticks: TickPlacement = .automatic, color: Color? = nil,
    @MarkBuilder _ marks: () -> [any Mark] = { [] }
  ) -> Plot {
    let axis = Axis(label, unit: unit, range: range, scale: scale, ticks: ticks, color: color)
    return changed { $0.rightAxis = TwinAxis(axis: axis, marks: marks()) }
  }

  /// The same with a second horizontal axis at the upper side and marks that follow its numbers.
  ///
  /// - Parameters:
  ///   - label: name of the quantity; mathematics between dollars.
  ///   - unit: the unit of its numbers, or nil.
  ///   - range: what it shows, or nil for what the marks need.
  ///   - scale: how values become positions.
  ///   - ticks: where ticks are.
  ///   - color: colour of the axis, its numbers and its name, or nil for the style's.
  ///   - marks: what follows its numbers; without any, give the range.
  /// - Returns: the changed copy.
  public func topAxis(
    _ label: String, unit: String? = nil, range: ClosedRange<Double>? = nil,
    scale: AxisScale = .linear, ticks: TickPlacement = .automatic, color: Color? = nil,
    @MarkBuilder _ marks: () -> [any Mark] = { [] }
  ) -> Plot {
    let axis = Axis(label, unit: unit, range: range, scale: scale, ticks: ticks, color: color)
    return changed { $0.topAxis = TwinAxis(axis: axis, marks: marks()) }
  }

  /// The same with the legend elsewhere.
  public func legend(_ placement: LegendPlacement) -> Plot {
    changed { $0.legendPlacement = placement }
  }
  /// The same with another relation of width and height.
  public func aspect(_ aspect: Aspect) -> Plot { changed { $0.aspect = aspect } }
  /// The same with a colour bar of a name.
  ///
  /// - Parameters:
  ///   - label: the name; mathematics between dollars.
  ///   - side: where the bars of the plot stand, or nil for where their marks want them.
  /// - Returns: the changed copy.
  public func colorBar(_ label: String, side: ColorBarSide? = nil) -> Plot {
    changed {
      $0.colorBarLabel = label
      $0.colorBarSide = side
    }
  }
  /// The same in another style, where it is drawn by itself.
  public func style(_ style: FigureStyle) -> Plot { changed { $0.style = style } }
  /// The same in another size, where it is drawn by itself.
  public func size(width: Length, height: Length) -> Plot {
    changed { $0.size = Size(width.points, height.points) }
  }
  /// The same with text for those who cannot see.
  public func altText(_ text: String) -> Plot { changed { $0.altText = text } }
  /// The same with the name of who made it, for the metadata of files.
  public func author(_ name: String) -> Plot { changed { $0.author = name } }
}

extension Axis {
  fileprivate init(
    _ label: String, unit: String?, range: ClosedRange<Double>?, scale: AxisScale,
    ticks: TickPlacement, color: Color?
  ) {
    self.label = label
    self.unit = unit
    self.range = range
    self.scale = scale
    self.ticks = ticks
    self.color = color
  }
}
