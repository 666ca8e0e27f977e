import CellExecutor
import CellCompiler
import Testing

@Suite(.serialized)
struct InputTests {
  @Test func linesAreAskedOfTheFrontEnd() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        "print(readLine() ?? \"none\")\nprint(readLine() ?? \"none\")\nprint(readLine() ?? \"none\")",
        input: ["ä b", ""])
      #expect(run.transcript == "<input>ä b\n<input>\n<input>none\n")
    }
  }

  @Test func withoutInputTheCellIsToldSo() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run("print(readLine() ?? \"none\")")
      #expect(run.text() == "none\n")
      #expect(run.text(.standardError).contains("There is no input"))
      let again = await notebook.run("print(readLine() ?? \"none\")", input: ["yes"])
      #expect(again.text() == "yes\n", "the end of the input was that cell's only")
    }
  }

  @Test func aWaitForInputCanBeInterrupted() async throws {
    try await Notebook.with { notebook in
      let engine = notebook.engine
      let run = await notebook.run("print(\"ask\")\n_ = readLine()\nprint(\"on\")", input: nil)
      #expect(run.text() == "ask\non\n")
      let waiting = await notebook.runWaiting("_ = readLine()\nprint(\"on\")") {
        await engine.interrupt()
      }
      #expect(waiting.failure?.kind == .interrupted)
      #expect(waiting.text() == "")
      #expect(await notebook.run("print(1)").text() == "1\n")
    }
  }

  @Test func aPromptAsksWithItsTextAndHidesPasswords() async throws {
    try await Notebook.with { notebook in
      let run = await notebook.run(
        """
        import RichDisplay
        print(prompt("Name: ") ?? "none")
        print(prompt("Key: ", password: true) ?? "none", prompt() ?? "none", prompt() ?? "none")
        """, input: ["Ada", "s3cret", ""])
      let asked = run.outputs.compactMap { output -> String? in
        guard case .inputRequest(let text, let isPassword) = output else { return nil }
        return text + (isPassword ? "*" : "")
      }
      #expect(asked == ["Name: ", "Key: *", "", ""])
      #expect(run.text() == "Ada\ns3cret  none\n")
      let refused = await notebook.run("print(prompt(\"Name: \") ?? \"none\")")
      #expect(refused.text() == "none\n")
      #expect(refused.text(.standardError).contains("There is no input"))
    }
  }
}
