import CellCompiler
import JSONModel
import JupyterProtocol
import Synchronization

/// Publishes what one cell puts out and keeps what belongs into its reply.
final class CellOutputs: Sendable {
  /// What the reply and the history want to know at the end.
  struct Kept: Sendable {
    var payloads: [JSONValue] = []
    var resultText: String?
  }

  private let request: Request
  private let number: Int
  private let isSilent: Bool
  private let allowsInput: Bool
  private let publisher: Publisher
  private let input: InputBroker
  private let comms: CommChannels
  private let state = Mutex(Kept())
  private let limit: Mutex<OutputLimit>

  init(
    request: Request, number: Int, isSilent: Bool, allowsInput: Bool, publisher: Publisher,
    input: InputBroker, comms: CommChannels, limit: Int?
  ) {
    self.request = request
    self.number = number
    self.isSilent = isSilent
    self.allowsInput = allowsInput
    self.publisher = publisher
    self.input = input
    self.comms = comms
    self.limit = Mutex(OutputLimit(bytes: limit))
  }

  var kept: Kept { state.withLock { $0 } }

  func receive(_ output: CellOutput) {
    switch output {
    case .stream(let stream, let text):
      // A silent request publishes nothing, whatever the cell prints.
      guard !isSilent else { return }
      let (shown, isFirstCut) = limit.withLock { $0.admit(text) }
      publish(shown, of: stream)
      if isFirstCut { publish(limit.withLock { $0.notice }, of: .standardError) }
    case .display(let bundle, let identifier, let isUpdate):
      let content = DisplayData(
        data: bundle.data, metadata: bundle.metadata, displayIdentifier: identifier)
      publish(isUpdate ? UpdateDisplayData(content) : content)
    case .result(let bundle):
      state.withLock { $0.resultText = bundle.data["text/plain"]?.string }
      publish(
        ExecuteResult(executionCount: number, data: bundle.data, metadata: bundle.metadata))
    case .clear(let wait):
      publish(ClearOutput(waits: wait))
    case .inputRequest(let prompt, let isPassword):
      input.ask(
        InputRequest(prompt: prompt, isPassword: isPassword), for: request, isAllowed: allowsInput)
    case .page(let bundle):
      state.withLock { $0.payloads.append(ExecuteReply.page(bundle.data)) }
    case .nextInput(let text):
      state.withLock { $0.payloads.append(ExecuteReply.nextInput(text)) }
    case .comm(let message): comms.publish(message, parent: request.message.headerFrame)
    case .timing: break
    }
  }

  /// Says how much was not shown, at the end of the cell.
  func finish() {
    if let summary = limit.withLock({ $0.summary }) { publish(summary, of: .standardError) }
  }

  private func publish(_ text: String, of stream: StandardStream) {
    guard !text.isEmpty else { return }
    publisher.publish(text, of: stream.rawValue, parent: request.message.headerFrame)
  }

  private func publish(_ content: any OutgoingContent) {
    if !isSilent { publisher.publish(content, parent: request.message.headerFrame) }
  }
}
