import CellCompiler
import CellFrontEnd
import Testing

@Suite struct RewritingTests {
  private func body(_ code: String, _ change: (inout CompileJob) -> Void = { _ in }) -> String {
    var job = CompileJob(
      code: code, moduleName: "M", displayName: "In[1]", prelude: "import P\n", showsResult: true)
    change(&job)
    let text = RewrittenCell(CellSource(code), job: job, showingResult: job.showsResult).text
    let marker = "#sourceLocation(file: \"In[1]\", line: 1)\n"
    guard let range = text.firstRange(of: marker) else { return text }
    return String(text[range.upperBound...].dropLast())
  }

  @Test func theLastExpressionIsShown() {
    #expect(body("f(1) // why") == "_isochronShowResult(f(1)) // why")
    #expect(body("a\nb\n  .c\n") == "a\n_isochronShowResult(b\n  .c)\n")
    #expect(body("try await f()") == "_isochronShowResult(try await f())")
    #expect(body("a = b") == "a = b")
    #expect(body("a += b") == "a += b")
    #expect(body("a == b") == "_isochronShowResult(a == b)")
    #expect(body("a;") == "a;")
    #expect(body("if a { b }") == "if a { b }")
  }

  @Test func stepsFollowVariables() {
    #expect(
      body("let a = 1 // x\nvar b: Int { 2 }\nlet c = 3; f()") == """
        let a = 1;_isochronProgress(1) // x
        var b: Int { 2 }
        let c = 3;_isochronProgress(2); _isochronShowResult(f())
        """)
  }

  @Test func importsAreExportedOnceAndThenBlank() {
    #expect(body("import A\nimport B") == "@_exported import A\n@_exported import B")
    #expect(
      body("import A\nlet a: Int") { $0.omittedImports = ["import A"] }.hasPrefix("        \nlet"))
    #expect(
      body("import A; let a: Int") { $0.omittedImports = ["import A"] }.hasPrefix("          let"))
    #expect(body("private import A") == "private import A")
  }

  @Test func conformancesCanBeLeftOut() {
    let omitted: [CellOutline.Conformance] = [.init(type: "A", interface: "P")]
    func without(_ code: String) -> String {
      body(code) {
        $0.omittedConformances = omitted
        $0.showsResult = false
      }
    }
    #expect(without("extension A: P { var a: Int { 1 } }") == "extension A { var a: Int { 1 } }")
    #expect(without("extension A: P, Q {}") == "extension A: Q {}")
    #expect(without("extension B: P {}") == "extension B: P {}")
  }

  @Test func textWithErrorsStaysAsItIs() {
    #expect(body("let a = (\nb") == "let a = (\nb")
  }

  @Test func linesAreKept() {
    let code = "import A\nlet a = 1\n\nextension B: P {}\na"
    let job = CompileJob(
      code: code, moduleName: "M", displayName: "In[1]", prelude: "", omittedImports: ["import A"],
      showsResult: true)
    let cell = RewrittenCell(CellSource(code), job: job, showingResult: true)
    #expect(body(code) { $0 = job }.count { $0 == "\n" } == code.count { $0 == "\n" })
    #expect(cell.insertions.contains(.init(line: 5, column: 1, length: 20)))
  }
}
