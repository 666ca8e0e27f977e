/// Writes animated PNG files frame by frame: of each frame only the rectangle that changed.
///
/// Programs that do not know animation show the first frame.
///
/// Reference: W3C, Portable Network Graphics (PNG) Specification (Third Edition), section 11.3.6.
package struct AnimatedPNGWriter: Sendable {
  private let width: Int
  private let height: Int
  private let isOpaque: Bool
  private let delay: (numerator: Int, denominator: Int)
  private var sequence = 0

  /// A rectangle of a frame, compressed.
  package struct Part: Sendable {
    fileprivate var columns: Range<Int>
    fileprivate var rows: Range<Int>
    fileprivate var data: [UInt8]

    /// Where its upper left pixel lies.
    package var corner: (column: Int, row: Int) { (columns.lowerBound, rows.lowerBound) }
  }

  /// A writer.
  ///
  /// - Parameters:
  ///   - width: columns.
  ///   - height: rows.
  ///   - isOpaque: whether no pixel is transparent.
  ///   - rate: frames in a second.
  package init(width: Int, height: Int, isOpaque: Bool, rate: Double) {
    self.width = width
    self.height = height
    self.isOpaque = isOpaque
    // Numerator and denominator have 16 bits: 1/30 is exact, 1/23.976 is 1000/23976.
    func isExact(_ scale: Double) -> Bool {
      let scaled = rate * scale
      return scaled <= 65535 && abs(scaled - scaled.rounded()) < 1e-9
    }
    let scales: [Double] = [1, 10, 100, 1000]
    let scale = scales.first(where: isExact) ?? scales.last { rate * $0 <= 65535 } ?? 1
    delay = (Int(scale), max(1, Int(min(65535, (rate * scale).rounded()))))
  }

  /// What stands before the first frame.
  package func header(frameCount: Int, repeatCount: Int, texts: [String: String]) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    PNGEncoder.append(
      "IHDR", PNGEncoder.word(width) + PNGEncoder.word(height) + [8, isOpaque ? 2 : 6, 0, 0, 0],
      to: &file)
    PNGEncoder.append(
      "acTL", PNGEncoder.word(frameCount) + PNGEncoder.word(repeatCount), to: &file)
    for text in texts.sorted(by: { $0.key < $1.key }) {
      PNGEncoder.append(
        "iTXt", Array(text.key.utf8) + [0, 0, 0, 0, 0] + Array(text.value.utf8), to: &file)
    }
    return file
  }

  /// What a frame adds to the one before; from any thread.
  package func part(_ frame: PixelFrame, after previous: PixelFrame?) -> Part {
    var columns = 0..<width
    var rows = 0..<height
    if let previous {
      // A frame of its own even where nothing changes: it takes its time.
      (columns, rows) = frame.difference(from: previous) ?? (0..<1, 0..<1)
    }
    var deflater = Deflater(level: 6)
    let bytesPerPixel = isOpaque ? 3 : 4
    var line = [UInt8](repeating: 0, count: 1 + columns.count * bytesPerPixel)
    for row in rows {
      var offset = 1
      for column in columns {
        let pixel = frame.pixels[row * width + column]
        line[offset] = UInt8(truncatingIfNeeded: pixel)
        line[offset + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
        line[offset + 2] = UInt8(truncatingIfNeeded: pixel >> 16)
        if !isOpaque { line[offset + 3] = UInt8(truncatingIfNeeded: pixel >> 24) }
        offset += bytesPerPixel
      }
      deflater.append(line, isLast: row == rows.upperBound - 1)
    }
    return Part(columns: columns, rows: rows, data: deflater.output)
  }

  /// A part as a PNG file of its own.
  package func file(_ part: Part) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    PNGEncoder.append(
      "IHDR",
      PNGEncoder.word(part.columns.count) + PNGEncoder.word(part.rows.count)
        + [8, isOpaque ? 2 : 6, 0, 0, 0], to: &file)
    PNGEncoder.append("IDAT", part.data, to: &file)
    PNGEncoder.append("IEND", [], to: &file)
    return file
  }

  /// The chunks of the next frame.
  package mutating func chunks(_ part: Part) -> [UInt8] {
    var file: [UInt8] = []
    let isFirst = sequence == 0
    var control = PNGEncoder.word(sequence)
    for value in [
      part.columns.count, part.rows.count, part.columns.lowerBound, part.rows.lowerBound,
    ] {
      control += PNGEncoder.word(value)
    }
    control += [delay.numerator, delay.denominator].flatMap {
      [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
    }
    // The frame stays; the next one replaces pixels, transparency included.
    control += [0, 0]
    PNGEncoder.append("fcTL", control, to: &file)
    sequence += 1
    if isFirst {
      PNGEncoder.append("IDAT", part.data, to: &file)
    } else {
      PNGEncoder.append("fdAT", PNGEncoder.word(sequence) + part.data, to: &file)
      sequence += 1
    }
    return file
  }

  /// What stands after the last frame.
  package var trailer: [UInt8] {
    var file: [UInt8] = []
    PNGEncoder.append("IEND", [], to: &file)
    return file
  }
}
