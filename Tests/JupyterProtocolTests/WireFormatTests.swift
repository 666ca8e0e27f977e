import JSONModel
import JupyterProtocol
import Testing

@Suite struct WireFormatTests {
  private let signer: MessageSigner

  init() throws { signer = try MessageSigner(key: "secret") }

  private func format(limits: WireFormat.Limits = .init(), remembered: Int = 1 << 16) -> WireFormat
  {
    WireFormat(
      signer: signer, headers: HeaderMaker(session: "s", username: "u"), limits: limits,
      rememberedSignatures: remembered)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A signed message of any four frames.
  private func frames(
    _ parts: [[UInt8]], identities: [[UInt8]] = [[1, 2]], buffers: [[UInt8]] = []
  )
    throws -> [[UInt8]]
  {
    identities + [WireFormat.delimiter, try signer.signature(of: parts)] + parts + buffers
  }

  private func request(_ identifier: Int = 1, content: String = "{}") -> [[UInt8]] {
    [
      bytes(#"{"msg_id":"\#(identifier)","msg_type":"kernel_info_request","extra":[1]}"#),
      bytes("{}"), bytes("{}"), bytes(content),
    ]
  }

  private func refusal(_ frames: [[UInt8]], by format: WireFormat) -> ProtocolError.Code? {
    do {
      _ = try format.decode(frames)
      return nil
    } catch {
      return (error as? ProtocolError)?.code
    }
  }

  @Test func aMessageArrivesAsItWasSent() throws {
    let sender = format()
    let sent = OutgoingMessage(
      prefix: [[9], [8, 7]], type: "execute_request", parentHeaderFrame: bytes(#"{"x":1}"#),
      metadata: ["m": true], content: ["code": "print(\"ψ\")\n"], buffers: [[0, 255], []])
    let message = try format().decode(sender.encode(sent))
    #expect(message.identities == [[9], [8, 7]])
    #expect(message.header.type == "execute_request")
    #expect(message.header.session == "s")
    #expect(message.header.username == "u")
    #expect(message.header.version == "5.5")
    #expect(message.parentHeader == ["x": 1])
    #expect(message.metadata == ["m": true])
    #expect(message.content == sent.content)
    #expect(message.buffers == [[0, 255], []])
  }

  @Test func theHeaderFrameIsKeptVerbatim() throws {
    let parts = request()
    #expect(try format().decode(try frames(parts)).headerFrame == parts[0])
  }

  @Test func identifiersDifferAndDatesAreISO8601() throws {
    let headers = HeaderMaker(session: "s", username: "u")
    let first = headers.header(of: "status")
    let second = headers.header(of: "status")
    #expect(first.identifier != second.identifier)
    let pattern = try Regex(#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"#)
    #expect(try pattern.wholeMatch(in: first.date) != nil)
  }

  @Test func wrongSignaturesAreRefused() throws {
    var message = try frames(request())
    message[2][0] ^= 1
    #expect(refusal(message, by: format()) == .wrongSignature)
    message = try frames(request())
    message[6] = bytes(#"{"code":"evil"}"#)
    #expect(refusal(message, by: format()) == .wrongSignature)
    message = try frames(request())
    message[2] = []
    #expect(refusal(message, by: format()) == .wrongSignature)
  }

  @Test func aReplayedMessageIsRefused() throws {
    let receiver = format()
    let message = try frames(request())
    #expect(refusal(message, by: receiver) == nil)
    #expect(refusal(message, by: receiver) == .replayed)
    var other = message
    other[0] = [5]
    #expect(refusal(other, by: receiver) == .replayed)
  }

  @Test func theMemoryOfSignaturesIsBounded() throws {
    let receiver = format(remembered: 3)
    let messages = try (1...4).map { try frames(request($0)) }
    for message in messages { #expect(refusal(message, by: receiver) == nil) }
    #expect(refusal(messages[3], by: receiver) == .replayed)
    #expect(refusal(messages[1], by: receiver) == .replayed)
    // The first was forgotten for the fourth.
    #expect(refusal(messages[0], by: receiver) == nil)
  }

  @Test func messagesWithoutAKeyMayRepeat() throws {
    let receiver = WireFormat(
      signer: try MessageSigner(key: ""), headers: HeaderMaker(session: "s", username: "u"))
    let message = [WireFormat.delimiter, []] + request()
    #expect(refusal(message, by: receiver) == nil)
    #expect(refusal(message, by: receiver) == nil)
  }

  @Test func missingFramesAreRefused() throws {
    let message = try frames(request())
    #expect(refusal([], by: format()) == .malformed)
    for count in 1..<message.count {
      #expect(refusal(Array(message.prefix(count)), by: format()) == .malformed)
    }
  }

  @Test(arguments: ["", "[]", "1", "{", "\"a\"", "{\"a\":}", "null"])
  func framesThatAreNoObjectsAreRefused(text: String) throws {
    for place in 0..<4 {
      var parts = request()
      parts[place] = bytes(text)
      #expect(refusal(try frames(parts), by: format()) == .malformed)
    }
  }

  @Test func invalidUTF8IsRefused() throws {
    for place in 0..<4 {
      var parts = request()
      parts[place] = bytes("{\"a\":\"") + [0xff, 0xfe] + bytes("\"}")
      #expect(refusal(try frames(parts), by: format()) == .malformed)
    }
  }

  @Test(arguments: [
    #"{"msg_type":"x"}"#, #"{"msg_id":"1"}"#, #"{"msg_id":1,"msg_type":"x"}"#,
    #"{"msg_id":"1","msg_type":null}"#,
  ])
  func headersWithoutIdentifierOrTypeAreRefused(header: String) throws {
    var parts = request()
    parts[0] = bytes(header)
    #expect(refusal(try frames(parts), by: format()) == .malformed)
  }

  @Test func tooLargeMessagesAreRefused() throws {
    let small = format(limits: .init(messageLength: 1000, frameCount: 10))
    let long = String(repeating: "x", count: 1000)
    #expect(refusal(try frames(request(content: #"{"code":"\#(long)"}"#)), by: small) == .oversized)
    let many = try frames(request(), buffers: Array(repeating: [], count: 10))
    #expect(refusal(many, by: small) == .oversized)
    #expect(refusal(try frames(request()), by: small) == nil)
  }

  @Test func thirtyMegabytesArrive() throws {
    let code = String(repeating: "let x = 1\n", count: 3_000_000)
    let sent = OutgoingMessage(
      prefix: [], type: "execute_request", parentHeaderFrame: nil, content: ["code": .string(code)])
    #expect(try format().decode(format().encode(sent)).content["code"] == .string(code))
  }

  /// Whatever happens to the frames, decoding ends, and only untouched messages get through.
  @Test func damagedFramesNeverCrashAndNeverPass() throws {
    var random = SystemRandomNumberGenerator()
    let receiver = format()
    for round in 0..<4000 {
      let original = try frames(request(round), identities: [[1], [2]])
      var damaged = original
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: damaged.remove(at: place)
        case 1: damaged.insert((0..<20).map { _ in .random(in: 0...255) }, at: place)
        case 2: damaged[place] = []
        case 3 where !damaged[place].isEmpty:
          damaged[place][Int.random(in: 0..<damaged[place].count)] ^= UInt8.random(in: 1...255)
        case 4: damaged.swapAt(place, Int.random(in: 0..<damaged.count))
        default: damaged[place].append(contentsOf: [UInt8](repeating: 0x22, count: 3))
        }
        if damaged.isEmpty { break }
      }
      if let message = try? receiver.decode(damaged) {
        // Identities and buffers are not signed; the rest must be what was signed.
        #expect(message.headerFrame == original[4])
        #expect(message.header.identifier == "\(round)")
      }
    }
  }
}
