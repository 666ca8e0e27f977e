import Glibc

/// How the executor asks the front end: a C function that it installs.
package typealias PromptSource =
  @convention(c) (
    _ prompt: UnsafePointer<UInt8>?, _ count: Int, _ isPassword: Bool,
    _ answer: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>
  ) -> Int

/// Set once at the executor's start, before any cell runs.
nonisolated(unsafe) package var promptSource: PromptSource?

/// The entry point by which the executor gives its function; it finds it by this name.
@_cdecl("isochron_prompt_connect")
package func connectPromptSource(_ source: @escaping PromptSource) { promptSource = source }

/// Asks the reader of the notebook for a line and waits for it; an interrupt ends the wait.
///
/// ```swift
/// if let name = prompt("Your name: ") { print("Hello \(name)") }
/// ```
///
/// - Parameters:
///   - text: what stands before the field.
///   - password: whether what is typed is hidden.
/// - Returns: the line without its end, or nil where there is no input: the front end cannot be asked,
///   or the input of a plain program has ended.
public func prompt(_ text: String = "", password: Bool = false) -> String? {
  guard let source = promptSource else {
    if password { return getpass(text).map { String(cString: $0) } }
    print(text, terminator: "")
    fflush(nil)
    return readLine()
  }
  var answer: UnsafeMutablePointer<UInt8>?
  let bytes = Array(text.utf8)
  let count = bytes.withUnsafeBufferPointer { source($0.baseAddress, $0.count, password, &answer) }
  guard count >= 0, let answer else { return nil }
  defer { free(answer) }
  return String(decoding: UnsafeBufferPointer(start: answer, count: count), as: UTF8.self)
}
