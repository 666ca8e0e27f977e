/// What the kernel asks the compiler service.
package struct ServiceRequest: Sendable, Codable {
  package enum Body: Sendable, Codable {
    /// Loads SourceKit and gets ready; first of all requests.
    case open(ServiceSetting)
    /// Parses a cell.
    case outline(String)
    /// Compiles a module.
    case compile(CompileJob)
    case completeness(String)
    case completion(CodeQuestion)
    case inspection(CodeQuestion)
  }

  package var identifier: Int
  package var body: Body

  package init(identifier: Int, body: Body) {
    self.identifier = identifier
    self.body = body
  }
}

/// What the compiler service answers.
package struct ServiceReply: Sendable, Codable {
  package enum Body: Sendable, Codable {
    case opened
    case outline(CellOutline)
    case compiled(CompileResult)
    case completeness(CellCompleteness)
    case completion(CompletionList)
    case inspection(MIMEBundle?)
    case failed(String)
  }

  package var identifier: Int
  package var body: Body

  package init(identifier: Int, body: Body) {
    self.identifier = identifier
    self.body = body
  }
}

/// What stays the same for the life of a service process.
package struct ServiceSetting: Sendable, Codable {
  /// The toolchain's `usr` folder.
  package var toolchain: String
  /// The session's folder: sources, modules and libraries of the cells.
  package var folder: String
  /// Compiler arguments for everything.
  package var arguments: [String]

  package init(toolchain: String, folder: String, arguments: [String]) {
    self.toolchain = toolchain
    self.folder = folder
    self.arguments = arguments
  }
}

/// One module to compile.
package struct CompileJob: Sendable, Codable {
  /// The user's text.
  package var code: String
  /// The name of the module and, with extensions, of its files.
  package var moduleName: String
  /// "In[7]".
  package var displayName: String
  /// Lines before the user's text.
  package var prelude: String
  /// Imports of the user's that the prelude brings already.
  package var omittedImports: [String]
  /// Conformances not to state, because a later cell states them anew.
  package var omittedConformances: [CellOutline.Conformance]
  /// Functions and members that yield to a later cell's which calls could be confused with.
  package var yielding: Set<CellOutline.Member> = []
  /// Whether the value of the last expression is shown.
  package var showsResult: Bool
  /// Whether only the interface is wanted, and no code.
  package var interfaceOnly: Bool

  package init(
    code: String, moduleName: String, displayName: String, prelude: String,
    omittedImports: [String] = [], omittedConformances: [CellOutline.Conformance] = [],
    showsResult: Bool = false, interfaceOnly: Bool = false
  ) {
    self.code = code
    self.moduleName = moduleName
    self.displayName = displayName
    self.prelude = prelude
    self.omittedImports = omittedImports
    self.omittedConformances = omittedConformances
    self.showsResult = showsResult
    self.interfaceOnly = interfaceOnly
  }
}

/// What became of a module.
package struct CompileResult: Sendable, Codable {
  /// Whether the module and its library are there.
  package var succeeded: Bool
  /// Whether lines of the prelude do not compile, so that nothing can be said of the cell.
  package var isPreludeWrong: Bool
  package var showsResult: Bool
  package var diagnostics: [CellDiagnostic]
  package var insertions: [CompiledCell.Insertion]

  package init(
    succeeded: Bool, isPreludeWrong: Bool, showsResult: Bool, diagnostics: [CellDiagnostic],
    insertions: [CompiledCell.Insertion]
  ) {
    self.succeeded = succeeded
    self.isPreludeWrong = isPreludeWrong
    self.showsResult = showsResult
    self.diagnostics = diagnostics
    self.insertions = insertions
  }
}

/// A question about the text at a cursor.
package struct CodeQuestion: Sendable, Codable {
  package var code: String
  /// The cursor in Unicode scalars from the start.
  package var position: Int
  /// Lines before the user's text.
  package var prelude: String
  /// 0 or 1, see `CellEngine.inspection(of:at:detail:)`.
  package var detail: Int

  package init(code: String, position: Int, prelude: String, detail: Int = 0) {
    self.code = code
    self.position = position
    self.prelude = prelude
    self.detail = detail
  }
}
