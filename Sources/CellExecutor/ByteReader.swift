import Foundation

/// Reads numbers (little endian) and texts from the bytes of a frame.
struct ByteReader {
  private var rest: Data.SubSequence

  init(_ data: Data) { rest = data[...] }

  /// The next number, or nil where the frame ends before.
  mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
    let size = MemoryLayout<T>.size
    guard rest.count >= size else { return nil }
    var value: T = 0
    for (index, byte) in rest.prefix(size).enumerated() {
      value |= T(truncatingIfNeeded: byte) << T(8 * index)
    }
    rest = rest.dropFirst(size)
    return value
  }

  /// The next text: four bytes of length, then UTF-8, repaired where it is not well formed.
  mutating func text() -> String? {
    bytes().map { String(decoding: $0, as: UTF8.self) }
  }

  /// The next bytes after four bytes of their length.
  mutating func bytes() -> [UInt8]? {
    guard let length = integer(UInt32.self), rest.count >= Int(length) else { return nil }
    defer { rest = rest.dropFirst(Int(length)) }
    return [UInt8](rest.prefix(Int(length)))
  }
}

extension Data {
  /// Adds a number, little endian.
  mutating func append<T: FixedWidthInteger>(integer value: T) {
    for index in 0..<MemoryLayout<T>.size {
      append(UInt8(truncatingIfNeeded: value >> T(8 * index)))
    }
  }

  /// Adds a text with its length before it.
  mutating func append(text: String) {
    append(integer: UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }
}
