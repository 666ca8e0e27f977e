import CellCompiler
import JSONModel
import JupyterProtocol
import Testing

@Suite struct ExecuteHandlerTests {
  @Test func aCellIsAnnouncedRunAndAnswered() async throws {
    let client = try await TestClient()
    let cell = try await client.run("out hello\nresult 42")
    #expect(
      cell.published.map(\.type) == [
        "status", "execute_input", "stream", "execute_result", "status",
      ])
    #expect(cell.states == ["busy", "idle"])
    #expect(cell.published[1].content == ["code": "out hello\nresult 42", "execution_count": 1])
    #expect(cell.published[3].content["data"]["text/plain"] == "42")
    #expect(cell.published[3].content["execution_count"] == 1)
    #expect(
      cell.reply == [
        "status": "ok", "execution_count": 1, "payload": [], "user_expressions": [:],
      ])
  }

  @Test func theReplyComesBeforeIdleAndAfterEveryOutput() async throws {
    let client = try await TestClient()
    let identifier = try client.send("execute_request", ["code": "out a\nerr b\nresult c"])
    _ = try await client.exchange(of: identifier)
    let types = try client.received().filter { $0.parent == identifier }.map(\.type)
    #expect(
      types == [
        "status", "execute_input", "stream", "stream", "execute_result", "execute_reply", "status",
      ])
  }

  @Test func outputsKeepTheirOrder() async throws {
    let client = try await TestClient()
    let cell = try await client.run("out a\nout b\ndisplay x\nerr c\nout d\nclear\nupdate y")
    #expect(
      cell.outputs == [
        "stream", "display_data", "stream", "stream", "clear_output", "update_display_data",
      ])
    let texts = cell.published.filter { $0.type == "stream" }.map { $0.content["text"] }
    #expect(texts == ["a\nb\n", "c\n", "d\n"])
    let display = cell.published.first { $0.type == "display_data" }
    #expect(display?.content["transient"] == ["display_id": "shown"])
  }

  @Test func aHundredThousandLinesArriveInFewMessages() async throws {
    let client = try await TestClient()
    let cell = try await client.run("lines 100000")
    let expected = (0..<100_000).map { "line \($0)\n" }.joined()
    #expect(cell.text(of: "stdout") == expected)
    // 64 KiB for each message, and what the timer sent on the way.
    #expect(cell.outputs.count < 1000)
  }

  @Test func textIsShownWhileTheCellRuns() async throws {
    let client = try await TestClient()
    let identifier = try client.send("execute_request", ["code": "out early\nwait"])
    try await client.wait { $0.contains { $0.content["text"] == "early\n" } }
    try client.send("interrupt_request", on: .control)
    let cell = try await client.exchange(of: identifier)
    #expect(cell.reply["ename"] == "Interrupted")
  }

  @Test func veryLongTextIsSentInPiecesBetweenCharacters() async throws {
    let client = try await TestClient()
    let text = String(repeating: "ψ𝄞x", count: 300_000)
    let cell = try await client.run("out \(text)")
    #expect(cell.text(of: "stdout") == text + "\n")
    #expect(cell.outputs.count > 3)
  }

  @Test func aFailureIsPublishedAndAnswered() async throws {
    let client = try await TestClient()
    let cell = try await client.run("out a\nfail Oops\nout b")
    #expect(cell.outputs == ["stream", "error"])
    let error: JSONValue = [
      "ename": "Oops", "evalue": "failed on purpose", "traceback": ["Oops: line 1"],
    ]
    #expect(cell.published.first { $0.type == "error" }?.content == error)
    #expect(cell.reply["status"] == "error")
    #expect(cell.reply["ename"] == "Oops")
    #expect(cell.reply["execution_count"] == 1)
    #expect(try await client.run("out c").reply["execution_count"] == 2)
  }

  @Test func aFailureAbortsWhatWaits() async throws {
    let client = try await TestClient()
    let first = try client.send("execute_request", ["code": "sleep 100\nfail Oops"])
    let second = try client.send("execute_request", ["code": "out no"])
    let third = try client.send("execute_request", ["code": "out no"])
    #expect(try await client.exchange(of: first).reply["status"] == "error")
    for identifier in [second, third] {
      let cell = try await client.exchange(of: identifier)
      #expect(cell.reply == ["status": "aborted", "execution_count": 1])
      #expect(cell.published.map(\.type) == ["status", "status"])
    }
    #expect(try await client.run("out yes").reply["status"] == "ok")
    #expect(client.engine.cells.count == 2)
  }

  @Test func aFailureAbortsNothingWhereThatIsNotWanted() async throws {
    let client = try await TestClient()
    let first = try client.send(
      "execute_request", ["code": "sleep 100\nfail Oops", "stop_on_error": false])
    let second = try client.send("execute_request", ["code": "out yes"])
    #expect(try await client.exchange(of: first).reply["status"] == "error")
    #expect(try await client.exchange(of: second).reply["status"] == "ok")
  }

  @Test func aSilentCellPublishesNothingAndCountsNothing() async throws {
    let client = try await TestClient()
    let silent = try await client.run("out a\nresult b\ndisplay c", ["silent": true])
    #expect(silent.published.map(\.type) == ["status", "status"])
    #expect(silent.reply["status"] == "ok")
    #expect(client.engine.cells.first?.showsResult == false)
    let failing = try await client.run("fail Oops", ["silent": true])
    #expect(failing.published.map(\.type) == ["status", "status"])
    #expect(failing.reply["ename"] == "Oops")
    #expect(try await client.run("out a").reply["execution_count"] == 1)
    let history = try await client.request("history_request", ["hist_access_type": "tail"])
    #expect(history.reply["history"] == [[1, 1, "out a"]])
  }

  @Test func aCellOutsideOfTheHistoryCountsNothingButShows() async throws {
    let client = try await TestClient()
    let cell = try await client.run("result 1", ["store_history": false])
    #expect(cell.outputs == ["execute_result"])
    #expect(try await client.run("result 2").reply["execution_count"] == 1)
    let history = try await client.request("history_request", ["hist_access_type": "tail"])
    #expect(history.reply["history"] == [[1, 1, "result 2"]])
  }

  @Test func blankCellsDoNothing() async throws {
    let client = try await TestClient()
    for code in ["", " \n\t\n"] {
      let cell = try await client.run(code)
      #expect(cell.reply["status"] == "ok")
      #expect(cell.outputs.isEmpty)
    }
    #expect(client.engine.cells.isEmpty)
    #expect(try await client.run("out a").reply["execution_count"] == 1)
  }

  @Test func expressionsAreEvaluatedEachForItself() async throws {
    let client = try await TestClient()
    let cell = try await client.run(
      "out a", ["user_expressions": ["good": "result 1", "bad": "fail Oops", "none": "out x"]])
    let values = cell.reply["user_expressions"]
    #expect(values["good"] == ["status": "ok", "data": ["text/plain": "1"], "metadata": [:]])
    #expect(values["bad"]["status"] == "error")
    #expect(values["bad"]["ename"] == "Oops")
    #expect(values["none"]["data"] == ["text/plain": "()"])
    #expect(cell.reply["status"] == "ok")
    #expect(!cell.outputs.contains("execute_result"))
    #expect(try await client.run("out b").reply["execution_count"] == 2)
  }

  @Test func expressionsOfAFailingCellAreNotEvaluated() async throws {
    let client = try await TestClient()
    let cell = try await client.run("fail A", ["user_expressions": ["x": "result 1"]])
    #expect(cell.reply["user_expressions"] == [:])
    #expect(client.engine.cells.count == 1)
  }

  @Test func textForThePagerIsAPayload() async throws {
    let client = try await TestClient()
    let cell = try await client.run("page long text")
    #expect(
      cell.reply["payload"] == [
        ["source": "page", "data": ["text/plain": "long text"], "start": 0]
      ])
    #expect(cell.outputs.isEmpty)
  }

  @Test func contentThatCannotBeReadIsAnErrorReply() async throws {
    let client = try await TestClient()
    let cell = try await client.request("execute_request", ["code": 1])
    #expect(cell.reply["status"] == "error")
    #expect(cell.reply["ename"] == "ProtocolError")
    #expect(cell.reply["execution_count"] == 0)
    #expect(cell.states == ["busy", "idle"])
  }

  @Test func anEngineThatDoesNotStartIsReportedAndTriedAgain() async throws {
    // The kernel tries in the background, the first cell tries again.
    let client = try await TestClient(engine: ScriptedEngine(failingStarts: 2))
    let first = try await client.run("out a")
    let second = try await client.run("out a")
    let third = try await client.run("out a")
    #expect(first.reply["ename"] == "EngineError")
    #expect(first.outputs == ["error"])
    // The background attempt may have been the first cell's as well.
    #expect([second, third].contains { $0.reply["status"] == "ok" })
  }

  @Test func cellsOfAMegabyteRun() async throws {
    let client = try await TestClient()
    let code = "out " + String(repeating: "x", count: 1 << 20)
    #expect(try await client.run(code).reply["status"] == "ok")
    #expect(client.engine.cells.first?.code == code)
  }

  @Test func aFloodOfTextIsCutWithANotice() async throws {
    let client = try await TestClient()
    // Each line has about 15 bytes, so this is about 7 MB.
    let run = try await client.run("lines 500000\nerr more")
    #expect(run.reply["status"] == "ok")
    let text = run.text(of: "stdout")
    #expect(text.utf8.count <= 4 << 20)
    #expect(text.utf8.count > 3 << 20)
    #expect(text.hasPrefix("line 0\nline 1\n"))
    #expect(text.hasSuffix("\n"))
    let notice = run.text(of: "stderr")
    #expect(notice.contains("more than 4.0 MiB"))
    #expect(notice.contains("of text are not shown"))
    #expect(!notice.contains("more\n"))
    #expect(run.states == ["busy", "idle"])
    #expect(try await client.run("out small").text(of: "stdout") == "small\n")
  }
}
