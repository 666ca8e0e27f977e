import CCairo
import Plotting

/// Many markers put into an image quickly: each shape is drawn once per size at sixteen places
/// within a pixel, and copied from there.
///
/// For 10⁵ circles this takes about a twentieth of the time of filling each path.
struct MarkerSprites {
  /// Coverage of a shape at all places within a pixel.
  private struct SpriteSet {
    /// Pixels on a side.
    var extent: Int
    /// Pixels from a sprite's corner to the marker's place.
    var centre: Int
    /// 0 … 255, row by row, one sprite after the other.
    var coverage: [UInt8] = []
    /// Of each row of each sprite, where the ink begins, where it is full, where that ends, and
    /// where the ink ends.
    var spans: [Int32] = []

    mutating func append(_ pixels: [UInt8]) {
      for row in 0..<extent {
        let line = pixels[row * extent..<(row + 1) * extent]
        let start = line.startIndex
        let first = line.firstIndex { $0 > 0 } ?? start
        let last = line.lastIndex { $0 > 0 }.map { $0 + 1 } ?? start
        let firstFull = line.firstIndex { $0 == 255 } ?? last
        let lastFull = max(firstFull, line[firstFull...].firstIndex { $0 < 255 } ?? line.endIndex)
        spans += [first, firstFull, lastFull, last].map { Int32($0 - start) }
      }
      coverage += pixels
    }
  }

  /// Places within a pixel, across and down.
  private static let phases = 4

  let marker: Marker
  /// Pixels per point.
  let scale: Double
  private var sprites: [Int: SpriteSet] = [:]

  init(_ marker: Marker, scale: Double) {
    self.marker = marker
    self.scale = scale
  }

  /// Draws markers.
  ///
  /// - Parameters:
  ///   - positions: in points; those that are not finite are left out.
  ///   - colors: one, or as many as positions.
  ///   - scales: one, or as many as positions.
  ///   - image: where.
  ///   - origin: the page's pixel that falls on the image's corner.
  ///   - clip: the image's pixels that may be touched: columns and rows.
  /// - Throws: `PlottingError` if a sprite would be too large.
  mutating func draw(
    positions: [Point], colors: [Color], scales: [Double], on image: ImageSurface, origin: Point,
    clip: (columns: Range<Int>, rows: Range<Int>)
  ) throws {
    guard !colors.isEmpty, !scales.isEmpty else { return }
    let pixels = colors.map(Self.premultiplied)
    // What each coverage makes of the only colour.
    let shades = pixels.count == 1 ? (0...255).map { Self.scaled(pixels[0], $0) } : []
    // Sizes in sixteenths of a pixel are as good as exact.
    let sizes = scales.map { value -> Int in
      let extent = value * marker.size * scale * 16
      return extent.isFinite ? Int(min(max(extent, 0), 1e6).rounded()) : 0
    }
    for size in Set(sizes) where sprites[size] == nil { sprites[size] = try make(size) }
    image.withPixels { target, stride in
      var start = 0
      while start < positions.count {
        let size = sizes[min(start, sizes.count - 1)]
        var end = sizes.count == 1 ? positions.count : start + 1
        while end < positions.count, sizes[min(end, sizes.count - 1)] == size { end += 1 }
        if let set = sprites[size] {
          draw(
            positions[start..<end], pixels, shades, first: start, set, origin: origin, clip: clip,
            target, stride)
        }
        start = end
      }
    }
  }

  /// Draws markers of one size.
  private func draw(
    _ positions: ArraySlice<Point>, _ colors: [UInt32], _ shades: [UInt32], first: Int,
    _ set: SpriteSet, origin: Point, clip: (columns: Range<Int>, rows: Range<Int>),
    _ target: UnsafeMutablePointer<UInt32>, _ stride: Int
  ) {
    let phases = Self.phases
    let (centre, extent) = (set.centre, set.extent)
    set.coverage.withUnsafeBufferPointer { coverage in
      set.spans.withUnsafeBufferPointer { spans in
        guard let coverage = coverage.baseAddress, let spans = spans.baseAddress else { return }
        shades.withUnsafeBufferPointer { shades in
          let table = shades.isEmpty ? nil : shades.baseAddress
          var index = first
          for position in positions {
            let color = colors[min(index, colors.count - 1)]
            index += 1
            let x = position.x * scale - origin.x
            let y = position.y * scale - origin.y
            guard abs(x) < 1e6, abs(y) < 1e6 else { continue }
            let column = x.rounded(.down)
            let row = y.rounded(.down)
            let phase =
              Int((y - row) * Double(phases)) * phases + Int((x - column) * Double(phases))
            Self.blend(
              coverage + phase * extent * extent, spans + 4 * phase * extent, extent: extent, color,
              table, left: Int(column) - centre, top: Int(row) - centre, clip, target, stride)
          }
        }
      }
    }
  }

