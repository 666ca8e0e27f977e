import Foundation

/// A torus with its data checked.
struct PreparedTorus: PanelContent {
  let torus: Torus
  let style: FigureStyle
  private let marks: [any TorusMark]
  private let resolved: ResolvedElements

  init(_ torus: Torus, style: FigureStyle) throws {
    guard torus.azimuth.isFinite, torus.elevation.isFinite, abs(torus.elevation) <= 90 else {
      throw PlottingError(
        .emptyRange,
        "A torus needs a finite azimuth and an elevation between −90 and 90 degrees, got "
          + "\(torus.azimuth) and \(torus.elevation).")
    }
    guard torus.tubeRadius > 0, torus.tubeRadius < 1 else {
      throw PlottingError(
        .emptyRange,
        "The tube of a torus has a radius between 0 and 1 in units of the great circle's, got "
          + "\(torus.tubeRadius).")
    }
    self.torus = torus
    self.style = style
    marks = try torus.marks.map { mark in
      guard let shown = style.readable(mark) as? any TorusMark else {
        throw PlottingError(
          .incompatibleAxes,
          "Torus cannot draw \(type(of: mark)). Use TorusLine, Line, Scatter, Streamlines or "
            + "PhasePortrait of two phases.")
      }
      let extent = try shown.extent(xScale: .linear, yScale: .linear)
      if mark is Streamlines || mark is PhasePortrait {
        let lengths = [extent.x?.length ?? 0, extent.y?.length ?? 0]
        guard lengths.allSatisfy({ abs($0 - 2 * .pi) < 1e-3 }) else {
          throw PlottingError(
            .emptyRange,
            "A flow on a torus is needed over one turn of both phases, got ranges of length "
              + "\(NumberFormat.significant(lengths[0], digits: 4)) and "
              + "\(NumberFormat.significant(lengths[1], digits: 4)). Give x: 0...(2 * .pi), "
              + "y: 0...(2 * .pi).")
        }
      }
      return shown
    }
    resolved = try ResolvedElements(
      marks, style: style, title: torus.title, barLabel: torus.colorBarLabel,
      hasLegend: torus.hasLegend)
  }

  var preferredAspect: Double? {
    let tilt = abs(torus.elevation) * .pi / 180
    return 0.9 * (sin(tilt) + torus.tubeRadius) / (1 + torus.tubeRadius) + 0.1
  }
  var hasOpenCorner: Bool { true }
  func settled(in box: Rectangle) -> (any PanelContent)? { nil }
  func decorations(in box: Rectangle) -> [Decoration] { resolved.decorations(around: box) }

  var summary: String {
    let title = torus.title.map { $0 + ". " } ?? ""
    let parts = marks.map(\.summary).joined(separator: "; ")
    return title + "Torus of two phases" + (parts.isEmpty ? "." : " with \(parts).")
  }

  // MARK: Geometry

  /// The largest torus that fits a box with the names of its phases.
  private func view(in box: Rectangle) -> TorusView {
    let room = box.inset(by: style.axisWidth)
    func view(_ scale: Double, _ origin: Point) -> TorusView {
      TorusView(
        tubeRadius: torus.tubeRadius,
        space: SpaceView(
          azimuth: torus.azimuth, elevation: torus.elevation, scale: scale, origin: origin),
        style: style)
    }
    func bounds(_ view: TorusView) -> Rectangle {
      let points = (0..<36).flatMap { long in
        (0..<18).map { view.point(Double(long) * .pi / 18, Double($0) * .pi / 9) }
      }
      let start = Rectangle(points[0], points[0])
      let body = points.reduce(start) { $0.union(Rectangle($1, $1)) }
      return arrows(view).reduce(body) { all, arrow in
        arrow.points.reduce(all.union(arrow.name.frame)) {
          $0.union(Rectangle($1, $1).outset(by: 2))
        }
      }
    }
    var scale = min(room.width, room.height) / 2 / (1 + torus.tubeRadius)
    var all = room
    for _ in 0..<16 {
      all = bounds(view(scale, .zero))
      let ratio = min(room.width / all.width, room.height / all.height)
      if ratio >= 1, ratio < 1.01 { break }
      scale *= ratio < 1 ? 0.2 * ratio + 0.795 * ratio : min(ratio, 1.2) * 0.998
    }
    all = bounds(view(scale, .zero))
    return view(scale, Point(room.midX - all.midX, room.midY - all.midY))
  }

