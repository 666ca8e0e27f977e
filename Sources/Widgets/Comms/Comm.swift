public import JSONModel
import Synchronization

/// A channel between an object of a cell and one of the front end, over which both say what they like.
///
/// ```swift
/// let comm = Comm(target: "my-extension", data: ["hello": 1])
/// comm.onMessage { message in print(message.data) }
/// comm.send(["value": 3])
/// ```
///
/// Messages are heard while a cell runs; the handlers of cells run on the main actor, between two cells
/// or while one awaits. Source: Jupyter's messaging protocol, "Custom Messages".
public final class Comm: Sendable {
  /// What came over a comm.
  public struct Message: Sendable, Hashable {
    /// What is said.
    public var data: JSONValue
    /// What is said about it.
    public var metadata: JSONValue
    /// Binary data.
    public var buffers: [[UInt8]]
  }

  private struct State {
    var hear: (@Sendable (Message) -> Void)?
    var hearClosing: (@Sendable () -> Void)?
    var isOpen = true
  }

  /// The name of the comm.
  public let identifier: String
  /// Who took the comm, or is to take it.
  public let target: String
  private let state = Mutex(State())

  /// Opens a comm to an object of the front end.
  ///
  /// - Parameters:
  ///   - target: the name that the front end knows.
  ///   - data: what the other side learns at the opening.
  ///   - metadata: what is said about the data, such as a version.
  ///   - buffers: binary data.
  public convenience init(
    target: String, data: JSONValue = [:], metadata: JSONValue = [:], buffers: [[UInt8]] = []
  ) {
    self.init(
      opening: CommRegistry.newIdentifier(), target: target, data: data, metadata: metadata,
      buffers: buffers)
  }

  /// Opens a comm with a name that is known already.
  convenience init(
    opening identifier: String, target: String, data: JSONValue, metadata: JSONValue,
    buffers: [[UInt8]] = []
  ) {
    self.init(identifier: identifier, target: target)
    CommRegistry.shared.add(self)
    Widgets.send(
      CommFrame(
        .open, identifier: identifier, target: target, data: data, metadata: metadata,
        buffers: buffers))
  }

  /// A comm that the front end has opened.
  init(identifier: String, target: String) {
    self.identifier = identifier
    self.target = target
  }

  deinit { close() }

  /// Whether neither side has closed the comm.
  public var isOpen: Bool { state.withLock { $0.isOpen } }

  /// Tells the other side something; nothing happens on a closed comm.
  ///
  /// - Parameters:
  ///   - data: what is said.
  ///   - metadata: what is said about it.
  ///   - buffers: binary data.
  public func send(_ data: JSONValue, metadata: JSONValue = [:], buffers: [[UInt8]] = []) {
    guard isOpen else { return }
    Widgets.send(
      CommFrame(
        .message, identifier: identifier, data: data, metadata: metadata, buffers: buffers))
  }

  /// Closes the comm; the other side hears of it.
  public func close() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    CommRegistry.shared.remove(identifier)
    Widgets.send(CommFrame(.close, identifier: identifier))
  }

  /// Calls a handler for each message; an earlier handler is replaced.
  ///
  /// - Parameter handler: runs on the main actor: between two cells, or while one awaits.
  public func onMessage(_ handler: @escaping @MainActor @Sendable (Message) -> Void) {
    hear { message in Task { @MainActor in handler(message) } }
  }

  /// Calls a handler when the other side closes the comm; an earlier handler is replaced.
  ///
  /// - Parameter handler: runs on the main actor: between two cells, or while one awaits.
  public func onClose(_ handler: @escaping @MainActor @Sendable () -> Void) {
    state.withLock { $0.hearClosing = { Task { @MainActor in handler() } } }
  }

  /// Calls a handler at once for each message, on the thread of the messages.
  func hear(_ handler: @escaping @Sendable (Message) -> Void) {
    state.withLock { $0.hear = handler }
  }

  func receive(_ message: Message) { state.withLock { $0.hear }?(message) }

  func receiveClosing() {
    let handler = state.withLock { state in
      state.isOpen = false
      return state.hearClosing
    }
    handler?()
  }
}

/// Takes the comms that the front end opens to a target; an earlier handler of the target is replaced.
///
/// - Parameters:
///   - target: the name that the front end uses.
///   - handler: receives the comm, which closes when nobody keeps it, and what came with its opening; it
///     runs on the main actor, between two cells or while one awaits.
public func takeComms(
  to target: String,
  _ handler: @escaping @MainActor @Sendable (Comm, Comm.Message) -> Void
) {
  CommRegistry.shared.take(target) { comm, message in
    Task { @MainActor in handler(comm, message) }
  }
}
