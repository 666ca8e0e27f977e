import CellCompiler
import CellExecutor
import Testing

/// The user's own words stay as they are; the runtime's get a name.
@Suite(.serialized)
struct FailureTextTests {
  static let cells: [(code: String, name: String, text: String)] = [
    (#"fatalError("my message")"#, "FatalError", "my message"),
    (#"fatalError("overflow of the queue (0x12)")"#, "FatalError", "overflow of the queue (0x12)"),
    (#"fatalError("Index out of range")"#, "FatalError", "Index out of range"),
    (#"fatalError("état ψ: Fatal error: 3")"#, "FatalError", "état ψ: Fatal error: 3"),
    (#"fatalError("two\nlines ")"#, "FatalError", "two\nlines "),
    ("fatalError()", "FatalError", "Fatal error"),
    (#"preconditionFailure("lower case")"#, "FatalError", "lower case"),
    (
      #"precondition(kept == 0, "wrong range")"#, "PreconditionFailure",
      "Precondition failed: wrong range"
    ),
    ("[1, 2][kept]", "IndexOutOfRange", "Index out of range"),
    ("Int?.none!", "UnwrappedNil", "Unexpectedly found nil while unwrapping an Optional value"),
    (
      "struct E: Error {}\nfunc t() throws { throw E() }\ntry! t()", "UnhandledError",
      "'try!' expression unexpectedly raised an error: E()"
    ),
  ]

  @Test func textsOfTheUserAreNotReworded() async throws {
    try await Notebook.with { notebook in
      await notebook.run("let kept = 5")
      for cell in Self.cells {
        let failure = await notebook.run(cell.code).failure
        #expect(failure?.kind == .trap, "\(cell.code)")
        #expect(failure?.name == cell.name, "\(cell.code)")
        #expect(failure?.message.hasPrefix(cell.text) == true, "\(failure?.message ?? "")")
      }
    }
  }
}
