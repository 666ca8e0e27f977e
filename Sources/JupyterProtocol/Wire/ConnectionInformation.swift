public import JSONModel

/// What a connection file says: where the sockets are and the key of the signatures.
public struct ConnectionInformation: Sendable, Hashable {
  /// How sockets are addressed.
  public enum Transport: String, Sendable, Hashable {
    /// A host and port numbers.
    case tcp
    /// Files named by a path and numbers.
    case ipc
  }

  /// How sockets are addressed.
  public var transport: Transport
  /// The address to listen at, or the path's beginning.
  public var ip: String
  /// The port of requests; 0 means that one is chosen, as for the others.
  public var shellPort: Int
  /// The port of publications.
  public var iopubPort: Int
  /// The port of input.
  public var stdinPort: Int
  /// The port of requests that cannot wait.
  public var controlPort: Int
  /// The port of the heartbeat.
  public var heartbeatPort: Int
  /// The secret of the signatures; empty for none.
  public var key: String
  /// How messages are signed.
  public var signatureScheme: String
  /// The kernel's keys of CurveZMQ, which encrypts what travels; nil where nothing is encrypted.
  public var curve: CurveKeys?

  /// A connection; without arguments on free ports of this machine, unsigned.
  public init(
    transport: Transport = .tcp, ip: String = "127.0.0.1", shellPort: Int = 0, iopubPort: Int = 0,
    stdinPort: Int = 0, controlPort: Int = 0, heartbeatPort: Int = 0, key: String = "",
    signatureScheme: String = MessageSigner.scheme, curve: CurveKeys? = nil
  ) {
    self.transport = transport
    self.ip = ip
    self.shellPort = shellPort
    self.iopubPort = iopubPort
    self.stdinPort = stdinPort
    self.controlPort = controlPort
    self.heartbeatPort = heartbeatPort
    self.key = key
    self.signatureScheme = signatureScheme
    self.curve = curve
  }

  /// Reads a connection file.
  ///
  /// - Parameter json: the file's content; fields that nobody knows are ignored.
  /// - Throws: `ProtocolError` where a port or the transport is none, or the scheme is unknown.
  public init(_ json: JSONValue) throws {
    do {
      let fields = try ContentFields(json, of: "the connection file")
      let name = try fields.string("transport", default: "tcp")
      guard let transport = Transport(rawValue: name) else {
        throw ProtocolError(.invalidConnection, "transport is \(name), tcp or ipc was expected")
      }
      func port(_ key: String) throws -> Int {
        let number = try fields.integer(key, default: 0)
        guard (0...65535).contains(number) else {
          throw ProtocolError(.invalidConnection, "\(key) is \(number), 0 to 65535 was expected")
        }
        return number
      }
      self.init(
        transport: transport,
        ip: try fields.string("ip", default: transport == .tcp ? "127.0.0.1" : "kernel-ipc"),
        shellPort: try port("shell_port"), iopubPort: try port("iopub_port"),
        stdinPort: try port("stdin_port"), controlPort: try port("control_port"),
        heartbeatPort: try port("hb_port"), key: try fields.string("key", default: ""),
        signatureScheme: try fields.string("signature_scheme", default: MessageSigner.scheme),
        curve: try CurveKeys(fields))
    } catch let error as ProtocolError {
      throw ProtocolError(.invalidConnection, error.message)
    }
  }

  /// The fields of a connection file.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "transport": .string(transport.rawValue), "ip": .string(ip),
      "shell_port": .integer(shellPort), "iopub_port": .integer(iopubPort),
      "stdin_port": .integer(stdinPort), "control_port": .integer(controlPort),
      "hb_port": .integer(heartbeatPort), "key": .string(key),
      "signature_scheme": .string(signatureScheme),
    ]
    if let curve {
      members["curve_publickey"] = .string(curve.publicKey)
      members["curve_secretkey"] = .string(curve.secretKey)
    }
    return .object(members)
  }
}
