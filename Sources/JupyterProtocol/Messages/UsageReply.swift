public import JSONModel

/// What the kernel and its machine use, which resource monitors of front ends ask for.
///
/// The message is not of the protocol; its form is that of ipykernel.
public struct UsageReply: OutgoingContent, Hashable {
  /// The memory of the machine, in bytes.
  public struct Memory: Sendable, Hashable {
    /// All there is.
    public var total: Int
    /// What can be had without swapping.
    public var available: Int

    /// The memory of a machine.
    public init(total: Int, available: Int) {
      self.total = total
      self.available = available
    }
  }

  /// `usage_reply`.
  public static let messageType: MessageType = "usage_reply"
  /// The machine's name.
  public var hostName: String
  /// The kernel's process number.
  public var processIdentifier: Int
  /// The processor time of the kernel and its helper processes since the last question, in percent of one core.
  public var processorShare: Double
  /// What the kernel and its helper processes hold in memory, in bytes.
  public var memory: Int
  /// The number of cores.
  public var coreCount: Int
  /// The share of the machine's processor time since the last question, in percent; nil for the first.
  public var hostProcessorShare: Double?
  /// The memory of the machine.
  public var hostMemory: Memory

  /// What is used.
  public init(
    hostName: String, processIdentifier: Int, processorShare: Double, memory: Int, coreCount: Int,
    hostProcessorShare: Double?, hostMemory: Memory
  ) {
    self.hostName = hostName
    self.processIdentifier = processIdentifier
    self.processorShare = processorShare
    self.memory = memory
    self.coreCount = coreCount
    self.hostProcessorShare = hostProcessorShare
    self.hostMemory = hostMemory
  }

  /// The content as it is sent.
  public var json: JSONValue {
    let used = hostMemory.total - hostMemory.available
    let percent = hostMemory.total > 0 ? 100 * Double(used) / Double(hostMemory.total) : 0
    var members: [String: JSONValue] = [
      "hostname": .string(hostName), "pid": .integer(processIdentifier),
      "kernel_cpu": .number(processorShare), "kernel_memory": .integer(memory),
      "cpu_count": .integer(coreCount),
      "host_virtual_memory": [
        "total": .integer(hostMemory.total), "available": .integer(hostMemory.available),
        "used": .integer(used), "percent": .number(percent),
      ],
    ]
    if let hostProcessorShare { members["host_cpu_percent"] = .number(hostProcessorShare) }
    return .object(members)
  }
}
