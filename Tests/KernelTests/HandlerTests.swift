import CellCompiler
import Glibc
import JSONModel
import JupyterProtocol
import Testing

@Suite struct HandlerTests {
  @Test(arguments: [MessageChannel.shell, .control])
  func kernelInfoIsAnsweredOnShellAndControl(channel: MessageChannel) async throws {
    let client = try await TestClient()
    let info = try await client.request("kernel_info_request", on: channel)
    #expect(info.reply["status"] == "ok")
    #expect(info.reply["protocol_version"] == "5.5")
    #expect(info.reply["implementation"] == "isochron")
    #expect(info.reply["implementation_version"] == "1.2.3")
    #expect(info.reply["language_info"]["name"] == "swift")
    #expect(info.reply["language_info"]["version"] == "6.3")
    #expect(info.reply["language_info"]["file_extension"] == ".swift")
    #expect(info.reply["supported_features"] == [])
    #expect(info.states == ["busy", "idle"])
    let reply = try client.received().first { $0.type == "kernel_info_reply" }
    #expect(reply?.channel == channel)
    #expect(reply?.message.identities == [[1]])
  }

  @Test func completionCarriesTypes() async throws {
    let client = try await TestClient()
    let answer = try await client.request(
      "complete_request", ["code": "x.d", "cursor_pos": 3])
    #expect(answer.reply["matches"] == ["display"])
    #expect(answer.reply["cursor_start"] == 2)
    #expect(answer.reply["metadata"]["_jupyter_types_experimental"].array?.count == 1)
  }

  @Test func inspectionKnowsOrKnowsNot() async throws {
    let client = try await TestClient()
    let known = try await client.request(
      "inspect_request", ["code": "known", "cursor_pos": 2, "detail_level": 1])
    #expect(known.reply["found"] == true)
    #expect(known.reply["data"]["text/plain"] == "2 1")
    let unknown = try await client.request("inspect_request", ["code": "x", "cursor_pos": 0])
    #expect(unknown.reply["found"] == false)
    #expect(unknown.reply["status"] == "ok")
  }

  @Test func completenessHasThreeAnswers() async throws {
    let client = try await TestClient()
    for (code, reply) in [
      ("out a", ["status": "complete"]), ("f {", ["status": "incomplete", "indent": "  "]),
      ("}", ["status": "invalid"]),
    ] as [(JSONValue, JSONValue)] {
      #expect(try await client.request("is_complete_request", ["code": code]).reply == reply)
    }
  }

  @Test func commsToUnknownTargetsAreClosed() async throws {
    let client = try await TestClient()
    #expect(try await client.request("comm_info_request").reply == ["status": "ok", "comms": [:]])
    let opened = try await client.request("comm_open", ["comm_id": "c1", "target_name": "t"])
    #expect(opened.states == ["busy", "idle"])
    let closing = try client.received().filter { $0.type == "comm_close" }
    #expect(closing.map(\.content) == [["comm_id": "c1", "data": [:]]])
    #expect(try await client.request("comm_info_request").reply["comms"] == [:])
  }

