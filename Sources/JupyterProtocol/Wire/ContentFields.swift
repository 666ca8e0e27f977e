public import JSONModel

/// Reads the fields of a message's content, with errors that name the field.
public struct ContentFields: Sendable {
  private let members: [String: JSONValue]
  private let owner: String

  /// The fields of an object.
  ///
  /// - Parameters:
  ///   - json: the content.
  ///   - owner: what the content belongs to, for the error's message.
  /// - Throws: `ProtocolError` where the content is no object.
  public init(_ json: JSONValue, of owner: String) throws {
    guard let members = json.object else {
      throw ProtocolError(.invalidContent, "\(owner) has to be a JSON object")
    }
    self.members = members
    self.owner = owner
  }

  /// A text; required where there is no default.
  public func string(_ key: String, default fallback: String? = nil) throws -> String {
    try value(key, "a string", fallback, \.string)
  }

  /// A truth value; required where there is no default.
  public func bool(_ key: String, default fallback: Bool? = nil) throws -> Bool {
    try value(key, "true or false", fallback, \.bool)
  }

  /// A whole number; required where there is no default.
  public func integer(_ key: String, default fallback: Int? = nil) throws -> Int {
    try value(key, "a whole number", fallback, \.integer)
  }

  /// A whole number, or nil where it is missing or null.
  public func optionalInteger(_ key: String) throws -> Int? {
    members[key, default: .null].isNull ? nil : try integer(key)
  }

  /// A text, or nil where it is missing or null.
  public func optionalString(_ key: String) throws -> String? {
    members[key, default: .null].isNull ? nil : try string(key)
  }

  /// The texts of an object, empty where it is missing.
  public func strings(_ key: String) throws -> [String: String] {
    let object = try value(key, "an object of strings", [:], \.object)
    return try object.mapValues {
      guard let text = $0.string else {
        throw ProtocolError(.invalidContent, "\(key) of \(owner) has to be an object of strings")
      }
      return text
    }
  }

  private func value<Value>(
    _ key: String, _ kind: String, _ fallback: Value?, _ read: (JSONValue) -> Value?
  ) throws -> Value {
    let json = members[key, default: .null]
    if json.isNull, let fallback { return fallback }
    if let value = read(json) { return value }
    let what = json.isNull ? "is missing" : "is something else"
    throw ProtocolError(.invalidContent, "\(key) of \(owner) has to be \(kind) and \(what)")
  }
}
