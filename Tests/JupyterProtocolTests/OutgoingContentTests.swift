import JSONModel
import JupyterProtocol
import Testing

@Suite struct OutgoingContentTests {
  @Test func executeReplies() {
    #expect(
      ExecuteReply(
        status: .ok(userExpressions: ["a": 1], payloads: [ExecuteReply.page(["text/plain": "p"])]),
        executionCount: 3
      ).json == [
        "status": "ok", "execution_count": 3, "user_expressions": ["a": 1],
        "payload": [["source": "page", "data": ["text/plain": "p"], "start": 0]],
      ])
    let error = ErrorContent(name: "E", message: "m", traceback: ["t"])
    #expect(
      ExecuteReply(status: .error(error), executionCount: 4).json == [
        "status": "error", "execution_count": 4, "ename": "E", "evalue": "m", "traceback": ["t"],
        "user_expressions": [:], "payload": [],
      ])
    #expect(
      ExecuteReply(status: .aborted, executionCount: 5).json == [
        "status": "aborted", "execution_count": 5,
      ])
    #expect(error.json == ["ename": "E", "evalue": "m", "traceback": ["t"]])
  }

  @Test func publications() {
    #expect(ExecuteInput(code: "c", executionCount: 1).json == ["code": "c", "execution_count": 1])
    #expect(
      ExecuteResult(executionCount: 1, data: ["text/plain": "r"]).json == [
        "execution_count": 1, "data": ["text/plain": "r"], "metadata": [:],
      ])
    let display = DisplayData(data: ["a/b": "r"], metadata: ["m": 1], displayIdentifier: "i")
    #expect(
      display.json == [
        "data": ["a/b": "r"], "metadata": ["m": 1], "transient": ["display_id": "i"],
      ])
    #expect(UpdateDisplayData(display).json == display.json)
    #expect(DisplayData(data: [:]).json == ["data": [:], "metadata": [:], "transient": [:]])
    #expect(StreamContent(name: "stdout", text: "t").json == ["name": "stdout", "text": "t"])
    #expect(ClearOutput(waits: true).json == ["wait": true])
    #expect(StatusContent.busy.json == ["execution_state": "busy"])
    #expect(IOPubWelcome(subscription: "").json == ["subscription": ""])
  }

  @Test func commMessages() {
    #expect(
      CommContent(.open, identifier: "c", target: "t", data: ["x": 1]).json
        == ["comm_id": "c", "target_name": "t", "data": ["x": 1]])
    #expect(CommContent(.message, identifier: "c").json == ["comm_id": "c", "data": [:]])
    #expect(CommContent(.close, identifier: "c").json == ["comm_id": "c", "data": [:]])
    #expect(CommContent(.message, identifier: "c").type == "comm_msg")
  }

  @Test func languageReplies() {
    #expect(
      CompleteReply(
        matches: [.init(text: "map", kind: "function", signature: "(_:)")], cursorStart: 1,
        cursorEnd: 2
      ).json == [
        "status": "ok", "matches": ["map"], "cursor_start": 1, "cursor_end": 2,
        "metadata": [
          "_jupyter_types_experimental": [
            ["text": "map", "type": "function", "start": 1, "end": 2, "signature": "(_:)"]
          ]
        ],
      ])
    #expect(
      InspectReply(data: nil).json == [
        "status": "ok", "found": false, "data": [:], "metadata": [:],
      ])
    #expect(InspectReply(data: ["text/plain": "x"]).json["found"] == true)
    #expect(IsCompleteReply.complete.json == ["status": "complete"])
    #expect(
      IsCompleteReply.incomplete(indentation: "  ").json == [
        "status": "incomplete", "indent": "  ",
      ])
    #expect(IsCompleteReply.invalid.json == ["status": "invalid"])
  }

  @Test func memoryReplies() {
    let entry = HistoryReply.Entry(session: 1, line: 2, input: "i", output: "o")
    let quiet = HistoryReply.Entry(session: 1, line: 3, input: "j")
    #expect(
      HistoryReply(entries: [entry], hasOutput: false).json == [
        "status": "ok", "history": [[1, 2, "i"]],
      ])
    #expect(
      HistoryReply(entries: [entry, quiet], hasOutput: true).json == [
        "status": "ok", "history": [[1, 2, ["i", "o"]], [1, 3, ["j", nil]]],
      ])
    #expect(
      CommInfoReply(targets: ["c": "t"]).json == [
        "status": "ok", "comms": ["c": ["target_name": "t"]],
      ])
    let ports = ConnectReply(connection: ConnectionInformation(shellPort: 5, key: "secret")).json
    #expect(ports["shell_port"] == 5)
    #expect(ports["key"].isNull)
  }

  @Test func controlReplies() {
    #expect(ShutdownReply(isRestart: true).json == ["status": "ok", "restart": true])
    #expect(InterruptReply().json == ["status": "ok"])
    #expect(
      InputRequest(prompt: "p", isPassword: true).json == ["prompt": "p", "password": true])
  }

  @Test func replyTypesFollowRequestTypes() {
    #expect(MessageType("execute_request").reply == "execute_reply")
    #expect(MessageType("comm_open").reply == nil)
  }
}
