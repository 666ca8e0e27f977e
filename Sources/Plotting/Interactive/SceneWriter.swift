import Foundation
import RichDisplay

/// Writes display items as JSON for the script that draws them on a canvas.
///
/// Every item is an array that begins with a letter: `p` a path, `s` straight lines along the axes
/// that are put on whole pixels, `t` text, `m` markers, `i` an image, `g` a group. Lengths are in
/// points. Outlines of glyphs are written once, in thousandths of the em.
package struct SceneWriter {
  private var glyphs: [GlyphKey: Int] = [:]
  private var outlines: [String] = []

  private struct GlyphKey: Hashable {
    var font: FontFace
    var glyph: UInt32
  }

  /// The outlines of all glyphs so far, as JSON.
  var glyphTable: String { "[\(outlines.joined(separator: ","))]" }

  /// The number of a glyph's outline.
  mutating func index(of glyph: UInt32, in font: FontFace) -> Int {
    let key = GlyphKey(font: font, glyph: glyph)
    if let known = glyphs[key] { return known }
    let index = outlines.count
    glyphs[key] = index
    outlines.append("\"\(Self.data(font.outline(glyph: glyph), scale: 1000))\"")
    return index
  }

  // MARK: Values

  /// A length to a thousandth of a point; null where it is not finite.
  static func length(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let thousandths = (value * 1000).rounded()
    guard abs(thousandths) < 1e15 else { return "null" }
    if thousandths == (thousandths / 1000).rounded() * 1000 { return "\(Int(thousandths / 1000))" }
    return "\(thousandths / 1000)"
  }

  /// A number with all its digits; null where it is not finite.
  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

  static func list(_ values: [Double]) -> String {
    "[\(values.map(length).joined(separator: ","))]"
  }

  static func rectangle(_ box: Rectangle) -> String {
    list([box.x, box.y, box.width, box.height])
  }

  /// A string that cannot end the script element around it.
  static func string(_ text: String) -> String {
    jsonString(text).replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
      .replacing("\u{2029}", with: "\\u2029")
  }

  static func color(_ color: Color) -> String {
    let bytes = color.bytes
    let alpha = color.alpha >= 1 ? "" : ",\(length(color.alpha))"
    return "\"rgb\(alpha.isEmpty ? "" : "a")(\(bytes[0]),\(bytes[1]),\(bytes[2])\(alpha))\""
  }

  static func optional(_ value: Color?) -> String {
    value.map { $0.alpha > 0 ? color($0) : "0" } ?? "0"
  }

  static func stroke(_ stroke: Stroke?) -> String {
    guard let stroke, stroke.width > 0, stroke.color.alpha > 0 else { return "0" }
    return "[\(color(stroke.color)),\(length(stroke.width)),\(list(stroke.dashes)),"
      + "\"\(stroke.join.rawValue)\",\"\(stroke.cap.rawValue)\"]"
  }

  /// A path as SVG writes it.
  static func data(_ path: Path, scale: Double = 1) -> String {
    var buffer = SVGBuffer()
    buffer.path(path, scale: scale)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  // MARK: Items

  mutating func items(_ items: [DisplayItem]) -> String {
    "[\(items.map { item($0) }.joined(separator: ","))]"
  }

  /// Items whose filled pieces keep their form: `r` has a place and an outline about it for each.
  mutating func rigid(_ items: [DisplayItem]) -> String {
    let written = items.map { item -> String in
      guard case .path(let path, let fill?, nil) = item else { return self.item(item) }
      let pieces = path.pieces.map { place, outline in
        "\(Self.length(place.x)),\(Self.length(place.y)),\"\(Self.data(outline))\""
      }
      return "[\"r\",[\(pieces.joined(separator: ","))],\(Self.color(fill))]"
    }
    return "[\(written.joined(separator: ","))]"
  }

  mutating func item(_ item: DisplayItem) -> String {
    switch item {
    case .path(let path, let fill, let stroke):
      if let lines = Self.straightLines(path), fill == nil || path.elements.count == 5 {
        return "[\"s\",[\(lines.joined(separator: ","))],\(Self.optional(fill)),"
          + "\(Self.stroke(stroke))]"
      }
      return "[\"p\",\"\(Self.data(path))\",\(Self.optional(fill)),\(Self.stroke(stroke))]"
    case .text(let run): return text(run)
    case .markers(let marker, let positions, let colors, let scales):
      let places = positions.flatMap { [$0.x, $0.y] }
      return "[\"m\",\(Self.marker(marker)),\(SceneNumbers.json(places)),"
        + "[\(colors.map(Self.color).joined(separator: ","))],\(Self.list(scales))]"
    case .image(let image, let frame): return Self.image(image, frame)
    case .group(let group):
      let clip = group.clip.map(Self.rectangle) ?? "0"
      let frame = group.role == "legend-entry" ? group.frame.map(Self.rectangle) ?? "0" : "0"
      return "[\"g\",\(Self.string(group.role)),\(clip),\(Self.length(group.opacity)),"
        + "\(items(group.items)),\(frame)]"
    }
  }

  /// Shape and width of the line that draws it, 0 for a filled one.
  static func marker(_ marker: Marker) -> String {
    "[\"\(data(marker.path()))\",\(length(marker.strokeWidth ?? 0)),\(length(marker.size))]"
  }

  static func image(_ image: RasterImage, _ frame: Rectangle) -> String {
    let file = PNGEncoder().encode(image)
    return "[\"i\",\"\(base64(file))\",\(rectangle(frame)),\(image.isSmooth ? 1 : 0)]"
  }

  mutating func text(_ run: GlyphRun) -> String {
    let glyphs = run.glyphs.map {
      "\(index(of: $0.identifier, in: run.font)),\(Self.length($0.origin.x)),"
        + Self.length($0.origin.y)
    }
    return "[\"t\",\(Self.length(run.size)),\(Self.color(run.color)),\(Self.number(run.rotation)),"
      + "\(Self.length(run.pivot.x)),\(Self.length(run.pivot.y)),"
      + "[\(glyphs.joined(separator: ","))],\(Self.string(run.text))]"
  }

  /// The points of each piece of a path that runs along the axes only, or nil.
  private static func straightLines(_ path: Path) -> [String]? {
    var lines: [[Point]] = []
    for element in path.elements {
      switch element {
      case .move(let point): lines.append([point])
      case .line(let point):
        guard let last = lines.last?.last, last.x == point.x || last.y == point.y else {
          return nil
        }
        lines[lines.count - 1].append(point)
      case .close:
        guard let first = lines.last?.first else { return nil }
        lines[lines.count - 1].append(first)
      case .curve: return nil
      }
    }
    return lines.map { list($0.flatMap { [$0.x, $0.y] }) }
  }
}
