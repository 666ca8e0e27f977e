import Foundation
import JupyterProtocol

/// The processes of this machine as `/proc` shows them.
struct ProcessTable {
  /// One process.
  struct Process {
    var identifier: Int32
    var parent: Int32
    /// Seconds of processor time, its own and the system's for it.
    var processorTime: Double
    /// Bytes in memory.
    var memory: Int
  }

  private let processes: [Process]

  /// Every process that can be read.
  static var current: ProcessTable {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return ProcessTable(processes: names.compactMap { Int32($0) }.compactMap(process))
  }

  /// A process with its children, their children and so on.
  func family(of identifier: Int32) -> [Process] {
    var known: Set<Int32> = [identifier]
    var family = processes.filter { $0.identifier == identifier }
    while true {
      let children = processes.filter {
        known.contains($0.parent) && !known.contains($0.identifier)
      }
      if children.isEmpty { return family }
      known.formUnion(children.map(\.identifier))
      family += children
    }
  }

  private static func process(_ identifier: Int32) -> Process? {
    guard let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
      // The name of the program stands in parentheses and may hold anything.
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 21, let parent = Int32(fields[1]), let user = Double(fields[11]),
      let system = Double(fields[12]), let pages = Int(fields[21])
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    return Process(
      identifier: identifier, parent: parent, processorTime: (user + system) / ticks,
      memory: pages * sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The processor time of all cores, in ticks: what was used, and all.
  static var hostProcessorTime: (busy: Double, total: Double) {
    let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
    let line = text.prefix { $0 != "\n" }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    let total = ticks.reduce(0, +)
    // Idle, and waiting for disks.
    return (total - ticks.dropFirst(3).prefix(2).reduce(0, +), total)
  }

  /// The memory of the machine.
  static var hostMemory: UsageReply.Memory {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    func bytes(_ name: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        ?? 0
    }
    return UsageReply.Memory(total: bytes("MemTotal"), available: bytes("MemAvailable"))
  }
}
