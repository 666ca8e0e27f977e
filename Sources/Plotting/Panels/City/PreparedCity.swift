import Foundation

/// Towers of a matrix with their data checked.
struct PreparedCity: PanelContent {
  let city: MatrixCity
  let style: FigureStyle
  /// Heights, row by row.
  let heights: [[Double]]
  /// What the vertical axis shows; zero is inside.
  let domain: ClosedRange<Double>
  private var resolved: ResolvedElements

  private var rowCount: Int { heights.count }
  private var columnCount: Int { heights[0].count }

  init(_ city: MatrixCity, style: FigureStyle) throws {
    self.city = city
    self.style = style
    let columns = city.real.first?.count ?? 0
    guard columns > 0, city.real.allSatisfy({ $0.count == columns }) else {
      throw PlottingError(
        .irregularGrid,
        "MatrixCity needs a matrix with rows of equal length that are not empty, got "
          + "\(city.real.count) rows of "
          + Set(city.real.map(\.count)).sorted().map(String.init).joined(separator: ", ")
          + " entries.")
    }
    guard city.imaginary.map(\.count) == city.real.map(\.count) else {
      throw PlottingError(
        .mismatchedLengths,
        "MatrixCity needs as many imaginary as real parts, got \(city.imaginary.count) and "
          + "\(city.real.count) rows. Give two matrices of one size.")
    }
    if let names = city.names, names.count < max(columns, city.real.count) {
      throw PlottingError(
        .mismatchedLengths,
        "MatrixCity of \(city.real.count) × \(columns) entries has \(names.count) names. "
          + "Give one for each basis state.")
    }
    guard city.elevation > 0, city.elevation <= 90, city.azimuth.isFinite else {
      throw PlottingError(
        .emptyRange,
        "MatrixCity is seen from above: give a finite azimuth and an elevation of more than 0 and "
          + "at most 90 degrees, got \(city.azimuth) and \(city.elevation).")
    }
    heights = zip(city.real, city.imaginary).map { row, other in
      zip(row, other).map { re, im in
        switch city.height {
        case .magnitude: hypot(re, im)
        case .real: re
        case .imaginary: im
        }
      }
    }
    guard let extent = ClosedRange(finiteExtentOf: heights.joined()) else {
      throw PlottingError(
        .noFiniteData,
        "MatrixCity has no finite entry. Check the computation that made the matrix.")
    }
    if let full = city.full {
      guard full > 0, full.isFinite else {
        throw PlottingError(
          .emptyRange, "MatrixCity needs an axis of a positive height, got \(full).")
      }
      domain = (extent.lowerBound < 0 ? -full : 0)...full
    } else {
      let high = max(extent.upperBound, 0)
      let low = min(extent.lowerBound, 0)
      domain = high > low ? low...high : 0...1
    }
    resolved = try ResolvedElements(
      [PhaseKey(city: city)], style: style, title: city.title, barLabel: city.colorBarLabel,
      hasLegend: false)
  }

  var preferredAspect: Double? { 0.86 }
  var hasOpenCorner: Bool { true }
  func settled(in box: Rectangle) -> (any PanelContent)? { nil }
  func decorations(in box: Rectangle) -> [Decoration] {
    resolved.decorations(around: box, barShare: 0.7)
  }

  var summary: String {
    let title = city.title.map { $0 + ". " } ?? ""
    let places = heights.enumerated().flatMap { row, line in
      line.enumerated().map { (row: row, column: $0.offset, value: $0.element) }
    }.filter { $0.value.isFinite }
    let greatest = places.max { abs($0.value) < abs($1.value) }
    let what =
      switch city.height {
      case .magnitude: "magnitudes"
      case .real: "real parts"
      case .imaginary: "imaginary parts"
      }
    let most = greatest.map {
      ", the greatest \(NumberFormat.significant($0.value, digits: 3)) in row \($0.row), column "
        + "\($0.column)"
    }
    return title + "Towers for the \(what) of a matrix of \(rowCount) × \(columnCount) entries"
      + (most ?? "") + "."
  }

  // MARK: Space