  private struct PhaseArrow {
    var points: [Point]
    var name: PlacedText
  }

  /// Arcs beside the torus that show where phases grow, with their names.
  private func arrows(_ view: TorusView) -> [PhaseArrow] {
    var arrows: [PhaseArrow] = []
    let facing = torus.azimuth * .pi / 180
    let size = style.labelSize
    func name(_ text: String, at points: [Point], away: SIMD2<Double>) -> PlacedText {
      let set = style.text(text, size: size)
      let ink = set.inkBounds ?? Rectangle(x: 0, y: 0, width: set.width, height: set.height)
      let middle = points[points.count / 2]
      let reach = abs(away.x) * ink.width / 2 + abs(away.y) * ink.height / 2 + 0.4 * size
      return set.placed(
        at: Point(middle.x + reach * away.x - ink.midX, middle.y + reach * away.y - ink.midY),
        anchor: TextAnchor(.left, .baseline))
    }
    func arc(_ place: (Double) -> SIMD3<Double>, from start: Double, to end: Double) -> [Point] {
      (0...24).map { view.space.point(place(start + Double($0) / 24 * (end - start))) }
    }
    // Along the great circle, in front; around the tube, at the right where it is seen as a circle.
    let tilt = abs(view.space.towards.z)
    if !torus.longName.isEmpty, tilt > 0.2 {
      // As far out as the tube reaches on the page, so that it keeps clear of the body.
      let distance = 1 + (torus.tubeRadius + 0.06) / tilt
      let (middle, half) = (facing - 0.25, 0.4 / distance)
      let points = arc(
        { SIMD3(distance * cos($0), distance * sin($0), 0) }, from: middle - half,
        to: middle + half)
      let away = view.space.direction(SIMD3(cos(middle), sin(middle), 0))
      arrows.append(PhaseArrow(points: points, name: name(torus.longName, at: points, away: away)))
    }
    if !torus.shortName.isEmpty, abs(view.space.towards.z) < 0.98 {
      let radius = torus.tubeRadius + 0.15
      let side = facing + .pi / 2
      let points = arc(
        {
          let distance = 1 + radius * cos($0)
          return SIMD3(distance * cos(side), distance * sin(side), radius * sin($0))
        }, from: -0.6, to: 0.9)
      arrows.append(
        PhaseArrow(
          points: points, name: name(torus.shortName, at: points, away: SIMD2(1, 0))))
    }
    return arrows
  }

  // MARK: Drawing

  func content(in box: Rectangle) -> [DisplayItem] {
    let view = view(in: box)
    var hidden: [DisplayItem] = []
    var visible: [DisplayItem] = []
    for (mark, color) in zip(marks, resolved.colors) {
      let items = mark.items(on: view, color: color)
      hidden += items.hidden
      visible += items.visible
    }
    func group(_ role: String, _ items: [DisplayItem]) -> DisplayItem {
      .group(DisplayGroup(role: role, items: items))
    }
    return [
      group("surface", surface(view)), group("data-behind", hidden),
      group("guides", guides(view)), group("data-in-front", visible),
    ] + names(view)
  }

