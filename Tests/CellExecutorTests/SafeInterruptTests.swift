import CellCompiler
import CellExecutor
import Testing

/// Loops at top level end between two rounds, so that nothing is left half changed.
@Suite(.serialized)
struct SafeInterruptTests {
  @Test(arguments: [
    "while true { step(); left += 1; words[left % 97, default: 0] += 1; step(); right += 1 }",
    "for _ in 0... { left += 1; for k in 0..<3 { words[k, default: 0] += 1 }; right += 1 }",
    "repeat { left += 1; step(); right += 1 } while step() > 0",
    "outer: while true { for i in 0..<9 { left += 1; step(); right += 1; if i == 5 { continue outer } } }",
  ])
  func loopsEndBetweenTwoRounds(loop: String) async throws {
    try await Notebook.with { notebook in
      await notebook.run(
        """
        var left = 0, right = 0
        var words: [Int: Int] = [:]
        var steps = 0
        @inline(never) func step() -> Int { steps &+= 1; return 1 }
        """)
      for round in 0..<8 {
        // A spread of delays, the same in each run of the tests.
        let run = await notebook.runInterrupted(loop, after: Double((round * 7) % 8) / 100)
        #expect(run.failure?.kind == .interrupted, "\(loop): \(run.outcome)")
        #expect(await notebook.run("print(left > 0, left == right)").text() == "true true\n")
      }
    }
  }

  @Test func theTracebackNamesTheLoopsOwnLine() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.runInterrupted(
        "var n = 0\nvar list: [Int] = []\nwhile true {\n  list.append(n)\n  if list.count > 9 { list = [] }\n}"
      )
      #expect(run.failure?.kind == .interrupted)
      #expect(run.failure?.traceback.joined().contains("In[1]:4") == true, "\(run.outcome)")
    }
  }

  @Test func columnsBehindALoopsBraceStayRight() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run("for i in 0..<9 { print([1, 2][i]) }")
      #expect(run.failure?.name == "IndexOutOfRange")
      #expect(run.failure?.traceback.joined().contains("1:30") == true, "\(run.outcome)")
    }
  }
}
