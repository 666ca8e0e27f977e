import CellCompiler
import CellFrontEnd
import Testing

@Suite struct OutlineTests {
  @Test func declarationsHaveNameKindAndStep() {
    let outline = CellSource(
      """
      let (a, b) = (1, 2)
      var c: Int { 3 }
      let d: Int
      var e: Int?
      func f(_ x: Int) -> Int { let local = x; return local }
      enum G { case h }
      d = 4
      """
    ).outline
    #expect(outline.declarations.map(\.name) == ["a", "b", "c", "d", "e", "f", "G"])
    #expect(outline.declarations.map(\.step) == [1, 1, 0, nil, 3, 0, 0])
    #expect(outline.declarations.last?.kind == .enumeration)
  }

  @Test func importsAreSpelledInOneWay() {
    let outline = CellSource("import  Foundation // x\n@testable import struct A . B\nimport C.D")
      .outline
    #expect(outline.imports == ["import Foundation", "@testable import struct A.B", "import C.D"])
  }

  @Test func importsUnderAConditionKeepIt() {
    let outline = CellSource("#if os(Linux)\nimport A\nlet x = 1\n#else\nimport B\n#endif").outline
    #expect(outline.imports == ["#if os(Linux)\nimport A\n#else \nimport B\n#endif"])
    #expect(outline.declarations.map(\.name) == ["x"])
  }

  @Test func conformancesOfExtensionsAreListed() {
    let outline = CellSource("extension A . B: P, @retroactive Q, R & S {}").outline
    #expect(
      outline.conformances == [
        .init(type: "A.B", interface: "P"), .init(type: "A.B", interface: "Q"),
        .init(type: "A.B", interface: "R&S"),
      ])
  }

  @Test func awaitCountsAtTopLevelOnly() {
    #expect(CellSource("await f()").outline.isAsync)
    #expect(CellSource("for await x in y {}").outline.isAsync)
    #expect(CellSource("async let x = 1").outline.isAsync)
    #expect(!CellSource("Task { await f() }").outline.isAsync)
    #expect(!CellSource("func g() async { await f() }").outline.isAsync)
  }

  @Test func aCellIsSupersededByOneThatDefinesAsMuch() {
    func isSuperseded(_ old: String, by new: String) -> Bool {
      CellSource(old).outline.isSuperseded(by: CellSource(new).outline)
    }
    #expect(isSuperseded("let a = 1", by: "struct a {}\nlet b = 2"))
    #expect(isSuperseded("func f(_ a: Int) {}", by: "func f(_ b: Int) { print(b) }") == true)
    #expect(!isSuperseded("func f(_ a: Int) {}", by: "func f(_ a: Double) {}"))
    #expect(!isSuperseded("import A\nlet a = 1", by: "let a = 1"))
    #expect(!isSuperseded("extension A: P {}", by: "extension A {}"))
  }
}
