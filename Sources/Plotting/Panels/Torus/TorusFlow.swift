import Foundation

extension Streamlines: TorusMark {
  /// The curves over one turn of both phases, with an arrow at the middle of each.
  public func items(
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    guard u.problem == nil, v.problem == nil, u.values.count == v.values.count else {
      return ([], [])
    }
    var look = appearance
    look.width = appearance.width ?? 0.65 * torus.style.lineWidth
    let head = 3 + 2.2 * (look.width ?? 1)
    let flow = SampledFlow(u: u, v: v)
    let ends = speedMap.flatMap { _ in ClosedRange(finiteExtentOf: speeds) }
    var hidden: [DisplayItem] = []
    var visible: [DisplayItem] = []
    for curve in periodic().curves(flow) where curve.count > 2 {
      let places = curve.map { flow.place($0) }
      var coloring: Coloring?
      var paint = appearance.color ?? color
      if let speedMap, let ends {
        let values = curve.map { flow.speed($0) }
        let own = Coloring(
          values: values, map: speedMap, scaling: .range(ends.lowerBound...ends.upperBound))
        coloring = own
        paint = own.colors()[curve.count / 2]
      }
      let items = TorusPath.items(
        places.map(\.x), places.map(\.y), look, coloring, on: torus, color: paint)
      hidden += items.hidden
      visible += items.visible
      let (middle, before) = (places[curve.count / 2], places[max(0, curve.count / 2 - 2)])
      if torus.isVisible(middle.x, middle.y) {
        let arrow = Path(
          arrowheadAt: torus.point(middle.x, middle.y), from: torus.point(before.x, before.y),
          length: head)
        visible.append(.path(arrow, fill: paint, stroke: nil))
      }
    }
    return (hidden, visible)
  }
}

extension PhasePortrait: TorusMark {
  /// Streamlines, nullclines and fixed points of two phases.
  public func items(
    on torus: TorusView, color: Color
  ) -> (hidden: [DisplayItem], visible: [DisplayItem]) {
    let style = torus.style
    let paint = appearance.color ?? style.mutedForeground.mixed(with: style.ground, fraction: 0.1)
    var all = streamlines.items(on: torus, color: paint)
    if showsNullclines {
      for (index, grid) in [streamlines.u, streamlines.v].enumerated() {
        let tone = style.colorCycle[index % style.colorCycle.count]
        for line in LevelTracer(grid: grid).trace(0).lines {
          let items = TorusPath.items(
            line.map(\.x), line.map(\.y), Appearance(), nil, on: torus, color: tone)
          all.hidden += items.hidden
          all.visible += items.visible
        }
      }
    }
    for point in fixedPoints where torus.isVisible(point.x, point.y) {
      all.visible += markers(of: point, at: torus.point(point.x, point.y), style: style)
    }
    return all
  }
}
