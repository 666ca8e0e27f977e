import CellCompiler
import JSONModel
import JupyterProtocol
import Testing

@Suite struct InputBrokerTests {
  @Test func aLineIsAskedOfTheClientThatRunsTheCell() async throws {
    let client = try await TestClient()
    let identifier = try client.send(
      "execute_request", ["code": "input name?"], from: [7, 7])
    try await client.wait { $0.contains { $0.channel == .stdin } }
    let question = try #require(try client.received().first { $0.channel == .stdin })
    #expect(question.type == "input_request")
    #expect(question.message.identities == [[7, 7]])
    #expect(question.parent == identifier)
    #expect(question.content == ["prompt": "name?", "password": false])
    // Somebody else's line does not count.
    try client.send("input_reply", ["value": "Eve"], on: .stdin, from: [6, 6])
    try client.send("input_reply", ["value": "Ada"], on: .stdin, from: [7, 7])
    #expect(try await client.exchange(of: identifier).text(of: "stdout") == "got Ada\n")
  }

  @Test func clientsThatCannotAnswerAreNotAsked() async throws {
    let client = try await TestClient()
    let cell = try await client.run("input name?", ["allow_stdin": false])
    #expect(cell.text(of: "stdout") == "got nothing\n")
    #expect(client.engine.cells.first?.allowsInput == false)
    #expect(try !client.received().contains { $0.channel == .stdin })
  }

  @Test func linesThatNobodyAskedForAreDropped() async throws {
    let client = try await TestClient()
    try client.send("input_reply", ["value": "early"], on: .stdin)
    try client.send("kernel_info_request", on: .stdin)
    let identifier = try client.send("execute_request", ["code": "input a\ninput b"])
    for (count, text) in [(1, "one"), (2, "two")] {
      try await client.wait { $0.count { $0.channel == .stdin } == count }
      try client.send("input_reply", ["value": .string(text)], on: .stdin)
    }
    #expect(try await client.exchange(of: identifier).text(of: "stdout") == "got one\ngot two\n")
  }
}
