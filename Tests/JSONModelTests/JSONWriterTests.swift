import Foundation
import JSONModel
import Testing

@Suite struct JSONWriterTests {
  private func text(_ value: JSONValue) -> String {
    String(decoding: value.encodedBytes(), as: UTF8.self)
  }

  @Test func keysAreSortedAndNothingIsWasted() {
    #expect(text(["b": 1, "a": [true, nil, 2.5, "x/y"]]) == #"{"a":[true,null,2.5,"x/y"],"b":1}"#)
  }

  @Test func controlCharactersAreEscaped() {
    #expect(
      text(.string("\u{0}\u{8}\t\n\u{c}\r\u{1f}\"\\é")) == #""\u0000\b\t\n\f\r\u001f\"\\é""#)
  }

  @Test func numbersThatAreNotFiniteBecomeNull() {
    #expect(text([.number(.nan), .number(.infinity), .number(-0.1)]) == "[null,null,-0.1]")
  }

  /// The layout of Python's `json.dumps(value, indent=1, sort_keys=True)`, which Jupyter writes.
  @Test func severalLinesLookLikeJupyters() {
    let value: JSONValue = ["cells": [["a": [], "b": [:]], 1], "x": "y"]
    let expected = """
      {
       "cells": [
        {
         "a": [],
         "b": {}
        },
        1
       ],
       "x": "y"
      }
      """
    #expect(String(decoding: value.prettyBytes(indentation: 1), as: UTF8.self) == expected)
  }

  @Test func dataAndBytesAreTheSame() {
    let value: JSONValue = ["a": 1]
    #expect([UInt8](value.encoded()) == value.encodedBytes())
  }
}
