import JSONModel

/// Collects the widgets of a box.
@resultBuilder
public enum WidgetBuilder {
  /// The widgets in their order.
  public static func buildBlock(_ parts: [any Widget]...) -> [any Widget] { parts.flatMap { $0 } }
  /// One widget.
  public static func buildExpression(_ widget: any Widget) -> [any Widget] { [widget] }
  /// Several widgets.
  public static func buildExpression(_ widgets: [any Widget]) -> [any Widget] { widgets }
  /// A part that may be missing.
  public static func buildOptional(_ part: [any Widget]?) -> [any Widget] { part ?? [] }
  /// One of two parts.
  public static func buildEither(first part: [any Widget]) -> [any Widget] { part }
  /// One of two parts.
  public static func buildEither(second part: [any Widget]) -> [any Widget] { part }
  /// What a loop gives.
  public static func buildArray(_ parts: [[any Widget]]) -> [any Widget] { parts.flatMap { $0 } }
}

/// Widgets beside each other.
public final class HorizontalBox: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let children: [any Widget]

  /// A row of widgets.
  public init(@WidgetBuilder _ children: () -> [any Widget]) {
    self.children = children()
    model = WidgetModel(
      .control("HBox"), [:], style: nil, children: self.children.map(\.model))
  }

  /// The texts of the widgets.
  public var description: String { children.map(\.description).joined(separator: "   ") }
}

/// Widgets below each other.
public final class VerticalBox: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let children: [any Widget]

  /// A column of widgets.
  public init(@WidgetBuilder _ children: () -> [any Widget]) {
    self.children = children()
    model = WidgetModel(
      .control("VBox"), [:], style: nil, children: self.children.map(\.model))
  }

  /// The texts of the widgets.
  public var description: String { children.map(\.description).joined(separator: "\n") }
}

/// Widgets of which one is shown, chosen by its title.
public final class Tabs: Widget {
  /// How the titles are shown.
  public enum Style: String, Sendable {
    /// Beside each other, above the widget.
    case tabs = "Tab"
    /// Below each other, with the widget in between.
    case accordion = "Accordion"
  }

  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let pages: [(title: String, widget: any Widget)]

  /// Widgets with their titles.
  ///
  /// - Parameters:
  ///   - pages: titles and widgets.
  ///   - style: how the titles are shown.
  public init(_ pages: [(String, any Widget)], style: Style = .tabs) {
    self.pages = pages.map { (title: $0.0, widget: $0.1) }
    model = WidgetModel(
      .control(style.rawValue),
      ["titles": .array(pages.map { .string($0.0) }), "selected_index": 0], style: nil,
      children: pages.map(\.1.model))
  }

  /// The number of the page that is shown, from 0, or nil where none is.
  public var selection: Int? {
    get { model["selected_index"].integer }
    set { model.set(["selected_index": newValue.map { .integer($0) } ?? .null]) }
  }

  /// The texts of the widgets under their titles.
  public var description: String {
    pages.map { "\($0.title):\n\($0.widget.description)" }.joined(separator: "\n")
  }
}
