import JSONModel

/// A box to tick.
public final class Checkbox: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A box to tick.
  ///
  /// - Parameters:
  ///   - label: what stands beside it; it may hold LaTeX between dollars.
  ///   - isOn: whether it is ticked first.
  public init(_ label: String, isOn: Bool = false) {
    model = WidgetModel(
      .control("Checkbox"),
      ["value": .bool(isOn), "description": .string(label), "indent": false], style: "Checkbox")
  }

  /// Whether the box is ticked.
  public var value: Bool {
    get { model["value"].bool ?? false }
    set { model.set(["value": .bool(newValue)]) }
  }

  /// What stands where the box cannot be shown.
  public var description: String { model.labelled(value ? "yes" : "no") }
}
