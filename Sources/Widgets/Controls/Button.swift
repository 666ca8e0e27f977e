import JSONModel

/// A button.
///
/// ```swift
/// Button("Run again") { print("clicked") }
/// ```
public final class Button: Widget {
  /// What a button is for, which tells its colour.
  public enum Role: String, Sendable {
    /// Nothing special.
    case plain = ""
    /// The one that most will click.
    case primary
    case success
    case info
    case warning
    /// What cannot be undone.
    case danger
  }

  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A button.
  ///
  /// - Parameters:
  ///   - label: what stands on it.
  ///   - role: what it is for.
  ///   - handler: is called for each click, on the main actor: between two cells, or while one awaits.
  public init(
    _ label: String, role: Role = .plain,
    _ handler: (@MainActor @Sendable () -> Void)? = nil
  ) {
    model = WidgetModel(
      .control("Button"), ["description": .string(label), "button_style": .string(role.rawValue)],
      style: "Button")
    if let handler { onClick(handler) }
  }

  /// Calls a handler for each click.
  ///
  /// - Parameter handler: runs on the main actor: between two cells, or while one awaits.
  /// - Returns: the same button.
  @discardableResult
  public func onClick(_ handler: @escaping @MainActor @Sendable () -> Void) -> Self {
    onClickAtOnce { Task { @MainActor in handler() } }
  }

  /// Calls a handler for each click at once, also while a cell runs: to stop a long loop, for example.
  ///
  /// - Parameter handler: runs on a thread beside the cells'.
  /// - Returns: the same button.
  @discardableResult
  public func onClickAtOnce(_ handler: @escaping @Sendable () -> Void) -> Self {
    model.onEvent { if $0["event"] == "click" { handler() } }
    return self
  }

  /// Whether the button can be clicked.
  public var isEnabled: Bool {
    get { !(model["disabled"].bool ?? false) }
    set { model.set(["disabled": .bool(!newValue)]) }
  }

  /// What stands where the button cannot be shown.
  public var description: String { "[\(model["description"].string ?? "")]" }
}
