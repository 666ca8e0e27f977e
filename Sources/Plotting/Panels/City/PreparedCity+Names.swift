/// Names of states, numbers and the name of the vertical axis.
extension PreparedCity {
  /// A text of the drawing with what it is.
  struct Name {
    var text: PlacedText
    var role: String
  }

  /// Ticks of the vertical axis; none where it is seen from its end.
  func ticks(_ view: SpaceView) -> AxisTicks {
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

  /// Names of states, numbers and the name of the vertical axis.
  func texts(_ view: SpaceView) -> [Name] {
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
}
