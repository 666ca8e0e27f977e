import JupyterProtocol
import Testing

@Suite struct MessageSignerTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// RFC 4231, test case 2; the frames are the text in pieces.
  @Test(arguments: [
    ["what do ya want for nothing?"], ["what do ", "ya want ", "for nothing", "?"],
    ["", "what do ya want for nothing?", "", ""],
  ])
  func signaturesAreThoseOfTheStandard(pieces: [String]) throws {
    let signer = try MessageSigner(key: "Jefe")
    let signature = try signer.signature(of: pieces.map(bytes))
    let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    #expect(signature == bytes(expected))
    #expect(try signer.isValid(signature, of: pieces.map(bytes)))
  }

  @Test func eachChangeOfASignatureIsNoticed() throws {
    let signer = try MessageSigner(key: "secret")
    let frames = ["{}", "{}", "{}", "{}"].map(bytes)
    let signature = try signer.signature(of: frames)
    for place in signature.indices {
      var changed = signature
      changed[place] ^= 1
      #expect(try !signer.isValid(changed, of: frames))
    }
    #expect(try !signer.isValid(Array(signature.dropLast()), of: frames))
    #expect(try !signer.isValid([], of: frames))
    #expect(try !signer.isValid(signature, of: frames.dropLast() + [bytes("{ }")]))
  }

  @Test func anEmptyKeyMeansNoSignature() throws {
    let signer = try MessageSigner(key: "", scheme: "")
    #expect(try signer.signature(of: [bytes("x")]).isEmpty)
    #expect(try signer.isValid(bytes("anything"), of: [bytes("x")]))
  }

  @Test func otherSchemesAreRefused() {
    #expect(throws: ProtocolError.self) { try MessageSigner(key: "k", scheme: "hmac-md5") }
  }

  @Test func signingFromManyTasksGivesTheSame() async throws {
    let signer = try MessageSigner(key: "secret")
    let frames = [[UInt8](repeating: 7, count: 10_000)]
    let expected = try signer.signature(of: frames)
    let results = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { (try? signer.signature(of: frames)) == expected } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results == Array(repeating: true, count: 64))
  }
}
