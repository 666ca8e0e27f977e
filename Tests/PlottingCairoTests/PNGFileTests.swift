import Plotting
import PlottingCairo
import Testing

@Suite struct PNGFileTests {
  private func page(_ items: [DisplayItem] = [], background: Color? = .white) -> DisplayList {
    DisplayList(
      size: Size(72, 36), background: background, items: items, title: "A page",
      altText: "A page for tests, ψ")
  }

  private func square(_ color: Color) -> DisplayItem {
    .path(Path(Rectangle(x: 9, y: 9, width: 18, height: 18)), fill: color, stroke: nil)
  }

  @Test func sizeFollowsTheResolution() throws {
    for (resolution, width, height) in [(72.0, 72, 36), (144, 144, 72), (300, 300, 150)] {
      let image = try DecodedPNG(page().pngData(pixelsPerInch: resolution))
      #expect(image.width == width && image.height == height)
    }
  }

  @Test func resolutionIsInTheFile() throws {
    let file = try PNGChunks(page().pngData(pixelsPerInch: 300))
    // 300 pixels per inch are 11,811 per metre.
    #expect(file.content(of: "pHYs") == [0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1])
  }

  @Test func titleAndAltTextAreInTheFile() throws {
    let file = try PNGChunks(page().pngData(pixelsPerInch: 72))
    let texts = file.contents(of: "iTXt").map { String(decoding: $0, as: UTF8.self) }
    #expect(texts.contains { $0.hasPrefix("Title") && $0.hasSuffix("A page") })
    #expect(texts.contains { $0.hasPrefix("Description") && $0.hasSuffix("ψ") })
  }

  @Test func opaquePagesHaveThreeChannelsTransparentOnesFour() throws {
    let opaque = try PNGChunks(page().pngData(pixelsPerInch: 72))
    let transparent = try PNGChunks(page(background: nil).pngData(pixelsPerInch: 72))
    #expect(opaque.content(of: "IHDR")?[9] == 2)
    #expect(transparent.content(of: "IHDR")?[9] == 6)
  }

  @Test func chunksHaveRightCheckSums() throws {
    // Cairo's reader, which is libpng, refuses wrong ones.
    let image = try DecodedPNG(page([square(Color(hex: 0x336699))]).pngData(pixelsPerInch: 72))
    #expect(image.pixel(18, 18) == [0x33, 0x66, 0x99, 255])
    #expect(image.pixel(2, 2) == [255, 255, 255, 255])
  }

  @Test func coloursAndOpacityOfTransparentPagesAreKept() throws {
    let color = Color(hex: 0xff8040, alpha: 0.5)
    let bytes = try page([square(color)], background: nil).pngData(pixelsPerInch: 72)
    let image = try DecodedPNG(bytes)
    #expect(image.pixel(2, 2)[3] == 0)
    // Half opacity is 127 or 128 of 255; the reader gives premultiplied colours.
    #expect(abs(Int(image.pixel(18, 18)[3]) - 128) <= 1)
    #expect(abs(Int(image.pixel(18, 18)[0]) - 128) <= 1)
    #expect(abs(Int(image.pixel(18, 18)[1]) - 64) <= 1)
  }

  @Test func theSameFigureGivesTheSameBytes() throws {
    let list = try Specimen.figure.displayList()
    #expect(try list.pngData(pixelsPerInch: 150) == list.pngData(pixelsPerInch: 150))
  }

