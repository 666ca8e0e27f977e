/// A sphere with its data checked.
struct PreparedSphere: PanelContent {
  let sphere: BlochSphere
  let style: FigureStyle
  private let resolved: ResolvedElements

  init(_ sphere: BlochSphere, style: FigureStyle) throws {
    guard sphere.azimuth.isFinite, sphere.elevation.isFinite else {
      throw PlottingError(
        .emptyRange,
        "A view needs a finite azimuth and elevation in degrees, got \(sphere.azimuth) and "
          + "\(sphere.elevation).")
    }
    var sphere = sphere
    sphere.marks = sphere.marks.map { style.readable($0) }
    self.sphere = sphere
    self.style = style
    for mark in sphere.marks { try mark.check() }
    resolved = try ResolvedElements(
      sphere.marks, style: style, title: sphere.title, barLabel: sphere.colorBarLabel,
      hasLegend: sphere.hasLegend)
  }

  var preferredAspect: Double? { 1 }
  var hasOpenCorner: Bool { true }

  func settled(in box: Rectangle) -> (any PanelContent)? { nil }

  var summary: String {
    let marks = sphere.marks.map(\.summary).joined(separator: "; ")
    let title = sphere.title.map { $0 + ". " } ?? ""
    return title + "Sphere" + (marks.isEmpty ? "." : " with \(marks).")
  }

  func decorations(in box: Rectangle) -> [Decoration] { resolved.decorations(around: box) }

  func content(in box: Rectangle) -> [DisplayItem] {
    let view = view(in: box)
    var pieces = SphereGuides(view: view).pieces()
    for (mark, color) in zip(sphere.marks, resolved.colors) {
      pieces += mark.pieces(in: view, color: color)
    }
    let middle = SphereView.layerCount / 2
    // A stable sort keeps the order of equals, so that the drawing is the same every time.
    let sorted = pieces.enumerated().sorted {
      ($0.element.layer, $0.element.depth, $0.offset)
        < ($1.element.layer, $1.element.depth, $1.offset)
    }.map(\.element)
    let hasSurface = sphere.marks.contains { $0 is SphereSurface }
    let labels = labels(view)
    let behind = labels.filter(\.isBehind).map { $0.text.group(role: "axis-label") }
    let inFront = labels.filter { !$0.isBehind }.map { $0.text.group(role: "axis-label") }
    return [
      .group(
        DisplayGroup(
          role: "data-behind", items: sorted.filter { $0.layer < middle }.map(\.item))),
      .group(DisplayGroup(role: "labels-behind", items: behind)),
      .group(DisplayGroup(role: "sphere", items: body(view, hasSurface: hasSurface))),
      .group(
        DisplayGroup(
          role: "data-in-front", items: sorted.filter { $0.layer >= middle }.map(\.item))),
      .group(DisplayGroup(role: "labels-in-front", items: inFront)),
    ]
  }

  /// The translucent ball: a veil over what is behind, and its silhouette.
  private func body(_ view: SphereView, hasSurface: Bool) -> [DisplayItem] {
    let disk = Path(circleAt: view.center, radius: view.radius)
    let veil = style.ground.mixed(with: Color(hex: 0x7088a8), fraction: 0.22).opacity(0.3)
    let edge = Stroke(
      style.mutedForeground.mixed(with: style.ground, fraction: 0.25), width: style.axisWidth)
    return [.path(disk, fill: hasSurface ? nil : veil, stroke: edge)]
  }

  private struct AxisName {
    var text: PlacedText
    var isBehind: Bool
  }

  /// Names beyond the ends of the axes, clear of the lines.
  private func labels(_ view: SphereView) -> [AxisName] {
    let axes = [SIMD3(1.0, 0, 0), SIMD3(0.0, 1, 0), SIMD3(0.0, 0, 1)]
    let guides = SphereGuides(view: view)
    let ends =
      zip(axes, sphere.axisLabels.positive).map { ($0 * guides.reach(of: $0), $1) }
      + zip(axes, sphere.axisLabels.negative).map { ($0 * -guides.reach(of: $0), $1) }
    return ends.filter { !$0.1.isEmpty }.map { end, name in
      let text = style.text(name, size: style.labelSize)
      let place = view.point(end)
      var dx = place.x - view.center.x
      var dy = place.y - view.center.y
      let length = (dx * dx + dy * dy).squareRoot()
      // An axis that points at the viewer has no direction on the page: its name goes up right.
      (dx, dy) = length > 0.05 * view.radius ? (dx / length, dy / length) : (0.7, -0.7)
      let ink = text.inkBounds ?? Rectangle(x: 0, y: 0, width: text.width, height: text.height)
      let reach =
        abs(dx) * ink.width / 2 + abs(dy) * ink.height / 2 + 0.35 * style.labelSize
      let middle = Point(place.x + dx * reach, place.y + dy * reach)
      var placed = text.placed(
        at: Point(middle.x - ink.midX, middle.y - ink.midY), anchor: TextAnchor(.left, .baseline))
      let isInside = length + reach < 1.02 * view.radius
      if isInside, view.depth(end) >= 0 {
        // Nothing strikes the name through: it stands on a patch of the page's colour.
        let patch = placed.frame.outset(by: 0.12 * style.labelSize)
        placed.items.insert(
          .path(Path(patch), fill: style.ground.opacity(0.8), stroke: nil), at: 0)
      }
      return AxisName(text: placed, isBehind: view.depth(end) < 0 && isInside)
    }
  }

  /// The largest sphere that fits a box with the names of its axes.
  private func view(in box: Rectangle) -> SphereView {
    func view(_ radius: Double, _ center: Point) -> SphereView {
      SphereView(
        azimuth: sphere.azimuth, elevation: sphere.elevation, center: center, radius: radius,
        style: style)
    }
    let center = Point(box.midX, box.midY)
    let room = box.inset(by: style.axisWidth)
    var radius = min(room.width, room.height) / 2
    var bounds = room
    for _ in 0..<8 {
      let disk = Rectangle(
        x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
      bounds = labels(view(radius, center)).reduce(disk) { $0.union($1.text.frame) }
      let scale = min(room.width / bounds.width, room.height / bounds.height)
      if scale > 0.999, scale < 1.001 { break }
      radius *= scale
    }
    let shifted = Point(
      center.x + room.midX - bounds.midX, center.y + room.midY - bounds.midY)
    return view(radius, shifted)
  }
}