  /// The surface in small shaded pieces, the farthest first.
  private func surface(_ view: TorusView) -> [DisplayItem] {
    let (columns, rows) = (72, 28)
    let light = (view.space.towards + 0.7 * view.space.up - 0.5 * view.space.right).normalized
    let tone = TorusPath.tone(style)
    struct Facet {
      var depth: Double
      var item: DisplayItem
    }
    var facets: [Facet] = []
    for column in 0..<columns {
      for row in 0..<rows {
        let (a, b) = (
          Double(column) * 2 * .pi / Double(columns), Double(column + 1) * 2 * .pi / Double(columns)
        )
        let (c, d) = (
          Double(row) * 2 * .pi / Double(rows), Double(row + 1) * 2 * .pi / Double(rows)
        )
        let corners = [SIMD2(a, c), SIMD2(b, c), SIMD2(b, d), SIMD2(a, d)]
        guard
          corners.contains(where: { (view.normal($0.x, $0.y) * view.space.towards).sum() > 0 })
        else { continue }
        let (long, short) = ((a + b) / 2, (c + d) / 2)
        let brightness = max(0, (view.normal(long, short) * light).sum())
        let fill =
          style.isDark
          ? tone.mixed(with: .white, fraction: 0.1 * brightness)
          : tone.mixed(with: .white, fraction: 0.75 * brightness)
        let path = Path(polyline: corners.map { view.point($0.x, $0.y) }, closed: true)
        // The hairline covers the seams that smoothing leaves between neighbours.
        facets.append(
          Facet(
            depth: view.depth(long, short),
            item: .path(path, fill: fill, stroke: Stroke(fill, width: 0.35, join: .round))))
      }
    }
    return facets.enumerated().sorted {
      ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
    }.map(\.element.item)
  }

  /// Circles of both phases where they are seen, and the outline.
  private func guides(_ view: TorusView) -> [DisplayItem] {
    let turn = (0...120).map { Double($0) * .pi / 60 }
    func path(_ lines: [(long: [Double], short: [Double])]) -> Path {
      var stroke = TorusStroke(view: view)
      for line in lines { stroke.add(line.long, line.short, steps: nil) }
      return Path(
        stroke.pieces.filter { $0.isVisible && $0.points.count > 1 }.flatMap {
          Path(polyline: $0.points).elements
        })
    }
    let circles = path(
      (0..<8).map { index in (turn.map { _ in Double(index) * .pi / 4 }, turn) }
        + (0..<4).map { index in (turn, turn.map { _ in Double(index) * .pi / 2 }) })
    let thin = Stroke(
      style.mutedForeground.mixed(with: style.ground, fraction: 0.35), width: 0.6 * style.axisWidth)
    let edge = Stroke(
      style.mutedForeground.mixed(with: style.foreground, fraction: 0.2), width: style.axisWidth,
      cap: .round)
    return [
      .path(circles, fill: nil, stroke: thin), .path(outline(view), fill: nil, stroke: edge),
    ].filter {
      if case .path(let path, _, _) = $0 { !path.elements.isEmpty } else { true }
    }
  }

  /// Where the surface turns away from the viewer, as far as nothing is in front.
  private func outline(_ view: TorusView) -> Path {
    let towards = view.space.towards
    var path = Path()
    for side in [0.0, .pi] {
      var isDrawing = false
      for step in 0...720 {
        let long = Double(step) * .pi / 360
        let across = towards.x * cos(long) + towards.y * sin(long)
        let short = atan2(-across, towards.z) + side
        // Just outside the surface, so that the curvature there does not hide it.
        let place = view.place(long, short) + 1e-3 * view.normal(long, short)
        if view.isCovered(place, from: 0.02) {
          isDrawing = false
        } else {
          let point = view.point(long, short)
          path.elements.append(isDrawing ? .line(point) : .move(point))
          isDrawing = true
        }
      }
    }
    return path
  }

  private func names(_ view: TorusView) -> [DisplayItem] {
    arrows(view).flatMap { arrow -> [DisplayItem] in
      guard arrow.points.count > 2 else { return [] }
      let color = style.foreground
      let last = arrow.points.count - 1
      let head = Path(
        arrowheadAt: arrow.points[last], from: arrow.points[last - 3],
        length: 2.5 + 2.5 * style.axisWidth)
      return [
        .group(
          DisplayGroup(
            role: "guides",
            items: [
              .path(
                Path(polyline: Array(arrow.points.dropLast())), fill: nil,
                stroke: Stroke(color, width: style.axisWidth)),
              .path(head, fill: color, stroke: nil),
            ])), arrow.name.group(role: "axis-label"),
      ]
    }
  }
}
