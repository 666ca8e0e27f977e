import JSONModel

/// A field for a line of text, or for several.
public final class TextField: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A field.
  ///
  /// - Parameters:
  ///   - text: what it holds first.
  ///   - placeholder: what is shown while it is empty.
  ///   - label: what stands before it; it may hold LaTeX between dollars.
  ///   - lines: how many lines it shows; 1 for a field that the return key ends.
  ///   - isContinuous: whether each letter counts, or only what is there when the field is left.
  public init(
    _ text: String = "", placeholder: String = "", label: String = "", lines: Int = 1,
    isContinuous: Bool = false
  ) {
    var values: [String: JSONValue] = [
      "value": .string(text), "placeholder": .string(placeholder), "description": .string(label),
      "continuous_update": .bool(isContinuous),
    ]
    if lines > 1 { values["rows"] = .integer(lines) }
    model = WidgetModel(
      .control(lines > 1 ? "Textarea" : "Text"), values, style: lines > 1 ? "Description" : "Text")
  }

  /// The text.
  public var value: String {
    get { model["value"].string ?? "" }
    set { model.set(["value": .string(newValue)]) }
  }

  /// What stands where the field cannot be shown.
  public var description: String { model.labelled(value) }
}

/// A field for a number.
public final class NumberField<Value: SliderValue>: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let fallback: Value

  /// A field for a number.
  ///
  /// - Parameters:
  ///   - value: what it holds first.
  ///   - range: what is allowed; everything without it.
  ///   - label: what stands before it; it may hold LaTeX between dollars.
  public init(_ value: Value, in range: ClosedRange<Value>? = nil, label: String = "") {
    fallback = value
    var values: [String: JSONValue] = [
      "value": value.json, "description": .string(label), "step": .null,
    ]
    if let range {
      values["min"] = range.lowerBound.json
      values["max"] = range.upperBound.json
    }
    let prefix = range == nil ? "" : "Bounded"
    if Value.self == Int.self { values["step"] = 1 }
    model = WidgetModel(
      .control(prefix + Value.controlPrefix + "Text", view: Value.controlPrefix + "Text"), values,
      style: "Description")
  }

  /// The number.
  public var value: Value {
    get { Value(json: model["value"]) ?? fallback }
    set { model.set(["value": newValue.json]) }
  }

  /// What stands where the field cannot be shown.
  public var description: String { model.labelled("\(value)") }
}
