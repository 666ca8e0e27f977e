import Preconditions

/// Writes animated GIF files frame by frame: one palette for all, of each frame the rectangle that
/// changed, pixels that stay as they are transparent.
///
/// Reference: Graphics Interchange Format, Version 89a (CompuServe, 1990).
package struct GIFWriter: Sendable {
  /// The format counts hundredths of a second, and browsers slow down delays below two of them.
  package static let greatestRate = 50.0

  private let width: Int
  private let height: Int
  private let palette: [UInt32]
  private let rate: Double
  private var frameCount = 0

  /// Number of the colour that means: as before.
  private var unchanged: UInt8 { UInt8(palette.count) }
  /// Bits that number the palette's colours and the one that means: as before.
  private var bits: Int { max(2, Int.bitWidth - palette.count.leadingZeroBitCount) }

  /// A rectangle of a frame, compressed.
  package struct Part: Sendable {
    fileprivate var columns: Range<Int>
    fileprivate var rows: Range<Int>
    fileprivate var data: [UInt8]
  }

  /// A writer.
  ///
  /// - Parameters:
  ///   - width: columns.
  ///   - height: rows.
  ///   - palette: at most 255 colours as 0xBBGGRR.
  ///   - rate: frames in a second, at most 50.
  package init(width: Int, height: Int, palette: [UInt32], rate: Double) {
    requirePrecondition(
      (1...255).contains(palette.count) && width <= 65535 && height <= 65535,
      "A GIF has 1 to 255 colours and one that is transparent, and at most 65535 pixels a side.")
    self.width = width
    self.height = height
    self.palette = palette
    self.rate = rate
  }

  private static func word(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  /// What stands before the first frame.
  package func header(repeatCount: Int) -> [UInt8] {
    var file = Array("GIF89a".utf8) + Self.word(width) + Self.word(height)
    // A global palette of 2^bits colours at 8 bits per channel.
    file += [0xf0 | UInt8(bits - 1), 0, 0]
    for index in 0..<(1 << bits) {
      let color = index < palette.count ? palette[index] : 0
      file += [0, 8, 16].map { UInt8(truncatingIfNeeded: color >> $0) }
    }
    // One pass is what files without the extension do; n repetitions are n + 1 passes.
    guard repeatCount != 1 else { return file }
    file += [0x21, 0xff, 11] + Array("NETSCAPE2.0".utf8)
    file += [3, 1] + Self.word(repeatCount == 0 ? 0 : min(repeatCount - 1, 65535)) + [0]
    return file
  }

  /// What a frame adds to the one before; from any thread.
  package func part(_ frame: PixelFrame, after previous: PixelFrame?) -> Part {
    var columns = 0..<width
    var rows = 0..<height
    if let previous {
      (columns, rows) = frame.difference(from: previous) ?? (0..<1, 0..<1)
    }
    var mapper = PaletteMapper(palette)
    var indices: [UInt8] = []
    indices.reserveCapacity(columns.count * rows.count)
    for row in rows {
      for place in (row * width + columns.lowerBound)..<(row * width + columns.upperBound) {
        let pixel = frame.pixels[place]
        if let previous, previous.pixels[place] == pixel {
          indices.append(unchanged)
        } else {
          indices.append(mapper.index(of: pixel))
        }
      }
    }
    return Part(columns: columns, rows: rows, data: LempelZivWelch.encode(indices, bits: bits))
  }

  /// The blocks of the next frame.
  package mutating func blocks(_ part: Part) -> [UInt8] {
    // Rounding does not add up: the film as a whole keeps its time to a hundredth of a second.
    func hundredths(_ count: Int) -> Int { Int((100 * Double(count) / rate).rounded()) }
    let delay = hundredths(frameCount + 1) - hundredths(frameCount)
    frameCount += 1
    // The frame stays under the next one; one colour is transparent.
    var file: [UInt8] = [0x21, 0xf9, 4, 0x05] + Self.word(min(delay, 65535)) + [unchanged, 0]
    file.append(0x2c)
    file += Self.word(part.columns.lowerBound) + Self.word(part.rows.lowerBound)
    file += Self.word(part.columns.count) + Self.word(part.rows.count) + [0, UInt8(bits)]
    for start in stride(from: 0, to: part.data.count, by: 255) {
      let block = part.data[start..<min(start + 255, part.data.count)]
      file.append(UInt8(block.count))
      file += block
    }
    file.append(0)
    return file
  }

  /// What stands after the last frame.
  package var trailer: [UInt8] { [0x3b] }
}

/// Compression of GIF images.
///
/// Reference: T. A. Welch, Computer 17, 8 (1984); GIF 89a, appendix F.
enum LempelZivWelch {
  /// Codes for numbers of a palette with 2^bits colours, least bits first.
  static func encode(_ indices: [UInt8], bits: Int) -> [UInt8] {
    let clear = 1 << bits
    var codeLength = bits + 1
    var next = clear + 2
    // The code of a known string followed by a number: 0 where there is none.
    var table = [UInt16](repeating: 0, count: 4096 << 8)
    var used: [Int] = []
    var output: [UInt8] = []
    var pending = 0
    var pendingCount = 0
    func write(_ code: Int, _ output: inout [UInt8]) {
      pending |= code << pendingCount
      pendingCount += codeLength
      while pendingCount >= 8 {
        output.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingCount -= 8
      }
    }
    write(clear, &output)
    guard let first = indices.first else {
      write(clear + 1, &output)
      if pendingCount > 0 { output.append(UInt8(truncatingIfNeeded: pending)) }
      return output
    }
    var current = Int(first)
    for index in indices.dropFirst() {
      let slot = current << 8 | Int(index)
      if table[slot] != 0 {
        current = Int(table[slot])
        continue
      }
      write(current, &output)
      current = Int(index)
      if next < 4096 {
        table[slot] = UInt16(next)
        used.append(slot)
        if next == 1 << codeLength { codeLength += 1 }
        next += 1
      } else {
        write(clear, &output)
        for slot in used { table[slot] = 0 }
        used.removeAll(keepingCapacity: true)
        codeLength = bits + 1
        next = clear + 2
      }
    }
    write(current, &output)
    // Readers have added a last string by now.
    if next < 4096, next == 1 << codeLength { codeLength += 1 }
    write(clear + 1, &output)
    if pendingCount > 0 { output.append(UInt8(truncatingIfNeeded: pending)) }
    return output
  }
}
