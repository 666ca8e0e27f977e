extension RasterImage {
  /// The image finer, so that viewers show it alike: about 300 pixels per inch, or 150 for smooth ones, at
  /// most a million pixels.
  ///
  /// Some viewers smooth images that are to be sharp, others shift those that are to be smooth by half a
  /// pixel; where pixels are small nobody sees either. Images that are fine already stay as they are.
  ///
  /// - Parameter frame: where the image is drawn, in points.
  /// - Returns: an image of the same look.
  package func enlargedForPrint(in frame: Rectangle) -> RasterImage {
    let resolution = isSmooth ? 150.0 : 300
    let wanted = max(
      frame.width * resolution / 72 / Double(width), frame.height * resolution / 72 / Double(height)
    )
    let room = (1e6 / Double(width * height)).squareRoot()
    let factor = Int(min(wanted.rounded(.up), room, 32))
    guard wanted >= (isSmooth ? 2 : 4), factor > 1 else { return self }
    return isSmooth ? interpolated(factor) : repeated(factor)
  }

  /// The image with each pixel repeated.
  private func repeated(_ factor: Int) -> RasterImage {
    var enlarged: [UInt8] = []
    enlarged.reserveCapacity(pixels.count * factor * factor)
    for row in 0..<height {
      let start = enlarged.count
      for column in 0..<width {
        let offset = 4 * (row * width + column)
        for _ in 0..<factor { enlarged += pixels[offset..<offset + 4] }
      }
      let line = enlarged[start...]
      for _ in 1..<factor { enlarged += line }
    }
    return RasterImage(
      width: width * factor, height: height * factor, pixels: enlarged, isSmooth: isSmooth)
  }

  /// The image with colours that run linearly between the middles of its pixels; what is transparent
  /// has no colour to give.
  private func interpolated(_ factor: Int) -> RasterImage {
    /// The two pixels on both sides of each finer one, and the share of the second.
    func neighbours(_ count: Int) -> [(first: Int, second: Int, share: Float)] {
      (0..<count * factor).map { index in
        let place = (Float(index) + 0.5) / Float(factor) - 0.5
        let first = Int(place.rounded(.down))
        return (max(first, 0), min(first + 1, count - 1), place - Float(first))
      }
    }
    let columns = neighbours(width)
    let colors = (0..<width * height).map { index -> SIMD4<Float> in
      let alpha = Float(pixels[4 * index + 3])
      return SIMD4(
        Float(pixels[4 * index]) * alpha, Float(pixels[4 * index + 1]) * alpha,
        Float(pixels[4 * index + 2]) * alpha, alpha)
    }
    var finer: [UInt8] = []
    finer.reserveCapacity(pixels.count * factor * factor)
    for row in neighbours(height) {
      let mixed = (0..<width).map { column in
        colors[row.first * width + column] * (1 - row.share)
          + colors[row.second * width + column] * row.share
      }
      for column in columns {
        let sum = mixed[column.first] * (1 - column.share) + mixed[column.second] * column.share
        let alpha = max(sum.w, .leastNormalMagnitude)
        finer.append(UInt8(sum.x / alpha + 0.5))
        finer.append(UInt8(sum.y / alpha + 0.5))
        finer.append(UInt8(sum.z / alpha + 0.5))
        finer.append(UInt8(sum.w + 0.5))
      }
    }
    return RasterImage(
      width: width * factor, height: height * factor, pixels: finer, isSmooth: true)
  }
}
