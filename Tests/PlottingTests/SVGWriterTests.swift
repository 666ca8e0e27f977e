import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct SVGWriterTests {
  /// Collects what a parser finds.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text: [String: String] = [:]
    private var open: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append((name, attributes))
      open.append(name)
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if let name = open.last { text[name, default: ""] += string }
    }
  }

  private func read(_ document: String) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = reader
    let isWellFormed = parser.parse()
    try #require(isWellFormed, "\(String(describing: parser.parserError))")
    return reader
  }

  @Test func documentsAreWellFormedAndDescribed() throws {
    for (name, drawable) in SampleFigures.all {
      let reader = try read(try drawable.svg())
      let root = try #require(reader.elements.first)
      #expect(root.name == "svg" && root.attributes["role"] == "img", "\(name)")
      let labels = (root.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
      let ids = reader.elements.compactMap { $0.attributes["id"] }
      #expect(labels.count == 2 && labels.allSatisfy(ids.contains), "\(name)")
      #expect(reader.text["title"]?.isEmpty == false && reader.text["desc"]?.isEmpty == false)
    }
  }

  @Test func referencesPointToIdsOfTheSameDocument() throws {
    let reader = try read(try SampleFigures.grid.svg())
    let ids = reader.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let references = reader.elements.flatMap { element in
      [element.attributes["xlink:href"], element.attributes["clip-path"]].compactMap { $0 }
    }.filter { !$0.hasPrefix("data:") }.map {
      $0.replacingOccurrences(of: "url(", with: "").replacingOccurrences(of: ")", with: "")
    }
    #expect(!references.isEmpty)
    #expect(references.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
  }

  @Test func idsOfDifferentFiguresDiffer() throws {
    func ids(_ drawable: any Drawable) throws -> Set<String> {
      Set(try read(try drawable.svg()).elements.compactMap { $0.attributes["id"] })
    }
    let first = try ids(SampleFigures.lines)
    let second = try ids(SampleFigures.spectrum)
    #expect(first.isDisjoint(with: second))
  }

  @Test func theSameFigureGivesTheSameBytes() throws {
    for (name, drawable) in SampleFigures.all {
      let first = try drawable.svg()
      let second = try drawable.svg()
      #expect(first == second, "\(name)")
    }
  }

  @Test func mapsAreImagesWithSharpPixels() throws {
    let reader = try read(try SampleFigures.map.svg())
    let images = reader.elements.filter { $0.name == "image" }
    // The map and its colour bar.
    #expect(images.count == 2)
    #expect(images.allSatisfy { $0.attributes["style"] == "image-rendering:pixelated" })
    #expect(reader.elements.filter { $0.name == "rect" }.count < 5)
  }

  @Test func imagesAreFineEnoughForViewersThatSmooth() throws {
    let image = RasterImage(width: 2, height: 1, pixels: [0, 0, 0, 255, 255, 255, 255, 255])
    let large = image.enlargedForPrint(in: Rectangle(x: 0, y: 0, width: 72, height: 36))
    #expect(large.width == 64 && large.height == 32)
    // The first half black, the second white, in every row.
    for row in [0, 31] {
      #expect(large.pixels[4 * (row * 64 + 31)] == 0 && large.pixels[4 * (row * 64 + 32)] == 255)
    }
    let fine = image.enlargedForPrint(in: Rectangle(x: 0, y: 0, width: 1, height: 0.5))
    #expect(fine == image)
  }

  @Test func textCanBeSelectable() throws {
    let document = try SampleFigures.lines.svg(text: .selectable)
    let reader = try read(document)
    #expect(reader.elements.contains { $0.name == "text" })
    #expect(reader.text["text"]?.contains("magnetization") == true)
    #expect(!reader.elements.contains { $0.name == "use" })
  }

  @Test func selectableTextBringsItsFonts() throws {
    let document = try SampleFigures.lines.svg(text: .selectable)
    let fonts = document.matches(
      of:
        /font-family:(\S+?)(;font-style:italic)?;src:url\(data:font\/otf;base64,([A-Za-z0-9+\/=]+)\)/
    )
    #expect(fonts.count >= 2 && fonts.contains { $0.2 != nil })
    for font in fonts {
      let file = try #require(Data(base64Encoded: String(font.3)))
      // An OpenType font with the few letters of a figure: a hundredth of the whole.
      #expect(file.prefix(4) == Data("OTTO".utf8) && file.count < 20_000)
      #expect(document.contains("\(font.1),"), "a text names the family")
    }
    let other = try SampleFigures.spectrum.svg(text: .selectable)
    #expect(!other.contains("font-family:\(try #require(fonts.first).1)"), "no other figure has it")
  }

  @Test func ligaturesAreLettersEachAtItsPlace() throws {
    let plot = Plot { Line([0, 1], [0, 1]) }.title("an efficient flow")
    let reader = try read(try plot.svg(text: .selectable))
    #expect(reader.text["text"]?.contains("an efficient flow") == true)
    for element in reader.elements where element.name == "text" {
      let places = (element.attributes["x"] ?? "").split(separator: " ").compactMap { Double($0) }
      #expect(places == places.sorted())
    }
    let title = reader.elements.first { $0.attributes["x"]?.split(separator: " ").count == 17 }
    #expect(title != nil)
  }

  @Test func formulasAreLettersAndLargeDelimitersOutlines() throws {
    let plot = Plot { Line([0, 1], [0, 1]) }.xLabel("$\\kappa t$")
      .yLabel("$\\left(\\frac{\\frac{a}{b}}{c}\\right)$").style(.prl)
    let reader = try read(try plot.svg(text: .selectable))
    let text = reader.text["text"] ?? ""
    #expect(text.contains("𝜅") && text.contains("𝑡") && text.contains("𝑐"))
    let outlined = reader.elements.compactMap { $0.attributes["aria-label"] }
    #expect(outlined.joined().allSatisfy { "()".contains($0) } && !outlined.isEmpty)
  }

  @Test func foreignTextIsEscaped() throws {
    let plot = Plot { Line([1, 2]).label("a < b & \"c\" \u{0}\u{1}\u{FFFE}") }.title("<script>")
    let reader = try read(try plot.svg())
    #expect(reader.text["title"] == "<script>")
    _ = try read(try plot.svg(text: .selectable))
  }

  @Test func manyMarkersBecomeAnImage() throws {
    let values = (0..<30_000).map { Double($0 * 7919 % 30_011) }
    let plot = Plot { Scatter(values, values.reversed()).opacity(0.3) }
    let document = try plot.svg()
    let reader = try read(document)
    #expect(reader.elements.contains { $0.name == "image" })
    #expect(reader.elements.filter { $0.name == "use" }.count < 200)
  }

  @Test func lengthsAreInPointsWithTwoDecimals() throws {
    let plot = SampleFigures.lines.size(width: .points(300.126), height: .points(200))
    let root = try #require(try read(try plot.svg()).elements.first)
    #expect(root.attributes["width"] == "300.13pt" && root.attributes["height"] == "200pt")
    #expect(root.attributes["viewBox"] == "0 0 300.13 200")
  }
}
