import CellCompiler
import Testing

/// What later cells see: a cell that compiles proves the types of the names in it.
@Suite struct RedefinitionTests {
  @Test func everyKindOfDeclarationIsSeenLater() async throws {
    try await Session.with { session in
      try await session.run(
        """
        import Foundation
        protocol P { func p() -> Int }
        precedencegroup Tight { higherThan: MultiplicationPrecedence }
        infix operator **: Tight
        func ** (a: Double, b: Double) -> Double { pow(a, b) }
        @propertyWrapper struct Wrap { var wrappedValue: Int }
        @resultBuilder enum List { static func buildBlock(_ parts: Int...) -> [Int] { parts } }
        actor Counter { var n = 0; func up() -> Int { n += 1; return n } }
        let (first, second) = (1, "two")
        """)
      try await session.run("struct S: P { @Wrap var w = 1; func p() -> Int { first } }")
      try await session.run("extension Int: P { func p() -> Int { self } }")
      try await session.run(
        """
        let all: [any P] = [S(), 3]
        let cube: Double = 2 ** 3 * 2
        func list(@List _ body: () -> [Int]) -> [Int] { body() }
        let built: [Int] = list { 1; 2 }
        let counter = Counter()
        let up: Int = await counter.up()
        let folder: String = FileManager.default.currentDirectoryPath + second
        """)
      try await session.run("func later() -> Int { up + built.count + all.count }")
    }
  }

  @Test func anyNameMayBecomeSomethingElse() async throws {
    try await Session.with { session in
      try await session.run("let x = 1\nstruct T { var a = 1 }\ntypealias N = Int\nlet old = T()")
      try await session.run("let x = \"text\"\nclass T { var b = 2 }\ntypealias N = String")
      try await session.run("let y: String = x\nlet t: Int = T().b\nlet n: N = \"a\"")
      try await session.run("func x(_ a: Int) -> Double { 0.5 }\nenum T { case c }")
      try await session.run("let z: Double = x(1)\nlet k: T = .c\nlet a: Int = old.a")
    }
  }

  @Test func overloadsStayAndTheSameSignatureIsReplaced() async throws {
    try await Session.with { session in
      try await session.run(
        """
        struct V {}
        func f(_ a: Int) -> Int { 1 }
        func f(_ a: Double) -> Double { 1 }
        func + (a: V, b: V) -> Int { 1 }
        extension V { func m() -> Int { 1 } }
        """)
      try await session.run(
        """
        func f(_ a: Int) -> Int { 2 }
        func f(_ a: String) -> String { a }
        func + (a: V, b: V) -> Int { 2 }
        extension V { func m() -> Int { 2 } }
        """)
      try await session.run(
        "let a = f(1), b: Double = f(1.5), c = f(\"s\"), d = V() + V(), e = V().m()")
    }
  }

  @Test func aFunctionMayGetAnotherResult() async throws {
    try await Session.with { session in
      try await session.run(
        "func f(_ a: Int) -> Int { a }\nfunc g() -> Int { f(1) }\nextension Int { func m() -> Int { 1 } }"
      )
      try await session.run(
        "func f(_ a: Int) -> String { \"text\" }\nextension Int { func m() -> String { \"\" } }")
      try await session.run("let m = 1.m()\nlet s: String = m")
      try await session.run("let a: String = f(1)\nlet b = f(2)\nlet c: String = b\nlet d = g()")
    }
  }

  @Test func theSameCellMayBeRunAgainAndAgain() async throws {
    try await Session.with { session in
      let cell =
        "struct S { var a = 1 }\nextension Int { var twice: Int { self * 2 } }\nlet s = S()"
      for _ in 0..<4 { try await session.run(cell) }
      try await session.run("let total = s.a.twice")
      for _ in 0..<2 { try await session.run(cell) }
      try await session.run("let total = s.a.twice")
      let names = await session.service.definitions.map(\.name)
      #expect(names.filter { $0 == "s" }.count == 1)
    }
  }

  @Test func aConformanceMayBeStatedAnewByALaterCell() async throws {
    try await Session.with { session in
      try await session.run("protocol Named { var name: String { get } }\nstruct S {}")
      try await session.run("extension S: Named { var name: String { \"one\" } }")
      try await session.run("let between: any Named = S()")
      for name in ["two", "three"] {
        let again = try await session.run(
          "extension S: Named { var name: String { \"\(name)\" } }")
        #expect(again.warnings.contains { $0.contains("'S' conforms to 'Named' anew") })
        try await session.run("let n\(name): any Named = S()")
      }
      // A cell that fails leaves the earlier conformance as it was.
      let failure = await session.failure("extension S: Named { var name: Int { 1 } }")
      #expect(failure?.kind == .compilation)
      try await session.run("let after: any Named = S()")
    }
  }

  @Test func ownNamesComeBeforeThoseOfALibraryImportedLater() async throws {
    try await Session.with { session in
      try await session.run("struct URL { var mine = 1 }\nlet gamma = 0.5, y1 = \"one\"")
      try await session.run("import Foundation")
      try await session.run("import Foundation\nlet u: Int = URL().mine\nlet g: Double = gamma")
      try await session.run("let s: String = y1\nlet r = sqrt(gamma)")
    }
  }

  @Test func variablesThatWereNotReachedSaySo() async throws {
    try await Session.with { session in
      try await session.run("let a = \"kept\"")
      try await session.run("let b = 1\nlet a = 2\nlet c = 3", number: 4, progress: 1)
      let failure = await session.failure("print(c)")
      #expect(failure?.message.contains("In[4] stopped before 'c' got a value") == true)
      // What was reached has its value, and what an earlier cell knew is as it was.
      try await session.run("let d: Int = b\nlet e: String = a")
      try await session.run("let c = \"now\"")
      try await session.run("let f: String = c + a")
    }
  }

  @Test func variablesOfAwaitingCellsServeFunctionsAndLaterCells() async throws {
    try await Session.with { session in
      try await session.run("let v = await Task { 1 }.value\nvar w = 2\nfunc f() -> Int { v + w }")
      try await session.run("func g() -> Int { v + w + f() }\ng()")
      try await session.run("Task.detached { w += v }")
    }
  }

  @Test func nothingIsLeftAfterAReset() async throws {
    try await Session.with { session in
      try await session.run("let a = 1\nfunc f() {}\nextension Int { var b: Int { 1 } }", number: 3)
      let gone = await session.service.reset()
      #expect(gone.map(\.name) == ["a", "f", "Int"])
      #expect(gone.map(\.cellNumber) == [3, 3, 3])
      #expect(await session.failure("a")?.message == "cannot find 'a' in scope")
      #expect(await session.service.definitions.isEmpty)
      try await session.run("let a = 2\na")
    }
  }

  @Test func importsOfAnyCellLast() async throws {
    try await Session.with { session in
      try await session.run("let before = 1; import Synchronization")
      try await session.run("#if os(Linux)\nimport Glibc\n#else\nimport Darwin\n#endif")
      try await session.run("let m = Mutex(getpid())")
    }
  }
}
