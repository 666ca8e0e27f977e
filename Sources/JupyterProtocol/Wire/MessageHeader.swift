public import JSONModel

/// The header of a message.
public struct MessageHeader: Sendable, Hashable {
  /// Unique among all messages.
  public var identifier: String
  /// Which run of a client or kernel sent the message.
  public var session: String
  /// Who sent the message.
  public var username: String
  /// When, in ISO 8601.
  public var date: String
  /// What the content is.
  public var type: MessageType
  /// The version of the protocol that the sender speaks.
  public var version: String

  /// A header with all its fields.
  public init(
    identifier: String, session: String, username: String, date: String, type: MessageType,
    version: String
  ) {
    self.identifier = identifier
    self.session = session
    self.username = username
    self.date = date
    self.type = type
    self.version = version
  }

  /// Reads a header; only what a kernel needs of it is required, as clients differ in the rest.
  ///
  /// - Parameter json: the second frame of a message.
  /// - Throws: `ProtocolError` where identifier or type is missing or a field is no string.
  public init(_ json: JSONValue) throws {
    let fields = try ContentFields(json, of: "a header")
    identifier = try fields.string("msg_id")
    type = MessageType(rawValue: try fields.string("msg_type"))
    session = try fields.string("session", default: "")
    username = try fields.string("username", default: "")
    date = try fields.string("date", default: "")
    version = try fields.string("version", default: "")
  }

  /// The header as it is sent.
  public var json: JSONValue {
    [
      "msg_id": .string(identifier), "session": .string(session), "username": .string(username),
      "date": .string(date), "msg_type": .string(type.rawValue), "version": .string(version),
    ]
  }
}
