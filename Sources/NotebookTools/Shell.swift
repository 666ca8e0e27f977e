import Foundation
import LinearAlgebra

/// Why a tool of the notebook could not do its work.
public struct NotebookToolError: Error, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable {
    /// A program could not be started or ended with an exit status other than 0.
    case program
    /// A file or folder could not be read, written or entered.
    case file
    /// The user asked for the end.
    case cancelled
  }

  /// The kind of failure.
  public let code: Code
  /// What was expected, what came and what to try.
  public let message: String

  /// The message.
  public var description: String { message }
}

/// Runs a script with a shell; its output appears in the cell.
///
/// An interrupt ends the script and the programs that it started. There is no input.
///
/// ```swift
/// import NotebookTools
/// try runScript("ls *.h5 | wc -l")
/// ```
///
/// - Parameters:
///   - script: the text of the script.
///   - interpreter: the program that reads the script from a file, found by `PATH`.
/// - Throws: `NotebookToolError` where it does not start or does not end with status 0.
public func runScript(_ script: String, interpreter: String = "bash") throws {
  let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("isochron-script-\(UUID().uuidString)")
  do {
    try Data(script.utf8).write(to: file)
  } catch {
    throw NotebookToolError(
      code: .file, message: "the script could not be written: \(error.localizedDescription)")
  }
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [interpreter, file.path]
  process.standardInput = FileHandle.nullDevice
  do {
    try process.run()
  } catch {
    throw NotebookToolError(
      code: .program,
      message: "\(interpreter) could not be started: \(error.localizedDescription)")
  }
  while process.isRunning {
    if Cancellation.isRequested {
      end(process)
      throw NotebookToolError(code: .cancelled, message: "the script was interrupted")
    }
    usleep(5_000)
  }
  let status = process.terminationStatus
  guard process.terminationReason == .exit, status == 0 else {
    let way = process.terminationReason == .exit ? "exit status" : "signal"
    let advice = status == 127 ? "; a program in it was not found" : ""
    throw NotebookToolError(
      code: .program, message: "the script ended with \(way) \(status)\(advice)")
  }
}

/// Foundation makes each process the head of a group of its own, so that its children end with it.
private func end(_ process: Process) {
  let group = process.processIdentifier
  for signal in [SIGINT, SIGTERM, SIGKILL] {
    if kill(-group, signal) != 0 { kill(group, signal) }
    for _ in 0..<8 where process.isRunning { usleep(5_000) }
    if !process.isRunning { return }
  }
}
