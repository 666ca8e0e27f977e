import Foundation

/// Towers, walls and the plane, from back to front.
extension PreparedCity {
  func content(in box: Rectangle) -> [DisplayItem] {
    let view = view(in: box)
    let towers = cells(view)
    func group(_ role: String, _ items: [DisplayItem]) -> DisplayItem {
      .group(DisplayGroup(role: role, items: items))
    }
    return [
      group("walls", walls(view)),
      // Below the plane first: it lies between them and the viewer.
      group("data", towers.filter { $0.height < 0 }.map { tower($0, view) }),
      group("floor", plane(view)),
      group("data", towers.filter { $0.height >= 0 }.map { tower($0, view) }),
    ] + texts(view).map { $0.text.group(role: $0.role) }
  }

  private struct Cell {
    var row: Int
    var column: Int
    var height: Double
  }

  /// The entries from the farthest to the nearest: any two cells of the plane have a line between
  /// them, parallel to an axis, and the one on the viewer's side covers the other.
  private func cells(_ view: SpaceView) -> [Cell] {
    let columns = view.towards.x >= 0 ? Array(0..<columnCount) : (0..<columnCount).reversed()
    // Rows go down from the greatest y.
    let rows = view.towards.y >= 0 ? (0..<rowCount).reversed() : Array(0..<rowCount)
    return rows.flatMap { row in
      columns.compactMap { column in
        let height = heights[row][column]
        return height.isFinite ? Cell(row: row, column: column, height: height) : nil
      }
    }
  }

  private func color(_ cell: Cell) -> Color {
    // An entry of zero has neither phase nor sign.
    let most = max(domain.upperBound, -domain.lowerBound)
    if abs(cell.height) <= 1e-12 * most {
      return style.ground.mixed(with: style.mutedForeground, fraction: 0.35)
    }
    switch city.height {
    case .magnitude:
      let phase = atan2(city.imaginary[cell.row][cell.column], city.real[cell.row][cell.column])
      let turn = phase / (2 * .pi) + 0.5
      return city.map(turn - turn.rounded(.down))
    case .real, .imaginary:
      return style.colorCycle[cell.height < 0 ? 1 % style.colorCycle.count : 0]
    }
  }

  /// The three faces of a tower that can be seen; a tile where it has no height.
  private func tower(_ cell: Cell, _ view: SpaceView) -> DisplayItem {
    let half = 0.38
    let (x, y) = (Double(cell.column), -Double(cell.row))
    let clamped = min(max(cell.height, domain.lowerBound), domain.upperBound)
    let (low, high) = (z(min(0, clamped)), z(max(0, clamped)))
    let nearX = view.towards.x >= 0 ? x + half : x - half
    let nearY = view.towards.y >= 0 ? y + half : y - half
    let paint = color(cell)
    func face(_ corners: [SIMD3<Double>], shade: Double) -> DisplayItem {
      let fill =
        shade >= 0
        ? paint.mixed(with: .white, fraction: shade) : paint.mixed(with: .black, fraction: -shade)
      let edge = Stroke(
        paint.mixed(with: .black, fraction: 0.5), width: 0.6 * style.axisWidth, join: .round)
      return .path(Path(polyline: corners.map(view.point), closed: true), fill: fill, stroke: edge)
    }
    var faces: [DisplayItem] = []
    if high > low {
      faces.append(
        face(
          [
            SIMD3(nearX, y - half, low), SIMD3(nearX, y + half, low),
            SIMD3(nearX, y + half, high), SIMD3(nearX, y - half, high),
          ], shade: -0.22))
      faces.append(
        face(
          [
            SIMD3(x - half, nearY, low), SIMD3(x + half, nearY, low),
            SIMD3(x + half, nearY, high), SIMD3(x - half, nearY, high),
          ], shade: -0.08))
    }
    faces.append(
      face(
        [
          SIMD3(x - half, y - half, high), SIMD3(x + half, y - half, high),
          SIMD3(x + half, y + half, high), SIMD3(x - half, y + half, high),
        ], shade: 0.22))
    return .group(DisplayGroup(role: "tower", items: faces))
  }

  private var gridStroke: Stroke {
    Stroke(
      style.mutedForeground.mixed(with: style.ground, fraction: 0.5), width: 0.7 * style.axisWidth)
  }

  /// Two walls at the back with lines at the heights of the ticks, and the axis.
  private func walls(_ view: SpaceView) -> [DisplayItem] {
    let (front, back) = sides(view)
    let (low, high) = (z(domain.lowerBound), z(domain.upperBound))
    let tint = style.ground.mixed(with: style.foreground, fraction: 0.035)
    func quad(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Path {
      Path(
        polyline: [
          SIMD3(from.x, from.y, low), SIMD3(to.x, to.y, low), SIMD3(to.x, to.y, high),
          SIMD3(from.x, from.y, high),
        ].map(view.point), closed: true)
    }
    let corner = SIMD2(back.x, back.y)
    var items: [DisplayItem] = [
      .path(quad(SIMD2(front.x, back.y), corner), fill: tint, stroke: gridStroke),
      .path(quad(SIMD2(back.x, front.y), corner), fill: tint, stroke: gridStroke),
    ]
    var lines = Path()
    var marks = Path()
    let axis = axisCorner(view)
    for tick in ticks(view).major {
      let height = z(tick.value)
      lines.elements +=
        Path(
          polyline: [
            SIMD3(front.x, back.y, height), SIMD3(back.x, back.y, height),
            SIMD3(back.x, front.y, height),
          ].map(view.point)
        ).elements
      let place = view.point(SIMD3(axis.x, axis.y, height))
      marks.elements += [.move(place), .line(Point(place.x - style.tickLength, place.y))]
    }
    if !lines.elements.isEmpty { items.append(.path(lines, fill: nil, stroke: gridStroke)) }
    if domain.lowerBound < 0 {
      // The names of the states stand along the front of the space below the plane.
      let base = [
        SIMD3(back.x, front.y, low), SIMD3(front.x, front.y, low), SIMD3(front.x, back.y, low),
      ]
      items.append(.path(Path(polyline: base.map(view.point)), fill: nil, stroke: gridStroke))
      let edge = [low, 0].map { view.point(SIMD3(front.x, front.y, $0)) }
      items.append(.path(Path(polyline: edge), fill: nil, stroke: gridStroke))
    }
    let line = Stroke(style.foreground, width: style.axisWidth)
    let upright = [low, high].map { view.point(SIMD3(axis.x, axis.y, $0)) }
    marks.elements += Path(polyline: upright).elements
    items.append(.path(marks, fill: nil, stroke: line))
    return items
  }

  /// The plane of rows and columns; a veil where towers hang below it.
  private func plane(_ view: SpaceView) -> [DisplayItem] {
    let (x, y) = floor
    let corners = [
      SIMD3(x.lowerBound, y.lowerBound, 0), SIMD3(x.upperBound, y.lowerBound, 0),
      SIMD3(x.upperBound, y.upperBound, 0), SIMD3(x.lowerBound, y.upperBound, 0),
    ]
    let fill = style.ground.mixed(with: style.foreground, fraction: 0.06).opacity(
      domain.lowerBound < 0 ? 0.55 : 1)
    return [
      .path(
        Path(polyline: corners.map(view.point), closed: true), fill: fill,
        stroke: Stroke(style.foreground, width: 0.8 * style.axisWidth, join: .round))
    ]
  }
}
