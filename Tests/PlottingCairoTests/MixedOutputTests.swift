import Foundation
import Plotting
import PlottingCairo
import Testing

/// What is too much for vectors becomes an image; all else stays vectors.
@Suite struct MixedOutputTests {
  /// A path in phase space that decimation by columns cannot shorten.
  private static let path: (x: [Double], y: [Double]) = {
    var (x, y) = (0.3, 0.1)
    var points: (x: [Double], y: [Double]) = ([], [])
    for _ in 0..<120_000 {
      // The Hénon map.
      (x, y) = (1 - 1.4 * x * x + y, 0.3 * x)
      points.x.append(x)
      points.y.append(y)
    }
    return points
  }()

  private let plot = Plot { Line(path.x, path.y).width(0.5).opacity(0.2) }.xLabel("$x$")

  @Test func linesOfVeryManyStepsBecomeAnImage() throws {
    let document = try plot.svg()
    #expect(document.components(separatedBy: "<image").count == 2)
    #expect(document.utf8.count < 1_500_000)
    let file = try plot.pdfData()
    #expect(file.count < 1_500_000)
    let images = try Poppler.run("pdfimages", ["-list"], on: file)
    // One image with its mask, at the resolution that journals ask for at best.
    #expect(images.split(separator: "\n").count == 4 && images.contains(" 450 "))
    #expect(try Poppler.run("pdftotext", on: file).contains("x"))
  }

  @Test func theImageIsWhereTheLineWas() throws {
    let list = DisplayList(
      size: Size(60, 60),
      items: [
        .path(
          Path(polyline: (0...60_000).map { Point(10 + Double($0) / 1500, 30) }), fill: nil,
          stroke: Stroke(.red, width: 4))
      ])
    let mixed = list.withLongLinesAsImages
    guard case .image(let image, let frame)? = mixed.items.first else {
      Issue.record("the line is no image")
      return
    }
    func alpha(_ x: Double, _ y: Double) -> UInt8 {
      let column = Int((x - frame.x) / frame.width * Double(image.width))
      let row = Int((y - frame.y) / frame.height * Double(image.height))
      return image.pixels[4 * (row * image.width + column) + 3]
    }
    #expect(alpha(30, 30) == 255 && alpha(30, 28.5) == 255 && alpha(30, 27.5) == 0)
    #expect(alpha(10.5, 30) == 255 && alpha(9.5, 30) == 0 && alpha(50.5, 30) == 0)
  }

  @Test func usualLinesStayVectors() throws {
    let t = (0..<10_000).map(Double.init)
    let usual = Plot { Line(t, t.map { $0.truncatingRemainder(dividingBy: 37) }) }
    #expect(try !usual.svg().contains("<image"))
    let list = try usual.displayList()
    #expect(list.withLongLinesAsImages == list)
  }

  @Test func savedFilesFollowTheOptions() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }
    let figure = Specimen.figure.author("A. Author")
    try figure.save(
      folder.appendingPathComponent("a.png").path, pixelsPerInch: 72, transparent: true)
    let page = try DecodedPNG(bytes("a.png"))
    #expect(page.pixel(0, 0)[3] == 0)
    let texts = try PNGChunks(bytes("a.png")).contents(of: "iTXt").map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(texts.contains { $0.hasPrefix("Author") && $0.hasSuffix("A. Author") })
    try figure.save(folder.appendingPathComponent("a.svg").path, text: .selectable)
    #expect(String(decoding: try bytes("a.svg"), as: UTF8.self).contains("<text"))
    try figure.save(folder.appendingPathComponent("b.png").path, pixelsPerInch: 72)
    #expect(try DecodedPNG(bytes("b.png")).pixel(0, 0) == [255, 255, 255, 255])
  }
}
