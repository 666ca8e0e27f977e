import Foundation

/// A map of the sphere with its data checked.
struct PreparedSphereMap: PanelContent {
  let map: SphereMap
  let style: FigureStyle
  private let marks: [any SphereMapMark]
  private let resolved: ResolvedElements
  private let azimuths: [TickLabel]
  private let polars: [TickLabel]

  init(_ map: SphereMap, style: FigureStyle) throws {
    guard map.azimuth.isFinite, map.elevation.isFinite else {
      throw PlottingError(
        .emptyRange,
        "A map needs a finite azimuth and elevation of its middle in degrees, got \(map.azimuth) "
          + "and \(map.elevation).")
    }
    self.map = map
    self.style = style
    marks = try map.marks.map { mark in
      guard let shown = style.readable(mark) as? any SphereMapMark else {
        throw PlottingError(
          .incompatibleAxes,
          "SphereMap cannot draw \(type(of: mark)): it has no place on the surface. Use "
            + "SpherePoint, SphereTrajectory, SphereSurface or SphereText, or a BlochSphere.")
      }
      try shown.check()
      return shown
    }
    resolved = try ResolvedElements(
      marks, style: style, title: map.title, barLabel: map.colorBarLabel,
      hasLegend: map.hasLegend)
    let first = map.projection == .lambert ? 0 : map.azimuth * .pi / 180 - .pi
    azimuths = map.angleTicks.labels(from: first)
    polars = map.angleTicks.polarLabels
  }

  var preferredAspect: Double? { map.projection == .lambert ? 1 : 0.54 }
  var hasOpenCorner: Bool { true }
  func settled(in box: Rectangle) -> (any PanelContent)? { nil }

  var summary: String {
    let title = map.title.map { $0 + ". " } ?? ""
    let parts = marks.map(\.summary).joined(separator: "; ")
    let kind = map.projection.rawValue.prefix(1).uppercased() + map.projection.rawValue.dropFirst()
    return title + "Map of the sphere in \(kind)'s equal-area projection"
      + (parts.isEmpty ? "." : " with \(parts).")
  }

  func decorations(in box: Rectangle) -> [Decoration] { resolved.decorations(around: box) }

  // MARK: Geometry

  private func frame(_ center: Point, _ halfHeight: Double) -> SphereMapFrame {
    SphereMapFrame(
      projection: map.projection, azimuth: map.azimuth, elevation: map.elevation, center: center,
      halfHeight: halfHeight, style: style)
  }

  /// The largest map that fits a box with the names around it.
  private func frame(in box: Rectangle) -> SphereMapFrame {
    let room = box.inset(by: style.axisWidth)
    let center = Point(box.midX, box.midY)
    var half = min(room.height / 2, room.width / 2 / map.projection.halfWidth)
    var bounds = room
    for _ in 0..<16 {
      let frame = frame(center, half)
      bounds = outerNames(frame).reduce(frame.rectangle) { $0.union($1.text.frame) }
      let excess = max(
        (bounds.width - room.width) / map.projection.halfWidth, bounds.height - room.height)
      if excess <= 0, excess > -0.5 { break }
      half = max(4, half - excess / 2 - 0.05)
    }
    return frame(
      Point(center.x + room.midX - bounds.midX, center.y + room.midY - bounds.midY), half)
  }

  private struct Name {
    var text: PlacedText
    var role = "tick-label"
  }

  private var isAboutPole: Bool { abs(abs(map.elevation) - 90) < 1e-9 }
  private var isUpright: Bool { map.elevation == 0 }

  /// Names outside the rim.
  private func outerNames(_ frame: SphereMapFrame) -> [Name] {
    var names: [Name] = []
    let size = style.tickLabelSize
    if map.projection == .lambert {
      guard isAboutPole else { return [] }
      let disk = PolarProjection(
        center: frame.center, radius: frame.halfHeight, zero: 0, isClockwise: false)
      for tick in azimuths where !tick.text.isEmpty {
        let place = frame.point(SIMD3(colatitude: .pi / 2, longitude: tick.value))
        let direction = atan2(frame.center.y - place.y, place.x - frame.center.x)
        names.append(
          Name(
            text: disk.outside(
              style.text(tick.text, size: size), angle: direction, distance: 0.45 * size)))
      }
      return names
    }
    guard isUpright else { return [] }
    for tick in polars where !tick.text.isEmpty {
      // Just right of the left rim.
      let edge = frame.point(
        SIMD3(colatitude: tick.value, longitude: map.azimuth * .pi / 180 - .pi + 1e-9))
      let set = style.text(tick.text, size: size)
      func text(_ gap: Double) -> PlacedText {
        set.placed(at: Point(edge.x - gap, edge.y), anchor: TextAnchor(.right, .center))
      }
      // Towards the poles the rim runs below or above the text: it keeps clear of it.
      var gap = 0.5 * size
      while gap < 8 * size {
        let wide = text(gap).frame.outset(by: 0.2 * size)
        let corners = [Point(wide.maxX, wide.minY), Point(wide.maxX, wide.maxY)]
        if corners.allSatisfy({ frame.direction(at: $0) == nil }) { break }
        gap += 0.25 * size
      }
      names.append(Name(text: text(gap)))
    }
    if !map.polarName.isEmpty, !names.isEmpty {
      let left = names.map(\.text.frame.minX).min() ?? frame.rectangle.minX
      let text = style.text(map.polarName, size: style.labelSize).placed(
        at: Point(left - 0.5 * style.labelSize, frame.center.y), anchor: TextAnchor(.right, .center)
      )
      names.append(Name(text: text, role: "axis-label"))
    }
    if !map.azimuthName.isEmpty, !azimuths.isEmpty {
      let text = style.text(map.azimuthName, size: style.labelSize).placed(
        at: Point(frame.center.x, frame.rectangle.maxY + 0.35 * style.labelSize),
        anchor: TextAnchor(.center, .top))
      names.append(Name(text: text, role: "axis-label"))
    }
    return names
  }

