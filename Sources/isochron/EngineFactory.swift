import ArgumentParser
import CellCompiler
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
  static func make() throws -> any CellEngine {
    throw ValidationError("the engine that runs cells is not part of this build")
  }
}
