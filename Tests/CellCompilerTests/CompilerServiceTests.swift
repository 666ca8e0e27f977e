import CellCompiler
import Foundation
import Testing

@Suite struct CompilerServiceTests {
  @Test func aCellBecomesALibraryWithItsEntryPoint() async throws {
    try await Session.with { session in
      let cell = try await session.run("let a = 1\nfunc f() -> Int { a }\nf()", number: 7)
      let path = try #require(cell.libraryPath)
      let bytes = try #require(FileManager.default.contents(atPath: path))
      #expect(bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]))
      #expect(bytes.range(of: Data((cell.entrySymbol + "\0").utf8)) != nil)
      #expect(cell.displayName == "In[7]")
      #expect(cell.declaredNames == ["a", "f"])
      #expect(cell.variables == [.init(name: "a", step: 1)])
      #expect(cell.showsResult)
      #expect(!cell.isAsync)
    }
  }

  @Test func functionsThatEndAProcessAreRedirected() async throws {
    try await Session.with { session in
      let cell = try await session.run(
        """
        import Glibc
        struct E: Error {}
        func g(_ n: Int32) throws { if n > 0 { throw E() } else { exit(n) } }
        try g(getpid())
        try await Task.sleep(for: .zero)
        """)
      #expect(cell.isAsync)
      let bytes = try #require(FileManager.default.contents(atPath: cell.libraryPath ?? ""))
      for symbol in [CellSymbols.exit, CellSymbols.error, CellSymbols.drain] {
        #expect(bytes.range(of: Data("\0\(symbol)\0".utf8)) != nil, "\(symbol)")
      }
    }
  }

  @Test(arguments: ["", "  \n\t\n", "// only a comment", "/* a\n b */"])
  func cellsWithoutCodeSucceedAndHoldNothing(code: String) async throws {
    try await Session.with { session in
      let cell = try await session.run(code)
      #expect(cell.libraryPath == nil)
    }
  }

  @Test func assignmentsStatementsAndSemicolonsShowNothing() async throws {
    try await Session.with { session in
      try await session.run("var x = 1")
      for code in ["x = 2", "x += 1", "x;", "if x > 1 { x = 0 }", "_ = x", "let y = x"] {
        #expect(try await !session.run(code).showsResult, "\(code)")
      }
      for code in ["x", "x == 2", "x <= 2 // why", "[x]\n  .map { $0 }", "\"\"\"\n  a\n  \"\"\""] {
        #expect(try await session.run(code).showsResult, "\(code)")
      }
      let silent = CellRequest(code: "x", number: 1, showsResult: false)
      #expect(try await !session.service.compile(silent).showsResult)
    }
  }

  @Test func aValueThatCannotBeCopiedIsComputedButNotShown() async throws {
    try await Session.with { session in
      let cell = try await session.run("struct S: ~Copyable {}\nS()")
      #expect(!cell.showsResult)
      #expect(cell.libraryPath != nil)
    }
  }

  @Test func aProcessThatDiedIsReplacedAndDefinitionsStay() async throws {
    try await Session.with { session in
      let library = try await session.run("let kept = 5").libraryPath ?? ""
      let folder = (library as NSString).deletingLastPathComponent
      let processes = try Session.processes(workingIn: folder)
      #expect(processes.count == 1)
      for process in processes { kill(process, SIGKILL) }
      // The first request after the death may be the one that meets it.
      _ = try? await session.run("1")
      try await session.run("let later: Int = kept")
    }
  }

  @Test func aCompilationThatIsInterruptedFailsAloneAndQuickly() async throws {
    try await Session.with { session in
      try await session.run("let kept = 5")
      let service = session.service
      let interrupter = Task {
        while !Task.isCancelled {
          await service.cancelCompilation()
          try await Task.sleep(for: .milliseconds(2))
        }
      }
      let failure = await session.failure("func f() -> Int { 1 }\nf() + kept")
      interrupter.cancel()
      _ = await interrupter.result
      #expect(failure?.kind == .interrupted)
      try await session.run("let later: Int = kept")
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
    var configuration = try Session.configuration()
    configuration.temporaryFolder = "/proc/nowhere"
    let service = CompilerService(configuration: configuration)
    await #expect(throws: CellFailure.self) { try await service.start() }
    do {
      _ = try await service.compile(CellRequest(code: "1", number: 1))
    } catch {
      #expect(error.kind == .engine)
      #expect(error.message.contains("/proc/nowhere"))
      #expect(error.message.contains("TMPDIR"))
    }
  }

  @Test func aMissingToolchainIsExplained() throws {
    do {
      _ = try CompilerConfiguration.installed(
        beside: Session.programs + "/isochron-compiler", environment: ["PATH": "/nowhere"])
      Issue.record("there is no toolchain in /nowhere")
    } catch {
      #expect(error.kind == .engine)
      #expect(error.message.contains("ISOCHRON_TOOLCHAIN"))
    }
  }

  @Test func theSessionFolderGoesWithTheSession() async throws {
    var path = ""
    try await Session.with { session in
      let library = try await session.run("1").libraryPath ?? ""
      path = (library as NSString).deletingLastPathComponent
      #expect(FileManager.default.fileExists(atPath: path))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aMegabyteOfCodeCompiles() async throws {
    try await Session.with { session in
      let line = "// " + String(repeating: "x", count: 97) + "\n"
      let cell = try await session.run(String(repeating: line, count: 10_000) + "let end = 1")
      #expect(cell.declaredNames == ["end"])
    }
  }

  @Test func deepNestingIsAnErrorAndNotACrash() async throws {
    try await Session.with { session in
      let code = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
      let failure = await session.failure(code)
      #expect(failure?.kind == .compilation)
      try await session.run("1")
    }
  }

  @Test func cellsCanImportTheScience() async throws {
    try await Session.with { session in
      try await session.run("import Isochron")
      try await session.run("let t = RichRepresentation(plainText: \"a\")\nt")
    }
  }
}
