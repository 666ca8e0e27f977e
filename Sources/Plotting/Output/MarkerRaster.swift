/// Many markers as one image: beyond some ten thousand, vector files grow past usefulness.
package struct MarkerRaster {
  /// Above this many markers vector output holds an image.
  package static let threshold = 20_000
  /// Resolution that journals ask for.
  private static let pixelsPerPoint = 300.0 / 72
  /// Places within a pixel, along each axis, for which a marker is drawn once and then copied.
  private static let phases = 4

  private let marker: Marker
  private let positions: [Point]
  private let colors: [Color]
  private let scales: [Double]

  /// Markers as a display item has them.
  package init(_ marker: Marker, positions: [Point], colors: [Color], scales: [Double]) {
    self.marker = marker
    self.positions = positions
    self.colors = colors
    self.scales = scales
  }

  /// How much of each pixel a marker covers.
  private struct Sprite {
    var side: Int
    var coverage: [Float]
  }

  private struct SpriteKey: Hashable {
    var scale: Double
    var phaseX: Int
    var phaseY: Int
  }

  /// The image and its place, or nil where there are no markers.
  package func image() -> (RasterImage, Rectangle)? {
    guard let first = positions.first, !colors.isEmpty, !scales.isEmpty else { return nil }
    var bounds = Rectangle(x: first.x, y: first.y, width: 0, height: 0)
    for place in positions {
      bounds = bounds.union(Rectangle(x: place.x, y: place.y, width: 0, height: 0))
    }
    let strokeWidth = marker.strokeWidth ?? 0
    bounds = bounds.outset(by: marker.size * (scales.max() ?? 1) * 0.7 + strokeWidth)
    let factor = min(Self.pixelsPerPoint, 4000 / max(bounds.width, bounds.height))
    let width = max(1, Int((bounds.width * factor).rounded(.up)))
    let height = max(1, Int((bounds.height * factor).rounded(.up)))
    // Premultiplied red, green, blue and alpha.
    var pixels = [SIMD4<Float>](repeating: .zero, count: width * height)
    var sprites: [SpriteKey: Sprite] = [:]
    for (index, place) in positions.enumerated() {
      let color = colors.count == 1 ? colors[0] : colors[index]
      let scale = scales.count == 1 ? scales[0] : scales[index]
      let x = (place.x - bounds.x) * factor
      let y = (place.y - bounds.y) * factor
      let column = Int(x)
      let row = Int(y)
      let key = SpriteKey(
        scale: scale, phaseX: Int((x - Double(column)) * Double(Self.phases)),
        phaseY: Int((y - Double(row)) * Double(Self.phases)))
      let sprite: Sprite
      if let known = sprites[key] {
        sprite = known
      } else {
        sprite = self.sprite(key, factor: factor)
        sprites[key] = sprite
      }
      let alpha = Float(color.alpha)
      let paint = SIMD4(Float(color.red), Float(color.green), Float(color.blue), 1) * alpha
      let half = sprite.side / 2
      for line in 0..<sprite.side {
        let target = row - half + line
        guard target >= 0, target < height else { continue }
        let left = max(0, half - column)
        let right = min(sprite.side, width - column + half)
        guard left < right else { continue }
        let from = line * sprite.side
        let to = target * width + column - half
        for step in left..<right {
          let coverage = sprite.coverage[from + step]
          guard coverage > 0 else { continue }
          pixels[to + step] = pixels[to + step] * (1 - coverage * alpha) + paint * coverage
        }
      }
    }
    let frame = Rectangle(
      x: bounds.x, y: bounds.y, width: Double(width) / factor, height: Double(height) / factor)
    return (RasterImage(premultiplied: pixels, width: width, height: height), frame)
  }

  private func sprite(_ key: SpriteKey, factor: Double) -> Sprite {
    let radius = marker.size * key.scale * factor / 2
    let line = max(1, (marker.strokeWidth ?? 0) * factor) / 2
    let half = Int((radius * 1.3).rounded(.up)) + 1
    let side = 2 * half + 1
    var coverage = [Float](repeating: 0, count: side * side)
    // The marker's place within the middle pixel.
    let x = Double(half) + (Double(key.phaseX) + 0.5) / Double(Self.phases)
    let y = Double(half) + (Double(key.phaseY) + 0.5) / Double(Self.phases)
    for row in 0..<side {
      for column in 0..<side {
        let edge = distance(
          Double(column) + 0.5 - x, Double(row) + 0.5 - y, radius: radius, line: line)
        coverage[row * side + column] = Float(min(1, max(0, 0.5 - edge)))
      }
    }
    return Sprite(side: side, coverage: coverage)
  }

  /// Signed distance from the marker's edge in pixels, negative inside; triangles and stars, too
  /// small to be told apart in such a crowd, count as circles.
  private func distance(_ dx: Double, _ dy: Double, radius: Double, line: Double) -> Double {
    let ax = abs(dx)
    let ay = abs(dy)
    switch marker.shape {
    case .circle, .triangleUp, .triangleDown, .star:
      return (dx * dx + dy * dy).squareRoot() - radius
    case .square: return max(ax, ay) - 0.886 * radius
    case .diamond: return (ax + ay - 1.05 * radius) / 1.414
    case .plus: return min(max(ax - radius, ay - line), max(ay - radius, ax - line))
    case .cross:
      let u = abs(dx + dy) / 1.414
      let v = abs(dx - dy) / 1.414
      return min(max(u - radius, v - line), max(v - radius, u - line))
    }
  }
}
