import JSONModel
import JupyterProtocol
import Testing

@Suite struct RequestContentTests {
  private func isRefused(_ body: () throws -> Void) -> Bool {
    do { try body() } catch let error as ProtocolError {
      return error.code == .invalidContent
    } catch {}
    return false
  }

  @Test func executeRequestHasTheDefaultsOfTheProtocol() throws {
    let request = try ExecuteRequest(["code": "1"])
    #expect(request.code == "1")
    #expect(!request.isSilent)
    #expect(request.storesHistory)
    #expect(request.userExpressions.isEmpty)
    #expect(request.allowsInput)
    #expect(request.stopsOnError)
  }

  @Test func executeRequestIsReadWhole() throws {
    let request = try ExecuteRequest([
      "code": "1", "silent": false, "store_history": false, "user_expressions": ["a": "b"],
      "allow_stdin": false, "stop_on_error": false,
    ])
    #expect(!request.storesHistory)
    #expect(request.userExpressions == ["a": "b"])
    #expect(!request.allowsInput)
    #expect(!request.stopsOnError)
  }

  @Test func silenceForcesTheHistoryOff() throws {
    #expect(try !ExecuteRequest(["code": "", "silent": true, "store_history": true]).storesHistory)
  }

  @Test(
    arguments: [
      [:], ["code": 1], ["code": nil], ["code": "", "silent": "yes"],
      ["code": "", "user_expressions": ["a": 1]], ["code": "", "user_expressions": []],
    ] as [JSONValue])
  func wrongExecuteRequestsAreRefused(content: JSONValue) {
    #expect(isRefused { _ = try ExecuteRequest(content) })
  }

  @Test func theCursorIsKeptInsideOfTheCode() throws {
    // Unicode scalars count: the letter e with a combining accent is two of them.
    let code: JSONValue = "e\u{301}😀"
    #expect(try CompleteRequest(["code": code]).cursorPosition == 3)
    #expect(try CompleteRequest(["code": code, "cursor_pos": 99]).cursorPosition == 3)
    #expect(try CompleteRequest(["code": code, "cursor_pos": -1]).cursorPosition == 0)
    #expect(try CompleteRequest(["code": code, "cursor_pos": 2]).cursorPosition == 2)
    #expect(try InspectRequest(["code": code, "cursor_pos": 1]).cursorPosition == 1)
    #expect(isRefused { _ = try CompleteRequest(["code": code, "cursor_pos": "1"]) })
  }

  @Test func inspectRequestHasALevelOfDetail() throws {
    #expect(try InspectRequest(["code": "x"]).detailLevel == 0)
    #expect(try InspectRequest(["code": "x", "detail_level": 1]).detailLevel == 1)
  }

  @Test func historyRequestsAreRead() throws {
    #expect(try HistoryRequest(["hist_access_type": "tail", "n": 3]).access == .tail(count: 3))
    #expect(try HistoryRequest(["hist_access_type": "tail", "n": nil]).access == .tail(count: nil))
    #expect(
      try HistoryRequest(["hist_access_type": "range", "session": 1, "start": 2, "stop": nil])
        .access
        == .range(session: 1, start: 2, stop: nil))
    let search = try HistoryRequest([
      "hist_access_type": "search", "pattern": "a*", "n": 2, "unique": true, "output": true,
    ])
    #expect(search.access == .search(pattern: "a*", count: 2, isUnique: true))
    #expect(search.wantsOutput)
    #expect(isRefused { _ = try HistoryRequest(["hist_access_type": "all"]) })
    #expect(isRefused { _ = try HistoryRequest(["hist_access_type": "tail", "n": "x"]) })
  }

  @Test func theSmallOnesAreRead() throws {
    #expect(try IsCompleteRequest(["code": "x"]).code == "x")
    #expect(try InputReply(["value": "x"]).value == "x")
    #expect(try ShutdownRequest(["restart": true]).isRestart)
    #expect(try !ShutdownRequest([:]).isRestart)
    let comm = try CommContent(
      .open, reading: ["comm_id": "1", "target_name": "t", "data": ["x": 2]])
    #expect(comm.identifier == "1")
    #expect(comm.target == "t")
    #expect(comm.data == ["x": 2])
    #expect(try CommContent(.message, reading: ["comm_id": "1"]).data == [:])
    for content in [JSONValue.null, 1, []] {
      #expect(isRefused { _ = try IsCompleteRequest(content) })
      #expect(isRefused { _ = try InputReply(content) })
      #expect(isRefused { _ = try ShutdownRequest(content) })
      #expect(isRefused { _ = try CommContent(.open, reading: content) })
    }
  }
}
