import JSONModel
import Synchronization

/// The widgets that the front end knows, for a page that is loaded anew.
///
/// Source: ipywidgets' "Control messaging protocol" of version 1.0.0.
final class WidgetDirectory: Sendable {
  private struct State {
    var models: [String: WidgetModel] = [:]
    var control: Comm?
  }

  static let shared = WidgetDirectory()

  private let state = Mutex(State())

  /// Keeps a model: the front end can speak of it as long as the notebook shows it.
  func add(_ model: WidgetModel) { state.withLock { $0.models[model.identifier] = model } }

  func remove(_ identifier: String) {
    state.withLock { _ = $0.models.removeValue(forKey: identifier) }
  }

  /// Takes the comm by which a page asks for every widget's state.
  func takeControl(_ comm: Comm, _ opening: Comm.Message) {
    comm.hear { [weak comm] message in
      guard message.data["method"] == "request_states" else { return }
      comm?.send(["method": "update_states", "states": self.states, "buffer_paths": []])
    }
    state.withLock { $0.control = comm }
  }

  private var states: JSONValue {
    let models = state.withLock { $0.models }
    return .object(
      models.mapValues { model in
        [
          "model_name": .string(model.kind.model), "model_module": .string(model.kind.module),
          "model_module_version": .string(model.kind.version), "state": .object(model.values),
        ]
      })
  }
}
