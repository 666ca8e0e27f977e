/// Compiles cells, and answers questions about code, by a process of its own.
///
/// The process is started anew when it dies or hangs; only the request at hand fails then. What
/// earlier cells defined is remembered here.
public actor CompilerService {
  /// Where everything is.
  public nonisolated let configuration: CompilerConfiguration

  /// A service that is not started yet.
  public init(configuration: CompilerConfiguration) { self.configuration = configuration }

  /// Starts the process and warms it up in the background.
  ///
  /// - Throws: a failure of kind `engine` where it cannot start.
  public func start() async throws(CellFailure) {}

  /// Compiles one cell; its definitions are visible to later cells after `didRun(_:progress:)`.
  ///
  /// - Parameter cell: the cell.
  /// - Returns: what to load.
  /// - Throws: a failure of kind `compilation`, after which nothing has changed, or `engine`.
  public func compile(_ cell: CellRequest) async throws(CellFailure) -> CompiledCell {
    throw .engine("not implemented")
  }

  /// Records that a compiled cell was run, wholly or in part.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - progress: nil where it came to its end, otherwise the last step it reported (0 where none).
  public func didRun(_ cell: CompiledCell, progress: Int?) async {}

  /// Forgets a compiled cell that never ran.
  public func discard(_ cell: CompiledCell) async {}

  /// Ends a compilation that takes too long; it fails with kind `interrupted`.
  public func cancelCompilation() async {}

  /// The names that later cells can use, in the order of definition.
  public var definitions: [CellDefinition] { [] }

  /// Forgets every definition, because the process that held the values is gone.
  ///
  /// - Returns: the definitions that were forgotten.
  @discardableResult
  public func reset() async -> [CellDefinition] { [] }

  /// Says whether more lines should be typed before the code is run.
  public func completeness(of code: String) async -> CellCompleteness { .complete }

  /// Candidates for the text at a position in Unicode scalars.
  public func completions(of code: String, at position: Int) async -> CompletionList {
    CompletionList(items: [], start: position, end: position)
  }

  /// What is known of the name at a position in Unicode scalars, or nil.
  public func inspection(of code: String, at position: Int, detail: Int) async -> MIMEBundle? { nil }

  /// Ends the process and removes the session's temporary folder.
  public func shutDown() async {}
}
