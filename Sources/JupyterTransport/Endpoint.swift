import JupyterProtocol

/// The address of a socket as libzmq writes it.
struct Endpoint {
  let address: String
  let needsIPv6: Bool

  init(_ connection: ConnectionInformation, port: Int) {
    switch connection.transport {
    case .ipc:
      needsIPv6 = false
      // Clients number the files from 1; so does a kernel that chooses.
      address = "ipc://\(connection.ip)-\(port)"
    case .tcp:
      needsIPv6 = connection.ip.contains(":")
      // libzmq listens at addresses and interfaces, not at host names.
      let host = connection.ip == "localhost" ? "127.0.0.1" : connection.ip
      address = "tcp://\(needsIPv6 ? "[\(host)]" : host):\(port == 0 ? "*" : String(port))"
    }
  }

  /// The port at the end of an address that libzmq reports.
  static func port(of address: String) -> Int? {
    address.split(whereSeparator: { $0 == ":" || $0 == "-" }).last.flatMap { Int($0) }
  }
}
