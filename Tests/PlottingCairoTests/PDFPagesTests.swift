import Foundation
import Plotting
import PlottingCairo
import Testing

@Suite struct PDFPagesTests {
  private let wide = Plot { Line([0, 1], [0, 1]) }.title("First page")
  private var narrow: Figure {
    Figure(style: .prl) { Plot { Line([0, 1], [1, 0]) }.xLabel("$\\kappa t$") }.title("Second page")
      .author("B. Author")
  }

  @Test func eachFigureHasAPageOfItsSize() throws {
    let file = try PDFPages([wide, narrow], title: "Both", author: "A. Author").pdfData()
    let pages = try Poppler.run("pdfinfo", ["-f", "1", "-l", "2"], on: file)
    #expect(pages.contains("Pages:           2"))
    #expect(pages.contains("Title:           Both") && pages.contains("Author:          A. Author"))
    let first = try wide.displayList().size
    let second = try narrow.displayList().size
    for (number, size) in [(1, first), (2, second)] {
      let line = pages.split(separator: "\n").first { $0.hasPrefix("Page    \(number) size:") }
      let words = try #require(line).split(separator: " ")
      let width = try #require(Double(words[3]))
      // poppler prints six significant digits.
      #expect(abs(width - size.width) < 0.01)
    }
    let text = try Poppler.run("pdftotext", on: file)
    #expect(text.contains("First page") && text.contains("κt"))
    #expect(try !Poppler.run("pdffonts", on: file).contains("Type 3"))
  }

  @Test func titleAndAuthorAreThoseOfTheFirstPageUnlessGiven() throws {
    let information = try Poppler.run("pdfinfo", on: PDFPages([narrow, wide]).pdfData())
    #expect(information.contains("Title:           Second page"))
    #expect(information.contains("Author:          B. Author"))
    let single = try Poppler.run("pdfinfo", on: narrow.pdfData())
    #expect(single.contains("Author:          B. Author"))
  }

  @Test func theSamePagesGiveTheSameBytes() throws {
    let pages = PDFPages([wide, narrow])
    #expect(try pages.pdfData() == pages.pdfData())
  }

  @Test func mistakesNameThePage() throws {
    #expect(throws: PlottingError.self) { try PDFPages([]).pdfData() }
    #expect(throws: PlottingError.self) { try PDFPages([wide]).save("/tmp/pages.png") }
    do {
      _ = try PDFPages([wide, Plot { Line([1], [1, 2]) }]).pdfData()
      Issue.record("mismatched lengths were drawn")
    } catch let error as PlottingError {
      #expect(error.code == .mismatchedLengths && error.message.hasPrefix("Page 2: "))
    }
  }
}
