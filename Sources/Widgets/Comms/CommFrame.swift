package import JSONModel

/// A message of a comm as it travels between the executor and the kernel.
package struct CommFrame: Sendable, Hashable {
  /// What a message does to its comm.
  package enum Action: String, Sendable {
    case open, message, close
  }

  package var action: Action
  package var identifier: String
  package var target = ""
  package var data: JSONValue = [:]
  package var metadata: JSONValue = [:]
  package var buffers: [[UInt8]] = []

  package init(
    _ action: Action, identifier: String, target: String = "", data: JSONValue = [:],
    metadata: JSONValue = [:], buffers: [[UInt8]] = []
  ) {
    self.action = action
    self.identifier = identifier
    self.target = target
    self.data = data
    self.metadata = metadata
    self.buffers = buffers
  }

  /// Reads a frame; nil where it means nothing.
  package init?(bytes: [UInt8]) {
    var parts: [[UInt8]] = []
    var position = 0
    while bytes.count - position >= 4 {
      var length = 0
      for index in 0..<4 { length |= Int(bytes[position + index]) << (8 * index) }
      position += 4
      guard bytes.count - position >= length else { return nil }
      parts.append(Array(bytes[position..<position + length]))
      position += length
    }
    guard let first = parts.first, let json = try? JSONValue(parsing: first),
      let action = Action(rawValue: json["action"].string ?? ""),
      let identifier = json["comm_id"].string
    else { return nil }
    self.init(
      action, identifier: identifier, target: json["target_name"].string ?? "",
      data: json["data"], metadata: json["metadata"], buffers: Array(parts.dropFirst()))
  }

  /// The frame's bytes.
  package var bytes: [UInt8] {
    let json: JSONValue = [
      "action": .string(action.rawValue), "comm_id": .string(identifier),
      "target_name": .string(target), "data": data, "metadata": metadata,
    ]
    var bytes: [UInt8] = []
    for part in [json.encodedBytes()] + buffers {
      for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: part.count >> (8 * index))) }
      bytes += part
    }
    return bytes
  }
}
