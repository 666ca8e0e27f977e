import Foundation
import Plotting
import PlottingCairo
import RichDisplay
import Testing

@Suite struct PictureTests {
  @Test func plotsShowAPictureAtTwiceTheResolution() throws {
    let list = try Specimen.figure.displayList()
    let shown = Specimen.figure.richRepresentation
    guard case .bytes(let file)? = shown.contents[.png] else {
      Issue.record("there is no PNG")
      return
    }
    let image = try DecodedPNG(file)
    // 96 CSS pixels are 72 points.
    #expect(abs(Double(image.width) - list.size.width * 96 / 72 * 2) <= 1)
    let json = try #require(shown.metadata[.png])
    let metadata = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let width = try #require(metadata["width"] as? Int)
    #expect(abs(2 * width - image.width) <= 1)
  }

  @Test func picturesHaveTextForThoseWhoCannotSeeThem() throws {
    let list = try Specimen.figure.displayList()
    #expect(Specimen.figure.richRepresentation.contents[.plainText] == .text(list.altText))
    #expect(!list.altText.isEmpty)
  }

  @Test func thereIsNoSVGUnlessAskedFor() throws {
    #expect(Specimen.figure.richRepresentation.contents[.svg] == nil)
    let picture = try Specimen.figure.asSVG().richRepresentation
    guard case .text(let document)? = picture.contents[.svg] else {
      Issue.record("there is no SVG")
      return
    }
    #expect(document.hasPrefix("<svg"))
  }

  @Test func figuresAndSpheresAreShownToo() {
    let values: [any RichDisplayable] = [
      Figure { Specimen.figure }, BlochSphere { SpherePoint(0, 0, 1) },
    ]
    for value in values { #expect(value.richRepresentation.contents[.png] != nil) }
  }

  @Test func marksAndGridsAreShownAsPlotsAndNotAsDumpsOfTheirData() {
    let x = [0.0, 1, 2]
    let values: [any RichDisplayable] = [
      Line(x, x), Scatter(x, x), Band(x, low: x, high: [1, 2, 3]), Heatmap(z: [x, x]), Step(x, x),
      ErrorBars(x, x), Bars(x), Histogram(x), Contour(z: [x, x]), FilledContour(z: [x, x]),
      Hinton([[1, 0], [0, 1]]), TorusLine(x, x), Waterfall(x, [x, x]), PointDensity(x, x),
      PolarPlot { Line(x, x) }, SphereMap { SpherePoint(0, 0, 1) }, MatrixCity([[1, 0], [0, 1]]),
      WignerMap([x, x], x: 0...1, p: 0...1), Torus { TorusLine(x, x) },
      Grid(columns: 2) {
        Plot { Line(x, x) }; Plot { Line(x, x) }
      },
    ]
    for value in values { #expect(value.richRepresentation.contents[.png] != nil) }
  }

  @Test func colourMapsShowTheirColours() {
    let shown = ColorMap.viridis.richRepresentation
    #expect(shown.contents[.plainText] == .text("Colour map viridis, 256 colours"))
    guard case .text(let html)? = shown.contents[.html] else {
      Issue.record("there is no HTML")
      return
    }
    #expect(html.contains("linear-gradient") && html.contains("rgb(68 1 84)"))
  }

  @Test func whatCannotBeDrawnShowsTheReason() throws {
    let broken = Plot { Line([1, 2, 3], [1, 2]) }
    let shown = broken.richRepresentation
    #expect(shown.contents[.png] != nil)
    guard case .text(let text)? = shown.contents[.plainText] else {
      Issue.record("there is no text")
      return
    }
    #expect(text.contains("3") && text.contains("2"))
  }
}
