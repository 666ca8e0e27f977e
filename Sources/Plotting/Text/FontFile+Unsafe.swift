import Preconditions
import CHarfBuzz
import _FontData

/// A bundled font as HarfBuzz sees it.
///
/// The HarfBuzz objects are made immutable before anybody else sees them, and HarfBuzz may read
/// immutable objects from many threads at once; so there is no lock here.
final class FontFile: @unchecked Sendable {
  private static let all: [FontFile] = FontFace.allCases.map(FontFile.init)

  /// The one object of a font.
  static func of(_ face: FontFace) -> FontFile { all[face.fileIndex] }

  let face: FontFace
  let font: OpaquePointer
  /// Font units per em.
  let unitsPerEm: Double

  private init(_ face: FontFace) {
    let file = isochron_font(Int32(face.fileIndex))
    let blob = hb_blob_create(
      UnsafeRawPointer(file.bytes).assumingMemoryBound(to: CChar.self), UInt32(file.count),
      HB_MEMORY_MODE_READONLY, nil, nil)
    let hbFace = hb_face_create(blob, 0)
    guard let created = hb_font_create(hbFace) else {
      stopForBrokenPrecondition("HarfBuzz could not open the bundled font \(face.rawValue).")
    }
    let units = hb_face_get_upem(hbFace)
    hb_font_set_scale(created, Int32(units), Int32(units))
    hb_font_make_immutable(created)
    hb_face_destroy(hbFace)
    hb_blob_destroy(blob)
    self.face = face
    font = created
    unitsPerEm = Double(units)
  }

  deinit { hb_font_destroy(font) }

  /// The glyph of a character, or nil if the font lacks it.
  func glyph(for scalar: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0 ? glyph : nil
  }

  /// Advance width in ems.
  func advance(_ glyph: UInt32) -> Double {
    Double(hb_font_get_glyph_h_advance(font, glyph)) / unitsPerEm
  }

  /// The box of the ink in ems, y downwards from the baseline; empty for a blank glyph.
  func bounds(_ glyph: UInt32) -> Rectangle {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0 else {
      return Rectangle(x: 0, y: 0, width: 0, height: 0)
    }
    return Rectangle(
      x: Double(extents.x_bearing) / unitsPerEm, y: -Double(extents.y_bearing) / unitsPerEm,
      width: Double(extents.width) / unitsPerEm, height: -Double(extents.height) / unitsPerEm)
  }

  /// Glyphs of a text in one direction, with kerning; positions in ems from the start.
  func shape(_ text: String, ligatures: Bool, script level: Int = 0) -> [ShapedGlyph] {
    let buffer = hb_buffer_create()
    defer { hb_buffer_destroy(buffer) }
    // Clusters count scalars.
    let scalars = text.unicodeScalars.map(\.value)
    hb_buffer_add_utf32(buffer, scalars, Int32(scalars.count), 0, Int32(scalars.count))
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
    hb_buffer_guess_segment_properties(buffer)
    var features: [hb_feature_t] = []
    if !ligatures { features.append(feature("liga", 0)) }
    if level > 0 { features.append(feature("ssty", UInt32(level))) }
    hb_shape(font, buffer, features, UInt32(features.count))

    var count: UInt32 = 0
    let infos = hb_buffer_get_glyph_infos(buffer, &count)
    let positions = hb_buffer_get_glyph_positions(buffer, &count)
    guard let infos, let positions else { return [] }
    var glyphs: [ShapedGlyph] = []
    glyphs.reserveCapacity(Int(count))
    var pen = 0.0
    for index in 0..<Int(count) {
      let cluster = Int(infos[index].cluster)
      let isFirst = index == 0 || Int(infos[index - 1].cluster) != cluster
      var next = index + 1
      while next < Int(count), Int(infos[next].cluster) == cluster { next += 1 }
      let end = next < Int(count) ? Int(infos[next].cluster) : scalars.count
      let position = positions[index]
      glyphs.append(
        ShapedGlyph(
          identifier: infos[index].codepoint,
          x: pen + Double(position.x_offset) / unitsPerEm,
          y: -Double(position.y_offset) / unitsPerEm,
          advance: Double(position.x_advance) / unitsPerEm,
          scalarCount: isFirst ? end - cluster : 0))
      pen += Double(position.x_advance) / unitsPerEm
    }
    return glyphs
  }

  private func feature(_ name: StaticString, _ value: UInt32) -> hb_feature_t {
    let tag = name.withUTF8Buffer { $0.reduce(0 as UInt32) { $0 << 8 | UInt32($1) } }
    return hb_feature_t(tag: tag, value: value, start: 0, end: UInt32.max)
  }
}

/// A glyph in a shaped text; lengths in ems, y downwards.
struct ShapedGlyph: Sendable, Hashable {
  var identifier: UInt32
  var x: Double
  var y: Double
  var advance: Double
  /// Unicode scalars it stands for; 0 for the later glyphs of one cluster.
  var scalarCount: Int
}

extension FontFace {
  /// Place among the embedded files, which is the order of the cases.
  fileprivate var fileIndex: Int {
    switch self {
    case .sansRegular: isochron_font_sans_regular
    case .sansItalic: isochron_font_sans_italic
    case .sansBold: isochron_font_sans_bold
    case .serifRegular: isochron_font_serif_regular
    case .serifItalic: isochron_font_serif_italic
    case .serifBold: isochron_font_serif_bold
    case .math: isochron_font_math
    }
  }

  /// The bytes of the OpenType file, which live as long as the process.
  package var fileBytes: UnsafeBufferPointer<UInt8> {
    let file = isochron_font(Int32(fileIndex))
    return UnsafeBufferPointer(start: file.bytes, count: file.count)
  }
}
