import CellCompiler
import CellDirectives
import CellExecutor
import Kernel

/// The engine that this program runs cells with.
enum EngineFactory {
  /// The version of the compiler that this program came out of, which is the one cells are given to.
  static var swiftVersion: String {
    #if compiler(>=6.5)
    "6.5"
    #elseif compiler(>=6.4)
    "6.4"
    #else
    "6.3"
    #endif
  }

  /// What front ends are told.
  static let description = KernelDescription(
    version: IsochronCommand.version, swiftVersion: swiftVersion)

  /// An engine that is not started yet.
  ///
  /// Where a part of it is missing, a kernel that says so in the first cell helps more than one that
  /// is reported dead.
  static func make() -> any CellEngine {
    do {
      return DirectiveEngine(around: try NotebookEngine())
    } catch {
      return UnavailableEngine(failure: error)
    }
  }
}
