import Foundation
import Plotting
import PlottingCairo
import Testing

/// Pictures compared with stored ones, tile by tile.
///
/// `ISOCHRON_UPDATE_SNAPSHOTS=1 swift test --filter ReferenceFigureTests` stores them anew; look at
/// them before committing them. A picture that differs is written to `/tmp/isochron-figures`.
@Suite struct ReferenceFigureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Oracles/Figures")
  /// Pixels on a side of a tile: about as large as a letter.
  private static let tile = 12
  /// Of 255, in the mean of a tile; the same Cairo gives 0, another version rounds differently.
  private static let tolerance = 5.0

  private static let figures = ReferenceFigures.all + ReferenceMarks.all

  @Test(arguments: figures.map(\.name))
  func picturesAreAsStored(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name })
    let file = try figure.drawable.pngData(pixelsPerInch: 100)
    let path = Self.folder.appendingPathComponent("\(name).png")
    if ProcessInfo.processInfo.environment["ISOCHRON_UPDATE_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(file).write(to: path)
    }
    let new = try DecodedPNG(file)
    let old = try DecodedPNG([UInt8](try Data(contentsOf: path)))
    try #require(new.width == old.width && new.height == old.height)
    let worst = Self.largestDifference(new, old)
    if worst > Self.tolerance {
      let folder = URL(fileURLWithPath: "/tmp/isochron-figures")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(file).write(to: folder.appendingPathComponent("\(name).png"))
    }
    #expect(worst <= Self.tolerance, "\(name)")
  }

  @Test(arguments: figures.map(\.name))
  func everyFormatIsTheSameOnRepeat(name: String) throws {
    let figure = try #require(Self.figures.first { $0.name == name }).drawable
    #expect(try figure.displayList() == figure.displayList())
    #expect(try figure.pngData(pixelsPerInch: 100) == figure.pngData(pixelsPerInch: 100))
    #expect(try figure.pdfData() == figure.pdfData())
    #expect(try figure.svg() == figure.svg())
    #expect(try figure.svg(text: .selectable) == figure.svg(text: .selectable))
  }

  @Test func aMissingLetterIsNoticed() throws {
    let label = DisplayList(
      size: Size(60, 20),
      items: Specimen.items(
        typeset("mode", family: .serif, size: 8), at: Point(4, 12)))
    let shorter = DisplayList(
      size: Size(60, 20),
      items: Specimen.items(
        typeset("mod", family: .serif, size: 8), at: Point(4, 12)))
    let first = try DecodedPNG(label.pngData(pixelsPerInch: 100))
    let second = try DecodedPNG(shorter.pngData(pixelsPerInch: 100))
    #expect(Self.largestDifference(first, second) > Self.tolerance)
  }

  private static func largestDifference(_ first: DecodedPNG, _ second: DecodedPNG) -> Double {
    var worst = 0.0
    for top in stride(from: 0, to: first.height, by: tile) {
      for left in stride(from: 0, to: first.width, by: tile) {
        let rows = top..<min(top + tile, first.height)
        let columns = left..<min(left + tile, first.width)
        var sum = 0
        for row in rows {
          for column in columns {
            let offset = 4 * (row * first.width + column)
            for channel in 0..<4 {
              sum += abs(Int(first.pixels[offset + channel]) - Int(second.pixels[offset + channel]))
            }
          }
        }
        worst = max(worst, Double(sum) / Double(4 * rows.count * columns.count))
      }
    }
    return worst
  }
}
