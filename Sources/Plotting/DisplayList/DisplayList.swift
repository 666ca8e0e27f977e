import Preconditions

/// A drawn figure: what backends render, what tests assert on.
///
/// Lengths are in points (1/72 inch); the origin is the upper left corner and y grows downwards.
public struct DisplayList: Sendable, Hashable {
  /// The page.
  public var size: Size
  /// Colour of the page, or nil for a transparent one.
  public var background: Color?
  /// What is drawn, from back to front.
  public var items: [DisplayItem]
  /// A short name for readers and file metadata.
  public var title: String
  /// A sentence or more for those who cannot see the figure.
  public var altText: String
  /// Who made it, for the metadata of files.
  public var author: String

  /// A figure of a size.
  public init(
    size: Size, background: Color? = .white, items: [DisplayItem] = [], title: String = "",
    altText: String = "", author: String = ""
  ) {
    self.size = size
    self.background = background
    self.items = items
    self.title = title
    self.altText = altText
    self.author = author
  }
}

/// One thing on the page.
public indirect enum DisplayItem: Sendable, Hashable {
  /// A path, filled, stroked or both (fill first).
  case path(Path, fill: Color?, stroke: Stroke?)
  /// Positioned glyphs of one font.
  case text(GlyphRun)
  /// The same marker at many places; colours and scales have one element or as many as positions.
  case markers(Marker, positions: [Point], colors: [Color], scales: [Double])
  /// A raster image that fills a rectangle.
  case image(RasterImage, frame: Rectangle)
  /// Items clipped to a rectangle, drawn together with an opacity; the role says what they are.
  case group(DisplayGroup)
}

/// Items that belong together.
public struct DisplayGroup: Sendable, Hashable {
  /// What a group is, for tests on layout and for the SVG's structure.
  ///
  /// Such as "axis-label", "tick-label", "legend", "data", "title", "colorbar".
  public var role: String
  /// Nothing outside is drawn.
  public var clip: Rectangle?
  /// 0 … 1, of the group as a whole.
  public var opacity: Double
  /// From back to front.
  public var items: [DisplayItem]
  /// What the group occupies on the page, where the layout knows it; nothing depends on it when
  /// drawing, checks of the layout do.
  public var frame: Rectangle?

  /// A group of items.
  public init(
    role: String, clip: Rectangle? = nil, opacity: Double = 1, items: [DisplayItem],
    frame: Rectangle? = nil
  ) {
    self.role = role
    self.clip = clip
    self.opacity = opacity
    self.items = items
    self.frame = frame
  }
}

/// Glyphs of one font at one size, each at its place.
public struct GlyphRun: Sendable, Hashable {
  /// A glyph of the font's own numbering, with the place of its origin on the page.
  public struct Glyph: Sendable, Hashable {
    /// The font's number for the glyph.
    public var identifier: UInt32
    /// Place of the glyph's origin.
    public var origin: Point
    /// How many Unicode scalars of `text` it stands for (0 where the previous glyph holds them).
    public var scalarCount: Int

    /// A glyph at a place.
    public init(identifier: UInt32, origin: Point, scalarCount: Int = 1) {
      self.identifier = identifier
      self.origin = origin
      self.scalarCount = scalarCount
    }
  }

  /// Which of the bundled fonts.
  public var font: FontFace
  /// The em in points.
  public var size: Double
  /// The glyphs.
  public var glyphs: [Glyph]
  /// The text they show, for selection and search.
  public var text: String
  /// The colour.
  public var color: Color
  /// Rotation of the whole run about `pivot`, counterclockwise as seen, in radians.
  public var rotation: Double
  /// Centre of the rotation; glyph origins are given before rotating.
  public var pivot: Point

  /// Glyphs at their places.
  public init(
    font: FontFace, size: Double, glyphs: [Glyph], text: String, color: Color, rotation: Double = 0,
    pivot: Point = .zero
  ) {
    self.font = font
    self.size = size
    self.glyphs = glyphs
    self.text = text
    self.color = color
    self.rotation = rotation
    self.pivot = pivot
  }
}

/// How a path's outline is drawn.
public struct Stroke: Sendable, Hashable {
  /// How segments meet.
  public enum Join: String, Sendable, Hashable { case miter, round, bevel }
  /// How open paths end.
  public enum Cap: String, Sendable, Hashable { case butt, round, square }
  /// The colour.
  public var color: Color
  /// Width in points.
  public var width: Double
  /// Lengths of dashes and gaps in points; empty for a solid line.
  public var dashes: [Double]
  /// How segments meet.
  public var join: Join
  /// How open paths end.
  public var cap: Cap

  /// A line of a colour and width.
  public init(
    _ color: Color, width: Double, dashes: [Double] = [], join: Join = .round, cap: Cap = .butt
  ) {
    self.color = color
    self.width = width
    self.dashes = dashes
    self.join = join
    self.cap = cap
  }
}

/// A small shape drawn at data points; sizes are in points across.
public struct Marker: Sendable, Hashable {
  /// The shapes.
  public enum Shape: String, Sendable, Hashable, CaseIterable {
    case circle, square, diamond, triangleUp, triangleDown, plus, cross, star
  }
  /// The shape.
  public var shape: Shape
  /// Across, in points, at scale 1.
  public var size: Double
  /// Width of a stroke in the marker's colour around an unfilled shape, or 0 for a filled one.
  public var outline: Double

  /// A marker.
  public init(_ shape: Shape, size: Double, outline: Double = 0) {
    self.shape = shape
    self.size = size
    self.outline = outline
  }
}

/// Pixels, row by row from the top, four bytes each: red, green, blue, alpha (not premultiplied).
public struct RasterImage: Sendable, Hashable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int
  /// 4 · width · height bytes.
  public var pixels: [UInt8]
  /// Whether enlarging smooths; false keeps the edges of pixels sharp.
  public var isSmooth: Bool

  /// Pixels of a size.
  public init(width: Int, height: Int, pixels: [UInt8], isSmooth: Bool = false) {
    requirePrecondition(
      width > 0 && height > 0 && pixels.count == 4 * width * height,
      "An image of \(width) × \(height) pixels needs \(4 * width * height) bytes, got \(pixels.count)."
    )
    self.width = width
    self.height = height
    self.pixels = pixels
    self.isSmooth = isSmooth
  }
}
