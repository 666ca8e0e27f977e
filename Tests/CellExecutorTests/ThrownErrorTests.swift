import CellExecutor
import CellCompiler
import Testing

@Suite(.serialized)
struct ThrownErrorTests {
  @Test func typeDescriptionAndPlaceAreReported() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        "struct Bad: Error { var reason = 3 }\nfunc f() throws {\n  throw Bad()\n}\ntry f()")
      let failure = try #require(run.failure)
      #expect(failure.kind == .thrown)
      #expect(failure.name == "Bad")
      #expect(failure.message.contains("reason: 3"))
      #expect(failure.message.contains("In[1], line 3"))
      #expect(run.outputs.isEmpty)
    }
  }

  @Test func descriptionsOfTheUserCount() async throws {
    try await Notebook.with { notebook in
      let localized = await notebook.run(
        """
        import Foundation
        enum Trouble: Error, LocalizedError { case deep; var errorDescription: String? { "tief, très" } }
        throw Trouble.deep
        """)
      #expect(localized.failure?.message.hasPrefix("tief, très") == true)
      #expect(localized.failure?.name == "Trouble")
      let described = await notebook.run(
        """
        struct Named: Error, CustomStringConvertible { var description: String { "by name" } }
        await Task.yield()
        throw Named()
        """)
      #expect(described.failure?.message.hasPrefix("by name") == true, "\(described)")
    }
  }

  @Test func aDescriptionThatTrapsIsATrap() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        struct Worse: Error, CustomStringConvertible { var description: String { fatalError("deep") } }
        throw Worse()
        """)
      #expect(run.failure?.kind == .trap)
      #expect(await notebook.run("print(1)").text() == "1\n")
    }
  }

  @Test func exitIsReportedAndNotObeyed() async throws {
    try await Notebook.with { notebook in
      await notebook.run("import Foundation\nlet kept = 1")
      for code in [
        "exit(3)", "_exit(3)", "await Task.yield(); exit(3)",
        "Thread.detachNewThread { exit(3) }; sleep(20)", "try f3()\nfunc f3() throws { exit(3) }",
      ] {
        let run = await notebook.run(code)
        #expect(run.failure?.name == "ExitCalled", "\(code): \(run)")
        #expect(run.failure?.message.contains("exit(3) was called") == true)
        #expect(await notebook.run("kept").transcript == "<result 1>")
      }
    }
  }
}
