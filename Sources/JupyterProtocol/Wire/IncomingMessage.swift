public import JSONModel

/// A message from a client whose signature was right.
public struct IncomingMessage: Sendable, Hashable {
  /// The routing prefix: the client to whom answers go.
  public var identities: [[UInt8]]
  /// The header.
  public var header: MessageHeader
  /// The header's frame as it came; answers carry it verbatim as their parent's.
  public var headerFrame: [UInt8]
  /// The header of the message that this one answers, empty for requests.
  public var parentHeader: JSONValue
  /// Anything; clients add to it.
  public var metadata: JSONValue
  /// The content, whose shape the type tells.
  public var content: JSONValue
  /// Binary frames after the content.
  public var buffers: [[UInt8]]

  /// A message with all its parts.
  public init(
    identities: [[UInt8]], header: MessageHeader, headerFrame: [UInt8], parentHeader: JSONValue,
    metadata: JSONValue, content: JSONValue, buffers: [[UInt8]] = []
  ) {
    self.identities = identities
    self.header = header
    self.headerFrame = headerFrame
    self.parentHeader = parentHeader
    self.metadata = metadata
    self.content = content
    self.buffers = buffers
  }
}
