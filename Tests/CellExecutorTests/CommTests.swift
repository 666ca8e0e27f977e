import CellCompiler
import CellExecutor
import JSONModel
import Synchronization
import Testing

/// What objects of cells and of the front end say to each other.
@Suite(.serialized)
struct CommTests {
  /// Outputs of which some are waited for.
  final class Gathered: Sendable {
    private let items = Mutex<[CellOutput]>([])

    func append(_ item: CellOutput) { items.withLock { $0.append(item) } }

    var messages: [CommMessage] {
      items.withLock { $0 }.compactMap { if case .comm(let message) = $0 { message } else { nil } }
    }

    var text: String {
      items.withLock { $0 }.map { if case .stream(_, let text) = $0 { text } else { "" } }.joined()
    }

    /// Waits, long for a machine under load; a failing test ends here and not in a hang.
    func wait(until condition: (Gathered) -> Bool) async throws {
      let deadline = ContinuousClock.now + .seconds(60)
      while !condition(self) {
        guard ContinuousClock.now < deadline else { throw TimedOut() }
        try await Task.sleep(for: .milliseconds(2))
      }
    }
  }

  struct TimedOut: Error {}

  @Test func aSliderIsMovedByTheFrontEnd() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      let run = await notebook.run(
        """
        import Widgets
        let slider = Slider(0...10, value: 4, label: "n")
        slider.onChange { print("moved to \\($0)") }
        slider
        """)
      let opened = run.outputs.compactMap { output -> CommMessage? in
        if case .comm(let message) = output { message } else { nil }
      }
      #expect(opened.map(\.target) == ["jupyter.widget", "jupyter.widget", "jupyter.widget"])
      #expect(opened.allSatisfy { $0.metadata == ["version": "2.1.0"] })
      let model = try #require(opened.last)
      let state = model.data["state"]
      #expect(state["_model_name"] == "IntSliderModel")
      #expect(state["value"] == 4)
      #expect(state["layout"].string == "IPY_MODEL_" + opened[0].identifier)
      #expect(state["style"].string == "IPY_MODEL_" + opened[1].identifier)
      #expect(run.transcript.contains("<result n: 4>"))

      await notebook.engine.receive(
        CommMessage(
          .message, identifier: model.identifier,
          data: ["method": "update", "state": ["value": 7], "buffer_paths": []]))
      try await late.wait { $0.text == "moved to 7\n" }
      #expect(await notebook.run("print(slider.value)").text() == "7\n")

      let moved = await notebook.run("slider.value = 2")
      #expect(moved.transcript == "<comm>")
    }
  }

  @Test func theValueIsUpToDateInARunningCell() async throws {
    try await Notebook.with { notebook in
      let opened = await notebook.run(
        "import Widgets\nimport Glibc\nlet box = Checkbox(\"stop\")\nbox")
      let model = try #require(
        opened.outputs.compactMap { output -> String? in
          if case .comm(let message) = output { message.identifier } else { nil }
        }.last)
      let engine = notebook.engine
      let run = await notebook.run(
        "print(\"begun\")\nwhile !box.value { usleep(1000) }\nprint(\"stopped\")"
      ) { output in
        guard case .stream(_, let text) = output, text.contains("begun") else { return }
        Task {
          await engine.receive(
            CommMessage(
              .message, identifier: model, data: ["method": "update", "state": ["value": true]]))
        }
      }
      #expect(run.text() == "begun\nstopped\n")
    }
  }

  @Test func aCommCarriesBuffersBothWays() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      _ = await notebook.run(
        """
        import Widgets
        var kept: [Comm] = []
        takeComms(to: "echo") { comm, opening in
          kept.append(comm)
          comm.onMessage { comm.send(["was": $0.data], buffers: $0.buffers.reversed()) }
        }
        """)
      await notebook.engine.receive(CommMessage(.open, identifier: "e", target: "echo"))
      // The handler is set by a job of its own; until then a message has no hearer.
      _ = await notebook.run("import Widgets\nwhile kept.isEmpty { await Task.yield() }")
      await notebook.engine.receive(
        CommMessage(.message, identifier: "e", data: ["x": 1], buffers: [[1], [2, 3]]))
      try await late.wait { !$0.messages.isEmpty }
      #expect(
        late.messages
          == [
            CommMessage(
              .message, identifier: "e", data: ["was": ["x": 1]], buffers: [[2, 3], [1]])
          ])
    }
  }

  @Test func anUnknownTargetIsClosed() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      _ = await notebook.run("1")
      await notebook.engine.receive(CommMessage(.open, identifier: "u", target: "nobody"))
      try await late.wait { $0.messages == [CommMessage(.close, identifier: "u")] }
    }
  }

  @Test func theCommsOfAnExecutorThatDiedAreClosed() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      let run = await notebook.run(
        "import Widgets\nimport Glibc\nlet comm = Comm(target: \"t\")")
      #expect(run.transcript == "<comm>")
      let dead = await notebook.run("kill(getpid(), SIGKILL)")
      #expect(dead.failure?.kind == .executorDied)
      #expect(late.messages.map(\.action) == [.close])
    }
  }

  @Test func whatAHandlerBreaksHarmsNothing() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      let run = await notebook.run(
        """
        import Widgets
        let numbers = [1, 2, 3]
        let button = Button("go") { fatalError("no such number") }
        button
        """)
      let identifier = try #require(
        run.outputs.compactMap { output -> String? in
          if case .comm(let message) = output { message.identifier } else { nil }
        }.last)
      await notebook.engine.receive(
        CommMessage(
          .message, identifier: identifier,
          data: ["method": "custom", "content": ["event": "click"]]))
      try await late.wait { $0.text.contains("no such number") }
      #expect(late.text.contains("was ended by a trap"))
      #expect(await notebook.run("print(numbers)").text() == "[1, 2, 3]\n")
    }
  }

  @Test func aPlotIsRedrawnByInteract() async throws {
    try await Notebook.with { notebook in
      let late = Gathered()
      await notebook.engine.listenBetweenCells { late.append($0) }
      let run = await notebook.run(
        """
        import Widgets
        struct Odd: Error {}
        interact(Slider(1...9, label: "n"), Checkbox("twice")) { n, twice in
          if n == 9 { throw Odd() }
          return twice ? 2 * n : n
        }
        """)
      let opened = run.outputs.compactMap { output -> CommMessage? in
        if case .comm(let message) = output { message } else { nil }
      }
      let slider = try #require(
        opened.first { $0.data["state"]["_model_name"] == "IntSliderModel" })
      let area = try #require(opened.first { $0.data["state"]["_model_name"] == "OutputModel" })
      #expect(area.data["state"]["outputs"].array?.first?["data"]["text/plain"] == "1")
      func move(to value: Int) async throws -> JSONValue {
        let count = late.messages.count
        await notebook.engine.receive(
          CommMessage(
            .message, identifier: slider.identifier,
            data: ["method": "update", "state": ["value": .integer(value)]]))
        try await late.wait { $0.messages.count > count }
        return late.messages[count].data["state"]["outputs"].array?.first ?? .null
      }
      #expect(try await move(to: 5)["data"]["text/plain"] == "5")
      #expect(try await move(to: 9)["text"] == "Odd: Odd()\n")
      #expect(try await move(to: 6)["data"]["text/plain"] == "6")
    }
  }
}
