package import CellCompiler
import Foundation
package import Interprocess
import JSONModel

/// What comes from an executor, in one order.
package enum ExecutorEvent: Sendable {
  /// It has loaded its libraries and waits for cells.
  case ready
  /// A cell, or a task that one left behind, put something out.
  case output(CellOutput)
  /// The cell ended.
  case finished(CellEnding)
  /// The process is gone; nothing follows.
  case died(ChildProcess.Exit)

  /// Reads a frame; nil where it means nothing.
  init?(frame: Data) {
    guard let type = frame.first else { return nil }
    let content = frame.dropFirst()
    switch UnicodeScalar(type) {
    case "h": self = .ready
    case "o": self = .output(.stream(.standardOutput, String(decoding: content, as: UTF8.self)))
    case "e": self = .output(.stream(.standardError, String(decoding: content, as: UTF8.self)))
    case "i":
      self = .output(
        .inputRequest(
          prompt: String(decoding: content.dropFirst(), as: UTF8.self),
          isPassword: content.first == 1))
    case "d":
      guard let output = Self.display(Data(content)) else { return nil }
      self = .output(output)
    case "c":
      guard let message = CommMessage(frame: Data(content)) else { return nil }
      self = .output(.comm(message))
    case "f":
      guard let ending = CellEnding(Data(content)) else { return nil }
      self = .finished(ending)
    default: return nil
    }
  }

  /// Reads what RichDisplay says.
  private static func display(_ data: Data) -> CellOutput? {
    guard let message = try? JSONValue(parsing: data) else { return nil }
    let bundle = MIMEBundle(
      data: message["data"].object ?? [:], metadata: message["metadata"].object ?? [:])
    switch message["kind"].string {
    case "display":
      return .display(
        bundle, identifier: message["identifier"].string,
        isUpdate: message["update"].bool ?? false)
    case "result": return .result(bundle)
    case "clear": return .clear(waitsForNext: message["wait"].bool ?? false)
    case "page": return .page(bundle)
    case "nextInput": return .nextInput(message["text"].string ?? "")
    default: return nil
    }
  }
}
