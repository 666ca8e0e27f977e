import Plotting
import Testing

@Suite struct PixelFrameTests {
  @Test func differenceIsTheSmallestRectangle() {
    var first = PixelFrame(width: 5, height: 4, pixels: Array(repeating: 0xff00_0000, count: 20))
    let second = first
    #expect(first.difference(from: second) == nil)
    first.pixels[1 * 5 + 3] = 0xffff_ffff
    first.pixels[2 * 5 + 1] = 0xffff_ffff
    let change = first.difference(from: second)
    #expect(change?.columns == 1..<4)
    #expect(change?.rows == 1..<3)
  }

  @Test func flatteningMixesWithTheGround() {
    // Half-transparent black, opaque red and nothing, on white.
    let frame = PixelFrame(width: 3, height: 1, pixels: [0x8000_0000, 0xff00_00ff, 0])
    #expect(frame.flattened(on: .white).pixels == [0xff7f_7f7f, 0xff00_00ff, 0xffff_ffff])
  }
}
