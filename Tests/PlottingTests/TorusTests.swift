import Foundation
import Plotting
import Testing

@Suite struct TorusTests {
  private func lines(_ list: DisplayList, _ role: String) -> [[Point]] {
    list.groups.filter { $0.role == role }.flatMap(\.items).compactMap { item in
      guard case .path(let path, nil, _?) = item else { return nil }
      return path.elements.compactMap {
        switch $0 {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
  }

  private func markers(_ list: DisplayList, _ role: String) -> Int {
    list.groups.filter { $0.role == role }.flatMap(\.items).reduce(0) { count, item in
      if case .markers(_, let positions, _, _) = item { count + positions.count } else { count }
    }
  }

  /// Whether a point of the surface is seen, by the roots of the quartic of its line of sight.
  private func isSeen(
    _ long: Double, _ short: Double, tube: Double, towards: SIMD3<Double>
  ) -> Bool {
    let normal = SIMD3(cos(short) * cos(long), cos(short) * sin(long), sin(short))
    guard (normal * towards).sum() > 0 else { return false }
    let ring = 1 + tube * cos(short)
    let place = SIMD3(ring * cos(long), ring * sin(long), tube * sin(short))
    // The sign of (p·p + 1 − r²)² − 4 (x² + y²) along the line, at ten thousand places.
    return !(1...10_000).contains { step in
      let point = place + (0.02 + 3.0 * Double(step) / 10_000) * towards
      let square = (point * point).sum() + 1 - tube * tube
      return square * square - 4 * (point.x * point.x + point.y * point.y) < -1e-9
    }
  }

  @Test(arguments: [(35.0, 42.0), (200, 15), (-70, 70), (10, -30), (0, 90)])
  func pointsAreOnTheSideThatIsSeen(azimuth: Double, elevation: Double) throws {
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    let towards = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    var phases: [SIMD2<Double>] = []
    for long in 0..<18 {
      for short in 0..<14 {
        phases.append(SIMD2(0.13 + Double(long) * .pi / 9, 0.21 + Double(short) * .pi / 7))
      }
    }
    let list = try Torus { Scatter(phases.map(\.x), phases.map(\.y)) }
      .view(azimuth: azimuth, elevation: elevation).displayList()
    let seen = phases.count { isSeen($0.x, $0.y, tube: 0.42, towards: towards) }
    // A point that only grazes the surface may be counted either way.
    #expect(abs(markers(list, "data-in-front") - seen) <= 1)
    #expect(markers(list, "data-in-front") + markers(list, "data-behind") == phases.count)
  }

  @Test func aCircleAroundTheTubeIsCutTwice() throws {
    // Nothing is in front of the circle that faces the viewer: half of it is seen, half is not.
    let turn = SampleFigures.angles
    let list = try Torus { Line(turn.map { _ in 35 * .pi / 180 }, turn) }
      .view(azimuth: 35, elevation: 0).displayList()
    let seen = lines(list, "data-in-front")
    let hidden = lines(list, "data-behind")
    #expect(seen.count + hidden.count == 3)
    let ends = (seen + hidden).flatMap { [$0[0], $0[$0.count - 1]] }
    // Pieces meet where they are cut: each end is another's.
    for end in ends {
      let near = ends.count { hypot($0.x - end.x, $0.y - end.y) < 1e-6 }
      #expect(near >= 2)
    }
  }

  @Test func theLastPieceIsTheNearest() throws {
    // At both places where the line is cut on the page, the seen piece is drawn after the body.
    let list = try SampleFigures.torus.displayList()
    let order = list.groups.map(\.role).filter {
      ["surface", "data-behind", "data-in-front"].contains($0)
    }
    #expect(order == ["surface", "data-behind", "data-in-front"])
  }

  @Test func periodsAreScaledAndTurnsDoNotMatter() throws {
    let x = [0.1, 0.2, 0.3]
    func drawing(_ torus: Torus) throws -> [[Point]] {
      lines(try torus.displayList(), "data-in-front")
    }
    let radians = try drawing(Torus { TorusLine(x.map { $0 * 2 * .pi }, x.map { $0 * 2 * .pi }) })
    let turns = try drawing(Torus { TorusLine(x.map { $0 + 3 }, x, period: 1) })
    #expect(radians.count == turns.count)
    for (first, second) in zip(radians.joined(), turns.joined()) {
      #expect(hypot(first.x - second.x, first.y - second.y) < 1e-6)
    }
  }

  @Test func mistakesAreExplained() {
    func code(_ torus: Torus) -> PlottingError.Code? {
      do {
        _ = try torus.displayList()
        return nil
      } catch { return (error as? PlottingError)?.code }
    }
    #expect(code(Torus { Bars([1]) }) == .incompatibleAxes)
    #expect(code(Torus { TorusLine([1, 2], [1]) }) == .mismatchedLengths)
    #expect(code(Torus { TorusLine([.nan, .nan], [1, 2]) }) == .noFiniteData)
    #expect(code(Torus {}.tubeRadius(1.2)) == .emptyRange)
    #expect(code(Torus {}.view(azimuth: .nan, elevation: 0)) == .emptyRange)
    #expect(code(Torus {}) == nil)
    #expect(code(Torus { TorusLine([0, .nan, 1, 2], [0, 1, 2, 3]) }) == nil)
  }

  private static let turn: ClosedRange<Double> = 0...(2 * Double.pi)

  @Test func aPeriodicFlowComesInWhereItLeaves() throws {
    let flow = Streamlines(x: Self.turn, y: Self.turn, samples: 21) { _, _ in (1, 1.618) }
      .periodic()
    let list = try Plot { flow }.size(width: .points(300), height: .points(300)).displayList()
    let panel = try #require(list.frames("panel").first)
    let data = try #require(list.groups.first { $0.role == "data" })
    var left: [Double] = []
    var right: [Double] = []
    for case .path(let path, nil, _?) in data.items {
      var last: Point?
      for element in path.elements {
        guard case .line(let point) = element, let from = last else {
          if case .move(let point) = element { last = point }
          continue
        }
        for (edge, isRight) in [(panel.minX, false), (panel.maxX, true)]
        where (from.x - edge) * (point.x - edge) < 0 {
          let height = from.y + (edge - from.x) / (point.x - from.x) * (point.y - from.y)
          if isRight { right.append(height) } else { left.append(height) }
        }
        last = point
      }
    }
    #expect(left.count > 5)
    for height in left {
      let partner = right.map { abs($0 - height) }.min() ?? .infinity
      // Points nearer than 0.4 points are thinned, the line between them is straight.
      #expect(partner < 1e-6, "nothing leaves at \(height)")
    }
  }

  @Test func flowsAreDrawnOverOneTurn() throws {
    let portrait = PhasePortrait(x: Self.turn, y: Self.turn, samples: 41) {
      (0.3 * sin($1 - $0), -sin($1) + 0.2 * cos($0))
    }
    let list = try Torus { portrait.density(0.5) }.displayList()
    #expect(lines(list, "data-in-front").count > 10 && lines(list, "data-behind").count > 10)
    #expect(portrait.fixedPoints.contains { $0.kind == .stable })
    let error = #expect(throws: PlottingError.self) {
      try Torus { PhasePortrait(x: 0...1, y: 0...1) { ($1, -$0) } }.displayList()
    }
    #expect(error?.code == .emptyRange && error?.message.contains("2 * .pi") == true)
  }
}
