import CellCompiler
import Foundation
import JSONModel

/// Compiles modules with SourceKit and links them.
struct CellBuilder: Sendable {
  let kit: SourceKit
  let setting: ServiceSetting
  private var toolchain: Toolchain { Toolchain(folder: setting.toolchain) }

  init(kit: SourceKit, setting: ServiceSetting) {
    self.kit = kit
    self.setting = setting
  }

  private func path(_ job: CompileJob, _ type: String) -> String {
    "\(setting.folder)/\(job.moduleName).\(type)"
  }

  /// Compiles a module; the files are named by the module.
  ///
  /// - Throws: an error with a sentence where the trouble is not the cell's.
  func compile(_ job: CompileJob) throws -> CompileResult {
    let source = CellSource(job.code)
    var cell = RewrittenCell(source, job: job, showingResult: job.showsResult)
    var (failed, diagnostics) = try compile(cell, job)
    if failed, diagnostics.contains(where: { $0.file == path(job, "swift") }) {
      return CompileResult(
        succeeded: false, isPreludeWrong: true, showsResult: false, diagnostics: diagnostics,
        insertions: [])
    }
    if failed, let shown = cell.shownRange, meets(shown, diagnostics, source) {
      // A value that cannot be passed on, such as a noncopyable one, still may be computed; and
      // messages about the user's own expression are clearer.
      let plain = RewrittenCell(source, job: job, showingResult: false)
      (failed, diagnostics) = try compile(plain, job)
      cell = plain
    }
    if !failed, !job.interfaceOnly { try link(job) }
    return CompileResult(
      succeeded: !failed, isPreludeWrong: false, showsResult: cell.showsResult,
      diagnostics: diagnostics,
      insertions: cell.insertions)
  }

  private func meets(_ range: Range<Int>, _ diagnostics: [CellDiagnostic], _ source: CellSource)
    -> Bool
  {
    let first = source.place(ofUTF8: range.lowerBound).line
    let last = source.place(ofUTF8: range.upperBound).line
    return diagnostics.contains {
      $0.severity == .error && (first...last).contains($0.line)
    }
  }

  private func compile(_ cell: RewrittenCell, _ job: CompileJob) throws -> (
    failed: Bool, diagnostics: [CellDiagnostic]
  ) {
    let file = path(job, "swift")
    try cell.text.write(toFile: file, atomically: false, encoding: .utf8)
    var arguments = setting.arguments
    arguments += ["-I", setting.folder, "-module-name", job.moduleName] + Self.languageArguments
    arguments += [
      "-emit-module", "-emit-module-path", path(job, "swiftmodule"), "-g",
      cell.wantsOptimization && !job.interfaceOnly ? "-O" : "-Onone",
      "-Xfrontend", "-entry-point-function-name", "-Xfrontend", "\(job.moduleName)_main",
    ]
    // SourceKit compiles to object files only, so an interface alone comes with an object to throw away.
    let object = path(job, job.interfaceOnly ? "unused.o" : "o")
    arguments += ["-c", "-o", object, file]
    defer { if job.interfaceOnly { try? FileManager.default.removeItem(atPath: object) } }
    let answer = try kit.send(
      "compile",
      [("key.name", .text("cells")), ("key.compilerargs", .list(arguments.map { .text($0) }))])
    let reader = DiagnosticReader(cell: cell, source: CellSource(job.code), job: job)
    let diagnostics = try reader.diagnostics(in: answer)
    return (answer["key.value"].integer != 0, diagnostics)
  }

  /// Compiles a little, so that the first cell finds the compiler and the standard library read.
  func warmUp() {
    let job = CompileJob(
      code: "let values = [1, 2].map { $0 + 1 }", moduleName: "WarmUp", displayName: "WarmUp",
      prelude: "", interfaceOnly: false)
    _ = try? compile(job)
  }

  /// How cells are compiled: as scripts, open to later cells, without records of accesses on a
  /// stack that a trap may abandon.
  static let languageArguments = [
    "-swift-version", "5", "-enable-testing", "-enforce-exclusivity=unchecked",
    "-enable-bare-slash-regex",
    "-Xfrontend", "-disable-access-control",
  ]

  /// Libraries that the executor has open from its start.
  private static let present: Set = [
    "-lswiftCore", "-lswift_Concurrency", "-lswift_StringProcessing", "-lswift_RegexParser",
    "-lswiftGlibc", "-lswiftSwiftOnoneSupport", "-lFoundation", "-lFoundationEssentials",
    "-lFoundationInternationalization", "-l_FoundationICU", "-lswiftDispatch", "-ldispatch",
    "-lBlocksRuntime", "-lm", "-lpthread", "-lc", "-ldl", "-lutil", "-lswift_Builtin_float",
  ]

  private func link(_ job: CompileJob) throws {
    let objectPath = path(job, "o")
    guard let bytes = FileManager.default.contents(atPath: objectPath) else {
      throw ObjectFileError(
        message: "the compiler wrote no object file; is \(setting.folder) full?")
    }
    var object = try ObjectFile([UInt8](bytes))
    let libraries = try object.requestedLibraries().filter {
      $0.hasPrefix("-l") && !Self.present.contains($0)
    }
    if !(try object.redirect(CellSymbols.redirections)).isEmpty {
      try object.data.write(to: URL(fileURLWithPath: objectPath))
    }
    var arguments = [
      "-shared", "--eh-frame-hdr", "-o", path(job, "so"), toolchain.registration, objectPath,
    ]
    if !libraries.isEmpty {
      arguments += ["--as-needed", "-L", toolchain.libraries, "-rpath", toolchain.libraries]
      var seen: Set<String> = []
      arguments += libraries.filter { seen.insert($0).inserted }
    }
    let linker = Process()
    linker.executableURL = URL(fileURLWithPath: toolchain.linker)
    linker.arguments = arguments
    let messages = Pipe()
    linker.standardError = messages
    linker.standardInput = FileHandle.nullDevice
    linker.standardOutput = FileHandle.nullDevice
    try linker.run()
    let text = messages.fileHandleForReading.readDataToEndOfFile()
    linker.waitUntilExit()
    guard linker.terminationStatus == 0 else {
      throw ObjectFileError(
        message: "the cell could not be linked: \(String(decoding: text, as: UTF8.self))")
    }
    try? FileManager.default.removeItem(atPath: objectPath)
  }
}
