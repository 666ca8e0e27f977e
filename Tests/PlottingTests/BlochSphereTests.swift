import Foundation
import Plotting
import Testing

@Suite struct BlochSphereTests {
  static let views: [(azimuth: Double, elevation: Double)] = [
    (38, 20), (0, 0), (90, 0), (-60, 30), (170, -45), (45, 90), (10, -90), (300, 5),
  ]

  /// Items of the parts behind and in front of the sphere's body.
  private func parts(_ sphere: BlochSphere) throws -> (behind: [DisplayItem], front: [DisplayItem])
  {
    let groups = try sphere.displayList().groups
    let order = groups.map(\.role).filter {
      ["data-behind", "sphere", "data-in-front"].contains($0)
    }
    #expect(order == ["data-behind", "sphere", "data-in-front"])
    func items(_ role: String) -> [DisplayItem] {
      groups.first { $0.role == role }?.items ?? []
    }
    return (items("data-behind"), items("data-in-front"))
  }

  private func towards(_ view: (azimuth: Double, elevation: Double)) -> SIMD3<Double> {
    let a = view.azimuth * .pi / 180
    let e = view.elevation * .pi / 180
    return SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
  }

  private func markers(_ items: [DisplayItem]) -> Int {
    items.count { if case .markers = $0 { true } else { false } }
  }

  @Test(arguments: views) func pointsAreOnTheirSideOfTheBody(
    _ view: (azimuth: Double, elevation: Double)
  ) throws {
    let near = towards(view)
    func sphere(_ place: SIMD3<Double>) -> BlochSphere {
      BlochSphere { SpherePoint(place) }.view(azimuth: view.azimuth, elevation: view.elevation)
    }
    let front = try parts(sphere(near * 0.9))
    #expect(markers(front.front) == 1 && markers(front.behind) == 0)
    let back = try parts(sphere(near * -0.9))
    #expect(markers(back.front) == 0 && markers(back.behind) == 1)
  }

  @Test(arguments: views) func aLineThroughTheSphereIsCutAtItsMiddle(
    _ view: (azimuth: Double, elevation: Double)
  ) throws {
    let near = towards(view)
    // Along the view but a little aside, so that the line has a length on the page.
    let side = abs(near.z) < 0.9 ? SIMD3(0, 0, 0.3) : SIMD3(0.3, 0, 0)
    let ends = [near * -0.8 - side, near * 0.8 + side]
    let sphere = BlochSphere {
      SphereTrajectory(ends.map(\.x), ends.map(\.y), ends.map(\.z)).color(.red).width(3)
    }.view(azimuth: view.azimuth, elevation: view.elevation)
    let parts = try parts(sphere)
    func lines(_ items: [DisplayItem]) -> [(path: [Point], stroke: Stroke)] {
      items.compactMap { item in
        guard case .path(let path, nil, let stroke?) = item, stroke.width == 3 else { return nil }
        return (
          path.elements.compactMap {
            switch $0 {
            case .move(let point), .line(let point): point
            default: nil
            }
          }, stroke
        )
      }
    }
    let behind = lines(parts.behind)
    let front = lines(parts.front)
    #expect(!behind.isEmpty && !front.isEmpty)
    // The last point behind is the first in front: the middle of the line, the sphere's centre.
    let seam = try #require(behind.last?.path.last)
    let start = try #require(front.first?.path.first)
    #expect(abs(seam.x - start.x) < 1e-9 && abs(seam.y - start.y) < 1e-9)
    let all = behind.flatMap(\.path) + front.flatMap(\.path)
    let first = try #require(all.first)
    let last = try #require(all.last)
    #expect(abs(seam.x - (first.x + last.x) / 2) < 1e-6)
    #expect(abs(seam.y - (first.y + last.y) / 2) < 1e-6)
    // Farther pieces are paler: on a white page their green component is higher.
    let greens = (behind + front).map { $0.stroke.color.green }
    #expect(greens == greens.sorted(by: >))
    #expect(Set(greens).count > 4 && Set(greens).count <= 16)
  }

