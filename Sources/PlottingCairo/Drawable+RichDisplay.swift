public import Plotting
public import RichDisplay

extension Drawable {
  /// The value as a notebook shows it: a PNG image of twice the screen's resolution, shown at the
  /// value's physical size, and its alternative text.
  ///
  /// There is no SVG beside it, which front ends would prefer: it would be stored as well, and a
  /// figure of a few long lines takes megabytes. `asSVG()` shows one where it is wanted. A value
  /// that cannot be drawn shows the reason in its place.
  public var pictureRepresentation: RichRepresentation {
    let list = displayListOrExplanation()
    // A result that cannot throw shows the reason as text if not even the explanation can be drawn.
    do {
      let bytes = try list.pngData(pixelsPerInch: 2 * 96)
      return RichRepresentation(plainText: list.plainText).png(
        bytes, width: list.cssWidth, height: list.cssHeight,
        needsLightBackground: list.background == nil)
    } catch {
      return RichRepresentation(plainText: "\(error)")
    }
  }

  /// The value shown in a notebook as SVG: sharp at every magnification, its text selectable or not.
  ///
  /// - Parameter text: as outlines, which look the same everywhere, or selectable.
  /// - Returns: what a cell's last line shows.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func asSVG(text: SVGWriter.TextMode = .outlines) throws -> SVGPicture {
    let list = try displayList()
    return SVGPicture(
      document: SVGWriter(textMode: text).document(list), altText: list.plainText)
  }
}

/// A figure that a notebook shows as SVG.
public struct SVGPicture: RichDisplayable, Sendable, Hashable {
  /// The SVG document.
  public let document: String
  /// For those who cannot see it.
  public let altText: String

  /// The document and its alternative text.
  public var richRepresentation: RichRepresentation {
    RichRepresentation(plainText: altText).svg(document)
  }
}

extension DisplayList {
  /// What those read who cannot see the figure.
  var plainText: String {
    if !altText.isEmpty { return altText }
    return title.isEmpty ? "Figure" : "Figure: \(title)"
  }

  /// Shown width in CSS pixels, 96 to the inch.
  var cssWidth: Int { RasterRenderer.pixels(size.width, 96.0 / 72) }
  /// Shown height in CSS pixels.
  var cssHeight: Int { RasterRenderer.pixels(size.height, 96.0 / 72) }
}

extension Plot: RichDisplayable {
  /// A picture, and its alternative text.
  public var richRepresentation: RichRepresentation { pictureRepresentation }
}

extension Figure: RichDisplayable {
  /// A picture, and its alternative text.
  public var richRepresentation: RichRepresentation { pictureRepresentation }
}

extension Grid: RichDisplayable {
  /// A picture of a figure with the width of two columns, and its alternative text.
  public var richRepresentation: RichRepresentation {
    Figure(columns: .double) { self }.pictureRepresentation
  }
}

extension Mark where Self: RichDisplayable {
  /// A picture of a plot with nothing but this mark, and its alternative text.
  public var richRepresentation: RichRepresentation { Plot { self }.pictureRepresentation }
}

extension ColorMap: RichDisplayable {
  /// A bar of the colours, and the name.
  public var richRepresentation: RichRepresentation {
    let stops = (0...32).map { cssColor(self(Double($0) / 32)) }.joined(separator: ",")
    return RichRepresentation(plainText: "Colour map \(name), \(hexColors.count) colours").html(
      "<div style=\"width:24em;height:1.5em;background:linear-gradient(to right,\(stops))\"></div>"
        + "<div>\(name)</div>")
  }
}

/// A colour as HTML writes it.
private func cssColor(_ color: Color) -> String {
  let parts = [color.red, color.green, color.blue].map { Int((255 * $0).rounded()) }
  return "rgb(\(parts[0]) \(parts[1]) \(parts[2]))"
}

extension Area: RichDisplayable {}
extension Band: RichDisplayable {}
extension Bars: RichDisplayable {}
extension ComplexSpectrum: RichDisplayable {}
extension Contour: RichDisplayable {}
extension ErrorBars: RichDisplayable {}
extension FilledContour: RichDisplayable {}
extension Heatmap: RichDisplayable {}
extension Histogram: RichDisplayable {}
extension Line: RichDisplayable {}
extension PhasePortrait: RichDisplayable {}
extension PointDensity: RichDisplayable {}
extension Quiver: RichDisplayable {}
extension Regions: RichDisplayable {}
extension Scatter: RichDisplayable {}
extension Spectrogram: RichDisplayable {}
extension Step: RichDisplayable {}
extension Streamlines: RichDisplayable {}
extension TorusLine: RichDisplayable {}
extension Waterfall: RichDisplayable {}

extension Hinton: RichDisplayable {
  /// A picture of the matrix with square entries, and its alternative text.
  public var richRepresentation: RichRepresentation { plot().pictureRepresentation }
}

extension ArnoldTongue: RichDisplayable {
  /// A picture of the regions with their names, and its alternative text.
  public var richRepresentation: RichRepresentation { plot().pictureRepresentation }
}

extension DataCollapse: RichDisplayable {
  /// A picture of the collapsed curves, and its alternative text.
  public var richRepresentation: RichRepresentation { plot().pictureRepresentation }
}

extension PanelDrawable where Self: RichDisplayable {
  /// A picture, and its alternative text.
  public var richRepresentation: RichRepresentation { pictureRepresentation }
}

extension BlochSphere: RichDisplayable {}
extension MatrixCity: RichDisplayable {}
extension PolarPlot: RichDisplayable {}
extension SphereMap: RichDisplayable {}
extension Torus: RichDisplayable {}
extension WignerMap: RichDisplayable {}
