import CCairo
import Foundation
import Plotting

/// Draws a display list as a PDF page: lines stay lines and text stays text.
struct PDFRenderer {
  /// More markers than this become an image: as shapes they would make files of many megabytes that
  /// open slowly.
  private static let mostMarkers = 20_000
  /// Resolution of that image in pixels per point: 450 per inch.
  private static let markerScale = 450.0 / 72

  private let context: CairoContext
  private let fonts: PDFFonts
  private let page: Rectangle

  /// The PDF file of display lists, one on each page.
  ///
  /// - Parameters:
  ///   - lists: the pages, at least one.
  ///   - title: title of the document; that of the first page where empty.
  ///   - author: who made it; that of the first page where empty.
  /// - Returns: the file; the same bytes for the same figures.
  /// - Throws: `PlottingError` if there is no page, if one has no size or holds an image that is too
  ///   large.
  static func file(
    of lists: [DisplayList], title: String = "", author: String = ""
  ) throws -> [UInt8] {
    guard let first = lists.first else {
      throw PlottingError(.emptyData, "A PDF document needs at least one page. Give it a figure.")
    }
    for list in lists { try RasterRenderer.checkSize(list.size) }
    return try PDFFonts.with { fonts in
      let surface = try PDFSurface(
        size: first.size, title: title.isEmpty ? first.title : title,
        author: author.isEmpty ? first.author : author,
        subject: lists.count == 1 ? first.altText : "", date: creationDate)
      for (index, list) in lists.enumerated() {
        if index > 0 { surface.nextPage(size: list.size) }
        if lists.count > 1, !list.title.isEmpty { surface.bookmark(list.title, page: index + 1) }
        let context = try CairoContext(surface.surface)
        if let background = list.background { context.paint(background) }
        let page = Rectangle(x: 0, y: 0, width: list.size.width, height: list.size.height)
        let renderer = PDFRenderer(context: context, fonts: fonts, page: page)
        try renderer.draw(list.withLongLinesAsImages.items, clip: page)
        try context.checkStatus()
      }
      return try surface.finish()
    }
  }

  /// A fixed date, so that equal figures are equal files; SOURCE_DATE_EPOCH sets another one, in
  /// seconds since 1970.
  private static var creationDate: String {
    let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(UInt32.init)
    // 1 January 2000.
    let seconds = given.map(TimeInterval.init) ?? 946_684_800
    return Date(timeIntervalSince1970: seconds).ISO8601Format()
  }

  private func draw(_ items: [DisplayItem], clip: Rectangle) throws {
    for item in items {
      switch item {
      case .path(let path, let fill, let stroke): draw(path, fill: fill, stroke: stroke)
      case .text(let run): try draw(run)
      case .markers(let marker, let positions, let colors, let scales):
        if positions.count > Self.mostMarkers {
          try drawAsImage(item, clip: clip)
        } else {
          context.draw(marker, positions, colors, scales)
        }
      case .image(let image, let frame): try draw(image, frame)
      case .group(let group): try draw(group, clip: clip)
      }
    }
  }

  private func draw(_ group: DisplayGroup, clip: Rectangle) throws {
    guard group.opacity > 0 else { return }
    var inner = clip
    if let wanted = group.clip {
      guard let common = clip.intersection(wanted) else { return }
      inner = common
    }
    try context.saved {
      if group.clip != nil { context.clip(inner) }
      if group.opacity < 1 {
        try context.layer(opacity: group.opacity) { try draw(group.items, clip: inner) }
      } else {
        try draw(group.items, clip: inner)
      }
    }
  }

  private func draw(_ path: Path, fill: Color?, stroke: Stroke?) {
    let path = PathPreparation.finite(path)
    if let fill {
      context.newPath()
      context.add(PathPreparation.near(path, isFilled: true))
      context.fill(fill)
    }
    if let stroke, stroke.width > 0, stroke.width.isFinite {
      context.newPath()
      context.add(PathPreparation.near(path, isFilled: false))
      context.draw(stroke)
    }
  }

  private func draw(_ run: GlyphRun) throws {
    var run = run
    if !run.glyphs.allSatisfy({ $0.origin.x.isFinite && $0.origin.y.isFinite }) { run.glyphs = [] }
    guard !run.glyphs.isEmpty else { return }
    context.show(run, face: try fonts.cairoFace(run.font))
  }

  /// Draws an item in pixels within what may be seen of it.
  private func drawAsImage(_ item: DisplayItem, clip: Rectangle) throws {
    let layer = DisplayList(
      size: Size(clip.width, clip.height), background: nil,
      items: [item.moved(by: Point(-clip.x, -clip.y))])
    let image = try RasterRenderer.image(of: layer, scale: Self.markerScale)
    let frame = Rectangle(
      x: clip.x, y: clip.y, width: Double(image.width) / Self.markerScale,
      height: Double(image.height) / Self.markerScale)
    context.draw(image, in: frame, filter: CAIRO_FILTER_NEAREST, padsEdges: false)
  }

  private func draw(_ image: RasterImage, _ frame: Rectangle) throws {
    guard frame.width > 0, frame.height > 0, frame.x.isFinite, frame.y.isFinite,
      frame.width.isFinite, frame.height.isFinite
    else { return }
    let shown = image.enlargedForPrint(in: frame)
    context.draw(
      try ImageSurface(shown), in: frame,
      filter: image.isSmooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST, padsEdges: false)
  }
}

extension DisplayItem {
  /// Markers at other places.
  fileprivate func moved(by offset: Point) -> DisplayItem {
    guard case .markers(let marker, let positions, let colors, let scales) = self else {
      return self
    }
    return .markers(
      marker, positions: positions.map { Point($0.x + offset.x, $0.y + offset.y) },
      colors: colors, scales: scales)
  }
}

extension Rectangle {
  /// What two rectangles share, or nil.
  fileprivate func intersection(_ other: Rectangle) -> Rectangle? {
    let left = max(minX, other.minX)
    let top = max(minY, other.minY)
    let right = min(maxX, other.maxX)
    let bottom = min(maxY, other.maxY)
    guard right > left, bottom > top else { return nil }
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }
}
