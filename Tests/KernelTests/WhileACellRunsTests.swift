import JSONModel
import JupyterProtocol
import Testing

/// A cell that runs keeps nothing but other cells waiting.
@Suite struct WhileACellRunsTests {
  @Test func questionsAreAnswered() async throws {
    let client = try await TestClient()
    let cell = try client.send("execute_request", ["code": "wait"])
    try await client.wait { $0.contains { $0.type == "execute_input" } }
    for type in [
      "kernel_info_request", "complete_request", "inspect_request", "is_complete_request",
      "history_request", "comm_info_request",
    ] {
      let answer = try await client.request(type, ["code": "known", "hist_access_type": "tail"])
      #expect(answer.reply["status"] != nil)
      #expect(answer.states == ["busy", "idle"])
    }
    #expect(try await client.request("kernel_info_request", on: .control).reply["status"] == "ok")
    // The kernel still shows that it works on the cell.
    #expect(
      try client.received().last { $0.type == "status" }?.content["execution_state"] == "busy")
    let interrupt = try await client.request("interrupt_request", on: .control)
    #expect(interrupt.reply == ["status": "ok"])
    #expect(try await client.exchange(of: cell).reply["ename"] == "Interrupted")
    #expect(
      try client.received().last { $0.type == "status" }?.content["execution_state"] == "idle")
  }

  @Test func cellsWaitTheirTurn() async throws {
    let client = try await TestClient()
    let identifiers = try (0..<20).map {
      try client.send("execute_request", ["code": .string("sleep 1\nresult \($0)")])
    }
    for (number, identifier) in identifiers.enumerated() {
      let cell = try await client.exchange(of: identifier)
      #expect(cell.reply["execution_count"] == .integer(number + 1))
      #expect(cell.outputs == ["execute_result"])
    }
    let order = try client.received().filter { $0.type == "execute_reply" }.compactMap(\.parent)
    #expect(order == identifiers)
  }

  @Test func idleIsTheLastOfEveryCell() async throws {
    let client = try await TestClient()
    for _ in 0..<50 { _ = try await client.run("out a\nerr b\ndisplay c\nlines 100") }
    var isIdle: Set<String> = []
    for message in try client.received() where message.channel == .iopub {
      guard let parent = message.parent else { continue }
      #expect(!isIdle.contains(parent))
      if message.content["execution_state"] == "idle" { isIdle.insert(parent) }
    }
    #expect(isIdle.count == 50)
  }
}
