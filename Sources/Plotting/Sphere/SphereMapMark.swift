import Foundation

/// A mark of a sphere that a map of the sphere can show too.
public protocol SphereMapMark: SphereMark {
  /// What the mark adds to a map, from back to front.
  func items(in map: SphereMapFrame, color: Color) -> [DisplayItem]
}

extension SphereSurface: SphereMapMark {
  /// An image of the whole map.
  public func items(in map: SphereMapFrame, color: Color) -> [DisplayItem] {
    guard let table = ColorTable(coloring) else { return [] }
    let box = map.rectangle
    let density = min(300.0 / 72, 2400 / box.width)
    let (width, height) = (
      max(64, Int(box.width * density)), max(32, Int(box.height * density))
    )
    var pixels = [UInt8](repeating: 0, count: 4 * width * height)
    for row in 0..<height {
      let y = box.minY + (Double(row) + 0.5) / Double(height) * box.height
      for column in 0..<width {
        let x = box.minX + (Double(column) + 0.5) / Double(width) * box.width
        guard let place = map.direction(at: Point(x, y)) else { continue }
        let value = value(polar: acos(min(max(place.z, -1), 1)), azimuth: atan2(place.y, place.x))
        let pixel = 4 * (row * width + column)
        table.write(value, to: &pixels, at: pixel)
        if pixels[pixel + 3] > 0 { pixels[pixel + 3] = UInt8((opacity * 255).rounded()) }
      }
    }
    return [
      .image(RasterImage(width: width, height: height, pixels: pixels, isSmooth: true), frame: box)
    ]
  }
}

extension SphereTrajectory: SphereMapMark {
  /// The directions along the path; where it crosses the rim it goes on at the other side.
  public func items(in map: SphereMapFrame, color: Color) -> [DisplayItem] {
    let stroke = appearance.stroke(color, style: map.style)
    let places = x.indices.map { SIMD3(x[$0], y[$0], z[$0]) }
    guard let coloring else { return Self.items(map.lines(places), stroke) }
    let steps = coloring.steps(count: Coloring.stepCount)
    guard steps.count == places.count - 1 else { return [] }
    var items: [DisplayItem] = []
    var start = 0
    while start < steps.count {
      var end = start + 1
      while end < steps.count, steps[end] == steps[start] { end += 1 }
      if steps[start] >= 0 {
        var piece = stroke
        let fraction = (Double(steps[start]) + 0.5) / Double(Coloring.stepCount)
        piece.color = coloring.map(fraction).opacity(stroke.color.alpha)
        items += Self.items(map.lines(Array(places[start...end])), piece)
      }
      start = end
    }
    return items
  }

  private static func items(_ lines: [[Point]], _ stroke: Stroke) -> [DisplayItem] {
    let path = Path(lines.flatMap { Path(polyline: Polyline.spaced($0, by: 0.2)).elements })
    return path.elements.isEmpty ? [] : [.path(path, fill: nil, stroke: stroke)]
  }
}

extension SpherePoint: SphereMapMark {
  /// The markers at the directions of the points.
  public func items(in map: SphereMapFrame, color: Color) -> [DisplayItem] {
    let marker = appearance.marker(appearance.marker ?? .circle, style: map.style)
    let positions = places.map { map.point($0) }.filter { $0.x.isFinite && $0.y.isFinite }
    guard !positions.isEmpty else { return [] }
    return [
      .markers(
        marker, positions: positions, colors: [color.opacity(color.alpha * appearance.opacity)],
        scales: [1])
    ]
  }
}

extension SphereText: SphereMapMark {
  /// The text beside its direction, inside the map.
  public func items(in map: SphereMapFrame, color: Color) -> [DisplayItem] {
    let size = map.style.legendSize
    let at = map.point(place)
    guard at.x.isFinite else { return [] }
    let isRight = at.x <= map.center.x
    let gap = 0.5 * size
    let placed = map.style.text(text, size: size, color: color).placed(
      at: Point(at.x + (isRight ? gap : -gap), at.y - gap / 2),
      anchor: TextAnchor(isRight ? .left : .right, .baseline)
    ).moved(inside: map.rectangle)
    return [placed.group(role: "annotation")]
  }
}
