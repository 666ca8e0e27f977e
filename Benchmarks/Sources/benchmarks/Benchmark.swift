/// One task: its name, which the peer's task shares, and what is timed.
struct Benchmark {
  let name: String
  let prepare: () throws -> () throws -> Double?

  /// Describes a task.
  ///
  /// - Parameters:
  ///   - name: as in tasks/*.py.
  ///   - prepare: makes what is timed, and is not timed itself. What is timed returns a number that the peer's
  ///     task returns too, so that both are known to do the same work; nil where there is none.
  init(_ name: String, prepare: @escaping () throws -> () throws -> Double?) {
    self.name = name
    self.prepare = prepare
  }

  /// The milliseconds of each run and the last number that came out.
  ///
  /// A first run is not counted; then up to five are, but not for longer than 20 seconds together. A run that
  /// takes longer than that is counted even if it is the first. tasks/task.py does the same.
  func run() throws -> (milliseconds: [Double], value: Double?) {
    let body = try prepare()
    let clock = ContinuousClock()
    var times: [Double] = []
    var value: Double?
    for k in 0...5 where times.reduce(0, +) < 20_000 {
      let duration = try clock.measure { value = try body() }.components
      let time = Double(duration.seconds) * 1e3 + Double(duration.attoseconds) * 1e-15
      if k > 0 || time > 20_000 { times.append(time) }
    }
    return (times, value)
  }
}
