public import JSONModel

/// The outputs of the cell are to be removed.
public struct ClearOutput: OutgoingContent, Hashable {
  /// `clear_output`.
  public static let messageType: MessageType = "clear_output"
  /// Whether to wait for the next output, which avoids flicker.
  public var waits: Bool

  /// Removes the outputs.
  public init(waits: Bool) { self.waits = waits }

  /// The content as it is sent.
  public var json: JSONValue { ["wait": .bool(waits)] }
}
