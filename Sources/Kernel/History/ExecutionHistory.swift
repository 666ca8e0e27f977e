import JupyterProtocol
import Synchronization

/// The cells that were run, with their results in plain text.
final class ExecutionHistory: Sendable {
  typealias Entry = HistoryReply.Entry

  /// The number of the present session.
  static let session = 1

  private let entries = Mutex<[Entry]>([])

  /// Keeps a cell that is about to run.
  func append(_ code: String, number: Int) {
    entries.withLock { $0.append(Entry(session: Self.session, line: number, input: code)) }
  }

  /// Keeps the result of the last cell.
  func setOutput(_ output: String, number: Int) {
    entries.withLock { entries in
      guard let last = entries.indices.last, entries[last].line == number else { return }
      entries[last].output = output
    }
  }

  /// The cells that a request asks for, the oldest first.
  func entries(for access: HistoryRequest.Access) -> [Entry] {
    let entries = entries.withLock { $0 }
    switch access {
    case .tail(let count):
      return Array(entries.suffix(max(0, count ?? entries.count)))
    case .range(let session, let start, let stop):
      // 0 is the present session in what clients ask and in what they get.
      guard session == 0 || session == Self.session else { return [] }
      return entries.filter { $0.line >= start && $0.line < stop ?? .max }.map {
        Entry(session: session, line: $0.line, input: $0.input, output: $0.output)
      }
    case .search(let pattern, let count, let isUnique):
      let glob = GlobPattern(pattern)
      var found = entries.filter { glob.matches($0.input) }
      if isUnique {
        // Of equal inputs the latest stays, in its place.
        var seen: Set<String> = []
        found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
      }
      return Array(found.suffix(max(0, count ?? found.count)))
    }
  }
}
