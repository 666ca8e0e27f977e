import NotebookTools
import Testing

@Suite
struct RepeatedTimingTests {
  @Test func statisticsAreThoseOfTheRuns() {
    let timing = RepeatedTiming(secondsPerRound: [1, 3, 2, 6], roundsPerRun: 5)
    #expect(timing.mean == 3)
    #expect(timing.best == 1)
    #expect(timing.median == 2.5)
    // Squares of the deviations: 4, 0, 1, 9; their sum by 3.
    #expect(abs(timing.standardDeviation - (14.0 / 3).squareRoot()) < 1e-15)
    #expect(RepeatedTiming(secondsPerRound: [2], roundsPerRun: 1).standardDeviation == 0)
    #expect(timing.description.hasPrefix("3.00 s ± 2.16 s a round"))
  }

  @Test func theWorkIsDoneAsOftenAsAsked() {
    var count = 0
    let timing = timeIt(runs: 3, rounds: 10) { count += 1 }
    #expect(count == 30)
    #expect(timing.secondsPerRound.count == 3 && timing.roundsPerRun == 10)
  }

  @Test func anErrorOfTheWorkIsThrown() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try timeIt(rounds: 1) { throw Stop() } }
  }

  @Test(arguments: [
    (1.5e-9, "1.50 ns"), (2.34e-7, "234 ns"), (1.234e-5, "12.3 µs"), (0.0999, "99.9 ms"),
    (0.5, "500 ms"), (1, "1.00 s"), (59.96, "60.0 s"), (65, "1 min 5.0 s"), (0, "0.00 ns"),
  ])
  func durationsAreReadable(seconds: Double, text: String) {
    #expect(readableDuration(seconds) == text)
  }
}
