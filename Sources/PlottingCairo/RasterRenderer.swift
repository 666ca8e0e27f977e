import CCairo
import Plotting

/// Draws a display list into pixels.
final class RasterRenderer {
  /// Pixels that are drawn on together.
  private final class Layer {
    let image: ImageSurface
    let context: CairoContext
    /// The page's pixel that falls on the layer's corner.
    let column: Int
    let row: Int

    init(columns: Range<Int>, rows: Range<Int>, scale: Double) throws {
      column = columns.lowerBound
      row = rows.lowerBound
      image = try ImageSurface(width: max(1, columns.count), height: max(1, rows.count))
      context = try CairoContext(
        image.surface, scale: scale, origin: Point(Double(column), Double(row)))
    }
  }

  /// From this number on, markers are copied rather than drawn one by one.
  private static let fewMarkers = 200
  /// Markers of more pixels across are drawn one by one: sixteen copies would take much memory.
  private static let largestSprite = 128.0
  /// A page of more pixels would take gigabytes and could end the process.
  private static let mostPixels = 2e8

  /// From this number of steps on, solid lines are drawn without Cairo.
  private static let fewSteps = 256
  /// On more pixels than this that would take too much memory.
  private static let mostCoverage = 40_000_000

  private let scale: Double
  private var layer: Layer
  /// Kept from line to line: a page of it takes longer to make than to use.
  private var coverage: LineCoverage?
  /// The page's pixels that may be touched.
  private var columns: Range<Int>
  private var rows: Range<Int>

  private init(_ size: Size, scale: Double) throws {
    self.scale = scale
    columns = 0..<Self.pixels(size.width, scale)
    rows = 0..<Self.pixels(size.height, scale)
    layer = try Layer(columns: columns, rows: rows, scale: scale)
  }

  /// Whole pixels that cover a length in points.
  static func pixels(_ length: Double, _ scale: Double) -> Int {
    // An extent that is a whole number up to rounding errors stays that number.
    max(1, Int((length * scale - 1e-6).rounded(.up)))
  }

  /// The pixels of a display list.
  ///
  /// - Parameters:
  ///   - list: the figure.
  ///   - scale: pixels per point.
  /// - Returns: an image as large as the page.
  /// - Throws: `PlottingError` if the page or an image on it is too large, or has no size.
  static func image(of list: DisplayList, scale: Double) throws -> ImageSurface {
    try checkSize(list.size)
    guard scale.isFinite, scale > 0 else {
      throw PlottingError(
        .drawing, "A resolution has to be positive and finite, not \(scale * 72) per inch.")
    }
    let largest = Double(ImageSurface.largestExtent)
    guard max(list.size.width, list.size.height) * scale <= largest else {
      throw PlottingError(
        .drawing,
        "A page of \(list.size.width) × \(list.size.height) points at \(scale * 72) pixels per inch "
          + "would have more than \(ImageSurface.largestExtent) pixels on a side. Lower the "
          + "resolution, or save it as PDF or SVG.")
    }
    guard list.size.width * scale * list.size.height * scale <= mostPixels else {
      throw PlottingError(
        .drawing,
        "A page of \(list.size.width) × \(list.size.height) points at \(scale * 72) pixels per inch "
          + "would have more than \(Int(mostPixels / 1e6)) million pixels. Lower the resolution, or "
          + "save it as PDF or SVG.")
    }
    let renderer = try RasterRenderer(list.size, scale: scale)
    if let background = list.background { renderer.layer.context.paint(background) }
    try renderer.draw(list.items)
    try renderer.layer.context.checkStatus()
    return renderer.layer.image
  }

  /// Throws if a page has no area.
  static func checkSize(_ size: Size) throws {
    guard size.width.isFinite, size.height.isFinite, size.width > 0, size.height > 0 else {
      throw PlottingError(
        .drawing,
        "A page needs a positive, finite width and height, not \(size.width) × \(size.height) points."
      )
    }
  }

  // MARK: Items

