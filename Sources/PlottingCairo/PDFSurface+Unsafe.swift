import CCairo
import Foundation
import Plotting

/// A PDF page in memory.
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
  ///   - subject: what it shows.
  ///   - date: creation date in ISO 8601.
  /// - Throws: `PlottingError` if Cairo cannot make it.
  init(size: Size, title: String, subject: String, date: String) throws {
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
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_SUBJECT, subject)
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_CREATOR, "Isochron")
    cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_CREATE_DATE, date)
  }

  deinit {
    // A pen may outlive this object; finished, the surface writes no more into the sink.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
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
