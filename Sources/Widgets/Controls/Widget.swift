import JSONModel
public import RichDisplay

/// Something that a front end shows and lets the reader change: a slider, a button, a box of others.
///
/// It shows itself as the value of a cell's last expression, or by `display(_:)`. Where no widgets can be
/// shown (an exported page, a terminal) its text stands in its place.
public protocol Widget: RichDisplayable, CustomStringConvertible, Sendable {
  /// The widget's other half.
  var model: WidgetModel { get }
}

extension Widget {
  /// The widget with its text as the fallback.
  public var richRepresentation: RichRepresentation { model.representation(text: description) }

  /// Takes the widget away from every place that shows it.
  public func close() { model.close() }

  /// The width of the widget in CSS, such as "50%" or "300px"; nil is the front end's own.
  ///
  /// - Parameter width: a CSS length.
  /// - Returns: the same widget.
  @discardableResult
  public func width(_ width: String?) -> Self { layout("width", width) }

  /// The height of the widget in CSS, such as "120px"; nil is the front end's own.
  ///
  /// - Parameter height: a CSS length.
  /// - Returns: the same widget.
  @discardableResult
  public func height(_ height: String?) -> Self { layout("height", height) }

  private func layout(_ key: String, _ text: String?) -> Self {
    model.layout?.set([key: text.map { .string($0) } ?? .null])
    return self
  }
}

/// A widget with a value that its reader chooses.
public protocol ValueWidget<Value>: Widget, AnyObject {
  /// What is chosen.
  associatedtype Value: Sendable
  /// The value that is chosen now, also while a cell runs; setting it moves the widget.
  var value: Value { get set }
  /// The key of the value in the model's state.
  static var valueKey: String { get }
}

extension ValueWidget {
  /// "value".
  public static var valueKey: String { "value" }

  /// Calls a handler with each value that the reader chooses.
  ///
  /// While the handler is busy further choices are gathered: it is called next with the latest.
  ///
  /// - Parameter handler: runs on the main actor: between two cells, or while one awaits.
  /// - Returns: the same widget.
  @discardableResult
  public func onChange(_ handler: @escaping @MainActor @Sendable (Value) -> Void) -> Self {
    // The widget lives as long as the front end may show it.
    let latest = LatestOnly { handler(self.value) }
    onAnyChange { latest.call() }
    return self
  }

  /// Calls a handler at once, on the thread of the messages, when the reader chooses a value.
  func onAnyChange(_ handler: @escaping @Sendable () -> Void) {
    model.onChange { if $0[Self.valueKey] != nil { handler() } }
  }
}
