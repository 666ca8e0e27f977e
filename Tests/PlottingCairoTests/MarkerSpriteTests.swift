import Plotting
import PlottingCairo
import Testing

/// Copied markers are compared with the same ones drawn one by one.
@Suite struct MarkerSpriteTests {
  private func page(_ items: [DisplayItem]) -> DisplayList {
    DisplayList(size: Size(72, 72), items: items)
  }

  @Test(arguments: Marker.Shape.allCases)
  func copiedMarkersLookLikeDrawnOnes(shape: Marker.Shape) throws {
    let marker = Marker(shape, size: 7)
    // 20 columns of 20: over the number from which markers are copied.
    let positions = (0..<400).map {
      Point(Double($0 % 20) * 3.37 + 4.1, Double($0 / 20) * 3.29 + 4.2)
    }
    let color = Color(hex: 0x2255aa)
    let many = try DecodedPNG(
      page([.markers(marker, positions: positions, colors: [color], scales: [1])])
        .pngData(pixelsPerInch: 144))
    let single = try DecodedPNG(
      page(
        positions.map { .markers(marker, positions: [$0], colors: [color], scales: [1]) }
      ).pngData(pixelsPerInch: 144))
    #expect(many.width == single.width)
    // Places are rounded to a quarter of a pixel, at most an eighth away: one edge pixel changes by
    // about 255 / 8 per edge that crosses it, and overlapping edges add up.
    var sum = 0
    for (left, right) in zip(many.pixels, single.pixels) { sum += abs(Int(left) - Int(right)) }
    #expect(Double(sum) / Double(many.pixels.count) < 4)
  }

  @Test func markersThatAreNotFiniteAreLeftOut() throws {
    let far = [Point(.nan, 1), Point(1, .infinity), Point(1e12, 1), Point(-1e300, -1e300)]
    for count in [1, 300] {
      let positions = Array(repeating: far, count: count).flatMap { $0 }
      let list = page([
        .markers(Marker(.circle, size: 5), positions: positions, colors: [.black], scales: [1])
      ])
      let drawn = try DecodedPNG(list.pngData(pixelsPerInch: 72))
      #expect(drawn.pixels.allSatisfy { $0 == 255 })
      _ = try list.pdfData()
    }
  }

  @Test func manyHugeMarkersAreDrawn() throws {
    let positions = [Point](repeating: Point(36, 36), count: 250)
    let drawn = try DecodedPNG(
      page([
        .markers(
          Marker(.circle, size: 1e5), positions: positions, colors: [.black], scales: [1])
      ]).pngData(pixelsPerInch: 72))
    #expect(drawn.pixels.enumerated().allSatisfy { $0.offset % 4 == 3 || $0.element == 0 })
  }

  @Test func coloursAndScalesGoWithTheirPositions() throws {
    let positions = (0..<300).map { Point($0 < 150 ? 18 : 54, 36) }
    let colors = (0..<300).map { $0 < 150 ? Color(hex: 0xff0000) : Color(hex: 0x0000ff) }
    let scales = (0..<300).map { $0 < 150 ? 1.0 : 2.0 }
    let drawn = try DecodedPNG(
      page([
        .markers(
          Marker(.square, size: 8), positions: positions, colors: colors, scales: scales)
      ]).pngData(pixelsPerInch: 72))
    #expect(drawn.pixel(18, 36) == [255, 0, 0, 255])
    #expect(drawn.pixel(54, 36) == [0, 0, 255, 255])
    #expect(drawn.pixel(18 + 6, 36) == [255, 255, 255, 255])
    #expect(drawn.pixel(54 + 6, 36) == [0, 0, 255, 255])
  }
}
