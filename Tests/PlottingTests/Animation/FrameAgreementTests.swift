import Plotting
import Testing

@Suite struct FrameAgreementTests {
  /// What the numbers at the axes say, in their order.
  private func numbers(_ drawable: any Drawable) throws -> [String] {
    func texts(_ items: [DisplayItem], isNumber: Bool) -> [String] {
      items.flatMap { item -> [String] in
        switch item {
        case .text(let run): isNumber ? [run.text] : []
        case .group(let group):
          texts(group.items, isNumber: isNumber || group.role == "tick-label")
        default: []
        }
      }
    }
    return texts(try drawable.displayList().items, isNumber: false)
  }

  @Test func axesThatFollowTheDataAreThoseOfTheWholeFilm() throws {
    let film = Animation(frames: 5) { frame in
      Plot { Line([0, 1], [0, 1 + Double(frame.index)]) }
    }
    let agreement = try FrameAgreement(of: film)
    let frames = try (0..<5).map { agreement.applied(to: try film.drawable($0)) }
    let first = try numbers(frames[0])
    #expect(first.contains("5") || first.contains("4"))
    for frame in frames { #expect(try numbers(frame) == first) }
  }

  @Test func aFrameOfOneValueDoesNotWidenTheAxes() throws {
    let film = Animation(frames: 3) { frame in Plot { Line([0, 1], [0, frame.fraction]) } }
    let agreement = try FrameAgreement(of: film)
    let range = (agreement.applied(to: try film.drawable(0)) as? Plot)?.yAxis.range
    // That of the last frame: 0 … 1 with a margin of 5 %.
    #expect(range == -0.05...1.05)
  }

  @Test func demandedRangesMayMove() throws {
    let film = Animation(frames: 3) { frame in
      Plot { Line([0, 9], [0, 1]) }.xRange(frame.time...(frame.time + 1))
    }
    let agreement = try FrameAgreement(of: film)
    let last = agreement.applied(to: try film.drawable(2))
    #expect((last as? Plot)?.xAxis.range == 0.08...1.08)
  }

  @Test func panelsOfAFigureAgreeOneByOne() throws {
    let film = Animation(frames: 4) { frame in
      Figure {
        Grid(columns: 2) {
          Plot { Line([0, 1], [0, 1 + 9 * frame.fraction]) }
          Plot { Line([0, 1], [0, 1]) }
        }
      }
    }
    let agreement = try FrameAgreement(of: film)
    let first = try numbers(agreement.applied(to: try film.drawable(0)))
    #expect(try numbers(agreement.applied(to: try film.drawable(3))) == first)
    #expect(first.contains("10") && first.contains("1.0"))
  }

  @Test func framesKnowTheirTime() {
    let film = Animation(frames: 5, rate: 4) { _ in Plot { Line([0, 1], [0, 1]) } }
    #expect(film.duration == 1.25)
    let frame = AnimationFrame(index: 2, count: 5, rate: 4)
    #expect(frame.time == 0.5)
    #expect(frame.fraction == 0.5)
    #expect(frame.phase == 0.4)
    #expect(film.thinned(by: 2).frameCount == 3)
    // As long as before, to the last frame.
    #expect(film.thinned(by: 2).rate == 2)
  }
}
