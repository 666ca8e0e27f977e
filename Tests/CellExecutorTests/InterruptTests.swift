import CellExecutor
import CellCompiler
import Testing

@Suite(.serialized)
struct InterruptTests {
  static let cells = [
    "while true {}",
    "while true { sleep(100) }",
    "sleep(100)",
    "Thread.sleep(forTimeInterval: 100)",
    "while true { print(\"x\") }",
    "var v = [Int](); while true { v.append(1); if v.count > 1000 { v = [] } }",
    "try await Task.sleep(nanoseconds: 100_000_000_000)",
    "await Task.yield(); while true {}",
    "await Task.detached { while !Task.isCancelled {} }.value",
    "DispatchQueue(label: \"q\").sync { while true { opaque(1) } }",
    "DispatchSemaphore(value: 0).wait()",
    "var d = [Int: Double](); while true { d[Int.random(in: 0..<1000)] = Double.random(in: 0..<1) }",
    "while true { usleep(100) }",
    "func t() throws { throw CocoaError(.fileNoSuchFile) }; while true { do { try t() } catch {} }",
    "RunLoop.main.run(until: Date().addingTimeInterval(100))",
  ]

  @Test func everyKindOfWorkAndWaitStops() async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        "import Foundation\n@inline(never) func opaque<T>(_ value: T) -> T { value }\nlet kept = 5")
      for code in Self.cells {
        let run = await notebook.runInterrupted(code)
        #expect(run.failure?.kind == .interrupted, "\(code): \(run.outcome)")
        #expect(run.failure?.name == "Interrupted")
        #expect(await notebook.run("print(kept)").text() == "5\n")
      }
      let queue = await notebook.run("print(await Task.detached { kept }.value)")
      #expect(queue.text() == "5\n")
    }
  }

  @Test func fiftyInterruptsAtRandomMomentsLoseNothing() async throws {
    try await Notebook.with { notebook in
      await notebook.run("import Foundation\nvar sum = 0\nvar words: [String: Int] = [:]")
      for round in 0..<50 {
        let code = """
          while true {
            sum &+= 1
            words["\\(sum % 100)", default: 0] += 1
            if sum % 1000 == 0 { words = [:]; print(sum) }
          }
          """
        // A spread of delays, the same in each run of the tests.
        let run = await notebook.runInterrupted(code, after: Double((round * 37) % 50) / 1000)
        #expect(run.failure?.kind == .interrupted, "round \(round): \(run.outcome)")
      }
      #expect(await notebook.run("print(sum > 0, words.count >= 0)").text() == "true true\n")
    }
  }

  @Test func anInterruptedCellDoesNotGoOnLater() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.runInterrupted(
        "try? await Task.sleep(nanoseconds: 300_000_000)\nprint(\"ghost\")")
      #expect(run.failure?.kind == .interrupted)
      let next = await notebook.run(
        "try await Task.sleep(nanoseconds: 600_000_000)\nprint(\"here\")")
      #expect(next.text() == "here\n")
    }
  }

  @Test func aLibraryThatPollsEndsItsCallItself() async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        """
        import Foundation
        typealias Poll = @convention(c) () -> Bool
        let poll = unsafeBitCast(dlsym(nil, "isochron_is_cancelled"), to: Poll.self)
        print(poll())
        """)
      let run = await notebook.runInterrupted(
        "while !poll() { usleep(10) }\nthrow CancellationError()")
      #expect(run.failure?.kind == .interrupted, "\(run.outcome)")
      #expect(await notebook.run("print(poll())").text() == "false\n")
    }
  }

  @Test func anInterruptWithNoCellDoesNothing() async throws {
    try await Notebook.with { notebook in
      await notebook.engine.interrupt()
      #expect(await notebook.run("print(1)").text() == "1\n")
    }
  }

  @Test func whatCannotBeInterruptedIsEndedByForce() async throws {
    try await Notebook.with(interruptPatience: 1) { notebook in
      await notebook.run("import Foundation\nlet gone = 1")
      // A stopped process hears nothing.
      let run = await notebook.runInterrupted(
        "fflush(nil); usleep(50_000); kill(getpid(), SIGSTOP)")
      #expect(run.failure?.kind == .executorDied, "\(run.outcome)")
      #expect(run.failure?.message.contains("could not be interrupted") == true)
      #expect(run.failure?.message.contains("gone (In[1])") == true)
      #expect(await notebook.run("print(2)").text() == "2\n")
    }
  }
}
