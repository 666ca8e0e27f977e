/// Very long lines as one image: as vectors they would make files of many megabytes that open
/// slowly.
package struct PathRaster {
  /// Above this many steps in one mark vector output holds an image.
  package static let threshold = 50_000
  /// The best resolution that journals ask for: 450 per inch.
  private static let pixelsPerPoint = 450.0 / 72
  /// Larger drawings are seen from farther away; this many pixels take 100 MB while they are drawn.
  private static let mostPixels = 6e6

  /// Lines with the strokes that draw them.
  private let lines: [(path: Path, stroke: Stroke)]
  private let bounds: Rectangle
  private let factor: Double
  private let width: Int
  private let height: Int

  /// Lines from back to front.
  ///
  /// - Parameters:
  ///   - lines: straight solid lines with their strokes.
  ///   - clip: nothing outside is drawn.
  package init?(_ lines: [(path: Path, stroke: Stroke)], clip: Rectangle) {
    guard clip.width > 0, clip.height > 0, clip.width.isFinite, clip.height.isFinite else {
      return nil
    }
    self.lines = lines
    bounds = clip
    factor = min(
      Self.pixelsPerPoint, (Self.mostPixels / (clip.width * clip.height)).squareRoot())
    width = max(1, Int((clip.width * factor).rounded(.up)))
    height = max(1, Int((clip.height * factor).rounded(.up)))
  }

  /// The image and its place.
  package func image() -> (image: RasterImage, frame: Rectangle) {
    // Premultiplied red, green, blue and alpha.
    var pixels = [SIMD4<Float>](repeating: .zero, count: width * height)
    var coverage = LineCoverage(width: width, height: height)
    let origin = Point(bounds.x * factor, bounds.y * factor)
    for (path, stroke) in lines {
      coverage.add(path, stroke: stroke, scale: factor, origin: origin)
      let alpha = Float(stroke.color.alpha)
      let paint =
        SIMD4(Float(stroke.color.red), Float(stroke.color.green), Float(stroke.color.blue), 1)
        * alpha
      coverage.take { index, covered in
        pixels[index] = pixels[index] * (1 - covered * alpha) + paint * covered
      }
    }
    let frame = Rectangle(
      x: bounds.x, y: bounds.y, width: Double(width) / factor, height: Double(height) / factor)
    return (RasterImage(premultiplied: pixels, width: width, height: height), frame)
  }
}

extension RasterImage {
  /// An image of premultiplied components in 0 … 1.
  init(premultiplied pixels: [SIMD4<Float>], width: Int, height: Int) {
    var bytes = [UInt8](repeating: 0, count: 4 * pixels.count)
    for (index, pixel) in pixels.enumerated() where pixel.w > 0 {
      var straight = pixel / pixel.w
      straight.w = pixel.w
      let scaled = (straight.clamped(lowerBound: .zero, upperBound: .one) * 255).rounded(
        .toNearestOrEven)
      for channel in 0..<4 { bytes[4 * index + channel] = UInt8(scaled[channel]) }
    }
    self.init(width: width, height: height, pixels: bytes, isSmooth: true)
  }
}

extension DisplayList {
  /// The same with lines of very many steps as images, for vector output.
  package var withLongLinesAsImages: DisplayList {
    var copy = self
    let page = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
    copy.items = Self.withLongLinesAsImages(items, clip: page)
    return copy
  }

  private static func withLongLinesAsImages(
    _ items: [DisplayItem], clip: Rectangle
  ) -> [DisplayItem] {
    let steps = items.reduce(0) { $0 + (solidLine($1)?.path.elements.count ?? 0) }
    guard steps > PathRaster.threshold else {
      return items.map { item in
        guard case .group(var group) = item else { return item }
        group.items = withLongLinesAsImages(group.items, clip: group.clip ?? clip)
        return .group(group)
      }
    }
    var result: [DisplayItem] = []
    var lines: [(path: Path, stroke: Stroke)] = []
    func flush() {
      if !lines.isEmpty, let (image, frame) = PathRaster(lines, clip: clip)?.image() {
        result.append(.image(image, frame: frame))
      }
      lines = []
    }
    for item in items {
      if let line = solidLine(item) {
        lines.append(line)
      } else {
        flush()
        result.append(contentsOf: withLongLinesAsImages([item], clip: clip))
      }
    }
    flush()
    return result
  }

  /// A stroked path of straight lines without dashes.
  private static func solidLine(_ item: DisplayItem) -> (path: Path, stroke: Stroke)? {
    guard case .path(let path, nil, let stroke?) = item, stroke.dashes.isEmpty, stroke.width > 0
    else { return nil }
    return path.isPolyline ? (path, stroke) : nil
  }
}
