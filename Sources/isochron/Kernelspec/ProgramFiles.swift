import Foundation

/// The files that belong to this program, found from where it lies.
struct ProgramFiles {
  /// The program itself.
  let executable: URL
  /// The folder with kernel.json and assets/logos.
  let resources: URL?

  init() {
    executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    resources = Self.candidates(for: executable).first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("kernel.json").path)
        && FileManager.default.fileExists(atPath: $0.appendingPathComponent("assets/logos").path)
    }
  }

  /// A build folder lies in the package; an installed program has its files in share/isochron.
  private static func candidates(for executable: URL) -> [URL] {
    var folders = [
      executable.deletingLastPathComponent().appendingPathComponent("../share/isochron")
        .standardizedFileURL
    ]
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      folders.append(folder)
    }
    return folders
  }
}