  /// Height of the axis in units of the entries' distance.
  private var towerUnits: Double { 0.8 * Double(max(rowCount, columnCount)) }
  private func z(_ value: Double) -> Double { value / domain.length * towerUnits }

  /// The plane that the towers stand on; the first row has the greatest y.
  private var floor: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (-0.5...(Double(columnCount) - 0.5), (0.5 - Double(rowCount))...0.5)
  }

  /// Sides of the plane that face the viewer and those at the back.
  private func sides(_ view: SpaceView) -> (front: SIMD2<Double>, back: SIMD2<Double>) {
    let (x, y) = floor
    let isRight = view.towards.x >= 0
    let isUp = view.towards.y >= 0
    return (
      SIMD2(isRight ? x.upperBound : x.lowerBound, isUp ? y.upperBound : y.lowerBound),
      SIMD2(isRight ? x.lowerBound : x.upperBound, isUp ? y.lowerBound : y.upperBound)
    )
  }

  /// The vertical axis stands at the leftmost corner.
  private func axisCorner(_ view: SpaceView) -> SIMD2<Double> {
    let (front, back) = sides(view)
    let corners = [SIMD2(front.x, back.y), SIMD2(back.x, front.y)]
    func across(_ corner: SIMD2<Double>) -> Double {
      (SIMD3(corner.x, corner.y, 0) * view.right).sum()
    }
    return across(corners[0]) < across(corners[1]) ? corners[0] : corners[1]
  }

  /// The largest view whose towers and names fit a box.
  private func view(in box: Rectangle) -> SpaceView {
    let room = box.inset(by: style.axisWidth)
    var view = SpaceView(azimuth: city.azimuth, elevation: city.elevation)
    func bounds(_ view: SpaceView, withNames: Bool) -> Rectangle {
      let (x, y) = floor
      let corners = [x.lowerBound, x.upperBound].flatMap { x in
        [y.lowerBound, y.upperBound].flatMap { y in
          [domain.lowerBound, domain.upperBound].map { view.point(SIMD3(x, y, z($0))) }
        }
      }
      let start = Rectangle(corners[0], corners[0])
      let all = corners.reduce(start) { $0.union(Rectangle($1, $1)) }
      return withNames ? texts(view).reduce(all) { $0.union($1.text.frame) } : all
    }
    let unit = bounds(view, withNames: false)
    view.scale = min(room.width / unit.width, room.height / unit.height)
    var all = room
    for _ in 0..<16 {
      all = bounds(view, withNames: true)
      let ratio = min(room.width / all.width, room.height / all.height)
      if ratio >= 1, ratio < 1.005 { break }
      let excess = max(all.width - room.width, all.height - room.height)
      let body = max(unit.width, unit.height) * view.scale
      view.scale *= max(0.2, ratio < 1 ? 1 - (excess + 0.1) / body : min(1.1, ratio))
    }
    all = bounds(view, withNames: true)
    view.origin.x += room.midX - all.midX
    view.origin.y += room.midY - all.midY
    return view
  }

  // MARK: Text

  private struct Name {
    var text: PlacedText
    var role: String
  }

  private func ticks(_ view: SpaceView) -> AxisTicks {
    let style = style
    let length = abs(view.up.z) * view.scale * towerUnits
    guard length > 2 * style.tickLabelSize else { return AxisTicks() }
    return TickContext(
      domain: domain, length: length, fontSize: style.tickLabelSize, isVertical: true,
      extent: { style.text($0, size: style.tickLabelSize).height }
    ).ticks(.automatic, hasMinor: false)
  }

  /// Text whose box touches a place from a direction.
  private func text(
    _ source: String, size: Double, from place: Point, towards direction: SIMD2<Double>,
    distance: Double
  ) -> PlacedText {
    let set = style.text(source, size: size)
    let ink = set.inkBounds ?? Rectangle(x: 0, y: 0, width: set.width, height: set.height)
    let reach =
      abs(direction.x) * ink.width / 2 + abs(direction.y) * ink.height / 2 + distance
    return set.placed(
      at: Point(
        place.x + reach * direction.x - ink.midX, place.y + reach * direction.y - ink.midY),
      anchor: TextAnchor(.left, .baseline))
  }

  private func state(_ index: Int, isKet: Bool) -> String {
    let name = city.names?[index] ?? String(index)
    if name.contains("$") { return name }
    return isKet ? "$\\ket{\(name)}$" : "$\\bra{\(name)}$"
  }

  /// Names of the states along one side, as many as have room.
  private func states(
    count: Int, isKet: Bool, outward: SIMD3<Double>, view: SpaceView,
    at place: (Int) -> SIMD3<Double>
  ) -> [Name] {
    let direction = view.direction(outward)
    for stride in [1, 2, 3, 4, 5, 8, 10, 16, 20, 32, 50, 64, 100] {
      let placed = Swift.stride(from: 0, to: count, by: stride).map { index in
        Name(
          text: text(
            state(index, isKet: isKet), size: style.tickLabelSize, from: view.point(place(index)),
            towards: direction, distance: 0.5 * style.tickLabelSize),
          role: "tick-label")
      }
      let pairs = zip(placed, placed.dropFirst())
      if !pairs.contains(where: { $0.text.frame.outset(by: 1).overlaps($1.text.frame) }) {
        return placed
      }
    }
    return []
  }

  private func texts(_ view: SpaceView) -> [Name] {
    let (front, back) = sides(view)
    var names = states(
      count: columnCount, isKet: true, outward: SIMD3(0, front.y - back.y, 0), view: view
    ) { SIMD3(Double($0), front.y, z(domain.lowerBound)) }
    names += states(
      count: rowCount, isKet: false, outward: SIMD3(front.x - back.x, 0, 0), view: view
    ) { SIMD3(front.x, -Double($0), z(domain.lowerBound)) }
    names = names.enumerated().filter { index, name in
      !names.prefix(index).contains { $0.text.frame.overlaps(name.text.frame) }
    }.map(\.element)
    let ticks = ticks(view)
    let corner = axisCorner(view)
    let left = SIMD2(-1.0, 0.0)
    var numbers: [Name] = []
    for tick in ticks.major {
      let place = view.point(SIMD3(corner.x, corner.y, z(tick.value)))
      let number = Name(
        text: text(
          tick.text, size: style.tickLabelSize, from: place, towards: left,
          distance: style.tickLength + 0.35 * style.tickLabelSize), role: "tick-label")
      if !names.contains(where: { $0.text.frame.outset(by: 1).overlaps(number.text.frame) }) {
        numbers.append(number)
      }
    }
    guard !numbers.isEmpty else { return names }
    let edge = numbers.map(\.text.frame.minX).min() ?? 0
    let bottom = view.point(SIMD3(corner.x, corner.y, z(domain.lowerBound)))
    let top = view.point(SIMD3(corner.x, corner.y, z(domain.upperBound)))
    let label = heightLabel + (ticks.factor.map { " \($0)" } ?? "")
    if !label.isEmpty {
      let placed = style.block(label, size: style.labelSize, width: abs(top.y - bottom.y)).placed(
        at: Point(edge - 0.4 * style.labelSize, (top.y + bottom.y) / 2),
        anchor: TextAnchor(.center, .bottom), quarterTurns: 1)
      names.append(Name(text: placed, role: "axis-label"))
    }
    return names + numbers
  }

  private var heightLabel: String {
    if let own = city.heightLabel { return own }
    return switch city.height {
    case .magnitude: "$|\\rho_{jk}|$"
    case .real: "$\\mathrm{Re}\\,\\rho_{jk}$"
    case .imaginary: "$\\mathrm{Im}\\,\\rho_{jk}$"
    }
  }

  // MARK: Drawing

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

/// The colours of phases, as an element that has a colour bar.
private struct PhaseKey: PlotElement {
  var city: MatrixCity

  func colorKey() throws -> ColorKey? {
    guard city.height == .magnitude, city.hasLegend else { return nil }
    return ColorKey(
      map: city.map, low: -.pi, high: .pi, label: city.colorBarLabel ?? "phase",
      ticks: .multiplesOfPi)
  }

  var summary: String { "" }
}
