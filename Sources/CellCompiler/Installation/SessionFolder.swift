import Foundation
import Glibc

/// A temporary folder of one session; its name holds the process number of its owner.
struct SessionFolder: Sendable {
  /// The folder.
  let path: String

  private static let prefix = "isochron-session-"

  /// Makes a new folder, and removes those of owners that died without doing so.
  ///
  /// - Throws: a failure of kind `engine` where the folder cannot be made.
  init(in parent: String) throws(CellFailure) {
    Self.removeAbandoned(in: parent)
    let base = parent.hasSuffix("/") ? String(parent.dropLast()) : parent
    var template = Array("\(base)/\(Self.prefix)\(getpid())-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .engine(
        "no temporary folder could be made in \(base) (\(String(cString: strerror(errno)))); "
          + "set TMPDIR to a folder that can be written")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes the folder with all that is in it.
  func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static func removeAbandoned(in parent: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
      guard name.hasPrefix(prefix),
        let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }),
        kill(owner, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }
}
