extension RichRepresentation {
  /// The plain text that every representation has.
  public var plainText: String {
    if case .text(let text) = contents[.plainText] { text } else { "" }
  }

  /// A JSON object with the members `data` and `metadata`, as front ends keep an output.
  package var jsonText: String { "{\(jsonMembers)}" }

  /// `"data":{…},"metadata":{…}`, the members that all messages share.
  var jsonMembers: String {
    let members = contents.sorted { $0.key.rawValue < $1.key.rawValue }.map { type, content in
      let value =
        switch content {
        case .text(let text): jsonString(text)
        case .bytes(let bytes): "\"\(base64(bytes))\""
        case .json(let text): text
        }
      return "\(jsonString(type.rawValue)):\(value)"
    }
    let metadata = metadata.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\(jsonString($0.key.rawValue)):\($0.value)" }
    let data = members.joined(separator: ",")
    return #""data":{\#(data)},"metadata":{\#(metadata.joined(separator: ","))}"#
  }
}

/// Sends one message where the executor collects them.
func sendToSink(_ message: String) {
  var message = message
  message.withUTF8 { bytes in
    if let start = bytes.baseAddress { displaySink?(start, bytes.count) }
  }
}

/// Text as a JSON string with its quotes.
package func jsonString(_ text: String) -> String {
  var bytes: [UInt8] = [UInt8(ascii: "\"")]
  bytes.reserveCapacity(text.utf8.count + 2)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
  return String(decoding: bytes, as: UTF8.self)
}

/// Bytes in base64 with padding (RFC 4648).
package func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var result: [UInt8] = []
  result.reserveCapacity((bytes.count + 2) / 3 * 4)
  var index = 0
  while index < bytes.count {
    let count = min(3, bytes.count - index)
    var group: UInt32 = 0
    for offset in 0..<3 {
      group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0)
    }
    for position in 0..<4 {
      let isPadding = position > count
      result.append(
        isPadding ? UInt8(ascii: "=") : alphabet[Int(group >> UInt32(18 - 6 * position)) & 63])
    }
    index += 3
  }
  return String(decoding: result, as: UTF8.self)
}
