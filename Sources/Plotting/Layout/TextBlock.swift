/// Lines of text below each other.
struct TextBlock {
  let lines: [TypesetText]
  /// Baselines below the first one.
  private let baselines: [Double]

  init(_ lines: [TypesetText], size: Double) {
    self.lines = lines
    var baselines: [Double] = []
    for (index, line) in lines.enumerated() {
      guard index > 0, let last = baselines.last else {
        baselines.append(0)
        continue
      }
      let apart = lines[index - 1].descent + line.ascent + 0.15 * size
      baselines.append(last + max(1.25 * size, apart))
    }
    self.baselines = baselines
  }

  /// The widest line.
  var width: Double { lines.map(\.width).max() ?? 0 }

  /// From the top of the first line to the bottom of the last.
  var height: Double { (lines.first?.ascent ?? 0) + lastBaseline + (lines.last?.descent ?? 0) }

  /// Distance from the first baseline to the last.
  var lastBaseline: Double { baselines.last ?? 0 }

  /// The lines put on the page.
  ///
  /// - Parameters:
  ///   - place: where the anchor goes.
  ///   - anchor: which point of the block that is, before rotating.
  ///   - quarterTurns: how often the block is turned by 90° counterclockwise about the place.
  /// - Returns: the items and the box of the ink on the page.
  func placed(at place: Point, anchor: TextAnchor, quarterTurns: Int = 0) -> PlacedText {
    let top = -(lines.first?.ascent ?? 0)
    let bottom = lastBaseline + (lines.last?.descent ?? 0)
    let shift: Double =
      switch anchor.vertical {
      case .top: -top
      case .center: -(top + bottom) / 2
      case .baseline: 0
      case .bottom: -bottom
      }
    var block: PlacedText?
    for (line, baseline) in zip(lines, baselines) {
      let down = Rectangle(x: place.x, y: place.y + shift + baseline, width: 0, height: 0)
        .turned(quarterTurns, about: place)
      let placed = line.placed(
        at: Point(down.x, down.y), anchor: TextAnchor(anchor.horizontal, .baseline),
        quarterTurns: quarterTurns)
      if var all = block {
        all.items += placed.items
        all.frame = all.frame.union(placed.frame)
        block = all
      } else {
        block = placed
      }
    }
    return block
      ?? PlacedText(items: [], frame: Rectangle(x: place.x, y: place.y, width: 0, height: 0))
  }
}

extension FigureStyle {
  /// Text in as few lines as a width allows, about equally long; a formula is never broken.
  ///
  /// - Parameters:
  ///   - source: the text; mathematics between dollars, lines end at line breaks too.
  ///   - size: the em in points.
  ///   - width: the longest line; a longer word stands by itself.
  /// - Returns: the lines.
  func block(_ source: String, size: Double, width: Double) -> TextBlock {
    let paragraphs = source.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = paragraphs.flatMap { paragraph -> [String] in
      let whole = String(paragraph)
      if text(whole, size: size).width <= width { return [whole] }
      return LineBreaking.lines(of: whole, width: width) { text($0, size: size).width }
    }
    return TextBlock(lines.map { text($0, size: size) }, size: size)
  }
}

/// Divides a label at its spaces.
package enum LineBreaking {
  /// As few lines as possible, then as equal as possible.
  package static func lines(
    of source: String, width: Double, measure: (String) -> Double
  ) -> [String] {
    let words = words(of: source)
    let widths = words.map(measure)
    let space = measure("n n") - measure("nn")
    let count = fill(widths, space: space, width: width).count
    var (low, high) = (widths.max() ?? 0, max(width, widths.max() ?? 0))
    // The least width that needs no more lines makes them about equally long.
    for _ in 0..<12 where high - low > 0.5 {
      let middle = (low + high) / 2
      if fill(widths, space: space, width: middle).count <= count {
        high = middle
      } else {
        low = middle
      }
    }
    return fill(widths, space: space, width: high).map { words[$0].joined(separator: " ") }
  }

  private static func fill(_ widths: [Double], space: Double, width: Double) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var used = 0.0
    for (index, word) in widths.enumerated() {
      if index > start, used + space + word > width + 1e-9 {
        lines.append(start..<index)
        start = index
        used = 0
      }
      used += (index > start ? space : 0) + word
    }
    if start < widths.count { lines.append(start..<widths.count) }
    return lines
  }

  /// Words between spaces that are not within dollars.
  package static func words(of source: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isFormula = false
    var isEscaped = false
    for character in source {
      if character == "$", !isEscaped { isFormula.toggle() }
      isEscaped = character == "\\" && !isEscaped
      if character == " ", !isFormula {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
