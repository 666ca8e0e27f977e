import Foundation
import Plotting
import PlottingCairo
import RichDisplay
import Testing

@Suite struct AnimationTests {
  private let film = Animation(frames: 3, rate: 60) { frame in
    Plot { Line([0, 1], [0, frame.fraction]) }.size(width: .points(150), height: .points(100))
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return (error as? PlottingError)?.message ?? "another error: \(error)"
    }
  }

  @Test func theSameFilmGivesTheSameBytes() throws {
    #expect(try film.animatedPNGData(scale: 1) == film.animatedPNGData(scale: 1))
    #expect(try film.html(scale: 1) == film.html(scale: 1))
  }

  @Test func gifRefusesRatesThatItCannotHold() {
    #expect(message { _ = try film.gifData() }.contains("at most 50 frames"))
  }

  @Test func filmsAreSavedByExtension() throws {
    #expect(message { try film.save("film.avi") }.contains("png or apng, gif, mp4, webm or html"))
    #expect(message { try film.save("film") }.contains("has no extension"))
    #expect(message { try film.save("/no/such/folder/film.png") }.contains("does not exist"))
  }

  @Test func framesOfOtherSizesAreRefused() {
    let odd = Animation(frames: 3) { frame in
      Plot { Line([0, 1], [0, 1]) }
        .size(width: .points(frame.index == 2 ? 200 : 150), height: .points(100))
    }
    #expect(message { _ = try odd.animatedPNGData() }.contains("Frame 2"))
  }

  @Test func aFilmThatCannotBeDrawnShowsTheReason() {
    let empty = Animation(frames: 2) { _ in Plot { Line([], []) } }
    let text = empty.richRepresentation.plainText
    #expect(text.contains("both arrays are empty"))
  }

  @Test func interactiveFiguresArePages() throws {
    let plot = Plot { Line([0, 1], [0, 1]) }
    #expect(message { try plot.interactive().save("figure.png") }.contains("html"))
    let representation = try plot.interactive().richRepresentation
    #expect(representation.contents.keys.contains(.html))
    #expect(representation.contents.keys.contains(.png))
  }
}
