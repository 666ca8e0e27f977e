import Foundation

/// Where a Swift toolchain keeps what cells need.
package struct Toolchain: Sendable, Hashable {
  /// The `usr` folder.
  package var folder: String

  /// A toolchain by its `usr` folder.
  package init(folder: String) { self.folder = folder }

  /// SourceKit as a library.
  package var sourceKit: String { folder + "/lib/libsourcekitdInProc.so" }
  /// The linker.
  package var linker: String { folder + "/bin/ld.lld" }
  /// The runtime's libraries.
  package var libraries: String { folder + "/lib/swift/linux" }
  /// The object that registers a library's types and conformances with the runtime.
  package var registration: String {
    #if arch(arm64)
    libraries + "/aarch64/swiftrt.o"
    #else
    libraries + "/x86_64/swiftrt.o"
    #endif
  }

  /// The files without which no cell compiles and that are not there.
  package var missingFiles: [String] {
    [sourceKit, linker, registration].filter { !FileManager.default.fileExists(atPath: $0) }
  }

  /// The toolchain of the first `swift` in `PATH`, or the one named by `ISOCHRON_TOOLCHAIN`.
  ///
  /// - Throws: a failure of kind `engine` where there is none, or one without SourceKit.
  package static func found(in environment: [String: String]) throws(CellFailure) -> Toolchain {
    if let folder = environment["ISOCHRON_TOOLCHAIN"], !folder.isEmpty {
      return try Toolchain(folder: folder).checked()
    }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let compiler = "\(folder)/swift"
      guard FileManager.default.isExecutableFile(atPath: compiler) else { continue }
      // Links such as /usr/bin/swift lead to the toolchain's own folder.
      let program = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
      let toolchain = Toolchain(
        folder: program.deletingLastPathComponent().deletingLastPathComponent().path)
      if toolchain.missingFiles.isEmpty { return toolchain }
    }
    throw .engine(
      "no Swift toolchain with SourceKit was found in PATH; install Swift 6.3 from swift.org, or "
        + "set ISOCHRON_TOOLCHAIN to its usr folder")
  }

  private func checked() throws(CellFailure) -> Toolchain {
    let missing = missingFiles
    guard missing.isEmpty else {
      throw .engine("the toolchain in \(folder) lacks \(missing.joined(separator: ", "))")
    }
    return self
  }
}