  @Test func messagesOfAnOpenCommReachTheCellsWithTheirBuffers() async throws {
    let client = try await TestClient()
    _ = try await client.request("comm_open", ["comm_id": "c1", "target_name": "known"])
    let id = try client.send(
      "comm_msg", ["comm_id": "c1", "data": ["n": 3]], buffers: [[0, 255]])
    _ = try await client.exchange(of: id)
    let last = try #require(client.engine.messages.last)
    #expect(last == CommMessage(.message, identifier: "c1", data: ["n": 3], buffers: [[0, 255]]))
    #expect(
      try await client.request("comm_info_request").reply["comms"]
        == ["c1": ["target_name": "known"]])
    #expect(
      try await client.request("comm_info_request", ["target_name": "other"]).reply["comms"] == [:])
    _ = try await client.request("comm_close", ["comm_id": "c1"])
    #expect(client.engine.messages.last?.action == .close)
    #expect(try await client.request("comm_info_request").reply["comms"] == [:])
  }

  @Test func aCellOpensAComm() async throws {
    let client = try await TestClient()
    let run = try await client.run("comm widgets")
    let opened = try #require(run.published.first { $0.type == "comm_open" })
    #expect(
      opened.content == ["comm_id": "cell's", "target_name": "widgets", "data": ["x": 1]])
    #expect(opened.message.metadata == ["version": "2"])
    #expect(opened.message.buffers == [[1, 2]])
    #expect(
      try await client.request("comm_info_request").reply["comms"]
        == ["cell's": ["target_name": "widgets"]])
  }

  @Test func whatComesBetweenCellsBelongsToTheLatest() async throws {
    let client = try await TestClient()
    let id = try client.send("execute_request", ["code": "between later"])
    try await client.wait { received in
      received.contains { $0.type == "stream" && $0.parent == id && $0.content["text"] == "later" }
    }
  }

  @Test func usageIsTold() async throws {
    let client = try await TestClient()
    _ = try await client.request("usage_request", on: .control)
    let usage = try await client.request("usage_request", on: .control).reply
    #expect(usage["pid"].integer == Int(getpid()))
    #expect(try #require(usage["kernel_memory"].integer) > 1 << 20)
    #expect(try #require(usage["kernel_cpu"].number) >= 0)
    #expect(try #require(usage["cpu_count"].integer) > 0)
    let memory = usage["host_virtual_memory"]
    let total = try #require(memory["total"].integer)
    let used = try #require(memory["used"].integer)
    #expect(used > 0 && used < total)
    #expect(memory["available"].integer == total - used)
  }

  @Test func thePortsAreTold() async throws {
    let client = try await TestClient()
    #expect(try await client.request("connect_request").reply["shell_port"] == 4711)
  }

  @Test func unknownTypesAreIgnoredWithBusyAndIdle() async throws {
    let client = try await TestClient()
    let answer = try await client.request("teleport_request", ["to": "Mars"])
    #expect(answer.reply.isNull)
    #expect(answer.published.map(\.type) == ["status", "status"])
    #expect(try await client.run("out a").reply["status"] == "ok")
  }

  @Test func contentThatCannotBeReadIsAnErrorReply() async throws {
    let client = try await TestClient()
    for type in ["complete_request", "inspect_request", "is_complete_request"] {
      let answer = try await client.request(type, ["code": []])
      #expect(answer.reply["status"] == "error")
      #expect(answer.reply["ename"] == "ProtocolError")
      #expect(answer.states == ["busy", "idle"])
    }
    let history = try await client.request("history_request", ["hist_access_type": "x"])
    #expect(history.reply["status"] == "error")
  }

  @Test func badMessagesAreDroppedAndTheNextIsAnswered() async throws {
    let client = try await TestClient()
    for channel in MessageChannel.allCases {
      client.transport.deliver([], on: channel)
      client.transport.deliver([[]], on: channel)
      client.transport.deliver([[1], Array("<IDS|MSG>".utf8)], on: channel)
      client.transport.deliver(Array(repeating: [0xff], count: 9), on: channel)
    }
    #expect(try await client.run("out a").reply["status"] == "ok")
    #expect(client.engine.cells.count == 1)
  }

  @Test func subscribersAreWelcomed() async throws {
    let client = try await TestClient()
    client.transport.deliver([[1]], on: .iopub)
    client.transport.deliver([[1] + Array("kernel.".utf8)], on: .iopub)
    client.transport.deliver([[0]], on: .iopub)
    try await client.wait { $0.count { $0.type == "iopub_welcome" } == 2 }
    let welcomes = try client.received().filter { $0.type == "iopub_welcome" }
    #expect(welcomes.map { $0.content["subscription"] } == ["", "kernel."])
    #expect(welcomes.map(\.message.identities) == [[[]], [Array("kernel.".utf8)]])
    #expect(welcomes.allSatisfy { $0.message.parentHeader == [:] })
  }

  @Test func startingIsPublishedOnce() async throws {
    let client = try await TestClient()
    _ = try await client.request("kernel_info_request")
    let first = try client.received().first
    #expect(first?.content == ["execution_state": "starting"])
    #expect(try client.received().count { $0.content["execution_state"] == "starting" } == 1)
  }
}
