import JSONModel

/// A bar that shows a number of a range; the cell moves it.
public final class Meter: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A bar.
  ///
  /// - Parameters:
  ///   - range: what an empty and a full bar stand for.
  ///   - value: what it shows first; the smallest without it.
  ///   - label: what stands before it; it may hold LaTeX between dollars.
  public init(_ range: ClosedRange<Double> = 0...1, value: Double? = nil, label: String = "") {
    model = WidgetModel(
      .control("FloatProgress", view: "Progress"),
      [
        "min": .number(range.lowerBound), "max": .number(range.upperBound),
        "value": .number(value ?? range.lowerBound), "description": .string(label),
      ], style: "Progress")
  }

  /// The number that is shown.
  public var value: Double {
    get { model["value"].number ?? 0 }
    set { model.set(["value": .number(newValue)]) }
  }

  /// What stands where the bar cannot be shown.
  public var description: String {
    let (low, high) = (model["min"].number ?? 0, model["max"].number ?? 1)
    let part = high > low ? (value - low) / (high - low) : 0
    return model.labelled("\(Int((100 * part).rounded())) %")
  }
}
