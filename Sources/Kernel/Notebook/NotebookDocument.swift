public import Foundation
public import JSONModel

/// A notebook file of format 4: its code cells can be read and their outputs replaced, all else stays.
///
/// Reference: nbformat 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html
public struct NotebookDocument: Sendable, Hashable {
  private var root: [String: JSONValue]

  /// Reads a notebook file.
  ///
  /// - Parameter data: the file's content.
  /// - Throws: `NotebookError` where this is no notebook of format 4.
  public init(_ data: Data) throws {
    let json: JSONValue
    do { json = try JSONValue(parsing: data) } catch {
      throw NotebookError("this is no notebook: \(error)")
    }
    guard let root = json.object, root["cells"]?.array != nil else {
      throw NotebookError("this is no notebook: an object with cells was expected")
    }
    guard root["nbformat"]?.integer == 4 else {
      throw NotebookError(
        "only format 4 is read; `jupyter nbconvert --to notebook` converts others")
    }
    self.root = root
  }

  /// A notebook with one code cell for each piece of source text.
  public init(cells sources: [String]) {
    root = [
      "nbformat": 4, "nbformat_minor": 4, "metadata": [:],
      "cells": .array(
        sources.map {
          [
            "cell_type": "code", "execution_count": nil, "metadata": [:], "outputs": [],
            "source": .string($0),
          ]
        }),
    ]
  }

  /// The cells, as the file has them.
  public private(set) var cells: [JSONValue] {
    get { root["cells"]?.array ?? [] }
    set { root["cells"] = .array(newValue) }
  }

  /// The places of the code cells.
  public var codeCells: [Int] { cells.indices.filter { cells[$0]["cell_type"].string == "code" } }

  /// The source text of a cell.
  public func source(of index: Int) -> String { Self.joined(cells[index]["source"]) }

  /// Replaces the outputs of a code cell.
  ///
  /// - Parameters:
  ///   - index: the place of the cell.
  ///   - outputs: in the form of nbformat.
  ///   - executionCount: the number of the cell, or nil where it did not run.
  public mutating func setOutputs(of index: Int, to outputs: [JSONValue], executionCount: Int?) {
    guard var cell = cells[index].object else { return }
    cell["outputs"] = .array(outputs)
    cell["execution_count"] = executionCount.map { .integer($0) } ?? .null
    cells[index] = .object(cell)
  }

  /// Says which kernel and language the notebook belongs to.
  public mutating func setKernel(name: String, displayName: String, language: JSONValue) {
    var metadata = root["metadata"]?.object ?? [:]
    metadata["kernelspec"] = [
      "name": .string(name), "display_name": .string(displayName), "language": "swift",
    ]
    metadata["language_info"] = language
    root["metadata"] = .object(metadata)
  }

  /// The content of the file, laid out as Jupyter does it, so that versions compare well.
  public func encoded() -> Data {
    Data(JSONValue.object(root).prettyBytes(indentation: 1) + Array("\n".utf8))
  }

  /// Text that may be stored as a list of its lines.
  static func joined(_ json: JSONValue) -> String {
    json.string ?? (json.array ?? []).compactMap(\.string).joined()
  }

  /// Text as a list of its lines, each with its line break, as Jupyter stores it.
  static func lines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      if scalar == "\n" {
        lines.append(.string(line))
        line = ""
      }
    }
    if !line.isEmpty { lines.append(.string(line)) }
    return .array(lines)
  }
}

/// Why a notebook cannot be read.
public struct NotebookError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected and what came.
  public let message: String

  init(_ message: String) { self.message = message }

  /// The sentence.
  public var description: String { message }
}
