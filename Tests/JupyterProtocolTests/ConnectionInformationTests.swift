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

  @Test func whatIsMissingIsTheUsual() throws {
    #expect(try ConnectionInformation([:]) == ConnectionInformation())
    #expect(ConnectionInformation().ip == "127.0.0.1")
  }

  @Test(
    arguments: [
      ["shell_port": 70000], ["hb_port": -1], ["iopub_port": "1"], ["transport": "udp"], ["key": 1],
      [],
    ] as [JSONValue])
  func nonsenseIsRefused(json: JSONValue) throws {
    let error = try #require(throws: ProtocolError.self) { try ConnectionInformation(json) }
    #expect(error.code == .invalidConnection)
  }
}
