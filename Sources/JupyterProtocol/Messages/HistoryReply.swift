public import JSONModel

/// Code of the past.
public struct HistoryReply: OutgoingContent, Hashable {
  /// One cell.
  public struct Entry: Sendable, Hashable {
    /// The number of the session.
    public var session: Int
    /// The number of the cell.
    public var line: Int
    /// The source text.
    public var input: String
    /// The result in plain text, where the cell had one.
    public var output: String?

    /// One cell.
    public init(session: Int, line: Int, input: String, output: String? = nil) {
      self.session = session
      self.line = line
      self.input = input
      self.output = output
    }
  }

  /// `history_reply`.
  public static let messageType: MessageType = "history_reply"
  /// The cells, the oldest first.
  public var entries: [Entry]
  /// Whether each is sent with its result.
  public var hasOutput: Bool

  /// Cells of the past.
  public init(entries: [Entry], hasOutput: Bool) {
    self.entries = entries
    self.hasOutput = hasOutput
  }

  /// The content as it is sent: triples of session, line, and source or pair of source and result.
  public var json: JSONValue {
    let history = entries.map { entry -> JSONValue in
      let input = JSONValue.string(entry.input)
      let output = entry.output.map { JSONValue.string($0) } ?? .null
      return [
        .integer(entry.session), .integer(entry.line), hasOutput ? [input, output] : input,
      ]
    }
    return ["status": "ok", "history": .array(history)]
  }
}
