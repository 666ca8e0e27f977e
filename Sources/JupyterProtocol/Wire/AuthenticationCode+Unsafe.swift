import COpenSSL

/// HMAC-SHA256 by OpenSSL: a context with the key set, copied for each message.
final class AuthenticationCode: @unchecked Sendable {
  // Only copied after it was made, which OpenSSL allows from several threads.
  private let context: OpaquePointer

  init(key: [UInt8]) throws {
    guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { throw Self.failure("HMAC") }
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { throw Self.failure("HMAC context") }
    self.context = context
    var name = Array("SHA256".utf8CString)
    let isReady = name.withUnsafeMutableBufferPointer { digestName in
      var parameters = [
        OSSL_PARAM_construct_utf8_string("digest", digestName.baseAddress, 0),
        OSSL_PARAM_construct_end(),
      ]
      return EVP_MAC_init(context, key, key.count, &parameters)
    }
    guard isReady == 1 else { throw Self.failure("key") }
  }

  deinit { EVP_MAC_CTX_free(context) }

  func digest(of frames: some Sequence<[UInt8]>) throws -> [UInt8] {
    guard let copy = EVP_MAC_CTX_dup(context) else { throw Self.failure("HMAC context") }
    defer { EVP_MAC_CTX_free(copy) }
    for frame in frames {
      guard EVP_MAC_update(copy, frame, frame.count) == 1 else { throw Self.failure("update") }
    }
    var digest = [UInt8](repeating: 0, count: 32)
    var count = 0
    guard EVP_MAC_final(copy, &digest, &count, digest.count) == 1, count == digest.count else {
      throw Self.failure("digest")
    }
    return digest
  }

  /// Compares in a time that does not tell where two texts differ.
  static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.count == second.count && CRYPTO_memcmp(first, second, first.count) == 0
  }

  private static func failure(_ step: String) -> ProtocolError {
    ProtocolError(.cryptography, "OpenSSL refused the \(step) for HMAC-SHA256")
  }
}
