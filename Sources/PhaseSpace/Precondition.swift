/// Stops the program with a sentence where a condition does not hold.
///
/// The standard library's function says nothing in release builds. Ours has a name of its own: cells see what is not
/// public too, and would otherwise take it for the standard one.
///
/// - Parameters:
///   - condition: what has to hold.
///   - message: what was expected and what came.
///   - file: where the condition stands.
///   - line: where the condition stands.
@inline(__always)
func requirePrecondition(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { stopForBrokenPrecondition(message(), file: file, line: line) }
}

/// Stops the program with a sentence.
///
/// - Parameters:
///   - message: what was expected and what came.
///   - file: where this stands.
///   - line: where this stands.
@inline(never)
func stopForBrokenPrecondition(
  _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) -> Never {
  fatalError(message(), file: file, line: line)
}
