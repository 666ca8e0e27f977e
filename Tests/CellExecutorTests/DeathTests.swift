import CellExecutor
import CellCompiler
import Foundation
import Glibc
import Testing

@Suite(.serialized)
struct DeathTests {
  @Test func abortAndKillAreReportedWithWhatIsGone() async throws {
    try await Notebook.with { notebook in
      var number = 0
      for code in [
        "abort()", "kill(getpid(), SIGKILL)", "raise(SIGSEGV)",
        "free(UnsafeMutableRawPointer(bitPattern: 0x1230))",
      ] {
        await notebook.run("import Foundation\nlet gone = 1\nfunc lost() {}")
        let run = await notebook.run(
          "print(\"last words\")\nfflush(stdout); usleep(50_000)\n\(code)")
        number += 2
        let failure = try #require(run.failure)
        #expect(failure.kind == .executorDied, "\(code): \(failure)")
        #expect(failure.message.contains("gone, lost (In[\(number - 1)])"), "\(failure)")
        #expect(run.text() == "last words\n")
        #expect(await notebook.run("gone").failure?.kind == .compilation)
        #expect(await notebook.run("print(1 + 1)").text() == "2\n")
        number += 2
      }
    }
  }

  @Test func wordsBeforeAnAbortAreNotLost() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        "import Foundation\nfor i in 0..<1000 { print(i) }\nfputs(\"why\\n\", stderr)\nabort()")
      #expect(run.failure?.kind == .executorDied)
      #expect(run.text() == (0..<1000).map { "\($0)\n" }.joined())
      #expect(run.text(.standardError).hasSuffix("why\n"))
    }
  }

  @Test func aDeathBetweenCellsIsReportedByTheNext() async throws {
    try await Notebook.with { notebook in
      let first = await notebook.run("import Foundation\nlet gone = 1\nprint(getpid())")
      let process = try #require(Int32(first.text().dropLast()))
      kill(process, SIGKILL)
      try await Task.sleep(for: .milliseconds(200))
      let next = await notebook.run("print(2)")
      #expect(next.failure?.kind == .executorDied, "\(next)")
      #expect(next.failure?.message.contains("gone (In[1])") == true)
      #expect(await notebook.run("print(2)").text() == "2\n")
    }
  }

  @Test func restartForgetsEverything() async throws {
    try await Notebook.with { notebook in
      await notebook.run("let gone = 1")
      try await notebook.engine.restart()
      #expect(await notebook.run("gone").failure?.kind == .compilation)
      #expect(await notebook.run("let gone = \"two\"\ngone").transcript.contains("two"))
    }
  }

  @Test func shutDownLeavesNoProcessAndNoFile() async throws {
    let notebook = try Notebook()
    try await notebook.engine.start()
    let run = await notebook.run(
      "import Foundation\nprint(getpid())\nprint(CommandLine.arguments.count)\nsystem(\"sleep 1000 &\")"
    )
    let lines = run.text().split(separator: "\n")
    let process = try #require(lines.first.flatMap { Int32($0) })
    #expect(kill(process, 0) == 0)
    await notebook.engine.shutDown()
    #expect(kill(process, 0) == -1)
    #expect(await notebook.run("1").failure?.kind == .engine)
  }

  @Test func oneCellAtATime() async throws {
    try await Notebook.with { notebook in
      async let slow = notebook.run("try await Task.sleep(nanoseconds: 500_000_000)")
      try await Task.sleep(for: .milliseconds(100))
      let second = await notebook.run("1")
      #expect(second.failure?.kind == .engine)
      #expect(await slow.outcome == .success)
    }
  }
}
