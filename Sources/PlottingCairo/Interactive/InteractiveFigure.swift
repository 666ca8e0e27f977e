public import Plotting
public import RichDisplay

/// A figure that can be zoomed, moved and read in a notebook or a page, without a server or a
/// network; where scripts do not run it stands still.
public struct InteractiveFigure: RichDisplayable, Sendable {
  private let scene: FigureScene

  init(_ scene: FigureScene) { self.scene = scene }

  /// The figure as HTML to be put into a page: an element with the picture inside, and the script.
  ///
  /// - Returns: the HTML; no ids, so that a page may hold many.
  /// - Throws: `PlottingError` if the page is too large for pixels.
  public func html() throws -> String {
    let list = scene.displayList
    return element(try list.pngData(pixelsPerInch: 2 * 96))
  }

  private func element(_ picture: [UInt8]) -> String {
    let list = scene.displayList
    return """
      <div class="isochron-figure" data-lm-suppress-shortcuts="true">\
      <img src="data:image/png;base64,\(base64(picture))" width="\(list.cssWidth)" \
      height="\(list.cssHeight)" alt="\(htmlEscaped(list.plainText))">\
      <script type="application/json">\(scene.json)</script></div>
      <script>\(PageScript.figure.text)</script>
      """
  }

  /// Saves the figure as a page of its own, which needs nothing else.
  ///
  /// - Parameter path: a file name that ends in html; `~` is the home folder.
  /// - Throws: `PlottingError` for another extension, or a place that cannot be written.
  public func save(_ path: String) throws {
    let name = path.lowercased()
    guard name.hasSuffix(".html") || name.hasSuffix(".htm") else {
      throw PlottingError(
        .output,
        "The file name \"\(path)\" does not end in html, but only pages are interactive. Name the "
          + "file, for example, \"figure.html\", or save the figure itself as png, svg or pdf.")
    }
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">\
      <title>\(htmlEscaped(scene.displayList.title))</title>
      <meta name="viewport" content="width=device-width"></head><body>
      \(try html())
      </body></html>

      """
    try FigureFile.write(Array(page.utf8), to: path)
  }

  /// The figure with its script, the picture, and words; the reason where it cannot be drawn.
  public var richRepresentation: RichRepresentation {
    let list = scene.displayList
    do {
      let picture = try list.pngData(pixelsPerInch: 2 * 96)
      return RichRepresentation(plainText: list.plainText).html(element(picture)).png(
        picture, width: list.cssWidth, height: list.cssHeight,
        needsLightBackground: list.background == nil)
    } catch {
      return RichRepresentation(plainText: "\(error)")
    }
  }
}

extension Figure {
  /// The figure to be zoomed, moved and read with mouse, fingers or keys.
  ///
  /// - Returns: what a cell's last line shows.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func interactive() throws -> InteractiveFigure { InteractiveFigure(try scene()) }
}

extension Plot {
  /// The plot to be zoomed, moved and read with mouse, fingers or keys.
  ///
  /// - Returns: what a cell's last line shows.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func interactive() throws -> InteractiveFigure { InteractiveFigure(try scene()) }
}

extension BlochSphere {
  /// The sphere to be turned with mouse, fingers or keys.
  ///
  /// - Returns: what a cell's last line shows.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func interactive() throws -> InteractiveFigure { InteractiveFigure(try scene()) }
}
