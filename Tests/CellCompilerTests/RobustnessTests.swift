import CellCompiler
import Foundation
import Testing

/// Whatever a cell holds, the service answers, and the next cell compiles.
@Suite struct RobustnessTests {
  @Test func randomWordsAreErrorsAndNeverACrash() async throws {
    try await Session.with { session in
      try await session.run("let kept = 5")
      var soup = TokenSoup(seed: 7)
      for round in 0..<40 {
        let code = soup.text(words: 1 + round)
        do throws(CellFailure) {
          let cell = try await session.service.compile(CellRequest(code: code, number: 1))
          await session.service.discard(cell)
        } catch {
          #expect(error.kind == .compilation, "\(code): \(error.message)")
          #expect(!error.traceback.isEmpty)
        }
      }
      try await session.run("let later: Int = kept")
    }
  }

  @Test(arguments: [("(", ")"), ("[", "]"), ("{", "}"), ("if true {", "}"), ("-", ""), ("!", "")])
  func nestingOfTenThousandIsAnErrorOfTheCell(open: String, close: String) async throws {
    try await Session.with { session in
      let code =
        String(repeating: open, count: 10_000) + "1" + String(repeating: close, count: 10_000)
      do throws(CellFailure) {
        let cell = try await session.service.compile(CellRequest(code: code, number: 1))
        await session.service.discard(cell)
      } catch {
        #expect(error.kind == .compilation, "\(error.message)")
        #expect(error.traceback.joined().utf8.count < 20_000)
      }
      try await session.run("let after = 1")
    }
  }

  @Test func aMegabyteOfStatementsOnOneLineShowsAShortError() async throws {
    try await Session.with { session in
      let code = "let s = \"" + String(repeating: "ψ", count: 500_000) + "\"; s + missing"
      let failure = await session.failure(code)
      #expect(failure?.message == "cannot find 'missing' in scope")
      #expect((failure?.traceback.joined().utf8.count ?? .max) < 5_000)
      try await session.run("let after = 1")
    }
  }

  @Test func aCompilationWithoutEndIsGivenUp() async throws {
    var configuration = try Session.configuration()
    configuration.compileTimeout = 0.5
    try await Session.with(configuration) { session in
      // Some hundred thousand functions take the compiler far longer than that.
      let code = (0..<100_000).map { "func f\($0)(_ a: Int) -> Int { a * \($0) }" }
        .joined(separator: "\n")
      let failure = await session.failure(code)
      #expect(failure?.kind == .engine)
      #expect(failure?.message.contains("nothing has changed") == true)
    }
  }

  @Test func aSessionFolderThatVanishedIsAFailureOfTheEngine() async throws {
    try await Session.with { session in
      let library = try await session.run("let a = 1").libraryPath ?? ""
      try FileManager.default.removeItem(atPath: (library as NSString).deletingLastPathComponent)
      let failure = await session.failure("let b = 2")
      #expect(failure?.kind == .engine, "\(failure?.message ?? "")")
    }
  }

  @Test func aTemporaryFolderThatIsAFileIsNamed() async throws {
    var configuration = try Session.configuration()
    configuration.temporaryFolder = configuration.servicePath
    let service = CompilerService(configuration: configuration)
    do throws(CellFailure) {
      _ = try await service.compile(CellRequest(code: "1", number: 1))
      Issue.record("a program is no folder")
    } catch {
      #expect(error.kind == .engine)
      #expect(error.message.contains(configuration.temporaryFolder))
    }
    await service.shutDown()
  }

  @Test func threeServicesInARowDieAndDefinitionsStay() async throws {
    try await Session.with { session in
      let library = try await session.run("let kept = 5\nstruct S { var a = 1 }").libraryPath ?? ""
      let folder = (library as NSString).deletingLastPathComponent
      for round in 0..<3 {
        for process in try Session.processes(workingIn: folder) { kill(process, SIGKILL) }
        // The first request after the death may be the one that meets it.
        _ = await session.service.completeness(of: "1")
        _ = try? await session.run("1")
        try await session.run("let later\(round): Int = kept + S().a")
      }
    }
  }
}

/// Random words of the language, the same for each seed.
struct TokenSoup {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private static let words = [
    "let", "var", "func", "struct", "class", "enum", "extension", "protocol", "import", "if",
    "else",
    "for", "in", "while", "repeat", "switch", "case", "default", "return", "throw", "try", "await",
    "guard", "defer", "do", "catch", "x", "y", "Int", "String", "self", "Self", "init", "operator",
    "(", ")", "{", "}", "[", "]", "<", ">", ",", ":", ";", ".", "->", "=", "==", "+", "-", "&", "?",
    "!", "@", "#", "#if", "#endif", "\\", "`", "\"", "\"\"\"", "1", "0x", "1e", "'", "\n", "\t",
    "/*", "*/", "//", "ψ", "👩‍🚀", "$0", "_", "async", "actor", "#sourceLocation", "@main", "\u{0}",
    "some", "any", "inout", "where", "\r\n", "/a/", "macro", "precedencegroup",
  ]

  mutating func text(words count: Int) -> String {
    (0..<count).map { _ in
      // Knuth's linear congruential generator; its high bits are good enough to pick words.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Self.words[Int(state >> 33) % Self.words.count]
    }.joined(separator: " ")
  }
}
