import JSONModel
import Testing

@Suite struct HistoryHandlerTests {
  private func history(_ client: TestClient, _ content: JSONValue) async throws -> JSONValue {
    try await client.request("history_request", content).reply["history"]
  }

  private func filled() async throws -> TestClient {
    let client = try await TestClient()
    for code in ["result 1", "out two", "result 3", "result 1", "fail four"] {
      _ = try await client.run(code)
    }
    return client
  }

  @Test func theTailIsInOrder() async throws {
    let client = try await filled()
    #expect(
      try await history(client, ["hist_access_type": "tail", "n": 2])
        == [[1, 4, "result 1"], [1, 5, "fail four"]])
    #expect(try await history(client, ["hist_access_type": "tail"]).array?.count == 5)
    #expect(try await history(client, ["hist_access_type": "tail", "n": 99]).array?.count == 5)
    #expect(try await history(client, ["hist_access_type": "tail", "n": 0]) == [])
    #expect(try await history(client, ["hist_access_type": "tail", "n": -1]) == [])
  }

  @Test func resultsComeWithTheirCells() async throws {
    let client = try await filled()
    #expect(
      try await history(client, ["hist_access_type": "tail", "n": 3, "output": true])
        == [
          [1, 3, ["result 3", "3"]], [1, 4, ["result 1", "1"]], [1, 5, ["fail four", nil]],
        ])
  }

  @Test func aRangeHasAStartAndNoEnd() async throws {
    let client = try await filled()
    #expect(
      try await history(
        client, ["hist_access_type": "range", "session": 0, "start": 2, "stop": 4])
        == [[0, 2, "out two"], [0, 3, "result 3"]])
    #expect(
      try await history(client, ["hist_access_type": "range", "session": 1, "start": 5])
        == [[1, 5, "fail four"]])
    #expect(
      try await history(client, ["hist_access_type": "range", "session": 7, "start": 1]) == [])
  }

  @Test func aSearchMatchesWholeCells() async throws {
    let client = try await filled()
    #expect(
      try await history(client, ["hist_access_type": "search", "pattern": "result *"])
        == [[1, 1, "result 1"], [1, 3, "result 3"], [1, 4, "result 1"]])
    #expect(
      try await history(client, ["hist_access_type": "search", "pattern": "result"]) == [])
    #expect(
      try await history(
        client, ["hist_access_type": "search", "pattern": "result*", "n": 2])
        == [[1, 3, "result 3"], [1, 4, "result 1"]])
  }

  @Test func aUniqueSearchKeepsTheLatest() async throws {
    let client = try await filled()
    #expect(
      try await history(
        client, ["hist_access_type": "search", "pattern": "result*", "unique": true])
        == [[1, 3, "result 3"], [1, 4, "result 1"]])
    #expect(
      try await history(
        client, ["hist_access_type": "search", "pattern": "result*", "unique": true, "n": 1])
        == [[1, 4, "result 1"]])
  }

  @Test(arguments: [
    ("*", "anything\nat all", true), ("", "", true), ("", "a", false), ("a?c", "abc", true),
    ("a?c", "ac", false), ("*b*", "abc", true), ("a*b*c", "a-b-b-c", true), ("a*b", "a-b-c", false),
    ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[^a-c]x", "dx", true),
    ("[!a]x", "ax", false),
    ("[]]", "]", true), ("a[b", "a[b", true), ("a.c", "abc", false), ("ψ*", "ψ = 1", true),
    ("?", "😀", true), ("[a-]", "-", true),
  ])
  func patternsAreThoseOfShells(pattern: String, text: String, isMatch: Bool) async throws {
    let client = try await TestClient()
    // The prefix keeps blank cells, which are not stored, out of the way.
    _ = try await client.run("!" + text)
    let found = try await history(
      client, ["hist_access_type": "search", "pattern": .string("!" + pattern)])
    #expect(found.array?.count == (isMatch ? 1 : 0))
  }

  @Test func patternsWithManyStarsTakeNoEternity() async throws {
    let client = try await TestClient()
    _ = try await client.run("out " + String(repeating: "a", count: 5000))
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(
      try await history(client, ["hist_access_type": "search", "pattern": .string(pattern)]) == [])
  }
}
