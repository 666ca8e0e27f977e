import CellExecutor
import CellCompiler
import Testing

@Suite(.serialized)
struct TrapTests {
  /// Helps to keep the optimizer from knowing a value.
  static let prelude = """
    @inline(never) func opaque<T>(_ value: T) -> T { value }
    let kept = [1, 2, 3]
    class Box { var value = 7 }
    """

  /// Name of the error, cell, and the line that traps.
  static let cells: [(name: String, code: String, line: Int)] = [
    ("IndexOutOfRange", "let a = [1, 2]\n\nprint(a[opaque(2)])", 3),
    ("IndexOutOfRange", "let s = \"ab\"\ns[s.index(s.startIndex, offsetBy: opaque(5))]", 2),
    (
      "UnwrappedNil", "func f(_ text: String?) -> Int {\n  text!.count\n}\nprint(f(opaque(nil)))", 2
    ),
    ("ArithmeticOverflow", "var big = opaque(Int.max)\nbig += 1", 2),
    ("ArithmeticOverflow", "print(1)\nprint(Int8(opaque(300)))", 2),
    ("DivisionByZero", "print(1 / opaque(0))", 1),
    ("FatalError", "\n\nfatalError(\"so it is\")", 3),
    ("PreconditionFailure", "precondition(opaque(1) == 2, \"one is two\")", 1),
    ("InvalidCast", "let any: Any = opaque(1)\nprint(any as! String)", 2),
    (
      "DanglingReference",
      "var box: Box? = Box()\nunowned let weakBox = box!\nbox = nil\nprint(weakBox.value)", 4
    ),
    (
      "NullPointer", "let p = UnsafeMutablePointer<Int>(bitPattern: opaque(16))!\np.pointee = 1", 2
    ),
    (
      "InvalidMemoryAccess",
      "let q = UnsafeMutablePointer<Int>(bitPattern: opaque(0x7000_0000_0000))!\nq.pointee = 1", 2
    ),
    ("StackOverflow", "func r(_ n: Int) -> Int { 1 &+ r(opaque(n) &+ 1) &* 3 }\nprint(r(0))", 1),
    ("UnhandledError", "struct E: Error {}\nfunc g() throws { throw E() }\ntry! g()", 3),
    ("InvalidRange", "print(Array(0..<opaque(-1)))", 1),
    ("EmptyCollection", "var none = opaque([Int]())\nnone.removeFirst()", 2),
  ]

  @Test func everyCauseIsNamedWithCellAndLineAndValuesStay() async throws {
    try await Notebook.with { notebook in
      #expect(await notebook.run(Self.prelude).outcome == .success)
      for (index, cell) in Self.cells.enumerated() {
        let run = await notebook.run(cell.code)
        let failure = try #require(run.failure, "\(cell.code)")
        #expect(failure.kind == .trap, "\(failure)")
        #expect(failure.name == cell.name, "\(failure)")
        #expect(
          failure.message.contains("In[\(2 * index + 2)], line \(cell.line)"), "\(failure)")
        #expect(
          !run.text(.standardError).contains("rror:"), "the message belongs into the error only")
        let after = await notebook.run("print(kept.reduce(0, +), Box().value)")
        #expect(after.transcript == "6 7\n")
      }
    }
  }

  @Test func theTracebackShowsTheLineAndTheFunction() async throws {
    try await Notebook.with { notebook in
      await notebook.run(Self.prelude)
      await notebook.run("func third(of list: [Int]) -> Int {\n  list[opaque(2)]\n}")
      let failure = try #require(await notebook.run("\nprint(third(of: [1]))").failure)
      let text = failure.traceback.joined(separator: "\n")
      #expect(failure.traceback.first?.contains("IndexOutOfRange") == true)
      #expect(text.contains("In[2]:2"), "\(text)")
      #expect(text.contains("third(of:)"), "\(text)")
      #expect(text.contains("2 |   list[opaque(2)]"), "\(text)")
      #expect(text.contains("In[3]:2"), "\(text)")
      #expect(text.contains("2 | print(third(of: [1]))"), "\(text)")
    }
  }

  @Test func valuesOfTheHalfRunCellStay() async throws {
    try await Notebook.with { notebook in
      await notebook.run(Self.prelude)
      let run = await notebook.run("let before = 5\nprint(kept[opaque(3)])\nlet after = 6")
      #expect(run.failure?.name == "IndexOutOfRange")
      #expect(await notebook.run("before").transcript == "<result 5>")
      #expect(await notebook.run("after").failure?.kind == .compilation)
    }
  }

  @Test func trapsInOtherThreadsEndTheCell() async throws {
    try await Notebook.with { notebook in
      await notebook.run("import Foundation\n" + Self.prelude)
      let places = [
        "Thread.detachNewThread { print(kept[opaque(3)]) }; sleep(20); print(\"on\")",
        "await Task.detached { print(kept[opaque(3)]) }.value; print(\"on\")",
        "DispatchQueue.concurrentPerform(iterations: 8) { print(kept[opaque($0 == 5 ? 9 : 0)]) }; print(\"on\")",
        "DispatchQueue(label: \"q\").sync { print(kept[opaque(3)]) }; print(\"on\")",
        "let gate = DispatchSemaphore(value: 0); DispatchQueue.global().async { print(kept[opaque(3)]); gate.signal() }; gate.wait(); print(\"on\")",
        "await withTaskGroup(of: Int.self) { group in for i in 0..<4 { group.addTask { kept[opaque(i)] } }; for await v in group { opaque(v) } }; print(\"on\")",
      ]
      for code in places {
        let run = await notebook.run(code)
        #expect(run.failure?.name == "IndexOutOfRange", "\(code): \(run)")
        #expect(!run.text().contains("on\n"), "the cell must not go on: \(code)")
        #expect(await notebook.run("print(kept)").text() == "[1, 2, 3]\n")
        let concurrent = await notebook.run(
          "print(await Task.detached { 1 }.value + DispatchQueue.global().sync { 2 })")
        #expect(concurrent.text() == "3\n", "tasks and queues still work: \(concurrent)")
      }
    }
  }

  @Test func aTrapInsideOfPrintLeavesOutputUsable() async throws {
    try await Notebook.with { notebook in
      await notebook.run("import Foundation\n" + Self.prelude)
      let run = await notebook.run(
        """
        struct Shy: CustomStringConvertible { var description: String { "\\(kept[opaque(3)])" } }
        print("so:", Shy())
        """)
      #expect(run.failure?.name == "IndexOutOfRange")
      let after = await notebook.run(
        "print(\"a\"); Thread.detachNewThread { print(\"b\") }; usleep(100_000)")
      #expect(after.text() == "a\nb\n")
    }
  }
}
