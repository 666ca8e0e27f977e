public import JSONModel

/// A message between an object of the front end and one of the cells, on the channel of the two.
public struct CommMessage: Sendable, Hashable {
  /// What a message does to its channel.
  public enum Action: String, Sendable, Hashable {
    case open, message, close
  }

  /// What the message does.
  public var action: Action
  /// The name of the channel.
  public var identifier: String
  /// Who is to take a channel that is opened; empty in the other messages.
  public var target: String
  /// What is said.
  public var data: JSONValue
  /// What is said about it, such as a version.
  public var metadata: JSONValue
  /// Binary data.
  public var buffers: [[UInt8]]

  /// A message of a channel.
  public init(
    _ action: Action, identifier: String, target: String = "", data: JSONValue = [:],
    metadata: JSONValue = [:], buffers: [[UInt8]] = []
  ) {
    self.action = action
    self.identifier = identifier
    self.target = target
    self.data = data
    self.metadata = metadata
    self.buffers = buffers
  }
}
