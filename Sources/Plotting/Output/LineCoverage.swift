/// How much of each pixel a line covers, from the distance of the pixel's middle to the line.
///
/// Cairo's time for a stroke grows faster than its length where the line crosses itself; here each
/// segment costs the pixels that it touches. A pixel is covered as much as its nearest segment covers
/// it, so that a line is as opaque where it crosses itself as elsewhere. Joins are round.
package struct LineCoverage {
  /// Columns of pixels.
  package let width: Int
  /// Rows of pixels.
  package let height: Int
  /// 0 … 1 for each pixel, row by row.
  private var coverage: [Float]
  private var touched: [Int32] = []

  /// Pixels without any line.
  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    coverage = Array(repeating: 0, count: width * height)
  }

  /// Adds a path of straight lines.
  ///
  /// - Parameters:
  ///   - path: moves and lines; curves are not understood.
  ///   - stroke: its width and cap count.
  ///   - scale: pixels per point.
  ///   - origin: the pixel of the page that is the first one here.
  package mutating func add(_ path: Path, stroke: Stroke, scale: Double, origin: Point) {
    // A line thinner than a pixel is as faint as it is thin.
    let half = max(1, stroke.width * scale) / 2
    let strength = Float(min(1, stroke.width * scale))
    func place(_ point: Point) -> Point {
      Point(point.x * scale - origin.x, point.y * scale - origin.y)
    }
    let isCut = stroke.cap == .butt
    var points: [Point] = []
    for element in path.elements {
      switch element {
      case .move(let point):
        add(points, half: half, strength: strength, isCut: isCut)
        points = [place(point)]
      case .line(let point): points.append(place(point))
      case .curve, .close: break
      }
    }
    add(points, half: half, strength: strength, isCut: isCut)
  }

  private mutating func add(_ points: [Point], half: Double, strength: Float, isCut: Bool) {
    // A tenth of a pixel cannot be seen, and most points of a smooth line lie within it.
    let corners = LineThinning.thinned(points, tolerance: 0.1)
    for index in corners.indices.dropFirst() {
      add(
        corners[index - 1], corners[index], half: half, strength: strength,
        cutsStart: isCut && index == 1, cutsEnd: isCut && index == corners.count - 1)
    }
  }

  private mutating func add(
    _ start: Point, _ end: Point, half: Double, strength: Float, cutsStart: Bool, cutsEnd: Bool
  ) {
    let reach = half + 1
    let left = max(0, (min(start.x, end.x) - reach).rounded(.down))
    let right = min(Double(width - 1), (max(start.x, end.x) + reach).rounded(.up))
    let top = max(0, (min(start.y, end.y) - reach).rounded(.down))
    let bottom = min(Double(height - 1), (max(start.y, end.y) + reach).rounded(.up))
    guard left <= right, top <= bottom else { return }
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let squared = dx * dx + dy * dy
    let inverse = squared > 0 ? 1 / squared : 0
    let length = squared.squareRoot()
    let isSteep = abs(dy) > reach
    let slope = isSteep ? dx / dy : 0
    let spread = reach * (1 + slope * slope).squareRoot() + abs(slope)
    let inner = max(0, half - 0.5)
    let (innerSquared, outerSquared) = (inner * inner, (half + 0.5) * (half + 0.5))
    for row in Int(top)...Int(bottom) {
      let y = Double(row) + 0.5 - start.y
      // Only the columns that the line can reach in this row.
      var (from, to) = (left, right)
      if isSteep {
        let middle = start.x + slope * y
        from = max(from, (middle - spread).rounded(.down))
        to = min(to, (middle + spread).rounded(.up))
        if from > to { continue }
      }
      let base = row * width
      for column in Int(from)...Int(to) {
        let x = Double(column) + 0.5 - start.x
        let fraction = (x * dx + y * dy) * inverse
        let along = min(1, max(0, fraction))
        let (offX, offY) = (x - along * dx, y - along * dy)
        let distance = offX * offX + offY * offY
        guard distance < outerSquared else { continue }
        var covered =
          distance <= innerSquared ? 1 : min(1, half + 0.5 - distance.squareRoot())
        if cutsStart { covered = min(covered, fraction * length + 0.5) }
        if cutsEnd { covered = min(covered, (1 - fraction) * length + 0.5) }
        guard covered > 0 else { continue }
        let value = Float(covered) * strength
        let index = base + column
        let known = coverage[index]
        if value > known {
          if known == 0 { touched.append(Int32(truncatingIfNeeded: index)) }
          coverage[index] = value
        }
      }
    }
  }

  /// Hands over each pixel that is covered, and forgets all of them.
  ///
  /// - Parameter body: gets the pixel's number, row by row, and how much of it is covered.
  package mutating func take(_ body: (_ index: Int, _ covered: Float) -> Void) {
    for number in touched {
      let index = Int(number)
      body(index, coverage[index])
      coverage[index] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }
}

extension Path {
  /// Whether the path has only moves and straight lines between finite places.
  package var isPolyline: Bool {
    elements.allSatisfy {
      switch $0 {
      case .move(let point), .line(let point): point.x.isFinite && point.y.isFinite
      case .curve, .close: false
      }
    }
  }
}
