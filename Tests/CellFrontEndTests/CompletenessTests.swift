import CellCompiler
import CellFrontEnd
import Testing

@Suite struct CompletenessTests {
  @Test(arguments: [
    "", "print(\"x\")", "let a = 1", "func f() {}", "if true { print(1) }", "// comment",
    "f {\n}\n",
    "let s = \"\"\"\n  a\n  \"\"\"", "#if os(Linux)\nlet a = 1\n#endif", "a +\n  b",
    "@objc class C {}",
  ])
  func complete(code: String) { #expect(CellSource(code).completeness == .complete) }

  @Test(arguments: [
    ("func f() {", "  "), ("print(\"x\"", ""), ("if true {", "  "), ("let a = [1,\n  2,", "  "),
    ("  for i in a {", "    "), ("let a =", ""), ("1 +", ""), ("a.", ""), ("func f()", ""),
    ("/* open", ""), ("let s = \"\"\"\n  a", "  "), ("#if os(Linux)\nlet a = 1", ""),
    ("switch a {\n  case 1:\n    b()", "    "), ("if a {\n}\nelse {", "  "),
  ])
  func incomplete(code: String, indentation: String) {
    #expect(CellSource(code).completeness == .incomplete(indentation: indentation))
  }

  @Test(arguments: ["let let = 3", "}", "let a = \"open", "func f( {", ")", "1 2", "if true { ) "])
  func invalid(code: String) { #expect(CellSource(code).completeness == .invalid) }
}
