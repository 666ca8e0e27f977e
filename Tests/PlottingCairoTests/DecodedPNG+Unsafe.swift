import CCairo

/// The pixels of a PNG file, read by libpng through Cairo: a reader that is not ours.
struct DecodedPNG {
  struct Unreadable: Error {}

  var width: Int
  var height: Int
  /// Red, green, blue, alpha; premultiplied.
  var pixels: [UInt8]

  init(_ file: [UInt8]) throws {
    /// What is left to read.
    final class Source {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let source = Source(file)
    let reference = Unmanaged.passRetained(source)
    defer { reference.release() }
    let surface = cairo_image_surface_create_from_png_stream(
      { closure, target, count in
        guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
        let source = Unmanaged<Source>.fromOpaque(closure).takeUnretainedValue()
        guard source.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
        for (index, byte) in source.rest.prefix(Int(count)).enumerated() { target[index] = byte }
        source.rest = source.rest.dropFirst(Int(count))
        return CAIRO_STATUS_SUCCESS
      }, reference.toOpaque())
    guard let surface else { throw Unreadable() }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let bytes = cairo_image_surface_get_data(surface)
    else { throw Unreadable() }
    let isOpaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    pixels = []
    for row in 0..<height {
      for column in 0..<width {
        // Little-endian words of alpha, red, green, blue.
        let pixel = bytes + row * stride + 4 * column
        pixels += [pixel[2], pixel[1], pixel[0], isOpaque ? 255 : pixel[3]]
      }
    }
  }

  /// Red, green, blue, alpha of a pixel.
  func pixel(_ column: Int, _ row: Int) -> [UInt8] {
    let offset = 4 * (row * width + column)
    return Array(pixels[offset..<offset + 4])
  }
}

/// The chunks of a PNG file.
struct PNGChunks {
  private var chunks: [(name: String, content: [UInt8])] = []

  init(_ file: [UInt8]) throws {
    var offset = 8
    while offset + 12 <= file.count {
      let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      guard offset + 12 + length <= file.count else { throw DecodedPNG.Unreadable() }
      chunks.append(
        (
          String(decoding: file[offset + 4..<offset + 8], as: UTF8.self),
          Array(file[offset + 8..<offset + 8 + length])
        ))
      offset += 12 + length
    }
    guard offset == file.count, chunks.last?.name == "IEND" else { throw DecodedPNG.Unreadable() }
  }

  /// Content of the first chunk of a name.
  func content(of name: String) -> [UInt8]? { contents(of: name).first }

  /// Contents of all chunks of a name.
  func contents(of name: String) -> [[UInt8]] {
    chunks.filter { $0.name == name }.map(\.content)
  }
}
