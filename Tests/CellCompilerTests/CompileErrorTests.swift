import CellCompiler
import Testing

@Suite struct CompileErrorTests {
  @Test func anErrorShowsPlaceLineAndCaret() async throws {
    try await Session.with { session in
      let failure = await session.failure("let a = 1\n  let b = foo + a", number: 3)
      #expect(failure?.kind == .compilation)
      #expect(failure?.name == "CompileError")
      #expect(failure?.message == "cannot find 'foo' in scope")
      #expect(
        failure?.traceback == [
          "In[3]:2:11: error: cannot find 'foo' in scope", "    let b = foo + a",
          "            ^~~",
        ])
    }
  }

  @Test func columnsCountCharactersAndNotWhatWasPutIn() async throws {
    try await Session.with { session in
      let failure = await session.failure("let é = \"🌀\"; let π = 3; π + foo", number: 2)
      #expect(failure?.traceback.first == "In[2]:1:29: error: cannot find 'foo' in scope")
    }
  }

  @Test func aFailedCellChangesNothing() async throws {
    try await Session.with { session in
      try await session.run("let a = 1")
      _ = await session.failure("let a = \"text\"\nlet fresh = 1\nundefined()")
      try await session.run("let b: Int = a")
      #expect(await session.failure("fresh") != nil)
      #expect(await session.service.definitions.map(\.name) == ["a", "b"])
    }
  }

  @Test func whatDoesNotParseIsASyntaxError() async throws {
    try await Session.with { session in
      for code in ["let let = 3", "let a = \"open", "func f( {", "}", "let a = "] {
        let failure = await session.failure(code)
        #expect(failure?.name == "SyntaxError", "\(code)")
        #expect(failure?.kind == .compilation)
        #expect(failure?.traceback.first?.hasPrefix("In[1]:1:") == true, "\(code)")
      }
    }
  }

  @Test func aProgramsMainTypeIsRefusedWithAReason() async throws {
    try await Session.with { session in
      let failure = await session.failure("\n@main struct M { static func main() {} }")
      #expect(failure?.message.contains("call the type's 'main()'") == true)
      #expect(failure?.traceback.first?.hasPrefix("In[1]:2:1:") == true)
    }
  }

  @Test func earlierModulesAreCalledByTheirCells() async throws {
    try await Session.with { session in
      try await session.run("func f(_ a: Int) {}", number: 41)
      let failure = await session.failure("f(\"text\")", number: 42)
      #expect(failure?.traceback.contains { $0.contains("Cell_") } == false)
    }
  }

  @Test func warningsDoNotFailAndUnusedValuesAreNoWarning() async throws {
    try await Session.with { session in
      let cell = try await session.run("#warning(\"look\")\n1 + 1\nlet unused = 2", number: 9)
      #expect(cell.warnings.count == 1)
      #expect(cell.warnings.first?.hasPrefix("In[9]:1:10: warning: look") == true)
      let plain = try await session.run("[1, 2].map { $0 }\nfatalError()")
      #expect(plain.warnings.isEmpty)
    }
  }

  @Test func nulCharactersAndOddBytesAreNoCatastrophe() async throws {
    try await Session.with { session in
      for code in ["let a = 1\u{0}\nlet b = 2", "\u{FEFF}let c = 3", "let d = 1\r\nlet e = d"] {
        _ = try? await session.run(code)
      }
      try await session.run("let f = 4")
    }
  }
}
