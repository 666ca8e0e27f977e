import CellCompiler
import JSONModel
import Testing

@Suite struct QuestionTests {
  private func names(_ list: CompletionList) -> [String] { list.items.map(\.text) }

  private func completions(of code: String, in session: Session) async -> CompletionList {
    await session.service.completions(of: code, at: code.unicodeScalars.count)
  }

  @Test func membersOfEarlierTypesComplete() async throws {
    try await Session.with { session in
      try await session.run(
        "struct Oscillator { var frequency = 1.0; func advance(by t: Double) {} }")
      try await session.run("let osc = Oscillator()")
      let all = await completions(of: "osc.", in: session)
      #expect(names(all).contains("frequency"))
      #expect(names(all).contains("advance"))
      #expect((all.start, all.end) == (4, 4))
      let some = await completions(of: "osc.fre", in: session)
      #expect(names(some) == ["frequency"])
      #expect((some.start, some.end) == (4, 7))
      #expect(some.items.first?.kind == "property")
      #expect(some.items.first?.signature == ": Double")
    }
  }

  @Test func ownNamesAreBeforeTheLibrarys() async throws {
    try await Session.with { session in
      try await session.run("let counter = 1")
      let list = await completions(of: "coun", in: session)
      #expect(names(list).first == "counter")
      #expect(!names(list).contains { $0.hasPrefix("_isochron") })
    }
  }

  @Test func positionsCountUnicodeScalars() async throws {
    try await Session.with { session in
      let code = "let ψ = \"🌀👩‍🚀\"; ψ.isEmp"
      let list = await completions(of: code, in: session)
      #expect(names(list) == ["isEmpty"])
      #expect(list.end == code.unicodeScalars.count)
      #expect(list.start == list.end - 5)
    }
  }

  @Test func thereIsNothingToCompleteInANumberOrBeyondTheEnd() async throws {
    try await Session.with { session in
      #expect(await completions(of: "let a = 12", in: session).items.isEmpty)
      let list = await session.service.completions(of: "ab", at: 99)
      #expect(list.end <= 2)
    }
  }

  @Test func inspectionShowsDeclarationAndDocumentation() async throws {
    try await Session.with { session in
      try await session.run(
        """
        /// Doubles a number.
        ///
        /// - Parameter x: the number.
        func twice(_ x: Int) -> Int { 2 * x }
        """)
      for (code, position) in [
        ("twice(3)", 2), ("twice(3)", 5), ("twice(", 6), ("1 + twice(4, ", 13),
      ] {
        let bundle = await session.service.inspection(of: code, at: position, detail: 0)
        let text = bundle?.data["text/plain"]?.string ?? ""
        #expect(text.hasPrefix("func twice(_ x: Int) -> Int"), "\(code) \(position)")
        #expect(text.contains("Doubles a number."))
        #expect(bundle?.data["text/markdown"]?.string?.hasPrefix("```swift\nfunc") == true)
        #expect(bundle?.data["text/html"]?.string?.contains("-&gt; Int") == true)
      }
    }
  }

  @Test func inspectionKnowsTheStandardLibraryAndNothingElsewhere() async throws {
    try await Session.with { session in
      let bundle = await session.service.inspection(of: "\"x\".isEmpty", at: 6, detail: 0)
      #expect(bundle?.data["text/plain"]?.string?.contains("var isEmpty: Bool") == true)
      #expect(await session.service.inspection(of: "", at: 0, detail: 0) == nil)
      #expect(await session.service.inspection(of: "undefinedName", at: 3, detail: 0) == nil)
      #expect(await session.service.inspection(of: "1 + 2   ", at: 8, detail: 1) == nil)
    }
  }

  @Test func questionsAreAnsweredWhileACellCompiles() async throws {
    try await Session.with { session in
      let service = session.service
      async let compiled = service.compile(
        CellRequest(code: "func f() -> Int { (0..<9).map { $0 * $0 }.reduce(0, +) }", number: 1))
      #expect(await service.completeness(of: "if true {") == .incomplete(indentation: "  "))
      #expect(await names(completions(of: "[1].isEmp", in: session)) == ["isEmpty"])
      let cell = try await compiled
      #expect(cell.declaredNames == ["f"])
    }
  }
}
