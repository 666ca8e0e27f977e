import CellExecutor
import CellCompiler
import Testing

@Suite(.serialized)
struct AsyncCellTests {
  @Test func topLevelAwaitAndTaskGroups() async throws {
    try await Notebook.with { notebook in
      await notebook.run("try await Task.sleep(nanoseconds: 1_000_000)\nlet seven = 7")
      let run = await notebook.run(
        """
        let squares = await withTaskGroup(of: Int.self) { group in
          for i in 0..<seven { group.addTask { i * i } }
          return await group.reduce(0, +)
        }
        squares
        """)
      #expect(run.transcript == "<result 91>", "\(run)")
      let sum = await notebook.run("await Task.yield()\nseven + squares")
      #expect(sum.transcript == "<result 98>", "\(sum)")
    }
  }

  @Test func trapsAndErrorsInAsyncCellsLeaveTheRuntimeRight() async throws {
    try await Notebook.with { notebook in
      await notebook.run("@inline(never) func opaque<T>(_ value: T) -> T { value }\nlet kept = [4]")
      for _ in 0..<5 {
        let trap = await notebook.run("await Task.yield()\nprint(kept[opaque(1)])")
        #expect(trap.failure?.name == "IndexOutOfRange")
        let next = await notebook.run(
          "withUnsafeCurrentTask { print($0 == nil) }\n"
            + "let started = Task { @MainActor in print(\"main\") }")
        #expect(next.outcome == .success)
        // The task prints when the main actor comes to it, in this cell or the next.
        let later = await notebook.run("await started.value\nprint(Task.isCancelled, kept)")
        #expect(later.text().hasSuffix("false [4]\n"), "\(later)")
        #expect((next.text() + later.text()).contains("main\n"))
      }
    }
  }

  @Test func aStackOverflowInATaskLeavesTheRuntimeRight() async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        "@inline(never) func deep(_ n: Int) -> Int { n < 0 ? 0 : deep(n &+ 1) &* 3 &+ 1 }")
      for code in [
        "await Task.yield()\nprint(deep(1))", "await Task.detached { print(deep(1)) }.value",
      ] {
        let run = await notebook.run(code)
        #expect(run.failure?.name == "StackOverflow", "\(run)")
        let next = await notebook.run(
          "await Task.yield()\nprint(await Task.detached { 3 }.value)")
        #expect(next.text() == "3\n", "\(next)")
      }
    }
  }

  @Test func actorsOfEarlierCellsWork() async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        "actor Counter { var value = 0; func add() -> Int { value += 1; return value } }\nlet counter = Counter()"
      )
      for expected in 1...3 {
        #expect(await notebook.run("print(await counter.add())").text() == "\(expected)\n")
      }
    }
  }
}
