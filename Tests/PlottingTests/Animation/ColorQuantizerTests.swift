import Plotting
import Testing

@Suite struct ColorQuantizerTests {
  private func frame(_ pixels: [UInt32]) -> PixelFrame {
    PixelFrame(width: pixels.count, height: 1, pixels: pixels.map { $0 | 0xff00_0000 })
  }

  @Test func fewColoursAreKeptMostFrequentFirst() {
    var quantizer = ColorQuantizer(limit: 4)
    quantizer.add(frame([0x010203, 0x010203, 0xffffff, 0x0000ff]))
    quantizer.add(frame([0x010203, 0x0000ff]))
    #expect(quantizer.palette() == [0x010203, 0x0000ff, 0xffffff])
  }

  @Test func manyColoursAreSplitWhereTheyVaryMost() {
    // Two clouds far apart along blue, each narrow: two entries have to be their means.
    let low: [UInt32] = (0..<8).map { 0x100000 | ($0 << 8) }
    let high: [UInt32] = (0..<8).map { 0xe00000 | ($0 << 8) }
    var quantizer = ColorQuantizer(limit: 2)
    quantizer.add(frame(low + high))
    // Means of 0 … 7 are 3.5, rounded to even.
    #expect(Set(quantizer.palette()) == [0x100400, 0xe00400])
  }

  @Test func paletteOfAGradientLeavesSmallErrors() {
    let gradient = (0..<4096).map { step -> UInt32 in
      let red = UInt32(step / 16)
      return red | (255 - red) << 16
    }
    var quantizer = ColorQuantizer(limit: 64)
    quantizer.add(frame(gradient))
    let palette = quantizer.palette()
    // Cells of 8 steps cannot be divided: 32 of them lie along the diagonal.
    #expect(palette.count >= 32 && palette.count <= 64)
    for pixel in gradient {
      let nearest = palette.map { distance($0, pixel) }.min()
      #expect((nearest ?? .max) <= 2 * 4 * 4)
    }
  }

  private func distance(_ first: UInt32, _ second: UInt32) -> Int {
    var sum = 0
    for shift: UInt32 in [0, 8, 16] {
      let gap = Int(first >> shift & 255) - Int(second >> shift & 255)
      sum += gap * gap
    }
    return sum
  }
}
