public import Plotting

extension DisplayList {
  /// The figure as a PNG file.
  ///
  /// - Parameter pixelsPerInch: resolution; also written to the file, so that programs know the
  ///   physical size. 300 is usual in print, 600 for line art.
  /// - Returns: the file; the same bytes for the same figure.
  /// - Throws: `PlottingError` if the page is too large for pixels or has no size.
  public func pngData(pixelsPerInch: Double = 300) throws -> [UInt8] {
    let image = try RasterRenderer.image(of: self, scale: pixelsPerInch / 72)
    var texts = ["Software": "Isochron"]
    if !title.isEmpty { texts["Title"] = title }
    if !altText.isEmpty { texts["Description"] = altText }
    if !author.isEmpty { texts["Author"] = author }
    return image.pngData(PNGEncoder(pixelsPerInch: pixelsPerInch, texts: texts))
  }

  /// The figure as a PDF file of one page, with its fonts, in vectors.
  ///
  /// - Returns: the file; the same bytes for the same figure.
  /// - Throws: `PlottingError` if the page has no size or holds an image that is too large.
  public func pdfData() throws -> [UInt8] { try PDFRenderer.file(of: [self]) }

  /// The same without a page behind it.
  public var transparent: DisplayList {
    var copy = self
    copy.background = nil
    return copy
  }
}
