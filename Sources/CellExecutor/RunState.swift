import CellCompiler
import Synchronization

/// What the thread that hears the executor and the engine share: who gets the outputs, and who waits for
/// the end of the run.
final class RunState: Sendable {
  /// How a run is over.
  enum Result: Sendable {
    case finished(CellEnding)
    case died(String)
  }

  private struct Values {
    var run: UInt32 = 0
    var output: (@Sendable (CellOutput) -> Void)?
    var waiting: CheckedContinuation<Result, Never>?
    var result: Result?
    /// Who gets what comes while no cell runs.
    var between: (@Sendable (CellOutput) -> Void)?
    /// What came while no cell ran and nobody listened, for the next one.
    var early: [CellOutput] = []
    var earlySize = 0
    var openComms: Set<String> = []
  }

  /// The most bytes of text that are kept for the next cell.
  private static let earlyLimit = 1 << 20

  private let values = Mutex(Values())
  /// Held while an output is delivered, so that they come one at a time.
  private let delivery = Mutex(())

  /// Starts a run: outputs go to `output` from now on, first those that came since the last run.
  func begin(run: UInt32, output: @escaping @Sendable (CellOutput) -> Void) {
    delivery.withLock { _ in
      let early = values.withLock { values in
        values.run = run
        values.output = output
        values.result = nil
        defer {
          values.early = []
          values.earlySize = 0
        }
        return values.early
      }
      for item in early { output(item) }
    }
  }

  /// Waits until the run is over.
  func result() async -> Result {
    await withCheckedContinuation { continuation in
      let known = values.withLock { values -> Result? in
        if values.result == nil { values.waiting = continuation }
        return values.result
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  /// Ends the delivery of outputs.
  func end() {
    delivery.withLock { _ in
      values.withLock { values in
        values.run = 0
        values.output = nil
        values.result = nil
      }
    }
  }

  /// Gives what comes while no cell runs to somebody, first what came before.
  func listenBetweenRuns(_ output: @escaping @Sendable (CellOutput) -> Void) {
    delivery.withLock { _ in
      let early = values.withLock { values in
        values.between = output
        guard values.output == nil else { return [CellOutput]() }
        defer {
          values.early = []
          values.earlySize = 0
        }
        return values.early
      }
      for item in early { output(item) }
    }
  }

  /// Notes which comms are open.
  func note(_ message: CommMessage) {
    values.withLock { values in
      switch message.action {
      case .open: values.openComms.insert(message.identifier)
      case .message: break
      case .close: values.openComms.remove(message.identifier)
      }
    }
  }

  /// The comms that are open, which then count as closed.
  func takeOpenComms() -> [String] {
    values.withLock { values in
      defer { values.openComms = [] }
      return values.openComms.sorted()
    }
  }

  /// Delivers an output, or keeps it.
  func deliver(_ item: CellOutput) {
    if case .comm(let message) = item { note(message) }
    delivery.withLock { _ in
      let output = values.withLock { values -> (@Sendable (CellOutput) -> Void)? in
        if values.output == nil, let between = values.between { return between }
        if values.output == nil, values.earlySize < Self.earlyLimit {
          values.early.append(item)
          if case .stream(_, let text) = item { values.earlySize += text.utf8.count }
          values.earlySize += 64
        }
        return values.output
      }
      output?(item)
    }
  }

  /// Notes the end of a run.
  func finish(_ result: Result) {
    let waiting = values.withLock { values -> CheckedContinuation<Result, Never>? in
      if case .finished(let ending) = result, ending.run != values.run { return nil }
      guard values.run != 0, values.result == nil else { return nil }
      values.result = result
      defer { values.waiting = nil }
      return values.waiting
    }
    waiting?.resume(returning: result)
  }

  /// The run that is going on, or 0.
  var run: UInt32 { values.withLock { $0.result == nil ? $0.run : 0 } }
}
