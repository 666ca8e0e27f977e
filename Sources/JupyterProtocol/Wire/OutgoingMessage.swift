public import JSONModel

/// A message to a client, or for everybody who listens.
public struct OutgoingMessage: Sendable, Hashable {
  /// The routing prefix of the client, or the topic of a publication.
  public var prefix: [[UInt8]]
  /// What the content is.
  public var type: MessageType
  /// The header frame of the request that caused the message; nil where none did.
  public var parentHeaderFrame: [UInt8]?
  /// Anything.
  public var metadata: JSONValue
  /// The content.
  public var content: JSONValue
  /// Binary frames after the content.
  public var buffers: [[UInt8]]

  /// A message with all its parts.
  public init(
    prefix: [[UInt8]], type: MessageType, parentHeaderFrame: [UInt8]?, metadata: JSONValue = [:],
    content: JSONValue, buffers: [[UInt8]] = []
  ) {
    self.prefix = prefix
    self.type = type
    self.parentHeaderFrame = parentHeaderFrame
    self.metadata = metadata
    self.content = content
    self.buffers = buffers
  }
}
