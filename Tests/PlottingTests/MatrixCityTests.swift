import Foundation
import Plotting
import Testing

@Suite struct MatrixCityTests {
  /// The faces of a drawing from back to front.
  private func faces(_ list: DisplayList) -> [(corners: [Point], fill: Color)] {
    list.groups.filter { $0.role == "tower" }.flatMap(\.items).compactMap { item in
      guard case .path(let path, let fill?, _) = item else { return nil }
      let corners = path.elements.compactMap { element -> Point? in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
      return (corners, fill)
    }
  }

  private func contains(_ corners: [Point], _ point: Point) -> Bool {
    // A convex polygon has the point on one side of all its edges.
    var signs: Set<Bool> = []
    for (index, start) in corners.enumerated() {
      let end = corners[(index + 1) % corners.count]
      let cross =
        (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x)
      if abs(cross) < 1e-9 { return false }
      signs.insert(cross > 0)
    }
    return signs.count == 1
  }

  /// Distance along the viewer's line of sight to the nearest of axis-parallel boxes.
  private func nearest(
    _ boxes: [(low: SIMD3<Double>, high: SIMD3<Double>)], from start: SIMD3<Double>,
    along ray: SIMD3<Double>
  ) -> Int? {
    var best: (index: Int, way: Double)?
    for (index, box) in boxes.enumerated() {
      var (enter, leave) = (-Double.infinity, Double.infinity)
      for axis in 0..<3 {
        if abs(ray[axis]) < 1e-12 {
          if start[axis] < box.low[axis] || start[axis] > box.high[axis] { enter = .infinity }
          continue
        }
        let (a, b) = (
          (box.low[axis] - start[axis]) / ray[axis], (box.high[axis] - start[axis]) / ray[axis]
        )
        enter = max(enter, min(a, b))
        leave = min(leave, max(a, b))
      }
      if enter < leave, enter < best?.way ?? .infinity { best = (index, enter) }
    }
    return best?.index
  }

  @Test(arguments: [(-58.0, 33.0), (30, 20), (140, 50), (-150, 10), (0, 45)])
  func nearerTowersCoverFartherOnes(azimuth: Double, elevation: Double) throws {
    // Each tower has a phase, and so a colour, of its own.
    let size = 5
    func magnitude(_ row: Int, _ column: Int) -> Double {
      0.2 + Double((row * 7 + column * 3) % 11) / 11
    }
    func phase(_ row: Int, _ column: Int) -> Double {
      -.pi + 2 * .pi * (Double(row * size + column) + 0.5) / Double(size * size)
    }
    let indices = Array(0..<size)
    let city = MatrixCity(
      real: indices.map { row in indices.map { magnitude(row, $0) * cos(phase(row, $0)) } },
      imaginary: indices.map { row in indices.map { magnitude(row, $0) * sin(phase(row, $0)) } }
    ).view(azimuth: azimuth, elevation: elevation)
    let list = try city.displayList()
    let faces = faces(list)
    // Towers as boxes in space; the tallest is 0.8 · 5 units high.
    let most = indices.flatMap { row in indices.map { magnitude(row, $0) } }.max() ?? 1
    var boxes: [(low: SIMD3<Double>, high: SIMD3<Double>)] = []
    for row in indices {
      for column in indices {
        let (x, y) = (Double(column), -Double(row))
        boxes.append(
          (
            SIMD3(x - 0.38, y - 0.38, 0),
            SIMD3(x + 0.38, y + 0.38, 0.8 * 5 * magnitude(row, column) / most)
          ))
      }
    }
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    let towards = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    let right = SIMD3(-sin(a), cos(a), 0)
    let up = SIMD3(-sin(e) * cos(a), -sin(e) * sin(a), cos(e))
    // Scale and origin of the page from two corners of the plane, which is drawn as a path.
    let plane = try #require(list.groups.first { $0.role == "floor" }?.items.first)
    guard case .path(let path, _, _) = plane, case .move(let first) = path.elements[0],
      case .line(let second) = path.elements[1]
    else {
      Issue.record("the plane is not a polygon")
      return
    }
    func flat(_ place: SIMD3<Double>) -> SIMD2<Double> {
      SIMD2((place * right).sum(), -(place * up).sum())
    }
    let (one, two) = (flat(SIMD3(-0.5, -4.5, 0)), flat(SIMD3(4.5, -4.5, 0)))
    let scale = hypot(second.x - first.x, second.y - first.y) / hypot(two.x - one.x, two.y - one.y)
    var compared = 0
    for across in stride(from: 0.02, to: 1, by: 0.03) {
      for down in stride(from: 0.02, to: 1, by: 0.03) {
        let point = Point(across * list.size.width, down * list.size.height)
        guard let top = faces.last(where: { contains($0.corners, point) }) else { continue }
        let place = SIMD2(
          (point.x - first.x) / scale + one.x, (point.y - first.y) / scale + one.y)
        let far = place.x * right - place.y * up + 100 * towards
        guard let hit = nearest(boxes, from: far, along: -towards) else { continue }
        let wanted = ColorMap.romaO((phase(hit / size, hit % size) + .pi) / (2 * .pi))
        // A face is the tower's colour mixed with black or white: its hue is the same.
        func isShade(_ shade: Color, of color: Color) -> Bool {
          [0.22, -0.08, -0.22].contains { mix in
            let mixed =
              mix > 0
              ? color.mixed(with: .white, fraction: mix) : color.mixed(with: .black, fraction: -mix)
            return abs(mixed.red - shade.red) + abs(mixed.green - shade.green)
              + abs(mixed.blue - shade.blue) < 1e-9
          }
        }
        #expect(isShade(top.fill, of: wanted), "at \(point), tower \(hit)")
        compared += 1
      }
    }
    #expect(compared > 100)
  }

  @Test func negativeTowersHangBelowThePlane() throws {
    let list = try MatrixCity([[0.5, -0.25], [-0.25, 0.5]]).displayList()
    let roles = list.groups.map(\.role).filter { ["data", "floor"].contains($0) }
    #expect(roles == ["data", "floor", "data"])
    let below = try #require(list.groups.first { $0.role == "data" })
    #expect(below.items.count == 2)
    #expect(list.texts.joined().contains("⟩"))
  }

  @Test func statesHaveTheirNames() throws {
    let texts = try MatrixCity([[1, 0], [0, 0]]).names(["g", "$e$"]).displayList().texts.joined()
    #expect(texts.contains("⟩") && texts.contains("⟨"))
    let own = try SampleFigures.city.displayList()
    #expect(own.texts.joined(separator: " ").contains("00"))
  }

  @Test func mistakesAreExplained() {
    func code(_ city: MatrixCity) -> PlottingError.Code? {
      do {
        _ = try city.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    #expect(code(MatrixCity([])) == .irregularGrid)
    #expect(code(MatrixCity([[1, 2], [3]])) == .irregularGrid)
    #expect(code(MatrixCity([[.nan, .nan]])) == .noFiniteData)
    #expect(code(MatrixCity(real: [[1]], imaginary: [[1], [2]])) == .mismatchedLengths)
    #expect(code(MatrixCity([[1, 0], [0, 1]]).names(["a"])) == .mismatchedLengths)
    #expect(code(MatrixCity([[1]]).view(azimuth: 0, elevation: -10)) == .emptyRange)
    #expect(code(MatrixCity([[1, .nan], [0, 1]])) == nil)
    #expect(code(MatrixCity([[0, 0], [0, 0]])) == nil)
    #expect(code(MatrixCity([[1]]).view(azimuth: 0, elevation: 90)) == nil)
  }

  @Test func alternativeTextTellsTheGreatestEntry() throws {
    let text = try MatrixCity([[0.1, 0], [0, 0.9]]).displayList().altText
    #expect(text.contains("0.9 in row 1, column 1") && text.contains("2 × 2"))
  }
}
