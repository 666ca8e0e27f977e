import CCairo
import Plotting

/// A pen on a surface; lengths in points.
final class CairoContext {
  private let context: OpaquePointer

  /// A pen whose origin is at a place of the surface.
  ///
  /// - Parameters:
  ///   - surface: where it draws.
  ///   - scale: surface units per point.
  ///   - origin: the page's place that falls on the surface's corner, in surface units.
  /// - Throws: `PlottingError` if memory is exhausted.
  init(_ surface: OpaquePointer, scale: Double = 1, origin: Point = .zero) throws {
    guard let made = cairo_create(surface) else {
      throw PlottingError(.drawing, "Cairo could not start to draw.")
    }
    context = made
    try check(cairo_status(made), "starting to draw")
    cairo_translate(made, -origin.x, -origin.y)
    cairo_scale(made, scale, scale)
  }

  deinit { cairo_destroy(context) }

  /// Throws what went wrong since the start.
  func checkStatus() throws { try check(cairo_status(context), "drawing") }

  // MARK: State

  func saved(_ body: () throws -> Void) rethrows {
    cairo_save(context)
    defer { cairo_restore(context) }
    try body()
  }

  func translate(_ point: Point) { cairo_translate(context, point.x, point.y) }

  /// Turns counterclockwise as seen.
  func rotate(_ angle: Double, about pivot: Point) {
    cairo_translate(context, pivot.x, pivot.y)
    cairo_rotate(context, -angle)
    cairo_translate(context, -pivot.x, -pivot.y)
  }

  func clip(_ rectangle: Rectangle) {
    cairo_new_path(context)
    cairo_rectangle(
      context, rectangle.x, rectangle.y, max(0, rectangle.width), max(0, rectangle.height))
    cairo_clip(context)
  }

  /// Draws a body as one layer with an opacity.
  func layer(opacity: Double, _ body: () throws -> Void) rethrows {
    cairo_push_group(context)
    defer {
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, opacity)
    }
    try body()
  }

  // MARK: Paths

  func newPath() { cairo_new_path(context) }

  func add(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x, point.y)
      case .line(let point): cairo_line_to(context, point.x, point.y)
      case .curve(let first, let second, let end):
        cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Adds a path moved to a place, scaled about its own origin.
  func add(_ path: Path, at place: Point, scale: Double = 1) {
    func move(_ point: Point) -> Point {
      Point(place.x + scale * point.x, place.y + scale * point.y)
    }
    for element in path.elements {
      switch element {
      case .move(let point):
        let point = move(point)
        cairo_move_to(context, point.x, point.y)
      case .line(let point):
        let point = move(point)
        cairo_line_to(context, point.x, point.y)
      case .curve(let first, let second, let end):
        let (first, second, end) = (move(first), move(second), move(end))
        cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  func fill(_ color: Color) {
    set(color)
    cairo_fill(context)
  }

  /// Strokes the path so far.
  ///
  /// - Parameters:
  ///   - stroke: how.
  ///   - width: instead of the stroke's own width.
  ///   - color: instead of the stroke's own colour.
  ///   - dashOffset: length of the line before this piece of it.
  func draw(_ stroke: Stroke, width: Double? = nil, color: Color? = nil, dashOffset: Double = 0) {
    set(color ?? stroke.color)
    cairo_set_line_width(context, width ?? stroke.width)
    let join =
      switch stroke.join {
      case .miter: CAIRO_LINE_JOIN_MITER
      case .round: CAIRO_LINE_JOIN_ROUND
      case .bevel: CAIRO_LINE_JOIN_BEVEL
      }
    cairo_set_line_join(context, join)
    let cap =
      switch stroke.cap {
      case .butt: CAIRO_LINE_CAP_BUTT
      case .round: CAIRO_LINE_CAP_ROUND
      case .square: CAIRO_LINE_CAP_SQUARE
      }
    cairo_set_line_cap(context, cap)
    let dashes = stroke.dashes
    // Dashes without length are an error for Cairo; here they mean a solid line.
    let isDashed = dashes.allSatisfy { $0.isFinite && $0 >= 0 } && dashes.contains { $0 > 0 }
    cairo_set_dash(context, dashes, isDashed ? Int32(dashes.count) : 0, dashOffset)
    cairo_stroke(context)
  }

  private func set(_ color: Color) {
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
  }

  func paint(_ color: Color) {
    set(color)
    cairo_paint(context)
  }

  // MARK: Images

  /// Fills a rectangle with an image.
  ///
  /// - Parameters:
  ///   - image: the pixels.
  ///   - frame: the rectangle.
  ///   - filter: how pixels are enlarged or reduced.
  ///   - padsEdges: whether smoothing continues the outermost pixels outwards; for raster pages.
  ///   - opacity: of the image as a whole.
  func draw(
    _ image: ImageSurface, in frame: Rectangle, filter: cairo_filter_t, padsEdges: Bool,
    opacity: Double = 1
  ) {
    saved {
      clip(frame)
      cairo_translate(context, frame.x, frame.y)
      cairo_scale(
        context, frame.width / Double(image.width), frame.height / Double(image.height))
      cairo_set_source_surface(context, image.surface, 0, 0)
      if let pattern = cairo_get_source(context) {
        cairo_pattern_set_filter(pattern, filter)
        if padsEdges { cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD) }
      }
      if opacity < 1 { cairo_paint_with_alpha(context, opacity) } else { cairo_paint(context) }
    }
  }

  // MARK: Glyphs

  /// Shows glyphs as text of a font, so that files know what they say.
  func show(_ run: GlyphRun, face: OpaquePointer) {
    saved {
      if run.rotation != 0 { rotate(run.rotation, about: run.pivot) }
      cairo_set_font_face(context, face)
      cairo_set_font_size(context, run.size)
      set(run.color)
      let glyphs = run.glyphs.map {
        cairo_glyph_t(index: UInt($0.identifier), x: $0.origin.x, y: $0.origin.y)
      }
      let clusters = Self.clusters(of: run)
      cairo_show_text_glyphs(
        context, run.text, Int32(run.text.utf8.count), glyphs, Int32(glyphs.count), clusters,
        Int32(clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
    }
  }

  /// Which bytes of the text belong to which glyphs.
  private static func clusters(of run: GlyphRun) -> [cairo_text_cluster_t] {
    var scalars = run.text.unicodeScalars[...]
    var clusters: [cairo_text_cluster_t] = []
    for glyph in run.glyphs {
      let own = scalars.prefix(glyph.scalarCount)
      scalars = scalars.dropFirst(glyph.scalarCount)
      let bytes = own.reduce(0) { $0 + UTF8.width($1) }
      if bytes == 0, !clusters.isEmpty {
        clusters[clusters.count - 1].num_glyphs += 1
      } else {
        clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes), num_glyphs: 1))
      }
    }
    // Text that no glyph claims would make Cairo refuse the run.
    let rest = scalars.reduce(0) { $0 + UTF8.width($1) }
    if rest > 0, !clusters.isEmpty { clusters[clusters.count - 1].num_bytes += Int32(rest) }
    return clusters
  }
}
