/// The keys by which a kernel proves who it is and encrypts its sockets, each 40 letters of Z85.
///
/// Source: ZeroMQ's RFC 26 (CurveZMQ) and RFC 32 (Z85).
public struct CurveKeys: Sendable, Hashable {
  /// What clients know.
  public var publicKey: String
  /// What nobody else knows.
  public var secretKey: String

  /// A pair of keys.
  ///
  /// - Parameters:
  ///   - publicKey: what clients know.
  ///   - secretKey: what nobody else knows.
  public init(publicKey: String, secretKey: String) {
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// Reads the keys of a connection file; nil where it has none.
  init?(_ fields: ContentFields) throws {
    let publicKey = try fields.optionalString("curve_publickey")
    let secretKey = try fields.optionalString("curve_secretkey")
    guard publicKey != nil || secretKey != nil else { return nil }
    guard let publicKey, let secretKey, publicKey.utf8.count == 40, secretKey.utf8.count == 40
    else {
      // Without encryption everybody could read what somebody wanted to be secret.
      throw ProtocolError(
        .invalidConnection,
        "curve_publickey and curve_secretkey have to be two keys of 40 letters")
    }
    self.init(publicKey: publicKey, secretKey: secretKey)
  }
}
