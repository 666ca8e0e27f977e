import CellCompiler
import Foundation
import Testing

/// A compiler service of this build, fed with cells that count as run.
final class Session: Sendable {
  let service: CompilerService

  /// The folder of this build's programs: tests run from an executable beside them.
  static var programs: String {
    if let folder = ProcessInfo.processInfo.environment["ISOCHRON_BIN"] { return folder }
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (path as NSString).deletingLastPathComponent
  }

  static func configuration() throws -> CompilerConfiguration {
    try CompilerConfiguration.installed(beside: programs + "/isochron-compiler")
  }

  private init(_ configuration: CompilerConfiguration) {
    service = CompilerService(configuration: configuration)
  }

  /// Runs a body with a fresh service that is shut down afterwards.
  static func with(
    _ configuration: CompilerConfiguration? = nil, _ body: (Session) async throws -> Void
  ) async throws {
    let session = Session(try configuration ?? Self.configuration())
    await Gate.shared.enter()
    do {
      try await session.service.start()
      try await body(session)
    } catch {
      await session.service.shutDown()
      await Gate.shared.leave()
      throw error
    }
    await session.service.shutDown()
    await Gate.shared.leave()
  }

  /// Compiles a cell and reports that it ran.
  ///
  /// - Parameters:
  ///   - code: the cell.
  ///   - number: its number in `In[n]`.
  ///   - progress: the last step, where it did not come to its end.
  /// - Returns: what was compiled.
  /// - Throws: the cell's failure.
  @discardableResult
  func run(_ code: String, number: Int = 1, progress: Int? = nil) async throws -> CompiledCell {
    let cell = try await service.compile(CellRequest(code: code, number: number))
    await service.didRun(cell, progress: progress)
    return cell
  }

  /// The failure of a cell that must not compile.
  func failure(_ code: String, number: Int = 1) async -> CellFailure? {
    do {
      let cell = try await service.compile(CellRequest(code: code, number: number))
      await service.discard(cell)
      Issue.record("this should not compile: \(code)")
      return nil
    } catch {
      return error
    }
  }
}

extension Session {
  /// The processes whose working directory is a session's folder: its compiler service.
  static func processes(workingIn folder: String) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")
      return link == folder ? pid_t(name) : nil
    }
  }
}

/// Lets few services live at a time: tests start together, and each service is a whole compiler.
private actor Gate {
  static let shared = Gate()
  private var places = 3
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if places > 0 {
      places -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
  }
}
