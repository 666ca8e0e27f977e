import CellCompiler
import Testing

/// Members, operators and names of other kinds may be defined anew with another result: a cell that
/// compiles proves the type of what it uses.
@Suite struct MemberRedefinitionTests {
  @Test func everyKindOfMemberMayGetAnotherResult() async throws {
    try await Session.with { session in
      try await session.run(
        """
        struct P {
          var x = 1
          func inType() -> Int { 1 }
        }
        extension P {
          func g() -> Int { x }
          var p: Int { x }
          static func s() -> Int { 1 }
          static var v: Int { 1 }
          subscript(_ i: Int) -> Int { i }
          init(_ text: String) { x = text.count }
          func untouched() -> Int { 5 }
        }
        """)
      try await session.run(
        """
        extension P {
          func g() -> String { "" }
          var p: String { "" }
          static func s() -> String { "" }
          static var v: String { "" }
          subscript(_ i: Int) -> String { "" }
          init?(_ text: String) { return nil }
          func inType() -> String { "" }
        }
        """)
      try await session.run(
        "let a = [P().g(), P().p, P.s(), P.v, P()[1], P().inType()] as [String]")
      try await session.run("let b: P? = P(\"abc\")\nlet c: Int = P().untouched() + P().x")
    }
  }

  @Test func theNewestOfManyCountsAndAnOldResultMayComeBack() async throws {
    try await Session.with { session in
      try await session.run("struct P {}\nextension P { func g() -> Int { 1 } }")
      try await session.run("extension P { func g() -> String { \"\" } }")
      try await session.run("extension P { func g() -> Double { 1 } }")
      try await session.run("let a = P().g()\nlet b: Double = a")
      try await session.run("extension P { func g() -> Int { 2 } }")
      try await session.run("let c = P().g()\nlet d: Int = c")
    }
  }

  @Test func conditionsAndArgumentsTellMembersApart() async throws {
    try await Session.with { session in
      try await session.run(
        """
        extension Array where Element == Int { func total() -> Int { 1 } }
        extension Array where Element == Double { func total() -> Double { 1 } }
        extension Array { func pick(_ i: Int) -> Element { self[i] } }
        """)
      try await session.run(
        """
        extension Array where Element == Int { func total() -> String { "" } }
        extension Array { func pick(_ i: String) -> String { i } }
        """)
      try await session.run(
        """
        let a = [1].total(), b = [1.0].total(), c = [1].pick(0), d = [1].pick("")
        let types: (String, Double, Int, String) = (a, b, c, d)
        """)
    }
  }

  @Test func membersOfNestedTypesAndProtocolsToo() async throws {
    try await Session.with { session in
      try await session.run(
        """
        struct Outer { struct Inner { func f() -> Int { 1 } } }
        protocol Named {}
        extension Named { func name() -> Int { 1 } }
        extension Outer: Named {}
        """)
      try await session.run("extension Outer.Inner { func f() -> String { \"\" } }")
      try await session.run("extension Named { func name() -> String { \"\" } }")
      try await session.run("let a = Outer.Inner().f(), b = Outer().name()")
      try await session.run("let c: [String] = [a, b]")
    }
  }

  @Test func operatorsMayGetAnotherResult() async throws {
    try await Session.with { session in
      try await session.run(
        "struct V {}\ninfix operator +++\nfunc +++ (a: V, b: V) -> Int { 1 }")
      try await session.run("func +++ (a: V, b: V) -> String { \"\" }")
      try await session.run("extension V { static func * (a: V, b: V) -> Int { 1 } }")
      try await session.run("extension V { static func * (a: V, b: V) -> Double { 1 } }")
      try await session.run("let a = V() +++ V(), b = V() * V()")
      try await session.run("let c: (String, Double) = (a, b)")
    }
  }

  @Test func aNameMayChangeItsKindBackAndForth() async throws {
    try await Session.with { session in
      try await session.run("let v = 1")
      try await session.run("func v() -> Int { 2 }")
      try await session.run("let a: Int = v()")
      try await session.run("struct v { var z = 1.5 }")
      try await session.run("let b: Double = v().z")
      try await session.run("func v() -> String { \"\" }")
      try await session.run("let c: String = v()")
      try await session.run("var v = [1]")
      try await session.run("v.append(2)\nlet d: Int = v[0]")
    }
  }

  @Test func aNewTypeOfTheNameLeavesTheMembersOfTheOldAlone() async throws {
    try await Session.with { session in
      try await session.run("struct T { func m() -> Int { 1 } }\nlet old = T()")
      try await session.run("struct T { func m() -> String { \"\" } }\nlet new = T()")
      try await session.run("let a: Int = old.m()\nlet b: String = new.m()")
    }
  }

  @Test func anExtensionWithOtherMembersDoesNotDropTheEarlier() async throws {
    try await Session.with { session in
      try await session.run("extension Int { func first() -> Int { 1 } }")
      try await session.run("extension Int { func second() -> Int { 2 } }")
      try await session.run("let a = 1.first() + 1.second()")
    }
  }

  @Test func aCellThatFailsLeavesTheEarlierMembersInFavour() async throws {
    try await Session.with { session in
      try await session.run("struct P {}\nextension P { func g() -> Int { 1 } }")
      let failure = await session.failure(
        "extension P { func g() -> String { undefinedName } }")
      #expect(failure?.message == "cannot find 'undefinedName' in scope")
      try await session.run("let a = P().g()\nlet b: Int = a")
    }
  }
}
