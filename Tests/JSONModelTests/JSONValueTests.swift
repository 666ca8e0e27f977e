import Foundation
import JSONModel
import Testing

@Suite struct JSONValueTests {
  @Test func membersAreReachedByName() {
    let value: JSONValue = ["a": ["b": 3], "t": "x", "f": 2.5, "y": true, "l": [1, 2]]
    #expect(value["a"]["b"].integer == 3)
    #expect(value["a"]["b"].number == 3)
    #expect(value["f"].number == 2.5)
    #expect(value["f"].integer == nil)
    #expect(value["t"].string == "x")
    #expect(value["y"].bool == true)
    #expect(value["l"].array == [1, 2])
    #expect(value["a"].object == ["b": 3])
    #expect(value["nothing"]["at"]["all"].isNull)
    #expect(JSONValue.number(4).integer == 4)
  }

  @Test func codableTypesCarryIt() throws {
    struct Carrier: Codable, Equatable { var value: JSONValue }
    let carrier = Carrier(value: ["a": [1, 2.5, "x", nil, true]])
    let data = try JSONEncoder().encode(carrier)
    #expect(try JSONDecoder().decode(Carrier.self, from: data) == carrier)
  }
}
