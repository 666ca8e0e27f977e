import Foundation

/// How a cell ended, as the executor tells it.
package struct CellEnding: Sendable, Hashable {
  /// The ways a cell can end, with the executor's numbers.
  package enum Kind: UInt8, Sendable {
    case success = 0
    case thrown = 1
    case trap = 2
    case interrupted = 3
    case exit = 4
    case engine = 5
  }

  /// A place in the code of a cell.
  package struct Address: Sendable, Hashable {
    /// The shared library of the cell.
    package var library: String
    /// The address in the library's file.
    package var offset: UInt64
  }

  /// The number by which the run was started.
  package var run: UInt32
  /// The way it ended.
  package var kind: Kind
  /// The last step the cell reported.
  package var progress: Int
  /// The signal of a trap, or the code given to `exit`.
  package var code: Int32
  /// The address that a bad memory access named.
  package var address: UInt64
  /// Whether another thread than the cell's own trapped.
  package var isOtherThread: Bool
  /// The error's type, or a name for the signal.
  package var name: String
  /// The error's description, or what the runtime said.
  package var message: String
  /// The frames in cells, the innermost first.
  package var frames: [Address]

  /// Reads the frame's bytes after its type; nil where they are no ending.
  init?(_ data: Data) {
    var reader = ByteReader(data)
    guard let run = reader.integer(UInt32.self),
      let kind = reader.integer(UInt8.self).flatMap(Kind.init(rawValue:)),
      let progress = reader.integer(UInt64.self), let code = reader.integer(UInt32.self),
      let address = reader.integer(UInt64.self), let isOtherThread = reader.integer(UInt8.self),
      let name = reader.text(), let message = reader.text(),
      let count = reader.integer(UInt32.self)
    else { return nil }
    self.run = run
    self.kind = kind
    self.progress = Int(truncatingIfNeeded: progress)
    self.code = Int32(bitPattern: code)
    self.address = address
    self.isOtherThread = isOtherThread != 0
    self.name = name
    self.message = message
    frames = []
    for _ in 0..<count {
      guard let offset = reader.integer(UInt64.self), let library = reader.text() else {
        return nil
      }
      frames.append(Address(library: library, offset: offset))
    }
  }
}
