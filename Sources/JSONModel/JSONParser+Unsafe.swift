extension JSONParser {
  /// The place of the next quote, backslash or control character, or the end.
  func endOfPlainText(from start: Int) -> Int {
    bytes.withUnsafeBytes { raw in
      var index = start
      // Eight bytes at a time: pictures in base64 are megabytes without any of the three.
      while index + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let found =
          Self.bytesBelow32(word) | Self.zeroBytes(word ^ 0x2222_2222_2222_2222)
          | Self.zeroBytes(word ^ 0x5c5c_5c5c_5c5c_5c5c)
        if found != 0 { break }
        index += 8
      }
      while index < raw.count {
        let byte = raw[index]
        if byte < 0x20 || byte == 0x22 || byte == 0x5c { break }
        index += 1
      }
      return index
    }
  }

  /// The text of a range of bytes, or nil where it is no valid UTF-8.
  func text(_ range: Range<Int>) -> String? {
    bytes.withUnsafeBufferPointer {
      String(validating: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private static func bytesBelow32(_ word: UInt64) -> UInt64 {
    (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
  }
}
