import Preconditions

/// The pixels of a frame: row by row from the top, red in the lowest byte, then green, blue, alpha
/// (not premultiplied).
package struct PixelFrame: Sendable, Hashable {
  /// Columns.
  package let width: Int
  /// Rows.
  package let height: Int
  /// width · height pixels.
  package var pixels: [UInt32]

  /// Pixels of a size.
  package init(width: Int, height: Int, pixels: [UInt32]) {
    requirePrecondition(
      width > 0 && height > 0 && pixels.count == width * height,
      "A frame of \(width) × \(height) pixels got \(pixels.count).")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The columns and rows where two frames of one size differ, or nil where they are equal.
  package func difference(from other: PixelFrame) -> (columns: Range<Int>, rows: Range<Int>)? {
    requirePrecondition(width == other.width && height == other.height, "Frames differ in size.")
    var left = width
    var right = 0
    var top: Int?
    var bottom = 0
    for row in 0..<height {
      let start = row * width
      var first = 0
      while first < width, pixels[start + first] == other.pixels[start + first] { first += 1 }
      guard first < width else { continue }
      var last = width - 1
      while pixels[start + last] == other.pixels[start + last] { last -= 1 }
      left = min(left, first)
      right = max(right, last + 1)
      top = top ?? row
      bottom = row + 1
    }
    guard let top else { return nil }
    return (left..<right, top..<bottom)
  }

  /// The same on a colour, without transparency.
  package func flattened(on ground: Color) -> PixelFrame {
    guard pixels.contains(where: { $0 >> 24 < 255 }) else { return self }
    let bytes = ground.bytes.map(UInt32.init)
    var copy = self
    for index in pixels.indices where pixels[index] >> 24 < 255 {
      let pixel = pixels[index]
      let alpha = pixel >> 24
      var mixed: UInt32 = 255 << 24
      for channel in 0..<3 {
        let value = pixel >> (8 * UInt32(channel)) & 255
        mixed |=
          ((value * alpha + bytes[channel] * (255 - alpha) + 127) / 255) << (8 * UInt32(channel))
      }
      copy.pixels[index] = mixed
    }
    return copy
  }
}
