import JSONModel
import Synchronization

/// Messages as frames: identities, delimiter, signature, header, parent header, metadata, content, buffers.
///
/// Reference: The Jupyter protocol 5.5, "The wire protocol".
public final class WireFormat: Sendable {
  /// Limits beyond which a message is refused before it is parsed.
  public struct Limits: Sendable, Hashable {
    /// The bytes of all frames together.
    public var messageLength: Int
    /// The number of frames.
    public var frameCount: Int

    /// Limits; the defaults leave room for any notebook and any picture.
    public init(messageLength: Int = 1 << 28, frameCount: Int = 4096) {
      self.messageLength = messageLength
      self.frameCount = frameCount
    }
  }

  /// What separates identities from the message.
  public static let delimiter = Array("<IDS|MSG>".utf8)

  private let signer: MessageSigner
  private let headers: HeaderMaker
  private let limits: Limits
  private let seen: Mutex<SignatureHistory>

  /// A format for one connection.
  ///
  /// - Parameters:
  ///   - signer: signs and checks.
  ///   - headers: makes the headers of outgoing messages.
  ///   - limits: beyond which messages are refused.
  ///   - rememberedSignatures: how many messages back a repetition is noticed.
  public init(
    signer: MessageSigner, headers: HeaderMaker, limits: Limits = Limits(),
    rememberedSignatures: Int = 1 << 16
  ) {
    self.signer = signer
    self.headers = headers
    self.limits = limits
    seen = Mutex(SignatureHistory(capacity: rememberedSignatures))
  }

  /// Reads a message that came.
  ///
  /// - Parameter frames: all frames, with the identities that the socket put before them.
  /// - Returns: the message.
  /// - Throws: `ProtocolError` where it is malformed, oversized, wrongly signed or replayed.
  public func decode(_ frames: [[UInt8]]) throws -> IncomingMessage {
    guard frames.count <= limits.frameCount else {
      throw ProtocolError(.oversized, "\(frames.count) frames, more than \(limits.frameCount)")
    }
    let length = frames.reduce(0) { $0 + $1.count }
    guard length <= limits.messageLength else {
      throw ProtocolError(.oversized, "\(length) bytes, more than \(limits.messageLength)")
    }
    guard let delimiter = frames.firstIndex(of: Self.delimiter) else {
      throw ProtocolError(.malformed, "no delimiter <IDS|MSG> among \(frames.count) frames")
    }
    let parts = frames[(delimiter + 1)...]
    guard parts.count >= 5 else {
      throw ProtocolError(
        .malformed, "signature and four frames have to follow the delimiter, \(parts.count) came")
    }
    let signature = frames[delimiter + 1]
    let signed = frames[(delimiter + 2)...(delimiter + 5)]
    guard try signer.isValid(signature, of: signed) else {
      throw ProtocolError(.wrongSignature, "the signature does not belong to the message")
    }
    // After the check, so that nobody without the key can fill the memory of signatures.
    if signer.isSigning {
      guard seen.withLock({ $0.insert(signature) }) else {
        throw ProtocolError(.replayed, "a message with this signature came before")
      }
    }
    return IncomingMessage(
      identities: Array(frames[..<delimiter]),
      header: try header(frames[delimiter + 2]), headerFrame: frames[delimiter + 2],
      parentHeader: try object(frames[delimiter + 3], "the parent header"),
      metadata: try object(frames[delimiter + 4], "the metadata"),
      content: try object(frames[delimiter + 5], "the content"),
      buffers: Array(frames[(delimiter + 6)...]))
  }

  /// The frames of a message to be sent, with a new header and its signature.
  ///
  /// - Parameter message: the message.
  /// - Returns: all frames, the prefix first.
  /// - Throws: `ProtocolError` where the cryptographic library fails.
  public func encode(_ message: OutgoingMessage) throws -> [[UInt8]] {
    let signed = [
      headers.header(of: message.type).json.encodedBytes(),
      message.parentHeaderFrame ?? Array("{}".utf8),
      message.metadata.encodedBytes(), message.content.encodedBytes(),
    ]
    return message.prefix + [Self.delimiter, try signer.signature(of: signed)] + signed
      + message.buffers
  }

  private func header(_ frame: [UInt8]) throws -> MessageHeader {
    do {
      return try MessageHeader(try object(frame, "the header"))
    } catch let error as ProtocolError where error.code == .invalidContent {
      throw ProtocolError(.malformed, error.message)
    }
  }

  private func object(_ frame: [UInt8], _ name: String) throws -> JSONValue {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: frame)
    } catch {
      throw ProtocolError(.malformed, "\(name) is no JSON: \(error)")
    }
    guard case .object = value else {
      throw ProtocolError(.malformed, "\(name) has to be a JSON object")
    }
    return value
  }
}
