import CellCompiler

/// The start of the engine, which goes on while the kernel answers its first requests.
actor EngineStartup {
  private let engine: any CellEngine
  private var attempt: Task<Void, any Error>?

  init(engine: any CellEngine) { self.engine = engine }

  /// Starts the engine unless that was done; waits until it runs.
  ///
  /// A failed start is tried again by the next cell: the reason may have been repaired.
  func finish() async throws {
    let current = attempt ?? Task { [engine] in try await engine.start() }
    attempt = current
    do {
      try await current.value
    } catch {
      if attempt == current { attempt = nil }
      throw error
    }
  }
}
