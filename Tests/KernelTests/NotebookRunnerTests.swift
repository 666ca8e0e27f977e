import CellCompiler
import Foundation
import JSONModel
import Kernel
import Testing

@Suite struct NotebookRunnerTests {
  private let description = KernelDescription(version: "1", swiftVersion: "6.3")

  private func notebook(_ cells: [JSONValue]) throws -> NotebookDocument {
    let json: JSONValue = [
      "nbformat": 4, "nbformat_minor": 5, "metadata": ["mine": 1], "cells": .array(cells),
    ]
    return try NotebookDocument(json.encoded())
  }

  private func code(_ source: JSONValue) -> JSONValue {
    [
      "cell_type": "code", "id": "x", "metadata": ["tags": ["t"]], "source": source,
      "outputs": [["output_type": "stream", "name": "stdout", "text": "old"]],
      "execution_count": 9,
    ]
  }

  @Test func outputsAreStoredAsJupyterStoresThem() async throws {
    var notebook = try notebook([
      ["cell_type": "markdown", "metadata": [:], "source": ["# Title"]],
      code(["out a\n", "out b\n", "err c\n", "result 1"]), code(""), code("display x\nupdate y"),
    ])
    let engine = ScriptedEngine()
    let failure = await NotebookRunner(engine: engine, description: description).run(&notebook)
    #expect(failure == nil)
    #expect(notebook.cells[0]["source"] == ["# Title"])
    #expect(
      notebook.cells[1]["outputs"] == [
        ["output_type": "stream", "name": "stdout", "text": ["a\n", "b\n"]],
        ["output_type": "stream", "name": "stderr", "text": ["c\n"]],
        [
          "output_type": "execute_result", "execution_count": 1, "metadata": [:],
          "data": ["text/plain": ["1"]],
        ],
      ])
    #expect(notebook.cells[1]["execution_count"] == 1)
    #expect(notebook.cells[1]["metadata"] == ["tags": ["t"]])
    #expect(notebook.cells[2]["outputs"] == [])
    #expect(notebook.cells[2]["execution_count"].isNull)
    #expect(
      notebook.cells[3]["outputs"] == [
        ["output_type": "display_data", "metadata": [:], "data": ["text/plain": ["y"]]]
      ])
    let file = try JSONValue(parsing: notebook.encoded())
    #expect(file["metadata"]["mine"] == 1)
    #expect(file["metadata"]["kernelspec"]["name"] == "isochron")
    #expect(file["metadata"]["language_info"]["name"] == "swift")
  }

  @Test func clearedOutputsAreGone() async throws {
    var notebook = NotebookDocument(cells: ["out a\nclear\nout b", "out c\nclear"])
    _ = await NotebookRunner(engine: ScriptedEngine(), description: description).run(&notebook)
    #expect(
      notebook.cells[0]["outputs"] == [
        ["output_type": "stream", "name": "stdout", "text": ["b\n"]]
      ])
    // Waiting for the next output, which never came.
    #expect(notebook.cells[1]["outputs"].array?.count == 1)
  }

  @Test func theFirstFailureEndsTheRunAndIsStored() async throws {
    var notebook = NotebookDocument(cells: ["out a", "fail Oops", "out c"])
    let engine = ScriptedEngine()
    let failure = await NotebookRunner(engine: engine, description: description).run(&notebook)
    #expect(failure?.name == "Oops")
    #expect(notebook.cells[1]["outputs"].array?.last?["ename"] == "Oops")
    #expect(notebook.cells[2]["outputs"] == [])
    #expect(engine.cells.count == 2)
  }

  @Test func inputIsRefusedAtOnce() async throws {
    var notebook = NotebookDocument(cells: ["input name?"])
    _ = await NotebookRunner(engine: ScriptedEngine(), description: description).run(&notebook)
    #expect(notebook.cells[0]["outputs"].array?.first?["text"] == ["got nothing\n"])
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"cells":[],"nbformat":3}"#, #"{"cells":1,"nbformat":4}"#, "\u{0}",
  ])
  func whatIsNoNotebookIsRefused(text: String) {
    #expect(throws: NotebookError.self) { try NotebookDocument(Data(text.utf8)) }
  }
}
