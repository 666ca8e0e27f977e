public import JSONModel
import RichDisplay
import Synchronization

/// One object of the front end's widget library with its state, which both sides may change.
///
/// It is made known to the front end when it is shown first. Source: ipywidgets' "Model State" and
/// "Messaging protocol" of version 2.1.0.
public final class WidgetModel: Sendable {
  /// The module and the names under which the front end knows a kind of widget.
  public struct Kind: Sendable, Hashable {
    /// The JavaScript module.
    public var module: String
    /// The range of its versions.
    public var version: String
    /// The name of the model.
    public var model: String
    /// The name of the view.
    public var view: String

    /// A kind of widget, also of a library that Isochron does not know.
    public init(module: String, version: String, model: String, view: String) {
      self.module = module
      self.version = version
      self.model = model
      self.view = view
    }

    /// A control of ipywidgets.
    ///
    /// - Parameters:
    ///   - name: the name of its model.
    ///   - view: the name of its view where that is another.
    /// - Returns: the kind.
    static func control(_ name: String, view: String? = nil) -> Kind {
      Kind(
        module: "@jupyter-widgets/controls", version: "2.0.0", model: name + "Model",
        view: (view ?? name) + "View")
    }

    /// How a control looks.
    static func style(_ name: String) -> Kind {
      Kind(
        module: "@jupyter-widgets/controls", version: "2.0.0", model: name + "StyleModel",
        view: "StyleView")
    }

    static let layout = Kind(
      module: "@jupyter-widgets/base", version: "2.0.0", model: "LayoutModel", view: "LayoutView")

    static let output = Kind(
      module: "@jupyter-widgets/output", version: "1.0.0", model: "OutputModel", view: "OutputView")
  }

  private struct State {
    var values: [String: JSONValue]
    var comm: Comm?
    var hearChange: [@Sendable ([String: JSONValue]) -> Void] = []
    var hearEvent: [@Sendable (JSONValue) -> Void] = []
  }

  /// The name of the model, which is that of its comm.
  public let identifier = CommRegistry.newIdentifier()
  let kind: Kind
  /// The models that the state speaks of; they are made known before this one.
  private let parts: [WidgetModel]
  /// Width, height and the like; nil for what has no place of its own.
  let layout: WidgetModel?
  private let state: Mutex<State>

  /// A model that is shown at a place of its own.
  ///
  /// - Parameters:
  ///   - kind: what the front end knows it as.
  ///   - values: the state that differs from the front end's defaults.
  public convenience init(_ kind: Kind, _ values: [String: JSONValue] = [:]) {
    self.init(kind, values, style: nil)
  }

  /// A model with its place and its look.
  ///
  /// - Parameters:
  ///   - kind: what the front end knows it as.
  ///   - values: the state that differs from the front end's defaults.
  ///   - style: the name of the look's kind, where it has one.
  ///   - children: the models that this one shows.
  convenience init(
    _ kind: Kind, _ values: [String: JSONValue], style: String?, children: [WidgetModel] = []
  ) {
    let layout = WidgetModel(part: .layout)
    var values = values
    var parts = [layout]
    values["layout"] = layout.reference
    if let style {
      let look = WidgetModel(part: .style(style))
      values["style"] = look.reference
      parts.append(look)
    }
    if !children.isEmpty { values["children"] = .array(children.map(\.reference)) }
    self.init(part: kind, values, parts: parts + children, layout: layout)
  }

  private init(
    part kind: Kind, _ values: [String: JSONValue] = [:], parts: [WidgetModel] = [],
    layout: WidgetModel? = nil
  ) {
    self.kind = kind
    self.parts = parts
    self.layout = layout
    var values = values
    values["_model_module"] = .string(kind.module)
    values["_model_module_version"] = .string(kind.version)
    values["_model_name"] = .string(kind.model)
    let isStyle = kind.view == "StyleView"
    values["_view_module"] = isStyle ? "@jupyter-widgets/base" : .string(kind.module)
    values["_view_module_version"] = isStyle ? "2.0.0" : .string(kind.version)
    values["_view_name"] = .string(kind.view)
    state = Mutex(State(values: values))
  }

  /// How other models speak of this one.
  var reference: JSONValue { .string("IPY_MODEL_" + identifier) }

  /// The state as it is now.
  public var values: [String: JSONValue] { state.withLock { $0.values } }

  /// One value of the state.
  public subscript(key: String) -> JSONValue { state.withLock { $0.values[key] ?? .null } }

  /// Makes the model known to the front end, once.
  func open() {
    for part in parts { part.open() }
    let values = state.withLock { $0.comm == nil ? $0.values : nil }
    guard let values else { return }
    WidgetDirectory.shared.add(self)
    let comm = Comm(
      opening: identifier, target: "jupyter.widget",
      data: ["state": .object(values), "buffer_paths": []], metadata: ["version": "2.1.0"])
    comm.hear { [weak self] in self?.receive($0.data) }
    state.withLock { $0.comm = comm }
  }

  /// Takes the model away from the front end, with everything that shows it.
  func close() {
    let comm = state.withLock { state in
      defer {
        state.comm = nil
        state.hearChange = []
        state.hearEvent = []
      }
      return state.comm
    }
    comm?.close()
    WidgetDirectory.shared.remove(identifier)
    for part in parts { part.close() }
  }

  /// Changes values here and in the front end.
  public func set(_ changes: [String: JSONValue]) {
    let comm = state.withLock { state in
      state.values.merge(changes) { $1 }
      return state.comm
    }
    comm?.send(["method": "update", "state": .object(changes), "buffer_paths": []])
  }

  /// Calls a handler at once when the front end changes values.
  func onChange(_ handler: @escaping @Sendable ([String: JSONValue]) -> Void) {
    state.withLock { $0.hearChange.append(handler) }
  }

  /// Calls a handler at once when the front end tells of an event, such as a click.
  func onEvent(_ handler: @escaping @Sendable (JSONValue) -> Void) {
    state.withLock { $0.hearEvent.append(handler) }
  }

  /// What the front end says of this model.
  package func receive(_ data: JSONValue) {
    switch data["method"].string {
    case "update":
      guard let changes = data["state"].object, !changes.isEmpty else { return }
      let handlers = state.withLock { state in
        state.values.merge(changes) { $1 }
        return state.hearChange
      }
      for handler in handlers { handler(changes) }
    case "request_state":
      let (comm, values) = state.withLock { ($0.comm, $0.values) }
      comm?.send(["method": "update", "state": .object(values), "buffer_paths": []])
    case "custom":
      for handler in state.withLock({ $0.hearEvent }) { handler(data["content"]) }
    default: break
    }
  }

  /// What a cell shows: the front end draws the widget, others show the text.
  func representation(text: String) -> RichRepresentation {
    open()
    let view: JSONValue = [
      "version_major": 2, "version_minor": 0, "model_id": .string(identifier),
    ]
    return RichRepresentation(plainText: text).json(
      String(decoding: view.encodedBytes(), as: UTF8.self),
      as: "application/vnd.jupyter.widget-view+json")
  }
}
