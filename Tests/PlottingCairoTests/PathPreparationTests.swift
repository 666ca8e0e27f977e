import Plotting
import PlottingCairo
import Testing

@Suite struct PathPreparationTests {
  @Test func linesAreInterruptedWhereTheyAreNotFinite() {
    let path = Path(polyline: [
      Point(0, 0), Point(1, 0), Point(.nan, 0), Point(3, 0), Point(4, .infinity), Point(5, 0),
      Point(6, 0),
    ])
    #expect(
      PathPreparation.finite(path).elements == [
        .move(Point(0, 0)), .line(Point(1, 0)), .move(Point(3, 0)), .move(Point(5, 0)),
        .line(Point(6, 0)),
      ])
  }

  @Test func brokenOutlinesStayOpen() {
    let path = Path(
      polyline: [Point(0, 0), Point(.nan, 0), Point(1, 1), Point(2, 2)], closed: true)
    #expect(!PathPreparation.finite(path).elements.contains(.close))
    let whole = Path(polyline: [Point(0, 0), Point(1, 1), Point(2, 0)], closed: true)
    #expect(PathPreparation.finite(whole) == whole)
  }

  @Test func farPartsAreCutOffWithoutBendingTheLine() {
    let path = Path(polyline: [Point(-1e12, -1e12), Point(1e12, 1e12)])
    let near = PathPreparation.near(path, isFilled: false)
    for case .move(let point) in near.elements {
      #expect(abs(point.x) < 1e5)
      // Rounding of coordinates of 10¹² leaves about 10⁻⁴.
      #expect(abs(point.x - point.y) < 1e-2)
    }
    for case .line(let point) in near.elements {
      #expect(abs(point.x) < 1e5)
      #expect(abs(point.x - point.y) < 1e-2)
    }
    #expect(near.elements.count == 2)
  }

  @Test func farOutlinesStillCoverThePage() throws {
    let huge = Path(Rectangle(x: -1e9, y: -1e9, width: 2e9, height: 2e9))
    let list = DisplayList(
      size: Size(20, 20), items: [.path(huge, fill: Color(hex: 0x00ff00), stroke: nil)])
    let drawn = try DecodedPNG(list.pngData(pixelsPerInch: 72))
    #expect(drawn.pixel(0, 0) == [0, 255, 0, 255])
    #expect(drawn.pixel(19, 19) == [0, 255, 0, 255])
  }

  @Test func farLinesAreDrawnWhereTheyCrossThePage() throws {
    // A straight line through the middle of the page, from 10⁹ points away.
    let line = Path(polyline: [Point(-1e9, 10), Point(1e9, 10)])
    let list = DisplayList(
      size: Size(20, 20), items: [.path(line, fill: nil, stroke: Stroke(.black, width: 2))])
    let drawn = try DecodedPNG(list.pngData(pixelsPerInch: 72))
    #expect((0..<20).allSatisfy { drawn.pixel($0, 10)[0] == 0 })
    #expect(drawn.pixel(10, 3)[0] == 255)
  }

  @Test func piecesMakeUpTheLine() throws {
    let points = (0...1000).map { Point(Double($0), Double($0 % 7)) }
    let pieces = try #require(PathPreparation.pieces(Path(polyline: points), count: 100))
    #expect(pieces.count > 5)
    var seen: Set<Point> = []
    for piece in pieces {
      for case .line(let point) in piece.path.elements { seen.insert(point) }
    }
    // The first point is a move; all others are corners inside a piece.
    #expect(points.dropFirst().allSatisfy(seen.contains))
    #expect(pieces.first?.start == 0)
    for (piece, next) in zip(pieces, pieces.dropFirst()) { #expect(next.start > piece.start) }
  }

  @Test func shortLinesAndCurvesStayWhole() {
    #expect(PathPreparation.pieces(Path(polyline: [Point(0, 0), Point(1, 1)])) == nil)
    var curves: [Path.Element] = [.move(.zero)]
    for _ in 0..<1000 { curves.append(.curve(Point(1, 1), Point(2, 2), Point(3, 3))) }
    #expect(PathPreparation.pieces(Path(curves)) == nil)
  }

  @Test func onlyLevelAndUprightLinesAreMovedToPixels() {
    let level = Path(polyline: [Point(1.3, 2.2), Point(9.4, 2.2)])
    let snapped = PathPreparation.snapped(level, width: 1, scale: 1)
    #expect(snapped.elements == [.move(Point(1.5, 2.5)), .line(Point(9.5, 2.5))])
    let slanted = Path(polyline: [Point(1.3, 2.2), Point(9.4, 3.2)])
    #expect(PathPreparation.snapped(slanted, width: 1, scale: 1) == slanted)
  }
}
