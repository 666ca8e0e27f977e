import JSONModel
import JupyterProtocol
import Testing

@Suite struct ConnectionInformationTests {
  private let file: JSONValue = [
    "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
    "ip": "127.0.0.1", "key": "abc", "transport": "tcp", "signature_scheme": "hmac-sha256",
    "kernel_name": "isochron", "jupyter_session": "/x.ipynb",
  ]

  @Test func aConnectionFileIsRead() throws {
    let connection = try ConnectionInformation(file)
    #expect(connection.shellPort == 1)
    #expect(connection.iopubPort == 2)
    #expect(connection.stdinPort == 3)
    #expect(connection.controlPort == 4)
    #expect(connection.heartbeatPort == 5)
    #expect(connection.key == "abc")
    #expect(connection.transport == .tcp)
    #expect(try ConnectionInformation(connection.json) == connection)
  }

  @Test func keysOfEncryptionAreRead() throws {
    let keys = CurveKeys(
      publicKey: String(repeating: "p", count: 40), secretKey: String(repeating: "s", count: 40))
    let connection = try ConnectionInformation([
      "curve_publickey": .string(keys.publicKey), "curve_secretkey": .string(keys.secretKey),
    ])
    #expect(connection.curve == keys)
    #expect(try ConnectionInformation(connection.json) == connection)
    #expect(try ConnectionInformation(file).curve == nil)
  }

  @Test func whatIsMissingIsTheUsual() throws {
    #expect(try ConnectionInformation([:]) == ConnectionInformation())
    #expect(ConnectionInformation().ip == "127.0.0.1")
  }

  @Test(
    arguments: [
      ["shell_port": 70000], ["hb_port": -1], ["iopub_port": "1"], ["transport": "udp"], ["key": 1],
      [], ["curve_publickey": "short", "curve_secretkey": "short"],
      ["curve_secretkey": "0123456789012345678901234567890123456789"],
    ] as [JSONValue])
  func nonsenseIsRefused(json: JSONValue) throws {
    let error = try #require(throws: ProtocolError.self) { try ConnectionInformation(json) }
    #expect(error.code == .invalidConnection)
  }
}
