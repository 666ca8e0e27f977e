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

  @Test func theSameFigureGivesTheSameScene() throws {
    let sphere = BlochSphere { SphereVector(0, 1, 0).label("m") }
    #expect(try sphere.scene().json == sphere.scene().json)
    #expect(try object(sphere.scene().json)["panels"] != nil)
  }
}
