import Synchronization

extension FontFace {
  /// The outline of a glyph in ems: scale by the font size to get points; y grows downwards from
  /// the baseline.
  ///
  /// - Parameter glyph: the font's own number for the glyph.
  /// - Returns: closed contours, filled by the nonzero winding rule; empty for a blank.
  public func outline(glyph: UInt32) -> Path {
    let key = GlyphKey(face: self, glyph: glyph)
    if let known = Self.outlines.withLock({ $0[key] }) { return known }
    let path = FontFile.of(self).outline(glyph)
    Self.outlines.withLock { $0[key] = path }
    return path
  }

  /// The box of a glyph's ink in ems, y downwards from the baseline; empty for a blank.
  public func bounds(glyph: UInt32) -> Rectangle { FontFile.of(self).bounds(glyph) }

  /// How far the pen moves after a glyph, in ems.
  public func advance(glyph: UInt32) -> Double { FontFile.of(self).advance(glyph) }

  /// The font's number for a character, or nil if it has none.
  public func glyph(for scalar: Unicode.Scalar) -> UInt32? { FontFile.of(self).glyph(for: scalar) }

  /// The PostScript-like name that SVG and PDF show, such as "TeX Gyre Heros".
  public var familyName: String {
    switch self {
    case .sansRegular, .sansItalic, .sansBold: "TeX Gyre Heros"
    case .serifRegular, .serifItalic, .serifBold: "TeX Gyre Termes"
    case .math: "TeX Gyre Termes Math"
    }
  }

  private struct GlyphKey: Hashable {
    var face: FontFace
    var glyph: UInt32
  }

  /// A figure uses some dozens of glyphs and all seven fonts have some thousands, so this stays small.
  private static let outlines = Mutex<[GlyphKey: Path]>([:])
}

extension FontFamily {
  /// The upright face.
  public var regular: FontFace { self == .sans ? .sansRegular : .serifRegular }
  /// The slanted face, which variables in formulas use.
  public var italic: FontFace { self == .sans ? .sansItalic : .serifItalic }
  /// The bold face.
  public var bold: FontFace { self == .sans ? .sansBold : .serifBold }
}
