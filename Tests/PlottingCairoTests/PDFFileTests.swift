import Foundation
import Plotting
import PlottingCairo
import Testing

/// PDF files as poppler's programs see them.
@Suite struct PDFFileTests {
  @Test func pageHasItsSizeInPoints() throws {
    let list = DisplayList(size: Size(246.5, 180), title: "Mean field")
    let lines = try Poppler.run("pdfinfo", on: list.pdfData())
    #expect(lines.contains("Page size:       246.5 x 180 pts"))
    #expect(lines.contains("Title:           Mean field"))
    #expect(lines.contains("Pages:           1"))
  }

  @Test func fontsAreEmbeddedAndNotType3() throws {
    let table = try Poppler.run("pdffonts", on: Specimen.labels.pdfData())
    let fonts = table.split(separator: "\n").dropFirst(2)
    #expect(fonts.count >= 4)
    #expect(!table.contains("Type 3"))
    for font in fonts {
      // The columns before the object's number: embedded, subset, with a map to Unicode.
      #expect(font.contains("yes yes yes"), "\(font)")
    }
    #expect(table.contains("TeXGyreHeros-Regular"))
    #expect(table.contains("TeXGyreTermesMath-Regular"))
  }

  @Test func labelsCanBeFound() throws {
    let text = try Poppler.run("pdftotext", on: Specimen.labels.pdfData())
    for label in ["Magnetization", "κt", "|ψ⟩", "Γ", "−", "max"] {
      #expect(text.contains(label), "\(label) in \(text)")
    }
  }

  @Test func rotatedLabelsCanBeFound() throws {
    let list = try Specimen.figure.displayList()
    #expect(try Poppler.run("pdftotext", on: list.pdfData()).contains("Magnetization"))
  }

  @Test func theSameFigureGivesTheSameBytes() throws {
    let list = try Specimen.figure.displayList()
    #expect(try list.pdfData() == list.pdfData())
  }

  @Test func figuresWithoutImagesHaveNone() throws {
    let list = try Specimen.figure.displayList()
    let table = try Poppler.run("pdfimages", ["-list"], on: list.pdfData())
    #expect(table.split(separator: "\n").count == 2)
  }

  @Test func sharpImagesAreNotInterpolatedAndFineEnoughForPrint() throws {
    let pixels = (0..<16).flatMap { (index: Int) -> [UInt8] in [UInt8(index * 16), 0, 0, 255] }
    let image = RasterImage(width: 4, height: 4, pixels: pixels)
    let list = DisplayList(
      size: Size(100, 100),
      items: [.image(image, frame: Rectangle(x: 0, y: 0, width: 72, height: 72))])
    let table = try Poppler.run("pdfimages", ["-list"], on: list.pdfData())
    let row = try #require(table.split(separator: "\n").last).split(separator: " ")
    // page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
    #expect(row[9] == "no")
    #expect(try #require(Int(row[3])) >= 4)
    #expect(try #require(Int(row[12])) > 100)
  }

  @Test func hugeNumbersOfMarkersBecomeAnImage() throws {
    let positions = (0..<30_000).map { Point(Double($0 % 200) / 2, Double($0 / 200) / 2) }
    let list = DisplayList(
      size: Size(100, 100),
      items: [
        .markers(Marker(.circle, size: 1), positions: positions, colors: [.black], scales: [1])
      ])
    let file = try list.pdfData()
    #expect(file.count < 400_000)
    let table = try Poppler.run("pdfimages", ["-list"], on: file)
    #expect(table.contains("450"))
  }

  @Test(arguments: ReferenceMarks.all.map(\.name))
  func everyMarkHasEmbeddedFontsAndImagesOnlyForMaps(name: String) throws {
    let mark = try #require(ReferenceMarks.all.first { $0.name == name })
    let file = try mark.drawable.pdfData()
    let fonts = try Poppler.run("pdffonts", on: file).split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains("yes yes yes") }, "\(fonts)")
    #expect(!fonts.contains { $0.contains("Type 3") })
    let list = try mark.drawable.displayList()
    let images = try Poppler.run("pdfimages", ["-list"], on: file).split(separator: "\n").dropFirst(
      2)
    // Colours of maps, of colour bars and of spheres; everything else stays vectors.
    let shown = Self.images(list.items)
    #expect(images.isEmpty == shown.isEmpty, "\(images)")
    // The column says whether viewers are to interpolate.
    #expect(images.contains { $0.contains(" yes ") } == shown.contains(where: \.isSmooth))
    let text = try Poppler.run("pdftotext", on: file).filter { !$0.isWhitespace }
    #expect(Self.words(list.items).allSatisfy { text.contains($0) }, "\(text)")
  }

  private static func images(_ items: [DisplayItem]) -> [RasterImage] {
    items.flatMap { item -> [RasterImage] in
      switch item {
      case .image(let image, _): [image]
      case .group(let group): images(group.items)
      default: []
      }
    }
  }

  /// The numbers at ticks and the words in labels, without formulas.
  private static func words(_ items: [DisplayItem]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .text(let run) where run.text.count > 1 && run.text.allSatisfy(\.isASCII):
        run.text.split(separator: " ").map(String.init)
      case .group(let group): words(group.items)
      default: []
      }
    }
  }

  @Test func textStaysTextAtEverySize() throws {
    // A label of glyphs from several fonts, put together from pieces, with marks above.
    let label = typeset(
      #"$\left\{\dfrac{\dfrac{\dfrac{a}{b}}{c}}{\dfrac{d}{e}}\right\} \hat\rho \overline{AB}$"#,
      family: .serif, size: 12)
    var list = DisplayList(size: Size(200, 200))
    list.items = Specimen.items(label, at: Point(20, 100))
    #expect(try !Poppler.run("pdffonts", on: list.pdfData()).contains("Type 3"))
  }
}

/// The programs of the package poppler-utils.
enum Poppler {
  struct Missing: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs one on a file and returns its standard output as text.
  static func run(_ program: String, _ options: [String] = [], on file: [UInt8]) throws -> String {
    String(decoding: try output(of: program, options, on: file), as: UTF8.self)
  }

  /// Runs one on a file and returns its standard output.
  static func output(
    of program: String, _ options: [String] = [], on file: [UInt8]
  ) throws -> [UInt8] {
    let path = "/usr/bin/\(program)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(
        description: "\(path) is missing; install it with: apt-get install poppler-utils")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      UUID().uuidString, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pdf = folder.appendingPathComponent("figure.pdf")
    try Data(file).write(to: pdf)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = options + [pdf.path] + (program == "pdftotext" ? ["-"] : [])
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return [UInt8](output)
  }
}
