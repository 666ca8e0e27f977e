import JupyterProtocol

/// Answers the requests of one type.
protocol RequestHandler: Sendable {
  /// The type of its requests.
  var messageType: MessageType { get }
  /// What it waits for, and what waits for it.
  var lane: Lane { get }

  /// Does what is asked for. Busy before and idle after it are not the handler's business.
  func answer(_ request: Request) async throws -> Answer
}

/// Requests of one lane are answered one after the other; lanes do not wait for each other.
enum Lane: Sendable, Hashable, CaseIterable {
  /// Cells.
  case execution
  /// Questions to the compiler.
  case language
  /// Questions that the kernel answers out of its memory.
  case memory
  /// What objects of front ends say to those of cells.
  case comms
  /// Interrupt and shutdown.
  case control
}
