import Foundation
import RichDisplay

/// Sets or removes a variable of the environment of the notebook's process.
///
/// - Parameters:
///   - name: the variable.
///   - value: its value, or nil to remove it.
/// - Throws: `NotebookToolError` for a name that the system refuses.
public func setEnvironment(_ name: String, to value: String?) throws {
  let status = if let value { setenv(name, value, 1) } else { unsetenv(name) }
  guard status == 0 else {
    throw NotebookToolError(
      code: .program, message: "'\(name)' cannot be the name of an environment variable")
  }
}

/// Prints variables of the environment, sorted by name.
///
/// - Parameter name: the variable, or nil for all.
public func printEnvironment(_ name: String? = nil) {
  let variables = ProcessInfo.processInfo.environment
  if let name {
    print(variables[name] ?? "\(name) is not set")
  } else {
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) { print("\(name)=\(value)") }
  }
}

/// Enters a folder, from which relative paths count then, and prints where it is.
///
/// - Parameter path: the folder; `~` is the user's own, nil prints the present one only.
/// - Throws: `NotebookToolError` where it is not a folder that can be entered.
public func enterFolder(_ path: String?) throws {
  if let path {
    let full = (path as NSString).expandingTildeInPath
    guard FileManager.default.changeCurrentDirectoryPath(full) else {
      throw NotebookToolError(
        code: .file,
        message: "'\(path)' is not a folder that can be entered; seen from "
          + FileManager.default.currentDirectoryPath)
    }
  }
  print(FileManager.default.currentDirectoryPath)
}

/// Writes text into a file, which is replaced as a whole unless the text is appended.
///
/// - Parameters:
///   - text: the content.
///   - path: the file; `~` is the user's own folder.
///   - appends: whether the text follows what is there.
/// - Throws: `NotebookToolError` where the file cannot be written.
public func writeFile(_ text: String, to path: String, appends: Bool = false) throws {
  let place = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
  do {
    let existed = FileManager.default.fileExists(atPath: place.path)
    if appends, existed {
      let handle = try FileHandle(forWritingTo: place)
      defer { try? handle.close() }
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(text.utf8))
    } else {
      try Data(text.utf8).write(to: place, options: .atomic)
    }
    print("\(appends && existed ? "Appended to" : existed ? "Overwrote" : "Wrote") \(path)")
  } catch {
    throw NotebookToolError(
      code: .file, message: "'\(path)' cannot be written: \(error.localizedDescription)")
  }
}

/// Puts the content of a file into the next cell, to be edited and run.
///
/// - Parameter path: the file; `~` is the user's own folder.
/// - Throws: `NotebookToolError` where it is not a file of text.
public func loadIntoNextCell(_ path: String) throws {
  do {
    let place = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
    setNextCell(try String(contentsOf: place, encoding: .utf8))
  } catch {
    throw NotebookToolError(
      code: .file, message: "'\(path)' cannot be read as text: \(error.localizedDescription)")
  }
}