  private func draw(_ items: [DisplayItem]) throws {
    for item in items {
      switch item {
      case .path(let path, let fill, let stroke): try draw(path, fill: fill, stroke: stroke)
      case .text(let run): draw(run)
      case .markers(let marker, let positions, let colors, let scales):
        try draw(marker, positions, colors, scales)
      case .image(let image, let frame): try draw(image, frame)
      case .group(let group): try draw(group)
      }
    }
  }

  private func draw(_ group: DisplayGroup) throws {
    let (oldColumns, oldRows) = (columns, rows)
    defer { (columns, rows) = (oldColumns, oldRows) }
    var clip: Rectangle?
    if let wanted = group.clip {
      columns = columns.clamped(to: pixelRange(wanted.minX, wanted.maxX))
      rows = rows.clamped(to: pixelRange(wanted.minY, wanted.maxY))
      if columns.isEmpty || rows.isEmpty { return }
      clip = Rectangle(
        x: Double(columns.lowerBound) / scale, y: Double(rows.lowerBound) / scale,
        width: Double(columns.count) / scale, height: Double(rows.count) / scale)
    }
    guard group.opacity > 0 else { return }
    try layer.context.saved {
      if let clip { layer.context.clip(clip) }
      if group.opacity < 1 {
        try withLayer(opacity: group.opacity) { try draw(group.items) }
      } else {
        try draw(group.items)
      }
    }
  }

  private func pixelRange(_ low: Double, _ high: Double) -> Range<Int> {
    func pixel(_ value: Double) -> Int { Int(min(max((value * scale).rounded(), -1e6), 1e6)) }
    guard low.isFinite, high.isFinite else { return 0..<0 }
    return pixel(low)..<max(pixel(low), pixel(high))
  }

  /// Draws a body on pixels of its own, which are then put on the page.
  private func withLayer(opacity: Double, _ body: () throws -> Void) throws {
    let below = layer
    let above = try Layer(columns: columns, rows: rows, scale: scale)
    layer = above
    defer { layer = below }
    try body()
    try above.context.checkStatus()
    let frame = Rectangle(
      x: Double(above.column) / scale, y: Double(above.row) / scale,
      width: Double(above.image.width) / scale, height: Double(above.image.height) / scale)
    below.context.draw(
      above.image, in: frame, filter: CAIRO_FILTER_NEAREST, padsEdges: false, opacity: opacity)
  }

  private func draw(_ path: Path, fill: Color?, stroke: Stroke?) throws {
    let path = PathPreparation.finite(path)
    if let fill {
      let outline = PathPreparation.near(path, isFilled: true)
      layer.context.newPath()
      layer.context.add(PathPreparation.snapped(outline, width: stroke?.width, scale: scale))
      layer.context.fill(fill)
    }
    guard let stroke, stroke.width > 0, stroke.width.isFinite else { return }
    let line = PathPreparation.near(path, isFilled: false)
    if stroke.dashes.isEmpty, stroke.cap != .square, line.elements.count > Self.fewSteps,
      columns.count * rows.count <= Self.mostCoverage, line.isPolyline
    {
      drawLong(line, stroke)
      return
    }
    if let pieces = PathPreparation.pieces(line) {
      // Pieces overlap where they meet: drawn opaque, then made transparent together.
      let opaque = stroke.color.opacity(1)
      let drawPieces = { [self] in
        for piece in pieces {
          layer.context.newPath()
          layer.context.add(piece.path)
          layer.context.draw(stroke, color: opaque, dashOffset: piece.start)
        }
      }
      if stroke.color.alpha < 1 {
        try withLayer(opacity: stroke.color.alpha, drawPieces)
      } else {
        drawPieces()
      }
      return
    }
    let snapped = PathPreparation.snapped(line, width: stroke.width, scale: scale)
    var width = stroke.width
    if snapped != line { width = max(1, (width * scale).rounded()) / scale }
    layer.context.newPath()
    layer.context.add(snapped)
    layer.context.draw(stroke, width: width)
  }

