import Foundation
public import Plotting

extension Drawable {
  /// The value as a PNG file.
  ///
  /// - Parameter pixelsPerInch: resolution; also written to the file, so that programs know the
  ///   physical size. 300 is usual in print, 600 for line art.
  /// - Returns: the file; the same bytes for the same figure.
  /// - Throws: `PlottingError` for data that cannot be drawn, or a page too large for pixels.
  public func pngData(pixelsPerInch: Double = 300) throws -> [UInt8] {
    try displayList().pngData(pixelsPerInch: pixelsPerInch)
  }

  /// The value as a PNG file with some pixels per CSS pixel, of which there are 96 in an inch.
  ///
  /// - Parameter scale: 2 for screens of high resolution.
  /// - Returns: the file.
  /// - Throws: `PlottingError` for data that cannot be drawn, or a page too large for pixels.
  public func pngData(scale: Double) throws -> [UInt8] { try pngData(pixelsPerInch: 96 * scale) }

  /// The value as a PDF file of one page: vectors, with fonts embedded and text as text.
  ///
  /// - Returns: the file; the same bytes for the same figure.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func pdfData() throws -> [UInt8] { try displayList().pdfData() }

  /// Saves the value as PNG, SVG or PDF, as the file name's extension says.
  ///
  /// The file appears whole or not at all. A file of that name is replaced.
  ///
  /// - Parameters:
  ///   - path: file name with its extension; `~` is the home folder.
  ///   - pixelsPerInch: resolution of PNG files; others have none.
  ///   - transparent: whether to leave out the page behind the figure.
  ///   - text: how SVG files hold text: as outlines, which look the same everywhere, or selectable.
  /// - Throws: `PlottingError` for data that cannot be drawn, another extension, or a place that
  ///   cannot be written.
  public func save(
    _ path: String, pixelsPerInch: Double = 300, transparent: Bool = false,
    text: SVGWriter.TextMode = .outlines
  ) throws {
    let format = try FigureFormat(path: path)
    let drawn = try displayList()
    let list = transparent ? drawn.transparent : drawn
    let bytes: [UInt8]
    switch format {
    case .png: bytes = try list.pngData(pixelsPerInch: pixelsPerInch)
    case .svg: bytes = Array(SVGWriter(textMode: text).document(list).utf8)
    case .pdf: bytes = try list.pdfData()
    }
    try FigureFile.write(bytes, to: path)
  }

  /// Saves the value as PNG, SVG or PDF; the same as `save(_:pixelsPerInch:transparent:text:)`.
  ///
  /// - Parameters:
  ///   - path: file name with its extension; `~` is the home folder.
  ///   - pixelsPerInch: resolution of PNG files; others have none.
  ///   - transparent: whether to leave out the page behind the figure.
  ///   - text: how SVG files hold text: as outlines, which look the same everywhere, or selectable.
  /// - Throws: `PlottingError` for data that cannot be drawn, another extension, or a place that
  ///   cannot be written.
  public func save(
    to path: String, pixelsPerInch: Double = 300, transparent: Bool = false,
    text: SVGWriter.TextMode = .outlines
  ) throws {
    try save(path, pixelsPerInch: pixelsPerInch, transparent: transparent, text: text)
  }
}
