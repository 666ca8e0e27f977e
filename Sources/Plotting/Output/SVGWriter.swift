import Foundation

/// Writes display lists as SVG documents.
///
/// The same list gives the same bytes. Ids carry a hash of the content, so that figures which a
/// notebook or a web page holds side by side never refer into each other. Very many markers and
/// very long lines are written as images, so that documents stay small.
public struct SVGWriter: Sendable, Hashable {
  /// How text is written.
  public enum TextMode: String, Sendable, Hashable {
    /// As outlines: the same look everywhere, no font needed.
    case outlines
    /// As text: can be selected, searched and edited; the document brings the letters that it needs.
    ///
    /// Large delimiters and operators, which no character stands for, are outlines.
    case selectable
  }

  /// How text is written.
  public var textMode: TextMode

  /// A writer.
  public init(textMode: TextMode = .outlines) { self.textMode = textMode }

  /// The SVG document of a display list.
  public func document(_ list: DisplayList) -> String {
    var content = SVGContent(textMode: textMode)
    if let background = list.background, background.alpha > 0 {
      content.write(
        .path(
          Path(Rectangle(x: 0, y: 0, width: list.size.width, height: list.size.height)),
          fill: background, stroke: nil))
    }
    for item in list.withLongLinesAsImages.items { content.write(item) }
    var document = SVGBuffer()
    document.append(
      #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" "#)
    document.append(#"width=""#)
    document.number(list.size.width)
    document.append(#"pt" height=""#)
    document.number(list.size.height)
    document.append(#"pt" viewBox="0 0 "#)
    document.number(list.size.width)
    document.append(" ")
    document.number(list.size.height)
    document.append(#"" role="img" aria-labelledby=""#)
    document.salted("t ")
    document.salted("d\">\n<title id=\"")
    document.salted("t\">")
    document.escaped(list.title)
    document.append("</title>\n<desc id=\"")
    document.salted("d\">")
    document.escaped(list.altText)
    document.append("</desc>\n")
    let styleSheet = content.styleSheet
    if !styleSheet.bytes.isEmpty {
      document.append("<style>\n")
      document.append(styleSheet)
      document.append("</style>\n")
    }
    if !content.definitions.bytes.isEmpty {
      document.append("<defs>\n")
      document.append(content.definitions)
      document.append("</defs>\n")
    }
    document.append(content.body)
    document.append("</svg>\n")
    return document.finished()
  }
}

extension Drawable {
  /// The value as an SVG document.
  ///
  /// - Parameter text: as outlines or selectable.
  /// - Returns: the document.
  /// - Throws: `PlottingError` for data that cannot be drawn.
  public func svg(text: SVGWriter.TextMode = .outlines) throws -> String {
    SVGWriter(textMode: text).document(try displayList())
  }
}

/// The body and the definitions of a document while they are written.
struct SVGContent {
  private(set) var body = SVGBuffer()
  private(set) var definitions = SVGBuffer()
  private let textMode: SVGWriter.TextMode
  private var glyphs: [GlyphKey: Int] = [:]
  private var clips: [Rectangle: Int] = [:]
  private var markers: [Marker: Int] = [:]
  private var fonts = SVGFonts()

  /// The rules that bring the fonts of the text.
  var styleSheet: SVGBuffer { fonts.styleSheet() }

  private struct GlyphKey: Hashable {
    var font: FontFace
    var glyph: UInt32
  }

  /// Outlines are written in units of a thousandth of the em, to two decimals of ten.
  private static let unitsPerEm = 10.0

  init(textMode: SVGWriter.TextMode) { self.textMode = textMode }

  mutating func write(_ item: DisplayItem) {
    switch item {
    case .path(let path, let fill, let stroke): write(path, fill: fill, stroke: stroke)
    case .text(let run):
      if textMode == .outlines { writeOutlines(run) } else { writeText(run) }
    case .markers(let marker, let positions, let colors, let scales):
      write(marker, positions: positions, colors: colors, scales: scales)
    case .image(let image, let frame): write(image, frame: frame)
    case .group(let group): write(group)
    }
  }

  private mutating func write(_ group: DisplayGroup) {
    guard !group.items.isEmpty else { return }
    body.append(#"<g data-role=""#)
    body.escaped(group.role)
    body.append("\"")
    if let clip = group.clip {
      body.append(#" clip-path="url(#"#)
      body.salted("c\(identifier(of: clip)))\"")
    }
    if group.opacity < 1 { attribute("opacity", group.opacity) }
    body.append(">\n")
    for item in group.items { write(item) }
    body.append("</g>\n")
  }

  private mutating func identifier(of clip: Rectangle) -> Int {
    if let known = clips[clip] { return known }
    let number = clips.count
    clips[clip] = number
    definitions.append("<clipPath id=\"")
    definitions.salted("c\(number)\"><path d=\"")
    definitions.path(Path(clip))
    definitions.append("\"/></clipPath>\n")
    return number
  }

  private mutating func attribute(_ name: String, _ value: Double) {
    body.append(" \(name)=\"")
    body.number(value)
    body.append("\"")
  }

  private mutating func paint(_ name: String, _ color: Color?) {
    body.append(" \(name)=\"")
    guard let color, color.alpha > 0 else {
      body.append("none\"")
      return
    }
    body.color(color)
    body.append("\"")
    if color.alpha < 1 { attribute(name + "-opacity", color.alpha) }
  }

  private mutating func write(_ path: Path, fill: Color?, stroke: Stroke?) {
    guard !path.elements.isEmpty else { return }
    body.append("<path d=\"")
    body.path(path)
    body.append("\"")
    if fill != .black { paint("fill", fill) }
    if let stroke, stroke.width > 0 {
      paint("stroke", stroke.color)
      attribute("stroke-width", stroke.width)
      if stroke.join != .miter { body.append(" stroke-linejoin=\"\(stroke.join.rawValue)\"") }
      if stroke.cap != .butt { body.append(" stroke-linecap=\"\(stroke.cap.rawValue)\"") }
      if !stroke.dashes.isEmpty {
        body.append(" stroke-dasharray=\"")
        for (index, length) in stroke.dashes.enumerated() {
          if index > 0 { body.append(" ") }
          body.number(length)
        }
        body.append("\"")
      }
    }
    body.append("/>\n")
  }

  private mutating func identifier(of glyph: UInt32, in font: FontFace) -> Int {
    let key = GlyphKey(font: font, glyph: glyph)
    if let known = glyphs[key] { return known }
    let number = glyphs.count
    glyphs[key] = number
    definitions.append("<path id=\"")
    definitions.salted("g\(number)\" d=\"")
    definitions.path(font.outline(glyph: glyph), scale: Self.unitsPerEm)
    definitions.append("\"/>\n")
    return number
  }

  private mutating func rotation(_ run: GlyphRun) {
    guard run.rotation != 0 else { return }
    body.append("rotate(")
    body.number(-run.rotation * 180 / .pi)
    body.append(" ")
    body.number(run.pivot.x)
    body.append(" ")
    body.number(run.pivot.y)
    body.append(")")
  }

  private mutating func writeOutlines(_ run: GlyphRun) {
    guard let first = run.glyphs.first else { return }
    let scale = run.size / Self.unitsPerEm
    body.append("<g aria-label=\"")
    body.escaped(run.text)
    body.append("\"")
    if run.color != .black { paint("fill", run.color) }
    body.append(" transform=\"")
    rotation(run)
    body.append("translate(")
    body.number(first.origin.x)
    body.append(" ")
    body.number(first.origin.y)
    body.append(")scale(\(NumberFormat.significant(scale, digits: 6)))\">")
    for glyph in run.glyphs {
      guard !run.font.outline(glyph: glyph.identifier).elements.isEmpty else { continue }
      let number = identifier(of: glyph.identifier, in: run.font)
      body.append("<use xlink:href=\"#")
      body.salted("g\(number)\"")
      let x = (glyph.origin.x - first.origin.x) / scale
      let y = (glyph.origin.y - first.origin.y) / scale
      if SVGBuffer.hundredths(x) != 0 { attribute("x", x) }
      if SVGBuffer.hundredths(y) != 0 { attribute("y", y) }
      body.append("/>")
    }
    body.append("</g>\n")
  }

  private mutating func writeText(_ run: GlyphRun) {
    for part in SVGTextPart.parts(of: run) {
      switch part {
      case .letters(let text, let places): write(text, at: places, like: run)
      case .outlines(let piece): writeOutlines(piece)
      }
    }
  }

  private mutating func write(_ text: String, at places: [Point], like run: GlyphRun) {
    guard let first = places.first else { return }
    fonts.use(text, in: run.font)
    body.append("<text font-family=\"")
    SVGFonts.write(familiesOf: run.font, to: &body)
    body.append("\"")
    if run.font.isItalic { body.append(" font-style=\"italic\"") }
    if run.font.isBold { body.append(" font-weight=\"bold\"") }
    attribute("font-size", run.size)
    if run.color != .black { paint("fill", run.color) }
    if run.rotation != 0 {
      body.append(" transform=\"")
      rotation(run)
      body.append("\"")
    }
    numbers("x", places.map(\.x))
    if places.contains(where: { abs($0.y - first.y) > 0.005 }) {
      numbers("y", places.map(\.y))
    } else {
      attribute("y", first.y)
    }
    body.append(" xml:space=\"preserve\">")
    body.escaped(text)
    body.append("</text>\n")
  }

  /// One number for each character.
  private mutating func numbers(_ name: String, _ values: [Double]) {
    body.append(" \(name)=\"")
    for (index, value) in values.enumerated() {
      if index > 0 { body.append(" ") }
      body.number(value)
    }
    body.append("\"")
  }

  private mutating func write(
    _ marker: Marker, positions: [Point], colors: [Color], scales: [Double]
  ) {
    guard let firstColor = colors.first, let firstScale = scales.first else { return }
    if positions.count > MarkerRaster.threshold {
      let raster = MarkerRaster(marker, positions: positions, colors: colors, scales: scales)
      if let (image, frame) = raster.image() { write(image, frame: frame) }
      return
    }
    let number: Int
    if let known = markers[marker] {
      number = known
    } else {
      number = markers.count
      markers[marker] = number
      definitions.append("<path id=\"")
      definitions.salted("m\(number)\" d=\"")
      definitions.path(marker.path())
      definitions.append("\"/>\n")
    }
    let isOpen = marker.strokeWidth != nil
    body.append("<g")
    if let strokeWidth = marker.strokeWidth {
      body.append(" fill=\"none\"")
      attribute("stroke-width", strokeWidth)
      if colors.count == 1 { paint("stroke", firstColor) }
    } else if colors.count == 1 {
      paint("fill", firstColor)
    }
    body.append(">\n")
    for (index, position) in positions.enumerated() {
      body.append("<use xlink:href=\"#")
      body.salted("m\(number)\"")
      let scale = scales.count == 1 ? firstScale : scales[index]
      if scale == 1 {
        attribute("x", position.x)
        attribute("y", position.y)
      } else {
        body.append(" transform=\"translate(")
        body.number(position.x)
        body.append(" ")
        body.number(position.y)
        body.append(")scale(")
        body.number(scale)
        body.append(")\"")
      }
      if colors.count > 1 { paint(isOpen ? "stroke" : "fill", colors[index]) }
      body.append("/>\n")
    }
    body.append("</g>\n")
  }

  private mutating func write(_ image: RasterImage, frame: Rectangle) {
    guard frame.width > 0, frame.height > 0 else { return }
    body.append("<image")
    attribute("x", frame.x)
    attribute("y", frame.y)
    attribute("width", frame.width)
    attribute("height", frame.height)
    body.append(" preserveAspectRatio=\"none\"")
    if !image.isSmooth { body.append(" style=\"image-rendering:pixelated\"") }
    body.append(" xlink:href=\"data:image/png;base64,")
    // Not every viewer knows how to keep pixels sharp.
    let shown = image.enlargedForPrint(in: frame)
    body.append(Data(PNGEncoder().encode(shown)).base64EncodedString())
    body.append("\"/>\n")
  }
}
