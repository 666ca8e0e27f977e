public import JSONModel

/// Who the kernel is and what it speaks.
public struct KernelInfoReply: OutgoingContent, Hashable {
  /// The language of the cells, as front ends need to know it.
  public struct Language: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its version.
    public var version: String
    /// The MIME type of source files.
    public var mimeType: String
    /// The extension of source files, with its point.
    public var fileExtension: String
    /// The name by which Pygments highlights it.
    public var pygmentsLexer: String
    /// The name by which CodeMirror highlights it.
    public var codeMirrorMode: String

    /// A language.
    public init(
      name: String, version: String, mimeType: String, fileExtension: String,
      pygmentsLexer: String, codeMirrorMode: String
    ) {
      self.name = name
      self.version = version
      self.mimeType = mimeType
      self.fileExtension = fileExtension
      self.pygmentsLexer = pygmentsLexer
      self.codeMirrorMode = codeMirrorMode
    }
  }

  /// A link of the front end's help menu.
  public struct HelpLink: Sendable, Hashable {
    /// What the menu shows.
    public var text: String
    /// Where it leads.
    public var address: String

    /// A link.
    public init(text: String, address: String) {
      self.text = text
      self.address = address
    }
  }

  /// `kernel_info_reply`.
  public static let messageType: MessageType = "kernel_info_reply"
  /// The kernel's name.
  public var implementation: String
  /// The kernel's version.
  public var implementationVersion: String
  /// The language of the cells.
  public var language: Language
  /// What consoles show first.
  public var banner: String
  /// The links of the help menu.
  public var helpLinks: [HelpLink]
  /// Optional parts of the protocol that are there.
  public var supportedFeatures: [String]

  /// A kernel's description of itself.
  public init(
    implementation: String, implementationVersion: String, language: Language, banner: String,
    helpLinks: [HelpLink], supportedFeatures: [String]
  ) {
    self.implementation = implementation
    self.implementationVersion = implementationVersion
    self.language = language
    self.banner = banner
    self.helpLinks = helpLinks
    self.supportedFeatures = supportedFeatures
  }

  /// The content as it is sent.
  public var json: JSONValue {
    [
      "status": "ok", "protocol_version": .string(HeaderMaker.protocolVersion),
      "implementation": .string(implementation),
      "implementation_version": .string(implementationVersion),
      "language_info": [
        "name": .string(language.name), "version": .string(language.version),
        "mimetype": .string(language.mimeType),
        "file_extension": .string(language.fileExtension),
        "pygments_lexer": .string(language.pygmentsLexer),
        "codemirror_mode": .string(language.codeMirrorMode),
        "nbconvert_exporter": "script",
      ],
      "banner": .string(banner), "debugger": .bool(supportedFeatures.contains("debugger")),
      "help_links": .array(
        helpLinks.map { ["text": .string($0.text), "url": .string($0.address)] }),
      "supported_features": .array(supportedFeatures.map { .string($0) }),
    ]
  }
}
