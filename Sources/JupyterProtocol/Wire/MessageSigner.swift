/// Signs messages: HMAC-SHA256 in hexadecimal digits over header, parent header, metadata and content.
///
/// Reference: The Jupyter protocol, "The wire protocol"; FIPS 198-1.
public struct MessageSigner: Sendable {
  /// The one signature scheme that is spoken.
  public static let scheme = "hmac-sha256"

  private let authenticationCode: AuthenticationCode?

  /// A signer with the key of a connection file.
  ///
  /// - Parameters:
  ///   - key: the shared secret; an empty one means that messages are not signed.
  ///   - scheme: the file's `signature_scheme`.
  /// - Throws: `ProtocolError` for another scheme.
  public init(key: String, scheme: String = MessageSigner.scheme) throws {
    guard !key.isEmpty else {
      authenticationCode = nil
      return
    }
    guard scheme == Self.scheme else {
      throw ProtocolError(
        .invalidConnection, "signature_scheme is \(scheme); only \(Self.scheme) is supported")
    }
    authenticationCode = try AuthenticationCode(key: Array(key.utf8))
  }

  /// Whether messages are signed at all.
  public var isSigning: Bool { authenticationCode != nil }

  /// The signature frame of four frames; empty without a key.
  ///
  /// - Parameter frames: header, parent header, metadata and content as they are sent.
  /// - Returns: 64 hexadecimal digits, or nothing.
  /// - Throws: `ProtocolError` where the cryptographic library fails.
  public func signature(of frames: some Sequence<[UInt8]>) throws -> [UInt8] {
    guard let authenticationCode else { return [] }
    let digits = Array("0123456789abcdef".utf8)
    return try authenticationCode.digest(of: frames).flatMap {
      [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
    }
  }

  /// Whether a signature belongs to four frames, compared in constant time.
  ///
  /// - Parameters:
  ///   - signature: the signature frame that came.
  ///   - frames: header, parent header, metadata and content as they came.
  /// - Returns: true without a key.
  /// - Throws: `ProtocolError` where the cryptographic library fails.
  public func isValid(_ signature: [UInt8], of frames: some Sequence<[UInt8]>) throws -> Bool {
    guard isSigning else { return true }
    return AuthenticationCode.areEqual(try self.signature(of: frames), signature)
  }
}
