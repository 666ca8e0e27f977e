import Foundation
import Glibc
import Interprocess
import Testing

@Suite
struct FrameChannelTests {
  /// Two ends of a socket: a channel and a bare descriptor, as a peer that lost its senses would use it.
  private func pair() -> (channel: FrameChannel, peer: Int32) {
    var ends: [Int32] = [0, 0]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    return (FrameChannel(descriptor: ends[0]), ends[1])
  }

  @Test func aClosedPeerIsTheEnd() throws {
    let (channel, peer) = pair()
    close(peer)
    #expect(try channel.receive() == nil)
    #expect(throws: ChannelError.self) {
      for _ in 0..<10 { try channel.send(Data("x".utf8)) }
    }
  }

  @Test func brokenFramesAreErrors() throws {
    for bytes: [UInt8] in [[1, 0], [5, 0, 0, 0, 65], [0xff, 0xff, 0xff, 0xff]] {
      let (channel, peer) = pair()
      _ = write(peer, bytes, bytes.count)
      close(peer)
      #expect(throws: ChannelError.self) { try channel.receive() }
    }
  }

  @Test func shutDownWakesAReader() throws {
    let (channel, peer) = pair()
    let thread = Thread {
      usleep(50_000)
      channel.shutDown()
    }
    thread.start()
    #expect(try channel.receive() == nil)
    close(peer)
  }

  @Test func framesOfManyThreadsStayWhole() throws {
    let (channel, peer) = pair()
    let reader = FrameChannel(descriptor: peer)
    let frames = (0..<4).map { Data(repeating: UInt8($0), count: 50_000 + $0) }
    for frame in frames { Thread { try? channel.send(frame) }.start() }
    var received: Set<Data> = []
    for _ in frames { if let frame = try reader.receive() { received.insert(frame) } }
    #expect(received == Set(frames))
  }
}
