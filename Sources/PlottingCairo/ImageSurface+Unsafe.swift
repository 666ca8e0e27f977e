import CCairo
import Plotting

/// Pixels that Cairo draws on: 32 bits each, alpha first, premultiplied.
final class ImageSurface {
  /// The largest extent that Cairo's images may have.
  static let largestExtent = 32_767

  let width: Int
  let height: Int
  let surface: OpaquePointer

  /// A transparent image.
  ///
  /// - Parameters:
  ///   - width: columns.
  ///   - height: rows.
  /// - Throws: `PlottingError` if it is too large for Cairo.
  init(width: Int, height: Int) throws {
    guard (1...Self.largestExtent).contains(width), (1...Self.largestExtent).contains(height) else {
      throw PlottingError(
        .drawing,
        "An image of \(width) × \(height) pixels cannot be drawn: each side may have 1 to "
          + "\(Self.largestExtent) pixels. Lower the resolution or the size, or average the data.")
    }
    guard let made = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    else { throw PlottingError(.drawing, "Cairo could not make an image.") }
    surface = made
    self.width = width
    self.height = height
    try check(cairo_surface_status(made), "making an image of \(width) × \(height) pixels")
  }

  /// An image of a display list.
  convenience init(_ image: RasterImage) throws {
    try self.init(width: image.width, height: image.height)
    let width = width
    image.pixels.withUnsafeBufferPointer { source in
      withRows { row, target in
        var offset = row * width * 4
        for column in 0..<width {
          let alpha = UInt32(source[offset + 3])
          let red = Self.multiply(UInt32(source[offset]), alpha)
          let green = Self.multiply(UInt32(source[offset + 1]), alpha)
          let blue = Self.multiply(UInt32(source[offset + 2]), alpha)
          target[column] = alpha << 24 | red << 16 | green << 8 | blue
          offset += 4
        }
      }
    }
  }

  deinit { cairo_surface_destroy(surface) }

  /// Lets a body change each row's pixels.
  func withRows(_ body: (_ row: Int, _ pixels: UnsafeMutableBufferPointer<UInt32>) -> Void) {
    cairo_surface_flush(surface)
    guard let bytes = cairo_image_surface_get_data(surface) else { return }
    let stride = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<height {
      let start = UnsafeMutableRawPointer(bytes + row * stride)
      body(
        row,
        UnsafeMutableBufferPointer(
          start: start.assumingMemoryBound(to: UInt32.self), count: width))
    }
    cairo_surface_mark_dirty(surface)
  }

  /// Lets a body change any pixel.
  func withPixels(_ body: (_ pixels: UnsafeMutablePointer<UInt32>, _ stride: Int) -> Void) {
    cairo_surface_flush(surface)
    guard let bytes = cairo_image_surface_get_data(surface) else { return }
    let stride = Int(cairo_image_surface_get_stride(surface))
    UnsafeMutableRawPointer(bytes).withMemoryRebound(
      to: UInt32.self, capacity: stride / 4 * height
    ) {
      body($0, stride / 4)
    }
    cairo_surface_mark_dirty(surface)
  }

  /// The PNG file of the pixels.
  func pngData(_ encoder: PNGEncoder) -> [UInt8] {
    var isOpaque = true
    withRows { _, pixels in
      isOpaque = isOpaque && pixels.allSatisfy { $0 >> 24 == 255 }
    }
    var file: [UInt8] = []
    withPixels { pixels, stride in
      file = encoder.encode(width: width, height: height, isOpaque: isOpaque) { row, bytes in
        let source = pixels + row * stride
        if isOpaque {
          for column in 0..<width {
            let pixel = source[column]
            bytes[3 * column] = UInt8(truncatingIfNeeded: pixel >> 16)
            bytes[3 * column + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            bytes[3 * column + 2] = UInt8(truncatingIfNeeded: pixel)
          }
        } else {
          for column in 0..<width {
            let pixel = source[column]
            let alpha = pixel >> 24
            bytes[4 * column] = Self.divide(pixel >> 16 & 255, alpha)
            bytes[4 * column + 1] = Self.divide(pixel >> 8 & 255, alpha)
            bytes[4 * column + 2] = Self.divide(pixel & 255, alpha)
            bytes[4 * column + 3] = UInt8(truncatingIfNeeded: alpha)
          }
        }
      }
    }
    return file
  }

  /// Puts a colour on pixels.
  ///
  /// - Parameters:
  ///   - color: the colour.
  ///   - body: calls its argument with the column, the row and the covered part of each pixel, all
  ///     of which have to be inside.
  func blend(
    _ color: Color, _ body: ((_ column: Int, _ row: Int, _ covered: Float) -> Void) -> Void
  ) {
    let bytes = color.bytes.map(UInt32.init)
    let (red, green, blue) = (bytes[0], bytes[1], bytes[2])
    let alpha = Float(min(max(color.alpha, 0), 1)) * 255
    let full = UInt32(255) << 24 | red << 16 | green << 8 | blue
    withPixels { pixels, stride in
      body { column, row, covered in
        let share = UInt32(covered * alpha + 0.5)
        let index = row * stride + column
        if share == 255 {
          pixels[index] = full
          return
        }
        let old = pixels[index]
        let rest = 255 - share
        func mixed(_ own: UInt32, _ below: UInt32) -> UInt32 {
          Self.multiply(own, share) &+ Self.multiply(below & 255, rest)
        }
        pixels[index] =
          mixed(255, old >> 24) << 24 | mixed(red, old >> 16) << 16 | mixed(green, old >> 8) << 8
          | mixed(blue, old)
      }
    }
  }

  /// x · a / 255, rounded.
  static func multiply(_ value: UInt32, _ alpha: UInt32) -> UInt32 {
    let product = value &* alpha &+ 128
    return (product &+ product >> 8) >> 8
  }

  private static func divide(_ value: UInt32, _ alpha: UInt32) -> UInt8 {
    alpha == 0 ? 0 : UInt8(min(255, (value * 255 + alpha / 2) / alpha))
  }
}
