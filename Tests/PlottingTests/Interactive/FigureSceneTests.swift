import Foundation
import Plotting
import Testing

@Suite struct FigureSceneTests {
  private func object(_ json: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func sceneIsJSONThatCannotEndItsElement() throws {
    let plot = Plot { Line([0, .nan, 2], [0, 1, .infinity]).label("</script>\u{2028}") }
      .title("a < b & \"c\"")
    let scene = try plot.scene()
    #expect(!scene.json.contains("<"))
    #expect(!scene.json.unicodeScalars.contains("\u{2028}"))
    let panels = try #require(try object(scene.json)["panels"] as? [[String: Any]])
    let marks = try #require(panels[0]["data"] as? [[String: Any]])
    #expect(marks[0]["name"] as? String == "</script>\u{2028}")
  }

  @Test func numbersTravelWithAllTheirDigits() throws {
    let y = [0.1, 1.0 / 3, -2e-300, 12345.678901234567]
    let scene = try Plot { Line([0, 1, 2, 4], y) }.scene()
    let panels = try #require(try object(scene.json)["panels"] as? [[String: Any]])
    let marks = try #require(panels[0]["data"] as? [[String: Any]])
    let encoded = try #require((marks[0]["py"] as? [String: Any])?["d"] as? String)
    let data = try #require(Data(base64Encoded: encoded))
    let bits = stride(from: 0, to: data.count, by: 8).map { start in
      (0..<8).reduce(UInt64(0)) { $0 | UInt64(data[start + $1]) << UInt64(8 * $1) }
    }
    #expect(bits.map(Double.init(bitPattern:)) == y)
  }

  @Test func brokenAxesStandStill() throws {
    let plot = Plot { Line([0, 1, 9, 10], [0, 1, 2, 3]) }.xBreak(2...8)
    let panels = try #require(try object(plot.scene().json)["panels"] as? [[String: Any]])
    #expect(panels[0]["axes"] == nil)
    #expect(panels[0]["list"] != nil)
  }

  @Test func panelsSayWithWhichOthersTheyShareTheirAxes() throws {
    let line = Plot { Line([0, 1], [0, 1]) }
    let figure = Figure { Grid(columns: 2) { for _ in 0..<4 { line } }.sharedX().sharedY(.all) }
    let panels = try #require(try object(figure.scene().json)["panels"] as? [[String: Any]])
    #expect(panels.map { $0["sharesX"] as? Int } == [0, 1, 0, 1])
    #expect(panels.map { $0["sharesY"] as? Int } == [0, 0, 0, 0])
    let free = try #require(try object(line.scene().json)["panels"] as? [[String: Any]])
    #expect(free[0]["sharesX"] == nil && free[0]["sharesY"] == nil)
  }

  @Test func contoursTravelAsLinesInTheDatasCoordinates() throws {
    let places = (0...4).map { Double($0) }
    let plot = Plot {
      Contour(
        x: places, y: places, z: places.map { y in places.map { _ in y } }, levels: [1.5, 2.5]
      )
      .labels()
    }
    let panels = try #require(try object(plot.scene().json)["panels"] as? [[String: Any]])
    let mark = try #require((panels[0]["data"] as? [[String: Any]])?.first)
    let levels = try #require(mark["levels"] as? [[Any]])
    #expect(mark["kind"] as? String == "contours" && levels.count == 2)
    for (level, height) in zip(levels, [1.5, 2.5]) {
      let encoded = try #require((level[2] as? [String: Any])?["d"] as? String)
      let data = try #require(Data(base64Encoded: encoded))
      let values = stride(from: 0, to: data.count, by: 8).map { start in
        Double(
          bitPattern: (0..<8).reduce(UInt64(0)) {
            $0 | UInt64(data[start + $1]) << UInt64(8 * $1)
          })
      }
      #expect(values.dropLast().allSatisfy { $0 == height } && values.last?.isNaN == true)
      #expect((level[3] as? [Any])?.count == 2, "a label with its width")
    }
  }

  @Test func arrowsTravelPieceByPiece() throws {
    let plot = Plot { Quiver([0, 1, 2], [0, 1, 2], u: [1, 1, 1], v: [0, 0, 0]) }
    let panels = try #require(try object(plot.scene().json)["panels"] as? [[String: Any]])
    let mark = try #require((panels[0]["data"] as? [[String: Any]])?.first)
    let item = try #require((mark["items"] as? [[Any]])?.first)
    #expect(item[0] as? String == "r" && (item[1] as? [Any])?.count == 9)
  }

  @Test func theSameFigureGivesTheSameScene() throws {
    let sphere = BlochSphere { SphereVector(0, 1, 0).label("m") }
    #expect(try sphere.scene().json == sphere.scene().json)
    #expect(try object(sphere.scene().json)["panels"] != nil)
  }
}
