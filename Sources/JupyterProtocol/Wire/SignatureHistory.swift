/// The signatures of the latest messages, by which a message that is sent again is known.
struct SignatureHistory: Sendable {
  /// As many as Jupyter's own client keeps.
  static let defaultCapacity = 1 << 16

  private let capacity: Int
  private var known: Set<[UInt8]> = []
  private var order: [[UInt8]] = []
  private var oldest = 0

  init(capacity: Int = SignatureHistory.defaultCapacity) {
    precondition(capacity > 0, "a history of signatures holds at least one")
    self.capacity = capacity
  }

  /// Keeps a signature; false where it is known already.
  mutating func insert(_ signature: [UInt8]) -> Bool {
    guard known.insert(signature).inserted else { return false }
    if order.count < capacity {
      order.append(signature)
    } else {
      known.remove(order[oldest])
      order[oldest] = signature
      oldest = (oldest + 1) % capacity
    }
    return true
  }
}
