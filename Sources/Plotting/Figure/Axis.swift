/// One axis of a plot.
public struct Axis: Sendable, Hashable {
  /// The name of the quantity; mathematics between dollars.
  public var label: String?
  /// The unit of its numbers, written after the name as the style wants it.
  public var unit: String?
  /// What the axis shows, or nil for what the data need.
  ///
  /// An empty or infinite range is reported when the plot is drawn.
  public var range: ClosedRange<Double>?
  /// How values become positions.
  public var scale: AxisScale = .linear
  /// Where ticks are.
  public var ticks: TickPlacement = .automatic
  /// Whether values grow to the left or downwards.
  public var isInverted = false
  /// Ranges that are cut out, so that what is on both sides of them has room.
  public var breaks: [ClosedRange<Double>] = []
  /// Colour of its line, numbers and name, or nil for the style's.
  public var color: Color?

  /// An axis that follows the data.
  public init() {}

  /// The name with its unit.
  func text(_ style: FigureStyle) -> String? {
    guard let unit, !unit.isEmpty else { return label.flatMap { $0.isEmpty ? nil : $0 } }
    guard let label, !label.isEmpty else { return unit }
    return style.unitNotation.text(label, unit: unit)
  }
}

/// A second axis at the far side of a plot, with marks of its own.
public struct TwinAxis: Sendable {
  /// The axis.
  public var axis: Axis
  /// What is drawn by its numbers, in front of the other marks.
  public var marks: [any Mark]

  /// An axis with marks.
  ///
  /// - Parameters:
  ///   - axis: the axis; it needs a range where there are no marks.
  ///   - marks: what is drawn by its numbers.
  public init(axis: Axis, marks: [any Mark]) {
    self.axis = axis
    self.marks = marks
  }
}

/// How a unit is written after the name of a quantity.
public enum UnitNotation: String, Sendable, Hashable, CaseIterable {
  /// time (µs), as the American Physical Society and Nature want it
  case parentheses
  /// time [µs]
  case brackets
  /// time / µs: the quotient is a number, as the International System of Units has it
  case slash

  /// The name with the unit.
  package func text(_ name: String, unit: String) -> String {
    switch self {
    case .parentheses: "\(name) (\(unit))"
    case .brackets: "\(name) [\(unit)]"
    case .slash: "\(name)\u{a0}/\u{a0}\(unit)"
    }
  }
}
