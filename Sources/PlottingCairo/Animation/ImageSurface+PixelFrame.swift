import Plotting

extension ImageSurface {
  /// The pixels, no longer premultiplied.
  func pixelFrame() -> PixelFrame {
    var pixels = [UInt32](repeating: 0, count: width * height)
    let width = width
    withRows { row, source in
      for column in 0..<width {
        let pixel = source[column]
        let alpha = pixel >> 24
        var (red, green, blue) = (pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255)
        if alpha > 0, alpha < 255 {
          red = min(255, (red * 255 + alpha / 2) / alpha)
          green = min(255, (green * 255 + alpha / 2) / alpha)
          blue = min(255, (blue * 255 + alpha / 2) / alpha)
        }
        pixels[row * width + column] = alpha << 24 | blue << 16 | green << 8 | red
      }
    }
    return PixelFrame(width: width, height: height, pixels: pixels)
  }
}
