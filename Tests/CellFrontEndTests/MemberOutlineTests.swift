import CellCompiler
import CellFrontEnd
import Testing

@Suite struct MemberOutlineTests {
  private func members(_ code: String) -> [CellOutline.Member] { CellSource(code).outline.members }

  @Test func everyKindOfMemberIsListed() {
    let found = members(
      """
      func top<T>(_ a: T, b: Int = 1) async throws -> T where T: P { a }
      extension A.B where C == Int {
        func f(x y: Int) {}
        var p: Int { 1 }
        static var s: Int { 1 }
        subscript(i: Int) -> Int { i }
        init?(a: Int) {}
        #if os(Linux)
        class func k() {}
        #endif
      }
      """)
    #expect(found.map(\.name) == ["top", "f", "p", "s", "subscript", "init", "k"])
    #expect(found.map(\.isStatic) == [false, false, false, true, false, true, true])
    #expect(found.map(\.arguments) == ["<T>_:T,b:Int", "x:Int", nil, nil, "i:Int", "a:Int", ""])
    #expect(found.first?.result == "asyncthrows->TwhereT:P")
    #expect(found.map(\.owner) == [""] + Array(repeating: "A.B whereC==Int", count: 6))
    #expect(found.last?.type == "A")
  }

  @Test func membersOfTypesAndNestedTypesHaveTheirPath() {
    let found = members("struct A<T> { var x = 1; enum B { case c; func f() {} } }")
    #expect(found.map(\.owner) == ["A", "A.B"])
    #expect(found.map(\.name) == ["x", "f"])
  }

  @Test func onlyUsesThatLookAlikeAreConfused() {
    func areConfused(_ old: String, _ new: String) -> Bool {
      guard let older = members(old).first, let newer = members(new).first else { return false }
      return older.isConfused(with: newer)
    }
    #expect(areConfused("func f(_ a: Int) -> Int {}", "func f(_ b: Int) -> String {}"))
    #expect(!areConfused("func f(_ a: Int) -> Int {}", "func f(a: Int) -> String {}"))
    #expect(!areConfused("func f(_ a: Int) -> Int {}", "func f(_ a: Double) -> Int {}"))
    #expect(areConfused("extension A { var f: Int { 1 } }", "extension A { func f() {} }"))
    #expect(!areConfused("extension A { var f: Int { 1 } }", "extension A { func f(_ a: Int) {} }"))
    #expect(!areConfused("extension A { func f() {} }", "extension A { static func f() {} }"))
    #expect(!areConfused("extension A { func f() {} }", "extension B { func f() {} }"))
    #expect(!areConfused("func f() {}", "extension B { func f() {} }"))
  }

  @Test func membersThatYieldAreMarkedWhereTheyStand() {
    let code = "extension A {\n  @inlinable func f() -> Int { 1 }; var p: Int { 1 }\n}"
    var job = CompileJob(
      code: code, moduleName: "M", displayName: "In[1]", prelude: "", interfaceOnly: true)
    job.yielding = Set(members(code))
    let text = RewrittenCell(CellSource(code), job: job, showingResult: false).text
    #expect(
      text.hasSuffix(
        "extension A {\n  @_disfavoredOverload @inlinable func f() -> Int { 1 }; "
          + "@_disfavoredOverload var p: Int { 1 }\n}\n"))
  }
}
