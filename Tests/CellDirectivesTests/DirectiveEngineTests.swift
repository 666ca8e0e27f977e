import CellCompiler
import CellDirectives
import Testing

@Suite
struct DirectiveEngineTests {
  @Test func aCellOfSwiftPassesAsItIs() async {
    let code = "let a = 7 % 3\nlet b = a\n  % 2\n// %time\n"
    let run = await DirectiveRun.of(code)
    #expect(run.swift.map(\.code) == [code])
    #expect(run.failure == nil)
  }

  @Test func swiftBetweenDirectivesKeepsItsLinesAndOnlyTheLastShowsItsValue() async {
    let run = await DirectiveRun.of("let a = 1\n%cd /tmp\na + 1")
    #expect(
      run.swift.map(\.code) == [
        "let a = 1", "\nimport NotebookTools; try NotebookTools.enterFolder(\"/tmp\")",
        "\n\na + 1",
      ])
    #expect(run.swift.map(\.showsResult) == [false, false, true])
  }

  @Test func aDirectiveInsideOfUnfinishedSwiftIsSwift() async {
    let code = "let f = {\n%time\n}"
    #expect(await DirectiveRun.of(code).swift.map(\.code) == [code])
  }

  @Test func whatIsNotADirectiveFailsBeforeAnythingRuns() async {
    for (code, line, hint) in [
      ("let a = 1\n%tiem a", 2, "'%help' lists them"),
      ("%%who", 1, "write '%who"),
      ("%writefile a", 1, "in its first line"),
      ("let a = 1\n%%bash\nls", 2, "stands in the first line"),
      ("%matplotlib inline", 1, "figures appear"),
    ] {
      let run = await DirectiveRun.of(code)
      #expect(run.failure?.name == "DirectiveError")
      #expect(run.failure?.message.contains(hint) == true, "\(run.failure?.message ?? "none")")
      #expect(run.failure?.message.contains("line \(line)") == true)
      #expect(run.swift.isEmpty)
    }
  }

  @Test func aFailureEndsTheCell() async {
    let run = await DirectiveRun.of("broken\n%pwd")
    #expect(run.failure?.name == "Broken")
    #expect(run.swift.count == 1)
  }

  @Test func timeSaysHowLongItRanAndCompiled() async {
    for code in ["%time work()", "%%time\nwork()"] {
      let run = await DirectiveRun.of(code)
      #expect(run.text == "ran 2.0 ms, compiled in 40.0 ms\n")
      #expect(run.swift.last?.code.hasSuffix("work()") == true)
      #expect(run.swift.last?.showsResult == true)
    }
    #expect(await DirectiveRun.of("%time").failure?.message.contains("wants Swift") == true)
  }

  @Test func timeitMakesAMeasurementOfItsLine() async {
    let run = await DirectiveRun.of("%timeit -n 10 -r 3 try work(1)")
    #expect(
      run.swift.map(\.code) == [
        "import NotebookTools; try NotebookTools.timeIt(runs: 3, rounds: 10) { try work(1) }"
      ])
    for wrong in ["%timeit", "%timeit -n x f()", "%timeit -q 3 f()", "%%timeit f()\ng()"] {
      #expect(await DirectiveRun.of(wrong).failure?.name == "DirectiveError", "\(wrong)")
    }
  }

  @Test func whoListsDefinitionsByKind() async {
    #expect(await DirectiveRun.of("%who").text == "omega   var   In[1]\nenergy  func  In[2]\n")
    #expect(await DirectiveRun.of("%who let").text == "omega  var  In[1]\n")
    #expect(await DirectiveRun.of("%who class").text == "Nothing is defined.\n")
    #expect(await DirectiveRun.of("%who things").failure?.name == "DirectiveError")
  }

  @Test func resetStartsTheEngineAnew() async {
    let engine = RecordingEngine()
    let run = await DirectiveRun.of("%reset", engine: engine)
    #expect(run.failure == nil)
    #expect(engine.restartCount == 1)
  }

  @Test func historyHoldsTheCellsBefore() async {
    #expect(
      await DirectiveRun.of("let a = 1", "let b = 2", "%history").text
        == "In[1]:\nlet a = 1\n\nIn[2]:\nlet b = 2\n\n")
    #expect(
      await DirectiveRun.of("let a = 1", "let b = 2", "%history 1").text
        == "In[2]:\nlet b = 2\n\n")
    #expect(await DirectiveRun.of("%history all").failure?.name == "DirectiveError")
  }

  @Test func textsBecomeLiteralsWhateverTheyHold() async {
    let run = await DirectiveRun.of("%%bash\necho \"a\\b\" 'é' $(pwd) \\(x)")
    #expect(
      run.swift.last?.code
        == "import NotebookTools; try NotebookTools.runScript("
        + #""echo \"a\\b\" 'é' $(pwd) \\(x)", interpreter: "bash")"#)
  }

  @Test func environmentIsPrintedAndSet() async {
    for (code, call) in [
      ("%env", "printEnvironment()"), ("%env HOME", "printEnvironment(\"HOME\")"),
      ("%env A=1 2", "setEnvironment(\"A\", to: \"1 2\")"),
      ("%env A 1", "setEnvironment(\"A\", to: \"1\")"),
    ] {
      #expect(
        await DirectiveRun.of(code).swift.last?.code
          == "import NotebookTools; try NotebookTools.\(call)")
    }
  }

  @Test func helpListsEveryDirective() async {
    let text = await DirectiveRun.of("%help").text
    for directive in Directive.all {
      #expect(text.contains(directive.spelling) && text.contains(directive.summary))
    }
    let one = await DirectiveRun.of("%help %timeit").text
    #expect(one.contains("%%timeit") && !one.contains("%who"))
    #expect(await DirectiveRun.of("%help nothing").failure?.name == "DirectiveError")
  }

  @Test func wordsAreCompletedAtTheStartOfALine() async {
    let engine = DirectiveEngine(around: RecordingEngine())
    let list = await engine.completions(of: "let é = 1\n%ti", at: 13)
    #expect(list.items.map(\.text) == ["%time", "%timeit"])
    #expect(list.start == 10 && list.end == 13)
    #expect(await engine.completions(of: "%time ab", at: 8).start == -1)
    #expect(await engine.completions(of: "a %ti", at: 5).start == -1)
  }

  @Test func aTextOfAnotherLanguageEndsWithABlankLine() async {
    let engine = DirectiveEngine(around: RecordingEngine())
    #expect(await engine.completeness(of: "%%bash\nls {") == .incomplete(indentation: ""))
    #expect(await engine.completeness(of: "%%bash\nls {\n") == .complete)
    #expect(await engine.completeness(of: "%time f()") == .complete)
    #expect(await engine.completeness(of: "%pwd\nlet f = {") == .incomplete(indentation: "  "))
  }
}
