import CellCompiler
import Foundation
import JSONModel

/// A comm's message between the processes: four bytes of length and JSON text, then each buffer after
/// its own length.
extension CommMessage {
  /// Reads a frame; nil where it means nothing.
  init?(frame: Data) {
    var reader = ByteReader(frame)
    guard let text = reader.bytes(), let json = try? JSONValue(parsing: text),
      let action = Action(rawValue: json["action"].string ?? ""),
      let identifier = json["comm_id"].string
    else { return nil }
    self.init(
      action, identifier: identifier, target: json["target_name"].string ?? "",
      data: json["data"], metadata: json["metadata"].isNull ? [:] : json["metadata"])
    while let buffer = reader.bytes() { buffers.append(buffer) }
  }

  /// The message as bytes.
  var frame: Data {
    let json: JSONValue = [
      "action": .string(action.rawValue), "comm_id": .string(identifier),
      "target_name": .string(target), "data": data, "metadata": metadata,
    ]
    var frame = Data()
    for part in [json.encodedBytes()] + buffers {
      frame.append(integer: UInt32(part.count))
      frame.append(contentsOf: part)
    }
    return frame
  }
}
