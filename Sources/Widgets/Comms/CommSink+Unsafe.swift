import JSONModel
import Synchronization

/// Where messages to front ends go: a C function that the executor installs; nowhere without one.
///
/// A message is four bytes of length and JSON text (`action`, `comm_id`, `target_name`, `data`,
/// `metadata`), then each buffer after its own length.
package typealias CommSink = @convention(c) (_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Void

/// Set once at the executor's start, before any cell runs.
nonisolated(unsafe) package var commSink: CommSink?

/// The entry point by which the executor receives messages; it finds it by this name.
@_cdecl("isochron_comm_connect")
package func connectCommSink(_ sink: @escaping CommSink) { commSink = sink }

/// The entry point by which the executor delivers messages, from one thread; it finds it by this name.
@_cdecl("isochron_comm_receive")
package func receiveCommFrame(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
  let frame = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if let message = CommFrame(bytes: frame) { CommRegistry.shared.receive(message) }
}

/// Sends a message where the executor collects them.
func send(_ message: CommFrame) {
  guard let sink = commSink else { return }
  message.bytes.withUnsafeBufferPointer { bytes in
    if let start = bytes.baseAddress { sink(start, bytes.count) }
  }
}
