import Preconditions

/// Chooses few colours for many: the palette of GIF files.
///
/// Where there are few enough colours all of them are kept. Otherwise boxes in the cube of
/// colours are cut where that leaves the least variance, until there are as many as wanted; the
/// palette holds their means.
///
/// Reference: X. Wu, Color quantization by dynamic programming and principal analysis, ACM Trans.
/// Graph. 11, 348 (1992), and Graphics Gems II, 126 (1991).
package struct ColorQuantizer: Sendable {
  /// Cells along each edge of the cube of colours, and one of padding.
  private static let cells = 32
  private static let edge = 33

  /// How often each colour occurs, until there are too many to be kept one by one.
  private var exact: [UInt32: Int]? = [:]
  private var counts = [Double](repeating: 0, count: 33 * 33 * 33)
  private var sums: [SIMD3<Double>] = Array(repeating: .zero, count: 33 * 33 * 33)
  private var squares = [Double](repeating: 0, count: 33 * 33 * 33)
  private let limit: Int

  /// A quantizer.
  ///
  /// - Parameter limit: how many colours the palette may have.
  package init(limit: Int) {
    requirePrecondition((2...256).contains(limit), "A palette has 2 to 256 colours, not \(limit).")
    self.limit = limit
  }

  /// Counts the colours of a frame.
  package mutating func add(_ frame: PixelFrame) {
    var frequencies: [UInt32: Int] = [:]
    for pixel in frame.pixels { frequencies[pixel & 0xff_ffff, default: 0] += 1 }
    for (pixel, count) in frequencies {
      let color = SIMD3(
        Double(pixel & 255), Double(pixel >> 8 & 255), Double(pixel >> 16 & 255))
      let cell = Self.index(
        Int(pixel & 255) / 8 + 1, Int(pixel >> 8 & 255) / 8 + 1, Int(pixel >> 16 & 255) / 8 + 1)
      let weight = Double(count)
      counts[cell] += weight
      sums[cell] += weight * color
      squares[cell] += weight * (color * color).sum()
      exact?[pixel, default: 0] += count
    }
    if let known = exact, known.count > limit { exact = nil }
  }

  private static func index(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    (red * edge + green) * edge + blue
  }

  private struct Box {
    /// From (exclusive) and to (inclusive) along red, green and blue.
    var low: [Int]
    var high: [Int]
  }

  private struct Moments {
    var count = 0.0
    var sum = SIMD3<Double>.zero
    var square = 0.0

    static func - (_ left: Moments, _ right: Moments) -> Moments {
      Moments(
        count: left.count - right.count, sum: left.sum - right.sum,
        square: left.square - right.square)
    }
    /// Sum of squared distances from the mean.
    var spread: Double { count > 0 ? square - (sum * sum).sum() / count : 0 }
    /// What a cut gains by a large value of this.
    var weight: Double { count > 0 ? (sum * sum).sum() / count : 0 }
  }

  /// The palette as 0xBBGGRR, the most frequent colour first.
  package func palette() -> [UInt32] {
    if let exact {
      return exact.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
    let table = cumulative()
    func moments(_ box: Box) -> Moments {
      var total = Moments()
      // Inclusion and exclusion at the eight corners.
      for corner in 0..<8 {
        let place = (0..<3).map { corner >> $0 & 1 == 1 ? box.high[$0] : box.low[$0] }
        let sign: Double = (3 - corner.nonzeroBitCount) % 2 == 0 ? 1 : -1
        let part = table[Self.index(place[0], place[1], place[2])]
        total.count += sign * part.count
        total.sum += sign * part.sum
        total.square += sign * part.square
      }
      return total
    }
    var boxes = [Box(low: [0, 0, 0], high: [32, 32, 32])]
    var spreads = [moments(boxes[0]).spread]
    while boxes.count < limit {
      guard let widest = spreads.indices.max(by: { spreads[$0] < spreads[$1] }),
        spreads[widest] > 0
      else { break }
      guard let (first, second) = cut(boxes[widest], moments: moments) else {
        spreads[widest] = 0
        continue
      }
      boxes[widest] = first
      spreads[widest] = moments(first).spread
      boxes.append(second)
      spreads.append(moments(second).spread)
    }
    return boxes.map(moments).sorted { $0.count > $1.count }.map { part in
      let mean = (part.sum / part.count).rounded(.toNearestOrEven)
      return (0..<3).reduce(UInt32(0)) {
        $0 | UInt32(min(max(mean[$1], 0), 255)) << (8 * UInt32($1))
      }
    }
  }

  /// The best of all cuts of a box, or nil where it holds one cell of colours only.
  private func cut(_ box: Box, moments: (Box) -> Moments) -> (Box, Box)? {
    let whole = moments(box)
    var best: (gain: Double, first: Box, second: Box)?
    for axis in 0..<3 where box.high[axis] - box.low[axis] > 1 {
      for place in (box.low[axis] + 1)..<box.high[axis] {
        var first = box
        first.high[axis] = place
        let part = moments(first)
        let rest = whole - part
        guard part.count > 0, rest.count > 0 else { continue }
        let gain = part.weight + rest.weight
        if gain > best?.gain ?? -1 {
          var second = box
          second.low[axis] = place
          best = (gain, first, second)
        }
      }
    }
    return best.map { ($0.first, $0.second) }
  }

  /// Sums over all cells up to each.
  private func cumulative() -> [Moments] {
    var table = zip(zip(counts, sums), squares).map {
      Moments(count: $0.0.0, sum: $0.0.1, square: $0.1)
    }
    func add(_ from: Int, to index: Int) {
      table[index].count += table[from].count
      table[index].sum += table[from].sum
      table[index].square += table[from].square
    }
    for step in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
      for red in step.0...Self.cells {
        for green in step.1...Self.cells {
          for blue in step.2...Self.cells {
            add(
              Self.index(red - step.0, green - step.1, blue - step.2),
              to: Self.index(red, green, blue))
          }
        }
      }
    }
    return table
  }
}

/// Finds the nearest colour of a palette.
struct PaletteMapper: Sendable {
  private let palette: [SIMD3<Int32>]
  private var known: [UInt32: UInt8] = [:]

  init(_ palette: [UInt32]) {
    self.palette = palette.map {
      SIMD3(Int32($0 & 255), Int32($0 >> 8 & 255), Int32($0 >> 16 & 255))
    }
    for (index, color) in palette.enumerated() { known[color] = UInt8(index) }
  }

  /// The number of the palette's colour that is nearest to a pixel, by distance in sRGB.
  mutating func index(of pixel: UInt32) -> UInt8 {
    let key = pixel & 0xff_ffff
    if let index = known[key] { return index }
    let color = SIMD3(Int32(key & 255), Int32(key >> 8 & 255), Int32(key >> 16 & 255))
    var best: (index: Int, distance: Int32) = (0, .max)
    for (index, entry) in palette.enumerated() {
      let gap = entry &- color
      let distance = (gap &* gap).wrappedSum()
      if distance < best.distance { best = (index, distance) }
    }
    known[key] = UInt8(best.index)
    return UInt8(best.index)
  }
}
