import Plotting
import PlottingCairo
import Testing

/// Long solid lines are drawn without Cairo; short ones, drawn with it, are the reference.
@Suite struct LongLineTests {
  /// A spiral that crosses nothing, in steps of about a pixel.
  private static let spiral = (0..<1200).map { index -> Point in
    let angle = Double(index) * 0.03
    let radius = 4 + 1.1 * angle
    // Bhaskara's approximation would do; the shape does not matter.
    return Point(50 + radius * cosine(angle), 50 + radius * cosine(angle - .pi / 2))
  }

  private static func cosine(_ angle: Double) -> Double {
    let turn = angle / (2 * .pi)
    let phase = 2 * (turn - turn.rounded(.down)) - 1
    // 1 − 4 x² (…): a smooth periodic curve near −cos.
    let x = 2 * abs(phase) - 1
    return x * (1.5 - 0.5 * x * x)
  }

  private func drawn(_ items: [DisplayItem]) throws -> DecodedPNG {
    try DecodedPNG(DisplayList(size: Size(100, 100), items: items).pngData(pixelsPerInch: 144))
  }

  private func item(_ points: [Point], _ stroke: Stroke) -> DisplayItem {
    .path(Path(polyline: points), fill: nil, stroke: stroke)
  }

  @Test(arguments: [0.3, 0.8, 1.5, 4])
  func longLinesLookLikeShortOnes(width: Double) throws {
    let stroke = Stroke(.blue, width: width)
    let points = Self.spiral
    let long = try drawn([item(points, stroke)])
    // Pieces of 100 points, each drawn by Cairo.
    let short = try drawn(
      stride(from: 0, to: points.count - 1, by: 100).map {
        item(Array(points[$0..<min($0 + 101, points.count)]), stroke)
      })
    var sum = 0.0
    for (first, second) in zip(long.pixels, short.pixels) {
      sum += (Double(first) - Double(second)) * (Double(first) - Double(second))
    }
    let deviation = (sum / Double(long.pixels.count)).squareRoot()
    // Cairo counts coverage in 255 steps of area, ours by distance; ends of pieces are blended twice.
    #expect(deviation < 4, "width \(width): \(deviation)")
  }

  @Test func transparentLinesAreEquallyDarkWhereTheyCrossThemselves() throws {
    var points: [Point] = []
    for index in 0..<400 {
      points.append(Point(index % 2 == 0 ? 10 : 90, 20 + Double(index) * 0.15))
    }
    let page = try drawn([item(points, Stroke(Color.black.opacity(0.5), width: 3))])
    // Half of black on white, in the middle of the band that is covered many times.
    let pixel = page.pixel(100, 100)
    #expect(abs(Int(pixel[0]) - 128) <= 1)
  }

  @Test func buttEndsDoNotReachOver() throws {
    let points = (0...300).map { Point(20 + Double($0) * 0.2, 50) }
    let page = try drawn([item(points, Stroke(.black, width: 8))])
    // Two pixels to a point: the line from 40 to 160 covers rows 92 to 107.
    #expect(page.pixel(38, 100)[0] == 255 && page.pixel(161, 100)[0] == 255)
    #expect(page.pixel(41, 100)[0] == 0 && page.pixel(158, 106)[0] == 0)
    #expect(page.pixel(100, 90)[0] == 255)
  }

  @Test func thinningKeepsEveryPointNear() {
    let points = Self.spiral
    let thin = LineThinning.thinned(points, tolerance: 0.05)
    #expect(thin.count < points.count / 2 && thin.first == points.first && thin.last == points.last)
    func distance(_ point: Point, _ start: Point, _ end: Point) -> Double {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let t = min(
        1, max(0, ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)))
      let (x, y) = (point.x - start.x - t * dx, point.y - start.y - t * dy)
      return (x * x + y * y).squareRoot()
    }
    for point in points {
      let least = zip(thin, thin.dropFirst()).map { distance(point, $0, $1) }.min() ?? .infinity
      // The direction may differ from the end of the piece by as much again.
      #expect(least <= 0.1)
    }
    // A line that goes back on itself keeps its tip.
    let tip = LineThinning.thinned(
      [Point(0, 0), Point(5, 0), Point(9, 0), Point(2, 0)], tolerance: 0.1)
    #expect(tip.contains(Point(9, 0)))
  }
}
