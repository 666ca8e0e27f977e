import Foundation

/// Where the executor is and how it is treated.
public struct ExecutorConfiguration: Sendable, Hashable {
  /// The program `isochron-executor`; `libIsochron.so` lies beside it.
  public var executorPath: String
  /// The toolchain's `usr` folder, whose `bin/llvm-symbolizer` finds the lines of failures.
  public var toolchain: String
  /// The folder in which cells start to run, or this process's own.
  public var workingDirectory: String?
  /// Variables of the executor on top of this process's own; nil removes one.
  public var environment: [String: String?]
  /// Bytes to which the stack of cells may grow.
  public var stackLimit: UInt64
  /// Seconds after which a cell that cannot be interrupted is ended together with its process.
  public var interruptPatience: Double

  /// A configuration of known places.
  ///
  /// - Parameters:
  ///   - executorPath: the program `isochron-executor`.
  ///   - toolchain: the toolchain's `usr` folder.
  ///   - workingDirectory: the folder in which cells start to run, or this process's own.
  ///   - environment: variables on top of this process's own; nil removes one.
  ///   - stackLimit: bytes to which the stack of cells may grow.
  ///   - interruptPatience: seconds until a cell that cannot be interrupted is ended by force.
  public init(
    executorPath: String, toolchain: String, workingDirectory: String? = nil,
    environment: [String: String?] = [:], stackLimit: UInt64 = 512 << 20,
    interruptPatience: Double = 8
  ) {
    self.executorPath = executorPath
    self.toolchain = toolchain
    self.workingDirectory = workingDirectory
    self.environment = environment
    self.stackLimit = stackLimit
    self.interruptPatience = interruptPatience
  }

  /// The variables of the executor: its own defaults, then what was asked for.
  package var variables: [String: String?] {
    var result: [String: String?] = ["SWIFT_BACKTRACE": "enable=no"]
    // Parallelism is over tasks; many small matrices are slower with threads of BLAS.
    let current = ProcessInfo.processInfo.environment
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"] where current[name] == nil {
      result[name] = "1"
    }
    return result.merging(environment) { $1 }
  }
}
