import CellCompiler
import JupyterProtocol
import Synchronization

/// Runs cells, one after the other.
actor ExecuteHandler: RequestHandler {
  nonisolated let messageType = ExecuteRequest.messageType
  nonisolated let lane = Lane.execution

  private let engine: any CellEngine
  private let startup: EngineStartup
  private let publisher: Publisher
  private let input: InputBroker
  private let comms: CommChannels
  private let between: OutputsBetweenCells
  /// The bytes of text that one cell may put out, or nil.
  private let outputLimit: Int?
  private let history: ExecutionHistory
  /// The sequence number of the request that came last.
  private let latestSequence: @Sendable () -> Int
  private var nextNumber = 1
  private var abortedThrough = -1

  init(
    engine: any CellEngine, startup: EngineStartup, publisher: Publisher, input: InputBroker,
    comms: CommChannels, between: OutputsBetweenCells, outputLimit: Int?,
    history: ExecutionHistory,
    latestSequence: @escaping @Sendable () -> Int
  ) {
    self.engine = engine
    self.startup = startup
    self.publisher = publisher
    self.input = input
    self.comms = comms
    self.between = between
    self.outputLimit = outputLimit
    self.history = history
    self.latestSequence = latestSequence
  }

  func answer(_ request: Request) async -> Answer {
    guard request.sequence > abortedThrough else {
      return Answer(ExecuteReply(status: .aborted, executionCount: nextNumber - 1))
    }
    do {
      let content = try ExecuteRequest(request.content)
      let reply = await run(content, for: request)
      if case .error = reply.status, content.stopsOnError, !content.isSilent {
        // Everything that has come by now was sent without knowing of the failure.
        abortedThrough = latestSequence()
      }
      return Answer(reply)
    } catch {
      let content = ErrorContent(name: "ProtocolError", message: "\(error)", traceback: [])
      return Answer(ExecuteReply(status: .error(content), executionCount: nextNumber - 1))
    }
  }

  private func run(_ content: ExecuteRequest, for request: Request) async -> ExecuteReply {
    let number = nextNumber
    let isBlank = content.code.allSatisfy(\.isWhitespace)
    if content.storesHistory, !isBlank {
      nextNumber += 1
      history.append(content.code, number: number)
    }
    if !content.isSilent {
      publisher.publish(
        ExecuteInput(code: content.code, executionCount: number),
        parent: request.message.headerFrame)
    }
    let outputs = CellOutputs(
      request: request, number: number, isSilent: content.isSilent,
      allowsInput: content.allowsInput, publisher: publisher, input: input, comms: comms,
      limit: outputLimit)
    between.latestCell = request.message.headerFrame
    let outcome = isBlank ? .success : await execute(content, number, outputs)
    input.cancel()
    outputs.finish()

    let kept = outputs.kept
    if content.storesHistory, let text = kept.resultText {
      history.setOutput(text, number: number)
    }
    switch outcome {
    case .success:
      let values = await ExpressionEvaluation(engine: engine, outputs: outputs)
        .values(of: content.userExpressions, number: number)
      return ExecuteReply(
        status: .ok(userExpressions: values, payloads: outputs.kept.payloads),
        executionCount: number)
    case .failure(let failure):
      let error = ErrorContent(failure)
      if !content.isSilent { publisher.publish(error, parent: request.message.headerFrame) }
      return ExecuteReply(status: .error(error), executionCount: number)
    }
  }

  private func execute(_ content: ExecuteRequest, _ number: Int, _ outputs: CellOutputs) async
    -> CellOutcome
  {
    do {
      try await startup.finish()
    } catch let failure as CellFailure {
      return .failure(failure)
    } catch {
      return .failure(
        CellFailure(
          kind: .engine, name: "EngineError",
          message: "the engine that runs cells did not start: \(error)",
          traceback: [
            "EngineError: the engine that runs cells did not start: \(error)",
            "`isochron doctor` says what is missing.",
          ]))
    }
    let cell = CellRequest(
      code: content.code, number: number, showsResult: !content.isSilent,
      allowsInput: content.allowsInput)
    return await engine.execute(cell) { outputs.receive($0) }
  }
}
