import CellCompiler
import JupyterProtocol

/// Interrupts the running cell.
struct InterruptHandler: RequestHandler {
  let messageType: MessageType = "interrupt_request"
  let lane = Lane.control
  let engine: any CellEngine

  func answer(_ request: Request) async -> Answer {
    await engine.interrupt()
    return Answer(InterruptReply())
  }
}
