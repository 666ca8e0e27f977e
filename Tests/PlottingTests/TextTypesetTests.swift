import Plotting
import Testing

@Suite struct TextTypesetTests {
  /// The text that a label's glyphs stand for, in order.
  private func shownText(_ text: TypesetText) -> String { text.runs.map(\.text).joined() }

  @Test(arguments: FontFamily.allCases)
  func plainTextIsShownAsWritten(family: FontFamily) {
    let text = typeset("Time t = 0.5 μs, ΔE", family: family, size: 8)
    #expect(shownText(text) == "Time t = 0.5 μs, ΔE")
    #expect(text.problems.isEmpty)
    #expect(text.width > 40)
  }

  @Test func widthGrowsWithSizeInProportion() {
    let small = typeset("Liouvillian gap", family: .sans, size: 7)
    let large = typeset("Liouvillian gap", family: .sans, size: 14)
    // Positions are linear in the size; only rounding differs.
    #expect(abs(large.width - 2 * small.width) < 1e-9)
  }

  @Test func pairsAreKerned() {
    let together = typeset("AV", family: .serif, size: 100).width
    let apart =
      typeset("A", family: .serif, size: 100).width + typeset("V", family: .serif, size: 100).width
    #expect(together < apart - 5)
  }

  @Test func scalarCountsCoverTheText() {
    for source in ["offline fi", "naïve", #"$\hat\rho_1^{(N)}$ of $\sqrt{2}$"#, "10⁻³ m²"] {
      for run in typeset(source, family: .serif, size: 10).runs {
        #expect(run.glyphs.reduce(0) { $0 + $1.scalarCount } == run.text.unicodeScalars.count)
      }
    }
  }

  @Test func labelsOfOneSizeAreEquallyHigh() {
    let flat = typeset("nano", family: .sans, size: 8)
    let tall = typeset("lpt", family: .sans, size: 8)
    #expect(flat.ascent == tall.ascent)
    #expect(flat.descent == tall.descent)
  }

  @Test func aCharacterThatNoFontHasIsABoxInTheWarningColourAndIsReported() {
    let text = typeset("a漢b", family: .sans, size: 8)
    let reason = "no bundled font has the character \"漢\" (U+6F22)"
    #expect(shownText(text) == "a漢b  [\(reason)]")
    #expect(text.problems == [reason])
    let ink = text.runs[1].glyphs.map { text.runs[1].font.bounds(glyph: $0.identifier) }
    #expect(ink.count == 1 && ink.allSatisfy { $0.width > 0 && $0.height > 0 })
    #expect(text.runs[1].color != text.runs[0].color)
  }

  @Test func escapedDollarIsADollar() {
    let text = typeset(#"5 \$ and $x$"#, family: .sans, size: 8)
    #expect(shownText(text) == "5 $ and x")
    #expect(text.problems.isEmpty)
  }

  @Test func lonelyDollarIsShownAndReported() {
    let text = typeset("5 $ only", family: .sans, size: 8)
    #expect(shownText(text) == "5 $ only")
    #expect(text.problems.count == 1)
  }

  @Test func textInsideBracesMayHoldFormulas() {
    let text = typeset(#"$a \text{ if $b>0$ else } c$"#, family: .sans, size: 8)
    #expect(shownText(text) == "a if b>0 else c")
    #expect(text.problems.isEmpty)
  }

  @Test func charactersWithoutAGlyphAreReported() {
    let text = typeset("漢", family: .sans, size: 8)
    #expect(text.problems.contains { $0.contains("U+6F22") })
  }

  @Test func charactersOfAnotherFontAreFound() {
    let text = typeset("state ⟨n⟩ → ∞", family: .sans, size: 8)
    #expect(text.problems.isEmpty)
    #expect(Set(text.runs.map(\.font)) == [.sansRegular, .math])
  }

  @Test func raisedDigitsOfOneNumberLookAlike() {
    let text = typeset("10⁻³", family: .sans, size: 8)
    #expect(text.problems.isEmpty)
    let raised = text.runs.filter { $0.size < 8 }.flatMap(\.glyphs)
    #expect(raised.count == 2)
    #expect(raised.allSatisfy { $0.origin.y < 0 })
    #expect(Set(raised.map(\.origin.y)).count == 1)
  }

  @Test func inkIsInsideTheLine() throws {
    let text = typeset(#"$\frac{1}{2}$ gp"#, family: .serif, size: 9)
    let ink = try #require(text.inkBounds)
    #expect(ink.minY >= -text.ascent - 1e-9)
    #expect(ink.maxY <= text.descent + 1e-9)
    #expect(ink.minX >= -0.5 && ink.maxX <= text.width + 0.5)
  }

  @Test func blankTextHasNoInk() {
    #expect(typeset("", family: .sans, size: 8).inkBounds == nil)
    #expect(typeset("$ $", family: .sans, size: 8).inkBounds == nil)
    #expect(typeset("  ", family: .sans, size: 8).inkBounds == nil)
  }

  @Test func lineBreaksCountAsSpaces() {
    let broken = typeset("a\nb\tc", family: .sans, size: 8)
    #expect(broken.problems.isEmpty)
    #expect(broken.width == typeset("a b c", family: .sans, size: 8).width)
  }

  @Test func theSameLabelFromManyThreadsIsTheSame() async {
    let source = #"$\langle\hat S_z\rangle/S = \frac{1}{2}\sum_k m_k^2$"#
    let first = typeset(source, family: .serif, size: 7.25)
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<64 {
        group.addTask {
          // A size of its own misses the cache, so that the fonts are really used at once.
          let own = 8 + Double(index) / 128
          let scaled = typeset(source, family: .serif, size: own)
          return typeset(source, family: .serif, size: 7.25) == first
            && abs(scaled.width / own - first.width / 7.25) < 1e-9
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
