import CCairo
import Foundation
import Plotting

/// PDF pages in memory.
final class PDFSurface {
  /// Receives the file's bytes while Cairo writes them.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  private let sink = Sink()
  let surface: OpaquePointer

  /// An empty page.
  ///
  /// - Parameters:
  ///   - size: the page in points.
  ///   - title: the document's title.
  ///   - author: who made it, or empty.
  ///   - subject: what it shows.
  ///   - date: creation date in ISO 8601.
  /// - Throws: `PlottingError` if Cairo cannot make it.
  init(size: Size, title: String, author: String, subject: String, date: String) throws {
    let made = cairo_pdf_surface_create_for_stream(
      { closure, data, count in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque(), size.width, size.height)
    guard let made else { throw PlottingError(.drawing, "Cairo could not make a PDF page.") }
    surface = made
    try check(cairo_surface_status(made), "making a PDF page")
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_TITLE, title)
    if !author.isEmpty {
      cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_AUTHOR, author)
    }
    if !subject.isEmpty {
      cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_SUBJECT, subject)
    }
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_CREATOR, "Isochron")
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_CREATE_DATE, date)
  }

  deinit {
    // A pen may outlive this object; finished, the surface writes no more into the sink.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Ends the page and begins another one of a size.
  func nextPage(size: Size) {
    cairo_surface_show_page(surface)
    cairo_pdf_surface_set_size(surface, size.width, size.height)
  }

  /// Names a page, counted from 1, in the reader's list of contents.
  func bookmark(_ title: String, page: Int) {
    _ = cairo_pdf_surface_add_outline(
      surface, CAIRO_PDF_OUTLINE_ROOT, title, "page=\(page)", CAIRO_PDF_OUTLINE_FLAG_OPEN)
  }

  /// Ends the document.
  ///
  /// - Returns: the file.
  /// - Throws: `PlottingError` if something failed on the way.
  func finish() throws -> [UInt8] {
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface), "writing the PDF file")
    return sink.bytes
  }
}
