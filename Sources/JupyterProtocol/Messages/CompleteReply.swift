public import JSONModel

/// Candidates for completion.
public struct CompleteReply: OutgoingContent, Hashable {
  /// One candidate.
  public struct Match: Sendable, Hashable {
    /// What is inserted.
    public var text: String
    /// A word of the front end, such as "function" or "class".
    public var kind: String
    /// What follows the name in its declaration.
    public var signature: String

    /// One candidate.
    public init(text: String, kind: String, signature: String) {
      self.text = text
      self.kind = kind
      self.signature = signature
    }
  }

  /// `complete_reply`.
  public static let messageType: MessageType = "complete_reply"
  /// The candidates, best first.
  public var matches: [Match]
  /// Where the text that a candidate replaces starts, in Unicode scalars.
  public var cursorStart: Int
  /// Where it ends.
  public var cursorEnd: Int

  /// Candidates for the text between two positions.
  public init(matches: [Match], cursorStart: Int, cursorEnd: Int) {
    self.matches = matches
    self.cursorStart = cursorStart
    self.cursorEnd = cursorEnd
  }

  /// The content as it is sent, with kinds and signatures in the place where JupyterLab looks for them.
  public var json: JSONValue {
    let types = matches.map { match -> JSONValue in
      [
        "text": .string(match.text), "type": .string(match.kind),
        "start": .integer(cursorStart), "end": .integer(cursorEnd),
        "signature": .string(match.signature),
      ]
    }
    return [
      "status": "ok", "matches": .array(matches.map { .string($0.text) }),
      "cursor_start": .integer(cursorStart), "cursor_end": .integer(cursorEnd),
      "metadata": ["_jupyter_types_experimental": .array(types)],
    ]
  }
}
