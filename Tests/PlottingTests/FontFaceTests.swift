import Plotting
import Testing

@Suite struct FontFaceTests {
  @Test(arguments: FontFace.allCases)
  func everyFontHasLettersWithInk(face: FontFace) throws {
    for letter: Unicode.Scalar in ["a", "H", "0", "Γ"] {
      let glyph = try #require(face.glyph(for: letter))
      #expect(face.advance(glyph: glyph) > 0.2)
      #expect(face.bounds(glyph: glyph).height > 0.3)
      #expect(!face.outline(glyph: glyph).elements.isEmpty)
    }
  }

  @Test(arguments: FontFace.allCases)
  func outlinesStayWithinTheirBounds(face: FontFace) throws {
    for letter: Unicode.Scalar in ["g", "S", "ω", "@", "8"] {
      let glyph = try #require(face.glyph(for: letter))
      let bounds = face.bounds(glyph: glyph)
      var ends: [Point] = []
      for element in face.outline(glyph: glyph).elements {
        switch element {
        case .move(let point), .line(let point), .curve(_, _, let point): ends.append(point)
        case .close: break
        }
      }
      // Bounds are in whole font units, thousandths of an em.
      let left = try #require(ends.map(\.x).min())
      let right = try #require(ends.map(\.x).max())
      let top = try #require(ends.map(\.y).min())
      let bottom = try #require(ends.map(\.y).max())
      #expect(left >= bounds.minX - 0.002 && right <= bounds.maxX + 0.002)
      #expect(top >= bounds.minY - 0.002 && bottom <= bounds.maxY + 0.002)
      // Curves reach a little further than their ends, so the box is nearly reached.
      #expect(right - left > 0.9 * bounds.width && bottom - top > 0.9 * bounds.height)
    }
  }

  @Test func outlinesAreClosed() throws {
    let glyph = try #require(FontFace.sansRegular.glyph(for: "8"))
    let elements = FontFace.sansRegular.outline(glyph: glyph).elements
    let moves = elements.count { if case .move = $0 { true } else { false } }
    // An eight has one contour outside and two inside.
    #expect(moves == 3)
    #expect(elements.count { $0 == .close } == 3)
  }

  @Test func spacesAreBlank() throws {
    let space = try #require(FontFace.serifRegular.glyph(for: " "))
    #expect(FontFace.serifRegular.outline(glyph: space).elements.isEmpty)
    #expect(FontFace.serifRegular.bounds(glyph: space).width == 0)
    #expect(FontFace.serifRegular.advance(glyph: space) > 0.2)
  }

  @Test func missingCharactersHaveNoGlyph() {
    #expect(FontFace.sansRegular.glyph(for: "漢") == nil)
    #expect(FontFace.math.glyph(for: "⟩") != nil)
  }
}
