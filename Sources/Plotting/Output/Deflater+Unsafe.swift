import Preconditions
import CZlib

/// A zlib stream that grows by pieces.
///
/// zlib rather than libpng, whose errors jump across the caller's frames, which Swift forbids.
struct Deflater: ~Copyable {
  /// The compressed bytes so far.
  private(set) var output: [UInt8] = []
  private let stream: UnsafeMutablePointer<z_stream>
  private var scratch = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter level: 1 (fast) … 9 (small).
  init(level: Int32) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    Self.check(
      deflateInit_(stream, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)), "deflateInit")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses a piece; the last one ends the stream.
  mutating func append(_ bytes: [UInt8], isLast: Bool) {
    let flush = isLast ? Z_FINISH : Z_NO_FLUSH
    var input = bytes
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      var status = Z_OK
      repeat {
        let written = scratch.withUnsafeMutableBufferPointer { room -> Int in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          status = deflate(stream, flush)
          return room.count - Int(stream.pointee.avail_out)
        }
        // Z_BUF_ERROR says that there was nothing left to do.
        if status != Z_STREAM_END, status != Z_BUF_ERROR { Self.check(status, "deflate") }
        output.append(contentsOf: scratch[..<written])
      } while stream.pointee.avail_out == 0 || (isLast && status != Z_STREAM_END)
    }
  }

  /// The CRC-32 that PNG chunks end with.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
  }

  /// zlib fails here only if memory is exhausted or it is called wrongly.
  private static func check(_ status: Int32, _ call: String) {
    requirePrecondition(status == Z_OK, "zlib's \(call) failed with status \(status).")
  }
}
