import Foundation

/// The compiler arguments by which a cell finds the modules of a build.
///
/// A module that is not resilient is loaded with the C modules it imports, so their module maps and
/// include folders must be known. They come from `cell-flags.json` beside the programs
/// (`{"moduleSearchPaths": [...], "arguments": [...]}`), or else from the package manager's own
/// build description, where the commands that compiled the modules are written.
struct ModuleFlags: Sendable, Codable {
  /// Folders of `.swiftmodule` files; one that is not absolute counts from the programs' folder.
  var moduleSearchPaths: [String]
  /// Arguments for every cell.
  var arguments: [String]

  /// The flags for the programs in a folder.
  ///
  /// - Throws: a failure of kind `engine` where `cell-flags.json` is there but wrong.
  static func found(in folder: String) throws(CellFailure) -> ModuleFlags {
    let file = folder + "/cell-flags.json"
    if let data = FileManager.default.contents(atPath: file) {
      do {
        var flags = try JSONDecoder().decode(ModuleFlags.self, from: data)
        flags.moduleSearchPaths = flags.moduleSearchPaths.map {
          $0.hasPrefix("/") ? $0 : "\(folder)/\($0)"
        }
        return flags
      } catch {
        throw .engine("\(file) cannot be read: \(error); remove it or build again")
      }
    }
    return ModuleFlags(
      moduleSearchPaths: [folder + "/Modules"], arguments: argumentsOfBuild(in: folder))
  }

  /// The C flags of all modules' compile commands, which `.build/<configuration>.yaml` holds.
  ///
  /// The umbrella's own command has not all: include folders that pkg-config named stand at the
  /// modules that use them.
  private static func argumentsOfBuild(in folder: String) -> [String] {
    let place = URL(fileURLWithPath: folder)
    let configuration = place.lastPathComponent
    let manifest = place.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("\(configuration).yaml")
    guard let text = try? String(contentsOf: manifest, encoding: .utf8) else { return [] }
    var words: [String] = []
    for line in text.split(separator: "\n") where line.contains("\"-module-name\"") {
      guard let open = line.firstIndex(of: "["),
        let list = try? JSONDecoder().decode([String].self, from: Data(line[open...].utf8))
      else { continue }
      words += list
    }
    return clangArguments(in: words)
  }

  /// What concerns module maps, include folders and macros: pairs `-Xcc x`, and `-Ifolder` from pkg-config.
  static func clangArguments(in words: [String]) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for (word, next) in zip([""] + words, words) {
      let kinds =
        word == "-Xcc" ? ["-fmodule-map-file=", "-I", "-isystem", "-D"] : ["-I"]
      let isWanted = next.count > 2 && kinds.contains { next.hasPrefix($0) }
      if isWanted, seen.insert(next).inserted { result += ["-Xcc", next] }
    }
    return result
  }
}
