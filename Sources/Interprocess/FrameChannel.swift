public import Foundation
import Glibc
import Synchronization

/// One end of a stream socket that carries frames: four bytes of length (little endian), then bytes.
///
/// Writing is safe from any thread; reading belongs to one thread at a time.
public final class FrameChannel: Sendable {
  /// The descriptor this channel owns and closes.
  public let descriptor: Int32
  private let writeLock = Mutex(())
  private let isClosed = Atomic(false)

  /// The largest frame that is read: more means that the other side lost its senses.
  public static let maximumFrameLength = 1 << 30

  /// Takes over an open stream socket.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { Glibc.close(descriptor) }

  /// Sends one frame; blocks while the other side's buffer is full.
  ///
  /// - Throws: `ChannelError` where the other side is gone.
  public func send(_ payload: Data) throws {
    guard payload.count <= Self.maximumFrameLength else {
      throw ChannelError("a frame of \(payload.count) bytes is over the limit of 1 GiB")
    }
    var frame = Data(capacity: payload.count + 4)
    withUnsafeBytes(of: UInt32(payload.count).littleEndian) { frame.append(contentsOf: $0) }
    frame.append(payload)
    try writeLock.withLock { _ in
      try frame.withUnsafeBytes { bytes in
        var sent = 0
        while sent < bytes.count {
          let count = Glibc.send(
            descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent,
            Int32(MSG_NOSIGNAL))
          if count < 0 {
            if errno == EINTR { continue }
            throw ChannelError("the other process is gone (\(String(cString: strerror(errno))))")
          }
          sent += count
        }
      }
    }
  }

  /// Receives one frame; nil once the other side closed.
  ///
  /// - Throws: `ChannelError` for a broken frame.
  public func receive() throws -> Data? {
    guard let head = try read(count: 4, endIsError: false) else { return nil }
    let length = head.withUnsafeBytes {
      Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)))
    }
    guard length <= Self.maximumFrameLength else {
      throw ChannelError("a frame announces \(length) bytes, over the limit of 1 GiB")
    }
    return length == 0 ? Data() : try read(count: length, endIsError: true)
  }

  /// Ends both directions, so that a blocked `receive` returns nil.
  public func shutDown() {
    if !isClosed.exchange(true, ordering: .relaxed) { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  private func read(count: Int, endIsError: Bool) throws -> Data? {
    var data = Data(count: count)
    var filled = 0
    while filled < count {
      let got = data.withUnsafeMutableBytes { bytes in
        recv(descriptor, bytes.baseAddress?.advanced(by: filled), count - filled, 0)
      }
      if got > 0 {
        filled += got
      } else if got < 0, errno == EINTR {
        continue
      } else {
        guard endIsError || filled > 0 else { return nil }
        throw ChannelError("the other process closed in the middle of a frame")
      }
    }
    return data
  }
}

/// What went wrong between two of our processes.
public struct ChannelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence for the log.
  public let message: String
  /// Wraps a sentence.
  public init(_ message: String) { self.message = message }
  /// The sentence.
  public var description: String { message }
}
