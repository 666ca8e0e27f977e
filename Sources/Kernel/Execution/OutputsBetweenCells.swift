import CellCompiler
import JupyterProtocol
import Synchronization

/// Publishes what comes while no cell runs, as if the latest cell had put it out: a task that it left
/// behind prints, a slider's handler draws.
final class OutputsBetweenCells: Sendable {
  private let engine: any CellEngine
  private let publisher: Publisher
  private let comms: CommChannels
  private let parent = Mutex<[UInt8]?>(nil)

  init(engine: any CellEngine, publisher: Publisher, comms: CommChannels) {
    self.engine = engine
    self.publisher = publisher
    self.comms = comms
  }

  /// The header frame of the latest cell's request.
  var latestCell: [UInt8]? {
    get { parent.withLock { $0 } }
    set { parent.withLock { $0 = newValue } }
  }

  func receive(_ output: CellOutput) {
    let parent = latestCell
    switch output {
    case .stream(let stream, let text):
      publisher.publish(text, of: stream.rawValue, parent: parent)
    case .display(let bundle, let identifier, let isUpdate):
      let content = DisplayData(
        data: bundle.data, metadata: bundle.metadata, displayIdentifier: identifier)
      publisher.publish(isUpdate ? UpdateDisplayData(content) : content, parent: parent)
    case .result(let bundle), .page(let bundle):
      publisher.publish(
        DisplayData(data: bundle.data, metadata: bundle.metadata, displayIdentifier: nil),
        parent: parent)
    case .clear(let wait): publisher.publish(ClearOutput(waits: wait), parent: parent)
    case .comm(let message): comms.publish(message, parent: parent)
    // Nobody waits for an answer between two cells.
    case .inputRequest: Task { await engine.provideInput(nil) }
    case .nextInput, .timing: break
    }
  }
}
