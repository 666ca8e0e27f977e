/// A cell that was compiled to a shared library, ready to be loaded and run.
public struct CompiledCell: Sendable, Hashable, Codable {
  /// A top-level variable, with the progress step after which it has a value.
  public struct Variable: Sendable, Hashable, Codable {
    /// The variable's name.
    public var name: String
    /// The step that `CellSymbols.progress` reports once the variable is initialized; nil where only
    /// the end of the cell assures it.
    public var step: Int?

    /// A variable and its step.
    public init(name: String, step: Int?) {
      self.name = name
      self.step = step
    }
  }

  /// A number that grows with each compiled cell, whatever `In[n]` says.
  public var sequence: Int
  /// The number in `In[n]`.
  public var cellNumber: Int
  /// The Swift module the cell became.
  public var moduleName: String
  /// The shared library to load; nil where the cell holds nothing to run (no code at all).
  public var libraryPath: String?
  /// The C function `int (int argc, char **argv)` that runs the cell.
  public var entrySymbol: String
  /// The name by which tracebacks call the cell, such as "In[7]"; it is the file name in debug information.
  public var displayName: String
  /// Whether the value of the last expression will be handed to RichDisplay.
  public var showsResult: Bool
  /// Whether the cell awaits at top level, so that its end is a call of `CellSymbols.exit`.
  public var isAsync: Bool
  /// The names that the cell declares at top level.
  public var declaredNames: [String]
  /// The top-level variables in order.
  public var variables: [Variable]
  /// Warnings as lines of text in the form of compile errors; they do not fail a cell.
  public var warnings: [String]
  /// Text that was put into the cell, so that a column of the debug information can be corrected.
  public var insertions: [Insertion]

  /// Text put into a line of the cell.
  public struct Insertion: Sendable, Hashable, Codable {
    /// The line, from 1.
    public var line: Int
    /// The column in UTF-8 bytes, from 1, of the user's text before which it stands.
    public var column: Int
    /// Its length in UTF-8 bytes.
    public var length: Int

    /// Text put into a line.
    public init(line: Int, column: Int, length: Int) {
      self.line = line
      self.column = column
      self.length = length
    }
  }

  /// The column in the user's own text of a column in the debug information.
  public func userColumn(line: Int, column: Int) -> Int {
    var result = column
    for insertion in insertions where insertion.line == line && insertion.column < result {
      result = max(insertion.column, result - insertion.length)
    }
    return result
  }
}

/// The C functions that compiled cells call and the executor defines (exported, so that libraries find them).
public enum CellSymbols {
  /// What `exit` in a cell calls, and the end of a cell with top-level `await`.
  ///
  /// `void isochron_cell_exit(int code)`; it must not return.
  public static let exit = "isochron_cell_exit"
  /// Receives the error thrown at top level.
  ///
  /// `void isochron_cell_error(void *error)`, a Swift error box that it owns; it must not return.
  public static let error = "isochron_cell_error"
  /// Called by a cell with top-level `await` after its task was enqueued.
  ///
  /// `void isochron_cell_drain(void)`, in place of `swift_task_asyncMainDrainQueue`; it must not return.
  public static let drain = "isochron_cell_drain"
  /// `void isochron_cell_progress(int64_t step)`: called after each top-level variable got its value;
  /// what it heard last goes to `CompilerService.didRun(_:progress:)` when a cell fails.
  public static let progress = "isochron_cell_progress"
  /// `void isochron_cell_poll(void)`: called in each round of a loop at top level; an interrupted cell
  /// ends there.
  public static let poll = "isochron_cell_poll"

  /// The functions of the system and the runtime that cells call, and what they call instead.
  public static let redirections = [
    "exit": exit, "swift_errorInMain": error, "swift_task_asyncMainDrainQueue": drain,
  ]
}

/// A name that a cell defined and later cells can use.
public struct CellDefinition: Sendable, Hashable, Codable {
  /// The kinds of declaration that can be imported by name, and the rest.
  public enum Kind: String, Sendable, Hashable, Codable {
    case variable = "var"
    case function = "func"
    case structure = "struct"
    case `class`
    case enumeration = "enum"
    case `protocol`
    case typeAlias = "typealias"
    case actor
    case `operator`
    case precedenceGroup = "precedencegroup"
    case macro
    case `extension`
  }

  /// The name; of an extension the extended type.
  public var name: String
  /// What it is.
  public var kind: Kind
  /// The number in `In[n]` of the cell that defined it.
  public var cellNumber: Int

  /// A definition.
  public init(name: String, kind: Kind, cellNumber: Int) {
    self.name = name
    self.kind = kind
    self.cellNumber = cellNumber
  }
}
