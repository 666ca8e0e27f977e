import CHarfBuzz

extension FontFile {
  /// The outline of a glyph in ems, y downwards.
  func outline(_ glyph: UInt32) -> Path {
    var sink = OutlineSink(unitsPerEm: unitsPerEm)
    withUnsafeMutablePointer(to: &sink) {
      hb_font_get_glyph_shape(font, glyph, OutlineSink.functions.pointer, $0)
    }
    return Path(sink.elements)
  }
}

extension Path {
  /// The least and the greatest value of a linear function on the outline.
  func extent(_ value: (Point) -> Double) -> ClosedRange<Double> {
    var range: ClosedRange<Double>?
    func add(_ next: Double) {
      range = min(range?.lowerBound ?? next, next)...max(range?.upperBound ?? next, next)
    }
    var pen = 0.0
    for element in elements {
      switch element {
      case .move(let point), .line(let point):
        pen = value(point)
        add(pen)
      case .curve(let first, let second, let end):
        let (b, c, d) = (value(first), value(second), value(end))
        for t in stride(from: 0.125, through: 1, by: 0.125) {
          let s = 1 - t
          add(s * s * s * pen + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d)
        }
        pen = d
      case .close: break
      }
    }
    return range ?? 0...0
  }
}

/// Receives the pen's steps from HarfBuzz.
private struct OutlineSink {
  var unitsPerEm: Double
  var elements: [Path.Element] = []

  func point(_ x: Float, _ y: Float) -> Point {
    Point(Double(x) / unitsPerEm, -Double(y) / unitsPerEm)
  }

  /// Made once and immutable, so that threads may share it.
  struct Functions: @unchecked Sendable { let pointer: OpaquePointer? }

  static let functions: Functions = {
    let functions = hb_draw_funcs_create()
    hb_draw_funcs_set_move_to_func(
      functions,
      { _, data, _, x, y, _ in
        OutlineSink.with(data) { $0.elements.append(.move($0.point(x, y))) }
      }, nil, nil)
    hb_draw_funcs_set_line_to_func(
      functions,
      { _, data, _, x, y, _ in
        OutlineSink.with(data) { $0.elements.append(.line($0.point(x, y))) }
      }, nil, nil)
    hb_draw_funcs_set_cubic_to_func(
      functions,
      { _, data, _, x1, y1, x2, y2, x3, y3, _ in
        OutlineSink.with(data) {
          $0.elements.append(.curve($0.point(x1, y1), $0.point(x2, y2), $0.point(x3, y3)))
        }
      }, nil, nil)
    hb_draw_funcs_set_close_path_func(
      functions, { _, data, _, _ in OutlineSink.with(data) { $0.elements.append(.close) } }, nil,
      nil)
    hb_draw_funcs_make_immutable(functions)
    return Functions(pointer: functions)
  }()

  static func with(_ data: UnsafeMutableRawPointer?, _ body: (inout OutlineSink) -> Void) {
    guard let data else { return }
    body(&data.assumingMemoryBound(to: OutlineSink.self).pointee)
  }
}
