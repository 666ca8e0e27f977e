import RichDisplay
import Synchronization
import Testing

/// A clock that a test moves, and the lines that a bar drew.
private final class Stage: Sendable {
  let time = Mutex(0.0)
  let lines = Mutex<[String]>([])

  func bar(total: Int?) -> ProgressBar {
    ProgressBar(
      total: total, label: "work",
      surface: .terminal { [self] line in lines.withLock { $0.append(line) } },
      clock: { [self] in time.withLock { $0 } })
  }
}

@Suite struct ProgressBarTests {
  @Test("A calculation over in a quarter of a second draws nothing")
  func quick() {
    let stage = Stage()
    let bar = stage.bar(total: 1000)
    for _ in 0..<1000 { bar.advance() }
    bar.finish()
    #expect(stage.lines.withLock { $0 }.isEmpty)
  }

  @Test("A slow one draws at most ten times a second, and its last state")
  func slow() {
    let stage = Stage()
    let bar = stage.bar(total: 500)
    for _ in 0..<500 {
      stage.time.withLock { $0 += 0.004 }
      bar.advance()
    }
    bar.finish()
    bar.finish()
    let lines = stage.lines.withLock { $0 }
    #expect((10...20).contains(lines.count))
    #expect(lines.last?.contains("500/500") == true && lines.last?.hasSuffix("\n") == true)
  }

  @Test("Inside another calculation's bar none is drawn, and afterwards again")
  func nested() {
    let stage = Stage()
    func run() {
      let bar = stage.bar(total: 100)
      for _ in 0..<100 {
        stage.time.withLock { $0 += 0.02 }
        bar.advance()
      }
      bar.finish()
    }
    ProgressBar.withoutOthers {
      run()
      ProgressBar.withoutOthers(run)
      run()
    }
    #expect(stage.lines.withLock { $0 }.isEmpty)
    run()
    #expect(!stage.lines.withLock { $0 }.isEmpty)
  }

  @Test("The status names percentage, count, elapsed and remaining time, and rate")
  func status() {
    let status = ProgressStatus(label: "tongue", done: 25, total: 100, elapsed: 12)
    #expect(status.line(barWidth: 8) == "tongue: 25 % ██░░░░░░ 25/100 [0:12 < 0:36, 2.08/s]")
    #expect(status.html.contains(#"value="0.25""#))
    let open = ProgressStatus(label: "", done: 7200, total: nil, elapsed: 3601)
    #expect(open.line(barWidth: 8) == "7200 [1:00:01, 2.0/s]")
  }

  @Test("A label is text, never markup")
  func markup() {
    let status = ProgressStatus(label: "<img onerror=x>", done: 1, total: 2, elapsed: 1)
    #expect(!status.html.contains("<img"))
  }

  @Test("A sequence with progress has the elements of its base, and may be left early")
  func sequence() {
    #expect(Array(progress([3, 1, 2])) == [3, 1, 2])
    for element in progress(0..<10, "early") where element == 4 { break }
  }

  @Test("Steps counted from many threads are all counted")
  func threads() async {
    let stage = Stage()
    let bar = stage.bar(total: 40_000)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { for _ in 0..<9_900 { bar.advance() } } }
    }
    stage.time.withLock { $0 = 1 }
    for _ in 0..<400 { bar.advance() }
    bar.finish()
    #expect(stage.lines.withLock { $0 }.last?.contains("40000/40000") == true)
  }
}
