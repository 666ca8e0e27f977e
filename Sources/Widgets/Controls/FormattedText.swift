import JSONModel

/// Text with HTML and LaTeX between dollars, which the cell can replace.
public final class FormattedText: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A text.
  ///
  /// - Parameters:
  ///   - html: the text; it may hold HTML, and LaTeX between dollars.
  ///   - label: what stands before it.
  public init(_ html: String, label: String = "") {
    model = WidgetModel(
      .control("HTMLMath"), ["value": .string(html), "description": .string(label)],
      style: "HTMLMath")
  }

  /// The text.
  public var value: String {
    get { model["value"].string ?? "" }
    set { model.set(["value": .string(newValue)]) }
  }

  /// What stands where the text cannot be shown.
  public var description: String { model.labelled(value) }
}
