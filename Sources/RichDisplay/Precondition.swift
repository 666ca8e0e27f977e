/// Stops the program with a sentence where a condition does not hold.
///
/// In place of the standard library's function, which says nothing in release builds.
///
/// - Parameters:
///   - condition: what has to hold.
///   - message: what was expected and what came.
///   - file: where the condition stands.
///   - line: where the condition stands.
@inline(__always)
func precondition(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { preconditionFailure(message(), file: file, line: line) }
}

/// Stops the program with a sentence.
///
/// - Parameters:
///   - message: what was expected and what came.
///   - file: where this stands.
///   - line: where this stands.
@inline(never)
func preconditionFailure(
  _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) -> Never {
  fatalError(message(), file: file, line: line)
}
