import CellCompiler
import CellFrontEnd
import Testing

@Suite struct RandomTextTests {
  /// Words that begin and end everything that the parser knows.
  private static let words = [
    "let", "var", "func", "struct", "extension", "import", "if", "else", "for", "in", "while",
    "repeat", "guard", "x", "Int", "(", ")", "{", "}", "[", "]", "<", ",", ":", ";", ".", "->", "=",
    "+", "?", "!", "@", "#", "#if", "#endif", "`", "\"", "\"\"\"", "1", "0x", "\n", "\r\n", "/*",
    "*/", "//", "ψ", "👩‍🚀", "await", "\u{0}", "\u{FEFF}", "operator", "subscript", "init", "static",
  ]

  @Test func anyTextCanBeReadAndRewrittenLineByLine() {
    var state: UInt64 = 42
    for round in 0..<3000 {
      let code = (0..<(round % 60)).map { _ -> String in
        // Knuth's linear congruential generator; its high bits are good enough to pick words.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Self.words[Int(state >> 33) % Self.words.count]
      }.joined(separator: round % 2 == 0 ? " " : "")
      let source = CellSource(code)
      let outline = source.outline
      _ = source.completeness
      var job = CompileJob(
        code: code, moduleName: "M", displayName: "In[1]", prelude: "", showsResult: true)
      job.omittedImports = outline.imports
      job.omittedConformances = outline.conformances
      job.yielding = Set(outline.members)
      let cell = RewrittenCell(source, job: job, showingResult: true)
      let marker = "#sourceLocation(file: \"In[1]\", line: 1)\n"
      let body = cell.text.firstRange(of: marker).map { cell.text[$0.upperBound...] } ?? ""
      let before = code.utf8.count { $0 == 0x0A }
      #expect(body.utf8.count { $0 == 0x0A } == before + 1, "\(code)")
    }
  }
}
