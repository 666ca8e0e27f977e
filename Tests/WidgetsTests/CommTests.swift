import JSONModel
import Testing
import Widgets

@Suite struct CommTests {
  @Test func aFrameIsReadAsItWasWritten() throws {
    let frame = CommFrame(
      .open, identifier: "a", target: "t", data: ["x": [1, "é"]], metadata: ["version": "2"],
      buffers: [[], [0, 255]])
    #expect(CommFrame(bytes: frame.bytes) == frame)
    #expect(CommFrame(bytes: Array(frame.bytes.dropLast())) == nil)
    #expect(CommFrame(bytes: []) == nil)
  }
}
