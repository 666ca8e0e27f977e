import JSONModel

/// One of several named options, chosen in a list that drops down, among round buttons or among buttons
/// in a row.
///
/// ```swift
/// let solver = Choice(["exact", "mean field"], label: "solver")
/// let spin = Choice([("1/2", 0.5), ("1", 1.0)], style: .buttons)
/// ```
public final class Choice<Option: Sendable>: ValueWidget {
  /// How the options are offered.
  public enum Style: String, Sendable, CaseIterable {
    /// A list that drops down.
    case menu = "Dropdown"
    /// Round buttons below each other.
    case radioButtons = "RadioButtons"
    /// Buttons in a row.
    case buttons = "ToggleButtons"
    /// A list that shows several options.
    case list = "Select"
  }

  /// "index".
  public static var valueKey: String { "index" }
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let options: [(name: String, value: Option)]

  /// A choice among values with names.
  ///
  /// - Parameters:
  ///   - options: the names that are shown and what they stand for, at least one.
  ///   - index: the number of the first choice, from 0.
  ///   - style: how the options are offered.
  ///   - label: what stands before them; it may hold LaTeX between dollars.
  public init(
    _ options: [(String, Option)], index: Int = 0, style: Style = .menu, label: String = ""
  ) {
    guard options.indices.contains(index) else {
      fatalError("A choice among \(options.count) options has no option \(index).")
    }
    self.options = options.map { (name: $0.0, value: $0.1) }
    let look = style == .buttons ? "ToggleButtons" : "Description"
    model = WidgetModel(
      .control(style.rawValue),
      [
        "_options_labels": .array(options.map { .string($0.0) }), "index": .integer(index),
        "description": .string(label),
      ], style: look)
  }

  /// The number of the option that is chosen, from 0.
  public var index: Int {
    get {
      let index = model["index"].integer ?? 0
      return options.indices.contains(index) ? index : 0
    }
    set {
      guard options.indices.contains(newValue) else {
        fatalError("A choice among \(options.count) options has no option \(newValue).")
      }
      model.set(["index": .integer(newValue)])
    }
  }

  /// What is chosen; setting it to what is no option, or to one of a type that cannot be compared, does
  /// nothing: set `index` then.
  public var value: Option {
    get { options[index].value }
    set {
      let found = options.firstIndex { option in
        guard let first = option.value as? any Equatable else { return false }
        return first.isEqual(to: newValue)
      }
      if let found { index = found }
    }
  }

  /// What stands where the choice cannot be shown.
  public var description: String { model.labelled(options[index].name) }
}

extension Choice where Option: CustomStringConvertible {
  /// A choice among values that are shown by their descriptions.
  ///
  /// - Parameters:
  ///   - options: the values, at least one.
  ///   - index: the number of the first choice, from 0.
  ///   - style: how the options are offered.
  ///   - label: what stands before them; it may hold LaTeX between dollars.
  public convenience init(
    _ options: [Option], index: Int = 0, style: Style = .menu, label: String = ""
  ) {
    self.init(options.map { ($0.description, $0) }, index: index, style: style, label: label)
  }
}

extension Equatable {
  fileprivate func isEqual(to other: Any) -> Bool { (other as? Self) == self }
}
