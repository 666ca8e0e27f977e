public import JSONModel

/// What travels through a comm, a channel between an object of the front end and one of the cells.
///
/// The three messages of a comm go both ways and have no reply.
public struct CommContent: Sendable, Hashable {
  /// What a message does to its comm.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    /// A side opens the comm.
    case open = "comm_open"
    /// One side tells the other something.
    case message = "comm_msg"
    /// A side has closed the comm.
    case close = "comm_close"
  }

  /// What the message does.
  public var action: Action
  /// The name of the comm.
  public var identifier: String
  /// Who is to take a comm that is opened; empty in the other messages.
  public var target: String
  /// What is said, in the form that the target knows.
  public var data: JSONValue

  /// A message of a comm.
  public init(_ action: Action, identifier: String, target: String = "", data: JSONValue = [:]) {
    self.action = action
    self.identifier = identifier
    self.target = target
    self.data = data
  }

  /// Reads the content of a message.
  ///
  /// - Parameters:
  ///   - action: what the message does, which its type tells.
  ///   - content: the message's content.
  /// - Throws: `ProtocolError` where the identifier is missing.
  public init(_ action: Action, reading content: JSONValue) throws {
    let fields = try ContentFields(content, of: action.rawValue)
    self.action = action
    identifier = try fields.string("comm_id")
    target = try fields.string("target_name", default: "")
    data = content["data"].isNull ? [:] : content["data"]
  }

  /// The type of the message.
  public var type: MessageType { MessageType(rawValue: action.rawValue) }

  /// The content as it is sent.
  public var json: JSONValue {
    var members: [String: JSONValue] = ["comm_id": .string(identifier), "data": data]
    if action == .open { members["target_name"] = .string(target) }
    return .object(members)
  }
}
