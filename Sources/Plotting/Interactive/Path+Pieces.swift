extension Path {
  /// The outlines that the path consists of, each about the middle of its box.
  var pieces: [(place: Point, outline: Path)] {
    var outlines: [Path] = []
    for element in elements {
      if case .move = element { outlines.append(Path()) }
      guard !outlines.isEmpty else { continue }
      outlines[outlines.count - 1].elements.append(element)
    }
    return outlines.compactMap { outline in
      let points = outline.elements.flatMap(\.points)
      guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
        let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
      else { return nil }
      let middle = Point((left + right) / 2, (top + bottom) / 2)
      func moved(_ point: Point) -> Point { Point(point.x - middle.x, point.y - middle.y) }
      var shifted = Path()
      shifted.elements = outline.elements.map { element in
        switch element {
        case .move(let point): .move(moved(point))
        case .line(let point): .line(moved(point))
        case .curve(let first, let second, let end):
          .curve(moved(first), moved(second), moved(end))
        case .close: .close
        }
      }
      return (middle, shifted)
    }
  }
}

extension Path.Element {
  /// The places that it names.
  fileprivate var points: [Point] {
    switch self {
    case .move(let point), .line(let point): [point]
    case .curve(let first, let second, let end): [first, second, end]
    case .close: []
    }
  }
}
