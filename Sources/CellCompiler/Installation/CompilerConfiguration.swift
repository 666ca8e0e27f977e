public import Foundation

/// Where the compiler and its modules are.
public struct CompilerConfiguration: Sendable, Hashable {
  /// The toolchain's `usr` folder, which holds `bin/swift` and `lib/libsourcekitdInProc.so`.
  public var toolchain: String
  /// The program `isochron-compiler`.
  public var servicePath: String
  /// Folders of `.swiftmodule` files that cells can import.
  public var moduleSearchPaths: [String]
  /// More compiler arguments for every cell, such as module maps of C libraries (`-Xcc …`).
  public var extraArguments: [String]
  /// The folder in which the session's temporary folder is made.
  public var temporaryFolder: String
  /// Modules that every cell imports without saying so.
  public var implicitImports: [String]
  /// Seconds after which a compilation counts as hung; the service is then ended and started anew.
  public var compileTimeout: Double

  /// A configuration of known places.
  public init(
    toolchain: String, servicePath: String, moduleSearchPaths: [String],
    extraArguments: [String] = [], temporaryFolder: String = "/tmp",
    implicitImports: [String] = ["RichDisplay"], compileTimeout: Double = 300
  ) {
    self.toolchain = toolchain
    self.servicePath = servicePath
    self.moduleSearchPaths = moduleSearchPaths
    self.extraArguments = extraArguments
    self.temporaryFolder = temporaryFolder
    self.implicitImports = implicitImports
    self.compileTimeout = compileTimeout
  }

  /// The configuration of the programs that lie beside an executable, with the toolchain of `PATH`.
  ///
  /// - Parameters:
  ///   - executable: the running program, or nil for this process's own.
  ///   - environment: the variables `PATH`, `TMPDIR` and `ISOCHRON_TOOLCHAIN` count.
  /// - Returns: the configuration.
  /// - Throws: a failure of kind `engine` that says what is missing and where it was looked for.
  public static func installed(
    beside executable: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CellFailure) -> CompilerConfiguration {
    let toolchain = try Toolchain.found(in: environment)
    let program = executable ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    let folder = URL(fileURLWithPath: program).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    let service = folder + "/isochron-compiler"
    guard FileManager.default.isExecutableFile(atPath: service) else {
      throw .engine("the program isochron-compiler is not in \(folder); build the package again")
    }
    let flags = try ModuleFlags.found(in: folder)
    return CompilerConfiguration(
      toolchain: toolchain.folder, servicePath: service, moduleSearchPaths: flags.moduleSearchPaths,
      extraArguments: flags.arguments,
      temporaryFolder: environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
  }

  /// The arguments that every compilation begins with.
  package var arguments: [String] {
    moduleSearchPaths.flatMap { ["-I", $0] } + extraArguments
  }
}

extension CellFailure {
  /// A failure of the engine itself.
  public static func engine(_ message: String) -> CellFailure {
    CellFailure(
      kind: .engine, name: "EngineError", message: message, traceback: ["EngineError: \(message)"])
  }
}
