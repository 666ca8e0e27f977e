import JSONModel
import JupyterProtocol
import Kernel
import Testing

@Suite struct ShutdownTests {
  @Test(arguments: [true, false]) func aRequestEndsTheKernel(isRestart: Bool) async throws {
    let client = try await TestClient()
    let answer = try await client.request(
      "shutdown_request", ["restart": .bool(isRestart)], on: .control)
    #expect(answer.reply == ["status": "ok", "restart": .bool(isRestart)])
    #expect(answer.outputs == ["shutdown_reply"])
    #expect(answer.states == ["busy", "idle"])
    try await client.running.value
    #expect(client.engine.isShutDown)
    #expect(client.transport.isClosed)
  }

  @Test func aRunningCellDoesNotHinder() async throws {
    let client = try await TestClient()
    try client.send("execute_request", ["code": "wait"])
    try await client.wait { $0.contains { $0.type == "execute_input" } }
    _ = try await client.request("shutdown_request", on: .control)
    try await client.running.value
    #expect(client.transport.isClosed)
  }

  @Test func theOldWayOverShellWorks() async throws {
    let client = try await TestClient()
    #expect(try await client.request("shutdown_request").reply["status"] == "ok")
    try await client.running.value
  }

  @Test func signalsEndItToo() async throws {
    let client = try await TestClient()
    client.kernel.shutDown()
    try await client.running.value
    #expect(client.engine.isShutDown)
    #expect(client.transport.isClosed)
  }
}