  /// The sixteen sprites of a size in sixteenths of a pixel.
  private func make(_ size: Int) throws -> SpriteSet? {
    guard size > 0, marker.size > 0 else { return nil }
    let factor = Double(size) / 16 / marker.size / scale
    let path = marker.path(scale: factor)
    let reach = Double(size) / 16 * 0.75 + (marker.strokeWidth ?? 0) * scale
    let centre = Int(reach.rounded(.up)) + 1
    let extent = 2 * centre + 1
    var set = SpriteSet(extent: extent, centre: centre)
    for phase in 0..<Self.phases * Self.phases {
      let image = try ImageSurface(width: extent, height: extent)
      let context = try CairoContext(image.surface, scale: scale)
      let place = Point(
        (Double(centre) + (Double(phase % Self.phases) + 0.5) / Double(Self.phases)) / scale,
        (Double(centre) + (Double(phase / Self.phases) + 0.5) / Double(Self.phases)) / scale)
      context.add(path, at: place)
      if let width = marker.strokeWidth {
        context.draw(Stroke(.black, width: width, join: .miter))
      } else {
        context.fill(.black)
      }
      var coverage: [UInt8] = []
      image.withRows { _, pixels in
        coverage += pixels.map { UInt8(truncatingIfNeeded: $0 >> 24) }
      }
      set.append(coverage)
    }
    return set
  }

  private static func premultiplied(_ color: Color) -> UInt32 {
    func byte(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
    let alpha = byte(color.alpha)
    return alpha << 24 | byte(color.red * color.alpha) << 16 | byte(color.green * color.alpha) << 8
      | byte(color.blue * color.alpha)
  }

  private static func blend(
    _ coverage: UnsafePointer<UInt8>, _ spans: UnsafePointer<Int32>, extent: Int, _ color: UInt32,
    _ shades: UnsafePointer<UInt32>?, left: Int, top: Int,
    _ clip: (columns: Range<Int>, rows: Range<Int>),
    _ target: UnsafeMutablePointer<UInt32>, _ stride: Int
  ) {
    let firstColumn = max(0, clip.columns.lowerBound - left)
    let lastColumn = min(extent, clip.columns.upperBound - left)
    let firstRow = max(0, clip.rows.lowerBound - top)
    let lastRow = min(extent, clip.rows.upperBound - top)
    guard firstRow < lastRow, firstColumn < lastColumn else { return }
    let rest = 255 &- color >> 24
    for row in firstRow..<lastRow {
      let line = target + ((top + row) * stride + left)
      let span = spans + 4 * row
      let start = max(firstColumn, Int(span[0]))
      let end = min(lastColumn, Int(span[3]))
      guard start < end else { continue }
      let fullStart = min(max(Int(span[1]), start), end)
      let fullEnd = min(max(Int(span[2]), fullStart), end)
      let ink = coverage + row * extent
      blendEdge(line, ink, start, fullStart, color, shades)
      if rest == 0 {
        (line + fullStart).update(repeating: color, count: fullEnd - fullStart)
      } else {
        blendFull(line + fullStart, count: fullEnd - fullStart, color, rest)
      }
      blendEdge(line, ink, fullEnd, end, color, shades)
    }
  }

  /// Puts a colour on pixels that it covers in part.
  @inline(__always)
  private static func blendEdge(
    _ line: UnsafeMutablePointer<UInt32>, _ ink: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    _ color: UInt32, _ shades: UnsafePointer<UInt32>?
  ) {
    var column = start
    while column < end {
      let source = shades?[Int(ink[column])] ?? scaled(color, UInt32(ink[column]))
      line[column] = source &+ scaled(line[column], 255 &- source >> 24)
      column += 1
    }
  }

  /// Puts a transparent colour on pixels that it covers fully, eight at a time.
  private static func blendFull(
    _ pixels: UnsafeMutablePointer<UInt32>, count: Int, _ color: UInt32, _ rest: UInt32
  ) {
    var index = 0
    let mask = SIMD8<UInt32>(repeating: 0x00ff_00ff)
    let half = SIMD8<UInt32>(repeating: 0x0080_0080)
    while index + 8 <= count {
      let raw = UnsafeMutableRawPointer(pixels + index)
      let pixel = raw.loadUnaligned(as: SIMD8<UInt32>.self)
      var even = (pixel & mask) &* rest &+ half
      even = (even &+ (even &>> 8 & mask)) &>> 8 & mask
      var odd = (pixel &>> 8 & mask) &* rest &+ half
      odd = (odd &+ (odd &>> 8 & mask)) & ~mask
      raw.storeBytes(of: (even | odd) &+ color, as: SIMD8<UInt32>.self)
      index += 8
    }
    while index < count {
      pixels[index] = color &+ scaled(pixels[index], rest)
      index += 1
    }
  }

  /// All four bytes times a factor of 0 … 255, over 255; two bytes at a time.
  private static func scaled(_ pixel: UInt32, _ factor: UInt32) -> UInt32 {
    var even = (pixel & 0x00ff_00ff) &* factor &+ 0x0080_0080
    even = (even &+ (even >> 8 & 0x00ff_00ff)) >> 8 & 0x00ff_00ff
    var odd = (pixel >> 8 & 0x00ff_00ff) &* factor &+ 0x0080_0080
    odd = (odd &+ (odd >> 8 & 0x00ff_00ff)) & 0xff00_ff00
    return even | odd
  }
}