  @Test func nearerStrandsCoverFartherOnes() throws {
    // Two lines that cross on the page, one near, one far, drawn in the wrong order.
    let sphere = BlochSphere {
      SphereTrajectory([0.6, 0.6], [-0.5, 0.5], [0, 0]).color(.red).width(3)
      SphereTrajectory([-0.6, -0.6], [0, 0], [-0.5, 0.5]).color(.blue).width(3)
      SphereTrajectory([0.2, 0.2], [0, 0], [-0.5, 0.5]).color(.green).width(3)
    }.view(azimuth: 0, elevation: 0)
    let strokes = try sphere.displayList().leaves.compactMap { item -> Stroke? in
      if case .path(_, nil, let stroke?) = item, stroke.width == 3 { stroke } else { nil }
    }
    try #require(strokes.count == 3)
    // Blue is far, green in the middle, red near.
    #expect(strokes[0].color.blue > strokes[0].color.red)
    #expect(strokes[1].color.green > strokes[1].color.red)
    #expect(strokes[2].color.red > strokes[2].color.blue)
  }

  @Test(arguments: views) func namesOfAxesAreOnThePageAndApart(
    _ view: (azimuth: Double, elevation: Double)
  ) throws {
    let list = try BlochSphere {}.axisLabels(.qubit)
      .view(azimuth: view.azimuth, elevation: view.elevation).displayList()
    let names = list.frames("axis-label")
    #expect(names.count == 4)
    for name in names { #expect(list.page.holds(name)) }
  }

  @Test func frontAndBackHalvesOfGreatCirclesAreEquallyLong() throws {
    let parts = try parts(BlochSphere {}.view(azimuth: 30, elevation: 25))
    func curves(_ items: [DisplayItem], dashed: Bool) -> Int {
      items.count {
        guard case .path(let path, _, let stroke?) = $0 else { return false }
        let isCurve = path.elements.contains { if case .curve = $0 { true } else { false } }
        return isCurve && stroke.dashes.isEmpty != dashed
      }
    }
    #expect(curves(parts.front, dashed: false) == curves(parts.behind, dashed: true))
    #expect(curves(parts.front, dashed: true) == 0 && curves(parts.behind, dashed: false) == 0)
  }

  @Test func aMapOnTheSphereShowsTheValueThatFacesTheViewer() throws {
    // 1 near the point (1, 0, 0), 0 elsewhere.
    let values = (0...60).map { row in
      (0...120).map { column -> Double in
        let polar = Double(row) / 60 * .pi
        let azimuth = Double(column) / 60 * .pi
        return sin(polar) * cos(azimuth) > 0.9 ? 1 : 0
      }
    }
    let map = ColorMap(name: "grey", hexColors: [0x000000, 0xffffff])
    func center(_ azimuth: Double) throws -> [UInt8] {
      let list = try BlochSphere { SphereSurface(values: values, map: map) }
        .view(azimuth: azimuth, elevation: 0).displayList()
      let image = try #require(
        list.leaves.compactMap { item -> RasterImage? in
          if case .image(let image, _) = item { image } else { nil }
        }.first)
      let pixel = 4 * (image.height / 2 * image.width + image.width / 2)
      // Corners are outside the disk.
      #expect(image.pixels[3] == 0)
      return Array(image.pixels[pixel..<(pixel + 4)])
    }
    #expect(try center(0) == [255, 255, 255, 255])
    #expect(try center(180) == [0, 0, 0, 255])
  }

  @Test func badMapsAreRefused() {
    #expect(throws: PlottingError.self) {
      try BlochSphere { SphereSurface(values: [[1]]) }.displayList()
    }
    #expect(throws: PlottingError.self) {
      try BlochSphere { SphereSurface(values: [[1, 2], [3]]) }.displayList()
    }
  }
}
