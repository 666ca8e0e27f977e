public import Plotting

/// Figures on the pages of one PDF document, each page as large as its figure.
///
/// ```swift
/// try PDFPages([overview, spectrum, tongue], title: "Runs of May").save("runs.pdf")
/// ```
public struct PDFPages: Sendable {
  /// What is on the pages, from the first on.
  public var pages: [any Drawable]
  /// Title of the document; that of the first figure where empty.
  public var title: String
  /// Who made it; the author of the first figure where empty.
  public var author: String

  /// Figures on pages.
  ///
  /// - Parameters:
  ///   - pages: what is on them; the titles of figures are listed as the document's contents.
  ///   - title: title of the document; that of the first figure where empty.
  ///   - author: who made it; the author of the first figure where empty.
  public init(_ pages: [any Drawable], title: String = "", author: String = "") {
    self.pages = pages
    self.title = title
    self.author = author
  }

  /// The PDF file: vectors, with fonts embedded and text as text.
  ///
  /// - Returns: the file; the same bytes for the same figures.
  /// - Throws: `PlottingError` if there is no page or for data that cannot be drawn, naming the page.
  public func pdfData() throws -> [UInt8] {
    let lists = try pages.enumerated().map { index, page in
      do {
        return try page.displayList()
      } catch let error as PlottingError {
        throw PlottingError(error.code, "Page \(index + 1): \(error.message)")
      }
    }
    return try PDFRenderer.file(of: lists, title: title, author: author)
  }

  /// Saves the document; it appears whole or not at all, and replaces a file of that name.
  ///
  /// - Parameter path: file name that ends in .pdf; `~` is the home folder.
  /// - Throws: `PlottingError` for data that cannot be drawn, another extension, or a place that
  ///   cannot be written.
  public func save(_ path: String) throws {
    guard try FigureFormat(path: path) == .pdf else {
      throw PlottingError(
        .output,
        "Only PDF files have several pages, but \"\(path)\" asks for another format. Name it "
          + "\"figures.pdf\", or save each figure by itself.")
    }
    try FigureFile.write(try pdfData(), to: path)
  }
}
