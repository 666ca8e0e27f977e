public import JSONModel

/// What replaces something shown earlier.
public struct UpdateDisplayData: OutgoingContent, Hashable {
  /// `update_display_data`.
  public static let messageType: MessageType = "update_display_data"
  /// What is shown from now on; its identifier says what it replaces.
  public var replacement: DisplayData

  /// A replacement.
  public init(_ replacement: DisplayData) { self.replacement = replacement }

  /// The content as it is sent.
  public var json: JSONValue { replacement.json }
}
