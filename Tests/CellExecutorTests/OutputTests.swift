import CellExecutor
import CellCompiler
import Foundation
import JSONModel
import Testing

@Suite(.serialized)
struct OutputTests {
  @Test func everyWayOfWritingGoesIntoOneOrder() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        import Foundation
        print("1")
        fputs("2\\n", stderr)
        puts("3")
        FileHandle.standardError.write(Data("4\\n".utf8))
        display("shown")
        FileHandle.standardOutput.write(Data("5\\n".utf8))
        "6\\n".withCString { _ = write(2, $0, 2) }
        fputs("7\\n", stdout)
        system("echo 8; echo 9 >&2")
        print("10")
        """)
      #expect(run.outcome == .success, "\(run)")
      #expect(run.transcript == "1\n2\n3\n4\n<display>5\n6\n7\n8\n9\n10\n")
      #expect(run.text(.standardError) == "2\n4\n6\n9\n")
    }
  }

  @Test func aHundredThousandLinesLoseNone() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run("for i in 0..<100_000 { print(i) }")
      #expect(run.text() == (0..<100_000).map { "\($0)\n" }.joined())
      #expect(run.outputs.count < 10_000, "small writes are gathered")
    }
  }

  @Test func linesOfThreadsAreWhole() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        import Foundation
        DispatchQueue.concurrentPerform(iterations: 4) { t in for i in 0..<1000 { print("\\(t)-\\(i)") } }
        """)
      let lines = run.text().split(separator: "\n").map(String.init)
      let expected = (0..<4).flatMap { t in (0..<1000).map { "\(t)-\($0)" } }
      #expect(lines.sorted() == expected.sorted())
    }
  }

  @Test func partialLinesArriveWhileTheCellRuns() async throws {
    try await Notebook.with { notebook in
      // The interrupt is sent only when the partial line has come.
      let engine = notebook.engine
      let run = await notebook.run("print(\"...\", terminator: \"\")\nwhile true {}") { output in
        if output == .stream(.standardOutput, "...") { Task { await engine.interrupt() } }
      }
      #expect(run.failure?.kind == .interrupted)
    }
  }

  @Test func charactersSplitOverWritesAreJoinedAndWrongBytesReplaced() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        import Foundation
        func put(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) } }
        put([0xe2]); usleep(60_000); put([0x82]); usleep(60_000); put([0xac, 0x0a])
        put([0xc3, 0x28, 0xff, 0x0a])
        put([0xf0, 0x9f])
        """)
      #expect(run.text() == "€\n\u{FFFD}(\u{FFFD}\n\u{FFFD}")
    }
  }

  @Test func aFatalErrorThatIsOnlyTextIsOnlyText() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        "import Foundation\nfputs(\"Fatal error: no\\n\", stderr)\nprint(\"after\")")
      #expect(run.outcome == .success)
      #expect(run.transcript == "Fatal error: no\nafter\n")
    }
  }

  @Test func outputOfSubprocessesAndForksComesOnce() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        import Foundation
        print("before")
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "echo inside; echo wrong >&2"]
        try shell.run()
        shell.waitUntilExit()
        print("after")
        """)
      #expect(run.transcript == "before\ninside\nwrong\nafter\n")
    }
  }

  @Test func lateOutputOfTasksComesWithTheNextCell() async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        "let late = Task { @MainActor in print(\"late\") }\nprint(\"first\")")
      try await Task.sleep(for: .milliseconds(200))
      let next = await notebook.run("await late.value\nprint(\"second\")")
      #expect(next.text() == "late\nsecond\n")
    }
  }

  @Test func displaysCarryTheirFormats() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run("1.5")
      guard case .result(let bundle)? = run.outputs.first else {
        Issue.record("no result: \(run)")
        return
      }
      #expect(bundle.data["text/plain"] == "1.5")
    }
  }
}
