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

  var rowCount: Int { heights.count }
  var columnCount: Int { heights[0].count }

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
  var towerUnits: Double { 0.8 * Double(max(rowCount, columnCount)) }
  func z(_ value: Double) -> Double { value / domain.length * towerUnits }

  /// The plane that the towers stand on; the first row has the greatest y.
  var floor: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (-0.5...(Double(columnCount) - 0.5), (0.5 - Double(rowCount))...0.5)
  }

  /// Sides of the plane that face the viewer and those at the back.
  func sides(_ view: SpaceView) -> (front: SIMD2<Double>, back: SIMD2<Double>) {
    let (x, y) = floor
    let isRight = view.towards.x >= 0
    let isUp = view.towards.y >= 0
    return (
      SIMD2(isRight ? x.upperBound : x.lowerBound, isUp ? y.upperBound : y.lowerBound),
      SIMD2(isRight ? x.lowerBound : x.upperBound, isUp ? y.lowerBound : y.upperBound)
    )
  }

  /// The vertical axis stands at the leftmost corner.
  func axisCorner(_ view: SpaceView) -> SIMD2<Double> {
    let (front, back) = sides(view)
    let corners = [SIMD2(front.x, back.y), SIMD2(back.x, front.y)]
    func across(_ corner: SIMD2<Double>) -> Double {
      (SIMD3(corner.x, corner.y, 0) * view.right).sum()
    }
    return across(corners[0]) < across(corners[1]) ? corners[0] : corners[1]
  }

  /// The largest view whose towers and names fit a box.
  func view(in box: Rectangle) -> SpaceView {
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
