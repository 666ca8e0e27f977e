import CellCompiler
import CellFrontEnd
import Testing

@Suite struct TopLevelLoopsTests {
  private func body(_ code: String) -> String {
    let job = CompileJob(code: code, moduleName: "M", displayName: "In[1]", prelude: "")
    let text = RewrittenCell(CellSource(code), job: job, showingResult: false).text
    let marker = "#sourceLocation(file: \"In[1]\", line: 1)\n"
    guard let range = text.firstRange(of: marker) else { return text }
    return String(text[range.upperBound...].dropLast())
      .replacing("_isochronPoll();", with: "•")
  }

  @Test func loopsThatCallSomethingLookForAnInterrupt() {
    #expect(body("while true { f() }") == "while true {• f() }")
    #expect(body("for x in y {\n  f(x)\n}") == "for x in y {•\n  f(x)\n}")
    #expect(body("repeat { f() } while g()") == "repeat {• f() } while g()")
    #expect(body("while f() {}") == "while f() {•}")
    #expect(body("for await x in y { print(x) }") == "for await x in y {• print(x) }")
    #expect(body("if a { for x in y { f() } }") == "if a { for x in y {• f() } }")
  }

  @Test func lookedUpValuesMayBeHalfChanged() {
    #expect(body("for i in 0..<9 { d[i] += 1 }") == "for i in 0..<9 {• d[i] += 1 }")
    #expect(body("for i in 0..<9 { s += \"x\" }") == "for i in 0..<9 {• s += \"x\" }")
  }

  @Test func plainArithmeticKeepsItsSpeed() {
    for code in [
      "for i in 0..<9 { s += Double(i) * 2 }", "while true {}", "while a < b { a += sqrt(b) }",
    ] {
      #expect(body(code) == code)
    }
  }

  @Test func shortInnerLoopsAreLeftToTheOuter() {
    #expect(
      body("for i in 0..<9 { for j in 0..<9 { a[j] += b[i] } }")
        == "for i in 0..<9 {• for j in 0..<9 { a[j] += b[i] } }")
    #expect(
      body("for i in 0..<9 { for j in 0..<9 { f(j) } }")
        == "for i in 0..<9 {• for j in 0..<9 {• f(j) } }")
  }

  @Test func functionsAndClosuresStayAsTheyAre() {
    for code in [
      "func f() { while true { g() } }", "let c = { for x in y { g(x) } }",
      "struct S { func f() { repeat { g() } while true } }",
      "extension Int { var a: Int { while true { g() } } }",
    ] {
      #expect(!body(code).contains("•"), "\(code)")
    }
  }

  @Test func theCallIsDeclaredOnlyWhereItIsUsed() {
    func text(_ code: String) -> String {
      let job = CompileJob(code: code, moduleName: "M", displayName: "In[1]", prelude: "")
      return RewrittenCell(CellSource(code), job: job, showingResult: false).text
    }
    #expect(text("while true { f() }").contains("@_silgen_name(\"\(CellSymbols.poll)\")"))
    #expect(!text("while true {}").contains(CellSymbols.poll))
    #expect(!text("while true { f( }").contains(CellSymbols.poll))
  }
}
