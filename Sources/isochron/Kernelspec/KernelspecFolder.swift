import ArgumentParser
import Foundation

/// Where a kernelspec is installed, as the options of a command say it.
struct KernelspecFolder: ParsableArguments {
  @Flag(name: .customLong("user"), help: "For this user (the default).")
  var isForUser = false

  @Option(help: "Under PREFIX/share/jupyter/kernels.")
  var prefix: String?

  @Flag(
    name: .customLong("sys-prefix"), help: "In the active Python environment (virtualenv, conda).")
  var isForEnvironment = false

  @Option(help: "The name of the kernelspec: letters, digits, - _ and .")
  var name = "isochron"

  func validate() throws {
    guard [isForUser, prefix != nil, isForEnvironment].count(where: { $0 }) <= 1 else {
      throw ValidationError("--user, --prefix and --sys-prefix exclude each other")
    }
    let isPlain = name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || ["-", "_", "."].contains($0)
    }
    guard isPlain, !name.isEmpty, !name.allSatisfy({ $0 == "." }) else {
      throw ValidationError("the name \(name) may hold letters, digits, - _ and . only")
    }
  }

  /// The folder of the kernelspec.
  func resolve() throws -> URL {
    let environment = ProcessInfo.processInfo.environment
    let data: URL
    if let prefix {
      data = URL(fileURLWithPath: prefix).appendingPathComponent("share/jupyter")
    } else if isForEnvironment {
      guard let folder = environment["VIRTUAL_ENV"] ?? environment["CONDA_PREFIX"] else {
        throw ValidationError(
          "no Python environment is active (VIRTUAL_ENV, CONDA_PREFIX); name one with --prefix")
      }
      data = URL(fileURLWithPath: folder).appendingPathComponent("share/jupyter")
    } else {
      data = Self.userFolder(environment)
    }
    return data.appendingPathComponent("kernels").appendingPathComponent(name)
  }

  /// Jupyter's own rule for data of one user.
  static func userFolder(_ environment: [String: String]) -> URL {
    func folder(_ variable: String) -> URL? {
      environment[variable].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
    }
    return folder("JUPYTER_DATA_DIR")
      ?? (folder("XDG_DATA_HOME")
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".local/share"))
      .appendingPathComponent("jupyter")
  }
}