  /// Names on the graticule: azimuths along the equator, polar angles along a meridian.
  private func innerNames(_ frame: SphereMapFrame) -> [PlacedText] {
    var placed: [PlacedText] = []
    let size = 0.9 * style.tickLabelSize
    func add(_ text: String, at direction: SIMD3<Double>, below: Bool) {
      let place = frame.point(direction)
      guard !text.isEmpty, place.x.isFinite else { return }
      let label = style.text(text, size: size).placed(
        at: Point(place.x, place.y + (below ? 0.45 * size : 0)),
        anchor: TextAnchor(.center, below ? .top : .center))
      // Near the rim there is no room.
      let corners = [
        Point(label.frame.minX - 3, label.frame.minY),
        Point(label.frame.maxX + 3, label.frame.maxY),
        Point(label.frame.minX - 3, label.frame.maxY),
        Point(label.frame.maxX + 3, label.frame.minY),
      ]
      guard corners.allSatisfy({ frame.direction(at: $0) != nil }),
        !placed.contains(where: { $0.frame.outset(by: 3).overlaps(label.frame) })
      else { return }
      placed.append(label)
    }
    if !(map.projection == .lambert && isAboutPole) {
      // About every second meridian has a name, the middle one among them.
      let middle = azimuths.count / 2
      let stride = azimuths.count > 5 ? max(2, azimuths.count / 6) : 1
      for (index, tick) in azimuths.enumerated() where (index - middle) % stride == 0 {
        add(tick.text, at: SIMD3(colatitude: .pi / 2, longitude: tick.value), below: true)
      }
    }
    if map.projection == .lambert || !isUpright {
      let meridian =
        isAboutPole
        ? ((azimuths.first?.value ?? 0) + (azimuths.dropFirst().first?.value ?? .pi / 4)) / 2
        : map.azimuth * .pi / 180
      for tick in polars {
        let name = map.polarName.isEmpty ? tick.text : "\(map.polarName) = \(tick.text)"
        // Only the first says what they are.
        add(
          tick.value == polars.first?.value ? name : tick.text,
          at: SIMD3(colatitude: tick.value, longitude: meridian), below: false)
      }
    }
    return placed
  }

  // MARK: Drawing

  func content(in box: Rectangle) -> [DisplayItem] {
    let frame = frame(in: box)
    let isImage = marks.contains { $0 is SphereSurface }
    var items: [DisplayItem] = []
    var data: [DisplayItem] = []
    for (mark, color) in zip(marks, resolved.colors) {
      let drawn = DisplayItem.group(
        DisplayGroup(
          role: "data", clip: frame.rectangle.outset(by: style.markerSize),
          items: mark.items(in: frame, color: color)))
      // The graticule is in front of functions and behind everything else.
      if mark is SphereSurface { items.append(drawn) } else { data.append(drawn) }
    }
    items.append(graticule(frame, isImage: isImage))
    items += data
    items.append(
      .group(
        DisplayGroup(
          role: "disk",
          items: [
            .path(
              frame.outline, fill: nil, stroke: Stroke(style.foreground, width: style.axisWidth))
          ], frame: frame.rectangle)))
    for var name in innerNames(frame) {
      let patch = name.frame.outset(by: 0.14 * style.tickLabelSize)
      name.items.insert(.path(Path(patch), fill: style.ground.opacity(0.6), stroke: nil), at: 0)
      items.append(name.group(role: "tick-label"))
    }
    return items + outerNames(frame).map { $0.text.group(role: $0.role) }
  }

  /// Meridians from pole to pole and parallels all the way round.
  private func graticule(_ frame: SphereMapFrame, isImage: Bool) -> DisplayItem {
    let line = Stroke(
      isImage
        ? Color(white: 1, alpha: 0.35)
        : style.mutedForeground.mixed(with: style.ground, fraction: 0.55),
      width: 0.7 * style.axisWidth)
    var path = Path()
    func add(_ places: [SIMD3<Double>]) {
      for part in frame.lines(places) { path.elements += Path(polyline: part).elements }
    }
    for tick in azimuths {
      add((0...90).map { SIMD3(colatitude: Double($0) / 90 * .pi, longitude: tick.value) })
    }
    // Starting at the rim, so that no parallel is cut there.
    let start = map.azimuth * .pi / 180 - .pi + 1e-9
    for tick in polars {
      add(
        (0...180).map {
          SIMD3(colatitude: tick.value, longitude: start + Double($0) / 180 * (2 * .pi - 2e-9))
        })
    }
    return .group(
      DisplayGroup(
        role: "grid", items: path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: line)],
        frame: frame.rectangle))
  }
}
