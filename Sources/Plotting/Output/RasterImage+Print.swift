extension RasterImage {
  /// The image with each pixel repeated, so that viewers that always smooth images leave its cells
  /// sharp in print: about 300 pixels per inch, at most a million pixels.
  ///
  /// Smooth images, and those whose cells are hardly visible, stay as they are.
  ///
  /// - Parameter frame: where the image is drawn, in points.
  /// - Returns: an image of the same look.
  package func enlargedForPrint(in frame: Rectangle) -> RasterImage {
    guard !isSmooth else { return self }
    let wanted = max(
      frame.width * 300 / 72 / Double(width), frame.height * 300 / 72 / Double(height))
    let room = (1e6 / Double(width * height)).squareRoot()
    let factor = Int(min(wanted.rounded(.up), room, 32))
    guard wanted >= 4, factor > 1 else { return self }
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
}