  @Test func threadsGiveTheSameBytes() async throws {
    let list = try Specimen.figure.displayList()
    let png = try list.pngData(pixelsPerInch: 100)
    let pdf = try list.pdfData()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<24 {
        group.addTask {
          try list.pngData(pixelsPerInch: 100) == png && list.pdfData() == pdf
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test(arguments: [0.0, -1, Double.nan, Double.infinity, 1e9])
  func impossibleResolutionsAreRefused(resolution: Double) {
    #expect(throws: PlottingError.self) { try page().pngData(pixelsPerInch: resolution) }
  }

  @Test func pagesOfGigabytesAreRefused() {
    let list = DisplayList(size: Size(720, 720))
    let error = #expect(throws: PlottingError.self) { try list.pngData(pixelsPerInch: 3000) }
    #expect(error?.message.contains("million pixels") == true)
  }

  @Test(arguments: [Size(0, 10), Size(10, -1), Size(.nan, 10), Size(.infinity, 10)])
  func pagesWithoutAreaAreRefused(size: Size) {
    let list = DisplayList(size: size)
    #expect(throws: PlottingError.self) { try list.pngData() }
    #expect(throws: PlottingError.self) { try list.pdfData() }
  }

  @Test func tooLargeImagesAreRefusedWithTheLimit() throws {
    let wide = RasterImage(
      width: 40_000, height: 1, pixels: [UInt8](repeating: 255, count: 160_000))
    let list = page([.image(wide, frame: Rectangle(x: 0, y: 0, width: 72, height: 36))])
    for draw in [{ try list.pngData() }, { try list.pdfData() }] {
      let error = #expect(throws: PlottingError.self) { _ = try draw() }
      #expect(error?.message.contains("32767") == true)
    }
  }

  @Test func sharpImagesStaySharpAndSmoothOnesAreSmoothed() throws {
    let pixels: [UInt8] = [0, 0, 0, 255, 255, 255, 255, 255]
    let frame = Rectangle(x: 0, y: 0, width: 72, height: 36)
    for isSmooth in [false, true] {
      let image = RasterImage(width: 2, height: 1, pixels: pixels, isSmooth: isSmooth)
      let drawn = try DecodedPNG(
        page([.image(image, frame: frame)]).pngData(pixelsPerInch: 72))
      let greys = Set((0..<72).map { drawn.pixel($0, 10)[0] })
      #expect(isSmooth ? greys.count > 10 : greys == [0, 255])
    }
  }

  @Test func imagesFillTheirFrameToTheEdge() throws {
    let image = RasterImage(width: 1, height: 1, pixels: [200, 0, 0, 255], isSmooth: true)
    let frame = Rectangle(x: 10, y: 5, width: 40, height: 20)
    let drawn = try DecodedPNG(page([.image(image, frame: frame)]).pngData(pixelsPerInch: 72))
    for corner in [(10, 5), (49, 5), (10, 24), (49, 24)] {
      #expect(drawn.pixel(corner.0, corner.1) == [200, 0, 0, 255])
    }
    #expect(drawn.pixel(9, 10) == [255, 255, 255, 255])
    #expect(drawn.pixel(50, 10) == [255, 255, 255, 255])
  }

  @Test func levelLinesCoverWholePixels() throws {
    let stroke = Stroke(.black, width: 1)
    let line = Path(polyline: [Point(5, 10.3), Point(60, 10.3)])
    let drawn = try DecodedPNG(
      page([.path(line, fill: nil, stroke: stroke)]).pngData(pixelsPerInch: 72))
    let column = (0..<36).map { drawn.pixel(30, $0)[0] }
    #expect(column.filter { $0 == 0 }.count == 1)
    #expect(column.filter { $0 == 255 }.count == 35)
  }

  @Test func nothingIsDrawnOutsideAClip() throws {
    let clip = Rectangle(x: 20, y: 10, width: 10, height: 10)
    let positions = (0..<1000).map { Point(Double($0 % 72), Double($0 % 36)) }
    let group = DisplayGroup(
      role: "data", clip: clip,
      items: [
        .markers(Marker(.circle, size: 6), positions: positions, colors: [.black], scales: [1]),
        .path(
          Path(Rectangle(x: 0, y: 0, width: 72, height: 36)), fill: Color(white: 0.5, alpha: 0.5),
          stroke: nil),
      ])
    let drawn = try DecodedPNG(page([.group(group)]).pngData(pixelsPerInch: 72))
    for row in 0..<36 {
      for column in 0..<72 where !(20..<30 ~= column && 10..<20 ~= row) {
        #expect(drawn.pixel(column, row) == [255, 255, 255, 255])
      }
    }
    #expect(drawn.pixel(25, 15)[0] < 255)
  }

  @Test func groupsFadeAsAWhole() throws {
    let two = [square(.black), square(.black)]
    let group = DisplayGroup(role: "data", opacity: 0.5, items: two)
    let drawn = try DecodedPNG(page([.group(group)]).pngData(pixelsPerInch: 72))
    #expect(abs(Int(drawn.pixel(18, 18)[0]) - 128) <= 1)
  }

  @Test func longTransparentLinesDoNotDarkenWhereTheyMeet() throws {
    // Up and down over the same place a thousand times, in many pieces.
    let points = (0..<1000).map { Point($0 % 2 == 0 ? 10 : 60, 18) }
    let stroke = Stroke(Color(white: 0, alpha: 0.5), width: 6)
    let drawn = try DecodedPNG(
      page([.path(Path(polyline: points), fill: nil, stroke: stroke)]).pngData(pixelsPerInch: 72))
    for column in 12..<58 { #expect(abs(Int(drawn.pixel(column, 18)[0]) - 128) <= 1) }
  }
}
