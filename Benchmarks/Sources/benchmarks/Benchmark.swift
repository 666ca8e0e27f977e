/// One task: its name, which the peer's script shares, and what is timed.
struct Benchmark {
  let name: String
  let repetitions: Int
  let body: () throws -> Void

  init(_ name: String, repetitions: Int = 5, _ body: @escaping () throws -> Void) {
    self.name = name
    self.repetitions = repetitions
    self.body = body
  }

  /// Milliseconds of each repetition, after one that is not counted.
  func run() throws -> [Double] {
    let clock = ContinuousClock()
    try body()
    return try (0..<repetitions).map { _ in
      let duration = try clock.measure(body).components
      return Double(duration.seconds) * 1e3 + Double(duration.attoseconds) * 1e-15
    }
  }
}
