/// Many markers as one image: beyond some ten thousand, vector files grow past usefulness.
package struct MarkerRaster {
  /// Above this many markers vector output holds an image.
  package static let threshold = 20_000
  /// Resolution that journals ask for.
  private static let pixelsPerPoint = 450.0 / 72

  private let marker: Marker
  private let positions: [Point]
  private let colors: [Color]
  private let scales: [Double]

  package init(_ marker: Marker, positions: [Point], colors: [Color], scales: [Double]) {
    self.marker = marker
    self.positions = positions
    self.colors = colors
    self.scales = scales
  }

  /// The image and its place, or nil where there are no markers.
  package func image() -> (RasterImage, Rectangle)? {
    guard let first = positions.first, !colors.isEmpty, !scales.isEmpty else { return nil }
    var bounds = Rectangle(x: first.x, y: first.y, width: 0, height: 0)
    for place in positions {
      bounds = bounds.union(Rectangle(x: place.x, y: place.y, width: 0, height: 0))
    }
    let reach = marker.size * (scales.max() ?? 1) * 0.7 + (marker.strokeWidth ?? 0)
    bounds = bounds.outset(by: reach)
    let factor = min(Self.pixelsPerPoint, 4000 / max(bounds.width, bounds.height))
    let width = max(1, Int((bounds.width * factor).rounded(.up)))
    let height = max(1, Int((bounds.height * factor).rounded(.up)))
    var pixels = [Float](repeating: 0, count: 4 * width * height)
    for (index, place) in positions.enumerated() {
      let color = colors.count == 1 ? colors[0] : colors[index]
      let scale = scales.count == 1 ? scales[0] : scales[index]
      blend(
        color, x: (place.x - bounds.x) * factor, y: (place.y - bounds.y) * factor,
        radius: marker.size * scale * factor / 2, into: &pixels, width: width, height: height)
    }
    var bytes = [UInt8](repeating: 0, count: pixels.count)
    for pixel in stride(from: 0, to: pixels.count, by: 4) {
      let alpha = pixels[pixel + 3]
      guard alpha > 0 else { continue }
      for channel in 0..<3 {
        bytes[pixel + channel] = UInt8((pixels[pixel + channel] / alpha * 255).rounded())
      }
      bytes[pixel + 3] = UInt8((alpha * 255).rounded())
    }
    let frame = Rectangle(
      x: bounds.x, y: bounds.y, width: Double(width) / factor, height: Double(height) / factor)
    return (RasterImage(width: width, height: height, pixels: bytes, isSmooth: true), frame)
  }

  /// Lays one marker over what is there; colours are premultiplied while they add up.
  private func blend(
    _ color: Color, x: Double, y: Double, radius: Double, into pixels: inout [Float], width: Int,
    height: Int
  ) {
    let reach = radius * 1.3 + 1
    let rows = max(0, Int(y - reach))...max(0, min(height - 1, Int(y + reach)))
    let columns = max(0, Int(x - reach))...max(0, min(width - 1, Int(x + reach)))
    let line = max(1, (marker.strokeWidth ?? 0) * Self.pixelsPerPoint) / 2
    for row in rows {
      for column in columns {
        let dx = Double(column) + 0.5 - x
        let dy = Double(row) + 0.5 - y
        let inside = 0.5 - distance(dx, dy, radius: radius, line: line)
        guard inside > 0 else { continue }
        let alpha = Float(min(1, inside) * color.alpha)
        let pixel = 4 * (row * width + column)
        let keep = 1 - alpha
        pixels[pixel] = pixels[pixel] * keep + Float(color.red) * alpha
        pixels[pixel + 1] = pixels[pixel + 1] * keep + Float(color.green) * alpha
        pixels[pixel + 2] = pixels[pixel + 2] * keep + Float(color.blue) * alpha
        pixels[pixel + 3] = pixels[pixel + 3] * keep + alpha
      }
    }
  }

  /// Signed distance from the marker's edge in pixels, negative inside; triangles and stars, too
  /// small to be told apart in such a crowd, count as circles.
  private func distance(_ dx: Double, _ dy: Double, radius: Double, line: Double) -> Double {
    let ax = abs(dx)
    let ay = abs(dy)
    switch marker.shape {
    case .circle, .triangleUp, .triangleDown, .star:
      return (dx * dx + dy * dy).squareRoot() - radius
    case .square: return max(ax, ay) - 0.89 * radius
    case .diamond: return (ax + ay - 1.15 * radius) / 1.414
    case .plus: return min(max(ax - radius, ay - line), max(ay - radius, ax - line))
    case .cross:
      let u = abs(dx + dy) / 1.414
      let v = abs(dx - dy) / 1.414
      return min(max(u - radius, v - line), max(v - radius, u - line))
    }
  }
}
