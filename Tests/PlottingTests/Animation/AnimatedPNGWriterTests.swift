import Plotting
import Testing

@Suite struct AnimatedPNGWriterTests {
  /// Names and contents of a file's chunks.
  private func chunks(_ file: [UInt8]) -> [(name: String, content: [UInt8])] {
    var chunks: [(String, [UInt8])] = []
    var place = 8
    while place + 12 <= file.count {
      let count = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: file[(place + 4)..<(place + 8)], as: UTF8.self)
      chunks.append((name, Array(file[(place + 8)..<(place + 8 + count)])))
      place += 12 + count
    }
    return chunks
  }

  @Test func framesAreNumberedThroughAndHoldWhatChanged() {
    let white = PixelFrame(width: 4, height: 3, pixels: Array(repeating: .max, count: 12))
    var dotted = white
    dotted.pixels[1 * 4 + 2] = 0xff00_0000
    var writer = AnimatedPNGWriter(width: 4, height: 3, isOpaque: true, rate: 30)
    var file = writer.header(frameCount: 3, repeatCount: 2, texts: [:])
    for (frame, before) in [(white, nil), (dotted, white), (dotted, dotted)] {
      file += writer.chunks(writer.part(frame, after: before))
    }
    file += writer.trailer
    let found = chunks(file)
    #expect(
      found.map(\.name) == [
        "IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND",
      ])
    #expect(found[1].content == [0, 0, 0, 3, 0, 0, 0, 2])
    // Sequence number 1, then 1 × 1 pixel at column 2 and row 1 for 1/30 s.
    #expect(
      found[4].content == [
        0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 1, 0, 30, 0, 0,
      ])
    #expect(found[5].content.prefix(4) == [0, 0, 0, 2])
    #expect(found[6].content.prefix(4) == [0, 0, 0, 3])
  }

  @Test func ratesThatAreNoWholeNumbersAreFractions() {
    var writer = AnimatedPNGWriter(width: 1, height: 1, isOpaque: true, rate: 23.976)
    let frame = PixelFrame(width: 1, height: 1, pixels: [.max])
    let control = writer.chunks(writer.part(frame, after: nil))
    // Length and name take 8 bytes; the delay is at 20 … 23 of the content.
    let delay = control[28..<32].map(Int.init)
    #expect((delay[0] << 8 | delay[1]) == 1000)
    #expect((delay[2] << 8 | delay[3]) == 23976)
  }
}
