public import JSONModel

/// What runs cells: the seam between front ends (a Jupyter kernel, a command line, tests) and the engine.
///
/// One cell runs at a time; completion, inspection and interrupts are answered while one runs.
public protocol CellEngine: Sendable {
  /// Starts the helper processes, so that the first cell does not wait for them.
  func start() async throws

  /// Compiles and runs one cell; returns when its last output was delivered.
  ///
  /// - Parameters:
  ///   - cell: the code and how to run it.
  ///   - output: receives each output in order, from one thread at a time.
  /// - Returns: how the cell ended.
  func execute(_ cell: CellRequest, output: @escaping @Sendable (CellOutput) -> Void) async
    -> CellOutcome

  /// Answers the running cell's `CellOutput.inputRequest`; nil means that there is no input.
  func provideInput(_ line: String?) async

  /// Ends the running cell with an `interrupted` failure; values stay.
  func interrupt() async

  /// Says whether more lines should be typed before the code is run.
  func completeness(of code: String) async -> CellCompleteness

  /// Candidates for the text at a position.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  /// - Returns: the candidates, best first, and the text they replace.
  func completions(of code: String, at position: Int) async -> CompletionList

  /// What is known of the name at a position, or nil.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - position: the cursor, in Unicode scalars from the start.
  ///   - detail: 0 for the declaration and its documentation, 1 for its source too.
  /// - Returns: text in several formats.
  func inspection(of code: String, at position: Int, detail: Int) async -> MIMEBundle?

  /// The names that later cells can use, in the order of definition.
  func definitions() async -> [CellDefinition]

  /// Gives what is put out while no cell runs to somebody: a task of an earlier cell prints, a slider's
  /// handler draws. Without a listener it waits for the next cell.
  ///
  /// - Parameter output: receives each output in order, from one thread at a time.
  func listenBetweenCells(_ output: @escaping @Sendable (CellOutput) -> Void) async

  /// Brings a message of a front end's object to the cells' objects, also while a cell runs.
  func receive(_ message: CommMessage) async

  /// Forgets every definition and starts afresh.
  func restart() async throws

  /// Ends the helper processes and removes temporary files.
  func shutDown() async
}

/// One cell to be run.
public struct CellRequest: Sendable, Hashable {
  /// The cell's source text.
  public var code: String
  /// The number in `In[n]`, by which errors name the cell.
  public var number: Int
  /// Whether the value of the last expression is wanted.
  public var showsResult: Bool
  /// Whether the front end can answer `readLine()`.
  public var allowsInput: Bool

  /// A cell to be run.
  public init(code: String, number: Int, showsResult: Bool = true, allowsInput: Bool = false) {
    self.code = code
    self.number = number
    self.showsResult = showsResult
    self.allowsInput = allowsInput
  }
}

/// Representations of one value by MIME type, with metadata by MIME type.
public struct MIMEBundle: Sendable, Hashable, Codable {
  /// The representations: text as string, binary as base64 string, JSON as it is.
  public var data: [String: JSONValue]
  /// What front ends want to know of each, such as width and height.
  public var metadata: [String: JSONValue]

  /// A bundle of representations.
  public init(data: [String: JSONValue], metadata: [String: JSONValue] = [:]) {
    self.data = data
    self.metadata = metadata
  }
}

/// What a running cell puts out.
public enum CellOutput: Sendable, Hashable {
  /// Text of standard output or standard error.
  case stream(StandardStream, String)
  /// A value shown by `display(_:)`; with `isUpdate` it replaces the earlier one of that identifier.
  case display(MIMEBundle, identifier: String?, isUpdate: Bool)
  /// The value of the last expression.
  case result(MIMEBundle)
  /// The outputs so far are to be removed, at once or when the next comes.
  case clear(waitsForNext: Bool)
  /// The cell waits for a line of input.
  case inputRequest(prompt: String, isPassword: Bool)
  /// A message for an object of the front end.
  case comm(CommMessage)
  /// Text for the pager of the front end.
  case page(MIMEBundle)
  /// Text that the front end puts into the next cell, to be edited and run.
  case nextInput(String)
  /// How long a cell took that came to its end; the last thing it puts out.
  case timing(CellTiming)
}

/// How long the two steps of a cell took.
public struct CellTiming: Sendable, Hashable, CustomStringConvertible {
  /// From the cell's arrival until it could be loaded.
  public var compilation: Duration
  /// From its start to its end, with everything it put out.
  public var execution: Duration

  /// The time of a cell.
  public init(compilation: Duration, execution: Duration) {
    self.compilation = compilation
    self.execution = execution
  }

  /// Such as "ran 1.24 s, compiled in 43.17 ms".
  public var description: String {
    "ran \(Self.text(execution)), compiled in \(Self.text(compilation))"
  }

  private static func text(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    return milliseconds < 1000
      ? "\((milliseconds * 100).rounded() / 100) ms" : "\((milliseconds / 10).rounded() / 100) s"
  }
}

/// The two output streams of a process.
public enum StandardStream: String, Sendable, Hashable {
  case standardOutput = "stdout"
  case standardError = "stderr"
}

/// How a cell ended.
public enum CellOutcome: Sendable, Hashable {
  case success
  case failure(CellFailure)
}

/// Why a cell did not finish.
public struct CellFailure: Error, Sendable, Hashable {
  /// The kinds of failure; `name` says it more exactly.
  public enum Kind: String, Sendable, Hashable {
    /// The cell did not compile; nothing ran and nothing changed.
    case compilation
    /// The cell threw an error; values stay.
    case thrown
    /// The cell trapped; values stay.
    case trap
    /// The cell was interrupted; values stay.
    case interrupted
    /// The executor died; `message` says which definitions are gone.
    case executorDied
    /// Something is wrong with the engine itself.
    case engine
  }

  /// The kind of failure.
  public var kind: Kind
  /// A short name, such as "CompileError", "IndexOutOfRange" or the thrown error's type.
  public var name: String
  /// One sentence with cause, cell and line.
  public var message: String
  /// Lines to show, the most telling first; they may hold ANSI colours.
  public var traceback: [String]

  /// A failure with what is to be shown of it.
  public init(kind: Kind, name: String, message: String, traceback: [String]) {
    self.kind = kind
    self.name = name
    self.message = message
    self.traceback = traceback
  }
}

/// Whether a cell is ready to be run.
public enum CellCompleteness: Sendable, Hashable, Codable {
  case complete
  /// More lines are needed; the next one begins with this indentation.
  case incomplete(indentation: String)
  case invalid
}

/// Candidates for completion.
public struct CompletionList: Sendable, Hashable, Codable {
  /// One candidate.
  public struct Item: Sendable, Hashable, Codable {
    /// What is inserted.
    public var text: String
    /// "function", "instance", "class", "module", "keyword", … as front ends know them.
    public var kind: String
    /// What follows the name in its declaration.
    public var signature: String

    /// One candidate.
    public init(text: String, kind: String, signature: String = "") {
      self.text = text
      self.kind = kind
      self.signature = signature
    }
  }

  /// The candidates, best first.
  public var items: [Item]
  /// Where the text that a candidate replaces starts, in Unicode scalars.
  public var start: Int
  /// Where it ends.
  public var end: Int

  /// Candidates for the text between two positions.
  public init(items: [Item], start: Int, end: Int) {
    self.items = items
    self.start = start
    self.end = end
  }
}
