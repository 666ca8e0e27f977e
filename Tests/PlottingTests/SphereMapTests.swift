import Foundation
import Plotting
import Testing

@Suite struct SphereMapTests {
  private func rim(_ list: DisplayList) throws -> Rectangle {
    try #require(list.frames("disk").first)
  }

  private func lines(_ list: DisplayList) -> [[Point]] {
    list.groups.filter { $0.role == "data" }.flatMap(\.items).flatMap { item -> [[Point]] in
      guard case .path(let path, nil, _?) = item else { return [] }
      var lines: [[Point]] = []
      for element in path.elements {
        switch element {
        case .move(let point): lines.append([point])
        case .line(let point): lines[lines.count - 1].append(point)
        default: break
        }
      }
      return lines
    }
  }

  private func markers(_ list: DisplayList) -> [Point] {
    list.groups.filter { $0.role == "data" }.flatMap(\.items).flatMap { item -> [Point] in
      if case .markers(_, let positions, _, _) = item { positions } else { [] }
    }
  }

  private func image(_ list: DisplayList) throws -> RasterImage {
    try #require(
      list.leaves.compactMap { item -> RasterImage? in
        if case .image(let image, let frame) = item, frame.width > 100 { image } else { nil }
      }.first)
  }

  /// Values that are 1 within an angle of a direction.
  private func cap(_ direction: SIMD3<Double>, cosine: Double) -> [[Double]] {
    (0...360).map { row in
      (0...720).map { column in
        let (polar, azimuth) = (Double(row) / 360 * .pi, Double(column) / 360 * .pi)
        let place = SIMD3(sin(polar) * cos(azimuth), sin(polar) * sin(azimuth), cos(polar))
        return (place * direction).sum() > cosine ? 1 : 0
      }
    }
  }

  @Test(arguments: MapProjection.allCases) func equalAreasStayEqual(_ projection: MapProjection)
    throws
  {
    let map = ColorMap(name: "grey", hexColors: [0x000000, 0xffffff])
    // A cap of angle a covers (1 − cos a)/2 of the sphere, wherever it is.
    for direction in [SIMD3(0.0, 0, 1), SIMD3(1.0, 0, 0), SIMD3(-0.6, 0.64, -0.48)] {
      let values = cap(direction, cosine: 0.6)
      let image = try image(
        SphereMap(projection) { SphereSurface(values: values, map: map) }
          .size(width: .points(240), height: .points(200)).displayList())
      let pixels = stride(from: 0, to: image.pixels.count, by: 4)
      let inside = pixels.filter { image.pixels[$0 + 3] > 0 }
      let share =
        Double(inside.count { image.pixels[$0] > 127 }) / Double(inside.count)
      // The rim of the cap is known to a quarter of a degree of 53.
      #expect(abs(share - 0.2) < 0.003, "\(projection): \(share) at \(direction)")
    }
  }

  @Test func anglesAreWhereTheyBelong() throws {
    let directions = [
      SIMD3(1.0, 0, 0), SIMD3(0.0, 0, 1), SIMD3(0.0, 0, -1), SIMD3(0.0, 1, 0),
    ]
    for projection in [MapProjection.mollweide, .hammer] {
      let list = try SphereMap(projection) { SpherePoint(directions) }.displayList()
      let rim = try rim(list)
      let places = markers(list)
      #expect(abs(places[0].x - rim.midX) < 1e-9 && abs(places[0].y - rim.midY) < 1e-9)
      #expect(abs(places[1].x - rim.midX) < 1e-6 && abs(places[1].y - rim.minY) < 1e-6)
      #expect(abs(places[2].x - rim.midX) < 1e-6 && abs(places[2].y - rim.maxY) < 1e-6)
      // Azimuth π/2 is to the right; in Mollweide's projection just half way.
      #expect(places[3].x > rim.midX && abs(places[3].y - rim.midY) < 1e-9)
      if projection == .mollweide {
        #expect(abs(places[3].x - rim.midX - rim.width / 4) < 1e-9)
      }
    }
    let list = try SphereMap(.lambert) { SpherePoint(directions) }.displayList()
    let rim = try rim(list)
    let places = markers(list)
    #expect(abs(places[1].x - rim.midX) < 1e-9 && abs(places[1].y - rim.midY) < 1e-9)
    // The equator has half the area inside: it is at 1/√2 of the radius.
    #expect(abs(places[0].x - rim.midX - rim.width / 2 / 2.0.squareRoot()) < 1e-9)
    #expect(abs(places[3].y - rim.midY + rim.width / 2 / 2.0.squareRoot()) < 1e-9)
  }

  @Test(arguments: [MapProjection.mollweide, .hammer]) func aLineOverTheSeamIsPartedAtTheRim(
    _ projection: MapProjection
  ) throws {
    // Along the equator from 150° to 210°, in three long steps.
    let azimuths = [150.0, 170, 190, 210].map { $0 * .pi / 180 }
    let list = try SphereMap(projection) {
      SphereTrajectory(azimuths.map { cos($0) }, azimuths.map { sin($0) }, [0, 0, 0, 0])
    }.displayList()
    let rim = try rim(list)
    let lines = lines(list)
    try #require(lines.count == 2)
    let (end, start) = (try #require(lines[0].last), try #require(lines[1].first))
    #expect(abs(end.x - rim.maxX) < 0.01 && abs(start.x - rim.minX) < 0.01)
    #expect(abs(end.y - rim.midY) < 1e-6 && abs(start.y - rim.midY) < 1e-6)
    // Nothing jumps across the map.
    for line in lines {
      for (from, to) in zip(line, line.dropFirst()) {
        #expect(hypot(to.x - from.x, to.y - from.y) < rim.width / 10)
      }
    }
  }

  @Test func aLineBesideTheOppositePointRunsAlongTheRimOfADisk() throws {
    // Passing the lower pole at a distance of a thousandth: half way round the rim.
    let list = try SphereMap(.lambert) {
      SphereTrajectory([1e-3, 1e-3, 1e-3], [-0.5, 0, 0.5], [-1, -1, -1])
    }.displayList()
    let rim = try rim(list)
    let lines = lines(list)
    #expect(lines.count == 1)
    let middle = try #require(lines.first).min { abs($0.y - rim.midY) < abs($1.y - rim.midY) }
    #expect(abs(try #require(middle).x - rim.maxX) < 0.05)
  }

  @Test func linesFollowGreatCircles() throws {
    // A meridian through the middle of the map is straight, whatever the number of points.
    let list = try SphereMap(.mollweide) {
      SphereTrajectory([0.1, 1, 0.1], [0, 0, 0], [1, 0, -1])
    }
    .displayList()
    let rim = try rim(list)
    for point in lines(list).joined() { #expect(abs(point.x - rim.midX) < 1e-9) }
    // A quarter of the equator seen by two points is 2 r/π long per right angle.
    let quarter = try SphereMap(.mollweide) { SphereTrajectory([1, 0], [0, 1], [0, 0]) }
      .displayList()
    let places = lines(quarter)[0]
    #expect(places.allSatisfy { abs($0.y - places[0].y) < 1e-9 })
  }

  @Test(arguments: MapProjection.allCases) func everythingIsInsideTheRim(
    _ projection: MapProjection
  ) throws {
    let angles = SampleFigures.angles
    let list = try SphereMap(projection) {
      SphereTrajectory(
        angles.map { cos(7 * $0) }, angles.map { sin(5 * $0) }, angles.map { cos(3 * $0) })
    }.center(azimuth: 20, elevation: -35).displayList()
    let rim = try rim(list)
    for point in lines(list).joined() {
      let (x, y) = ((point.x - rim.midX) / rim.width * 2, (point.y - rim.midY) / rim.height * 2)
      #expect(x * x + y * y < 1 + 1e-9)
    }
  }

  @Test func namesOfAnglesKeepClearOfTheRim() throws {
    for style in SampleFigures.styles {
      let list = try SphereMap(.mollweide) {}.angleTicks(.degrees(every: 15)).style(style)
        .displayList()
      let rim = try rim(list)
      func isInside(_ x: Double, _ y: Double) -> Bool {
        let (u, v) = ((x - rim.midX) / rim.width * 2, (y - rim.midY) / rim.height * 2)
        return u * u + v * v < 1
      }
      for frame in list.frames("tick-label") {
        let corners = [frame.minX, frame.maxX].flatMap { x in
          [frame.minY, frame.maxY].map { isInside(x, $0) }
        }
        #expect(Set(corners).count == 1, "\(style.name): \(frame)")
      }
    }
  }

  @Test func mistakesAreExplained() {
    func code(_ map: SphereMap) -> PlottingError.Code? {
      do {
        _ = try map.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    #expect(code(SphereMap { SphereVector(0, 0, 1) }) == .incompatibleAxes)
    #expect(code(SphereMap { SphereTrajectory([1, 2], [1], [1]) }) == .mismatchedLengths)
    #expect(
      code(SphereMap { SphereSurface(values: [[.nan, .nan], [.nan, .nan]]) }) == .noFiniteData)
    #expect(code(SphereMap {}.center(azimuth: .nan)) == .emptyRange)
    // The centre has no direction: a gap, not a failure.
    #expect(code(SphereMap { SphereTrajectory([1, 0, 0], [0, 0, 1], [0, 0, 0]) }) == nil)
  }

  @Test func alternativeTextNamesTheProjection() throws {
    let text = try SampleFigures.mollweide.displayList().altText
    #expect(text.contains("Mollweide's equal-area projection") && text.contains("trajectory path"))
    let rounded = try SphereMap { SpherePoint(1, 1e-16, -0.5) }.displayList().altText
    #expect(rounded.contains("(1, 0, −0.5)"))
  }
}