  /// A solid line of very many steps, pixel by pixel.
  private func drawLong(_ line: Path, _ stroke: Stroke) {
    if coverage?.width != columns.count || coverage?.height != rows.count {
      coverage = LineCoverage(width: columns.count, height: rows.count)
    }
    coverage?.add(
      line, stroke: stroke, scale: scale,
      origin: Point(Double(columns.lowerBound), Double(rows.lowerBound)))
    let (width, column, row) = (
      columns.count, columns.lowerBound - layer.column, rows.lowerBound - layer.row
    )
    layer.image.blend(stroke.color) { blend in
      coverage?.take { index, covered in
        blend(column + index % width, row + index / width, covered)
      }
    }
  }

  /// Text as filled outlines: Cairo would move glyphs to whole pixels, which spoils their spacing.
  private func draw(_ run: GlyphRun) {
    layer.context.saved {
      if run.rotation != 0 { layer.context.rotate(run.rotation, about: run.pivot) }
      layer.context.newPath()
      for glyph in run.glyphs where glyph.origin.x.isFinite && glyph.origin.y.isFinite {
        layer.context.add(
          run.font.outline(glyph: glyph.identifier), at: glyph.origin, scale: run.size)
      }
      layer.context.fill(run.color)
    }
  }

  private func draw(
    _ marker: Marker, _ positions: [Point], _ colors: [Color], _ scales: [Double]
  ) throws {
    let largest = scales.reduce(0) { $1.isFinite ? max($0, $1) : $0 } * marker.size * scale
    guard positions.count > Self.fewMarkers, largest <= Self.largestSprite else {
      layer.context.draw(marker, positions, colors, scales)
      return
    }
    var sprites = MarkerSprites(marker, scale: scale)
    let (left, top) = (layer.column, layer.row)
    try sprites.draw(
      positions: positions, colors: colors, scales: scales, on: layer.image,
      origin: Point(Double(left), Double(top)),
      clip: (
        (columns.lowerBound - left)..<(columns.upperBound - left),
        (rows.lowerBound - top)..<(rows.upperBound - top)
      ))
  }

  private func draw(_ image: RasterImage, _ frame: Rectangle) throws {
    guard frame.width > 0, frame.height > 0, frame.x.isFinite, frame.y.isFinite,
      frame.width.isFinite, frame.height.isFinite
    else { return }
    // Whole pixels, so that axes drawn around the image meet its edge.
    let left = (frame.minX * scale).rounded() / scale
    let top = (frame.minY * scale).rounded() / scale
    let right = max((frame.maxX * scale).rounded() / scale, left + 1 / scale)
    let bottom = max((frame.maxY * scale).rounded() / scale, top + 1 / scale)
    let target = Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    let isReduced =
      Double(image.width) > target.width * scale || Double(image.height) > target.height * scale
    layer.context.draw(
      try ImageSurface(image), in: target,
      filter: image.isSmooth || isReduced ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST,
      padsEdges: true)
  }
}

extension CairoContext {
  /// Draws markers one by one; equal opaque neighbours together.
  func draw(_ marker: Marker, _ positions: [Point], _ colors: [Color], _ scales: [Double]) {
    guard let firstColor = colors.first, let firstScale = scales.first else { return }
    let strokeWidth = marker.strokeWidth
    var shape = marker.path(scale: firstScale)
    var shapeScale = firstScale
    var pending = 0
    var color = firstColor
    func flush() {
      guard pending > 0 else { return }
      if let strokeWidth {
        draw(Stroke(color, width: strokeWidth, join: .miter))
      } else {
        fill(color)
      }
      pending = 0
      newPath()
    }
    newPath()
    for (index, position) in positions.enumerated() where position.x.isFinite && position.y.isFinite
    {
      guard abs(position.x) < 1e5, abs(position.y) < 1e5 else { continue }
      let next = colors[min(index, colors.count - 1)]
      let scale = scales[min(index, scales.count - 1)]
      // Transparent markers darken where they overlap, so each is drawn by itself.
      if next != color || next.alpha < 1 || pending >= 64 { flush() }
      color = next
      if scale != shapeScale {
        guard scale.isFinite else { continue }
        shape = marker.path(scale: scale)
        shapeScale = scale
      }
      add(shape, at: position)
      pending += 1
    }
    flush()
  }
}
