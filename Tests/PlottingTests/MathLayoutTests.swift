import Plotting
import Testing

@Suite struct MathLayoutTests {
  /// A glyph of a laid out formula, with its font and ink.
  private struct Placed {
    var text: String
    var font: FontFace
    var size: Double
    var origin: Point
    var ink: Rectangle
  }

  private func glyphs(_ text: TypesetText) -> [Placed] {
    text.runs.flatMap { run in
      var scalars = run.text.unicodeScalars[...]
      return run.glyphs.map { glyph in
        let own = String(String.UnicodeScalarView(scalars.prefix(glyph.scalarCount)))
        scalars = scalars.dropFirst(glyph.scalarCount)
        let ink = run.font.bounds(glyph: glyph.identifier)
        return Placed(
          text: own, font: run.font, size: run.size, origin: glyph.origin,
          ink: Rectangle(
            x: glyph.origin.x + ink.x * run.size, y: glyph.origin.y + ink.y * run.size,
            width: ink.width * run.size, height: ink.height * run.size))
      }
    }
  }

  private func set(_ formula: String, _ family: FontFamily = .serif, size: Double = 10)
    -> TypesetText
  {
    typeset("$\(formula)$", family: family, size: size)
  }

  private func glyph(_ text: String, in label: TypesetText) throws -> Placed {
    try #require(glyphs(label).first { $0.text == text })
  }

  @Test(arguments: FontFamily.allCases)
  func superscriptsAreRaisedAndSmaller(family: FontFamily) throws {
    let label = set("x^2", family)
    let (base, raised) = (try glyph("x", in: label), try glyph("2", in: label))
    #expect(raised.origin.y < 0)
    #expect(raised.size < 0.8 * base.size)
    #expect(raised.ink.minX >= base.ink.maxX - 0.1)
    #expect(label.ascent >= -raised.ink.minY)
  }

  @Test(arguments: FontFamily.allCases)
  func subscriptsAreLowered(family: FontFamily) throws {
    let label = set("x_2", family)
    #expect(try glyph("2", in: label).origin.y > 0)
  }

  @Test(arguments: FontFamily.allCases)
  func bothScriptsStandOverEachOtherWithoutTouching(family: FontFamily) throws {
    let label = set("m_1^3", family)
    let (lower, upper) = (try glyph("1", in: label), try glyph("3", in: label))
    #expect(upper.ink.maxY < lower.ink.minY)
    #expect(abs(upper.origin.x - lower.origin.x) < 2)
  }

  @Test func secondLevelScriptsAreSmallerAgain() throws {
    let label = set("a^{b^c}")
    let sizes = try ["a", "b", "c"].map { try glyph($0, in: label).size }
    #expect(sizes[0] > sizes[1] && sizes[1] > sizes[2])
  }

  @Test(arguments: FontFamily.allCases)
  func fractionBarsLieOnTheMiddleOfMinus(family: FontFamily) throws {
    let label = set(#"-\frac{a}{b}"#, family)
    let minus = try glyph("−", in: label)
    let bar = try #require(label.rules.first)
    // The bar's middle and that of the sign are the same axis, up to the font's units.
    #expect(abs(bar.midY - minus.ink.midY) < 0.02)
    let (upper, lower) = (try glyph("a", in: label), try glyph("b", in: label))
    #expect(upper.ink.maxY < bar.minY && lower.ink.minY > bar.maxY)
    #expect(bar.minX <= upper.ink.minX && bar.maxX >= upper.ink.maxX)
  }

  /// The ink of a delimiter, which may be one glyph or several pieces above each other.
  private func delimiter(_ text: String, in label: TypesetText) throws -> Rectangle {
    let first = try glyph(text, in: label)
    return glyphs(label).filter { $0.font == first.font && $0.origin.x == first.origin.x }
      .reduce(first.ink) { $0.union($1.ink) }
  }

  @Test(arguments: FontFamily.allCases)
  func delimitersGrowWithTheirContent(family: FontFamily) throws {
    let heights = try ["a", #"\frac{a}{b}"#, #"\dfrac{\dfrac{a}{b}}{c}"#].map {
      try delimiter("(", in: set(#"\left( \#($0) \right)"#, family)).height
    }
    #expect(heights[0] < heights[1])
    #expect(heights[1] < heights[2])
  }

  @Test func grownDelimitersAreCentredOnTheAxis() throws {
    let label = set(#"-\left( \frac{a}{b} \right)"#)
    let middle = try glyph("−", in: label).ink.midY
    #expect(abs(try glyph("(", in: label).ink.midY - middle) < 0.02)
  }

  @Test func hugeDelimitersArePutTogether() throws {
    var content = "a"
    for _ in 0..<7 { content = #"\dfrac{\#(content)}{b}"# }
    let label = set(#"\left\{ \#(content) \right\}"#)
    #expect(label.problems.isEmpty)
    #expect(try delimiter("{", in: label).height > 0.85 * label.height)
  }

  @Test func rootsCoverTheirContent() throws {
    let label = set(#"\sqrt{x^2+y^2}"#)
    let sign = try glyph("√", in: label)
    let bar = try #require(label.rules.first)
    #expect(abs(bar.minY - sign.ink.minY) < 0.1)
    #expect(abs(bar.minX - sign.ink.maxX) < 0.1)
    for other in glyphs(label) where other.text != "√" {
      #expect(other.ink.minY > bar.maxY)
      #expect(other.ink.maxX <= bar.maxX + 0.3)
    }
  }

  @Test func degreesOfRootsAreSmallAndToTheLeft() throws {
    let label = set(#"\sqrt[3]{x}"#)
    #expect(try glyph("3", in: label).size < 6)
    #expect(try glyph("3", in: label).ink.midX < glyph("x", in: label).ink.minX)
  }

  @Test(arguments: FontFamily.allCases)
  func accentsStandCentredAboveTheirLetter(family: FontFamily) throws {
    for (command, mark) in [("hat", "\u{302}"), ("dot", "\u{307}"), ("bar", "\u{304}")] {
      let label = set("\\\(command){H}", family)
      let (letter, accent) = (try glyph("H", in: label), try glyph(mark, in: label))
      #expect(accent.ink.maxY <= letter.ink.minY)
      // To the right of the middle, as the letter leans, but by less than its lean.
      #expect((-0.2...1.6).contains(accent.ink.midX - letter.ink.midX))
    }
  }

  @Test func accentsFollowTheHeightOfTheirLetter() throws {
    let low = try glyph("\u{302}", in: set(#"\hat a"#))
    let high = try glyph("\u{302}", in: set(#"\hat H"#))
    #expect(high.ink.minY < low.ink.minY - 1)
  }

  @Test func combiningAccentsWorkAsTyped() {
    #expect(set("H\u{302}") == set(#"\hat H"#))
  }

  @Test func sumsHaveLimitsBesideInTextAndStackedInDisplays() throws {
    let inline = set(#"\sum_k^N a"#)
    let display = set(#"\displaystyle\sum_k^N a"#)
    let inlineSign = try glyph("∑", in: inline)
    let displaySign = try glyph("∑", in: display)
    #expect(try glyph("k", in: inline).ink.minX > inlineSign.ink.midX + 2)
    #expect(abs(try glyph("k", in: display).ink.midX - displaySign.ink.midX) < 1)
    #expect(displaySign.ink.height > inlineSign.ink.height)
    #expect(try glyph("N", in: display).ink.maxY < displaySign.ink.minY)
  }

  @Test func limitsCanBeAskedFor() throws {
    let label = set(#"\sum\limits_k a"#)
    #expect(try glyph("k", in: label).ink.minY > glyph("∑", in: label).ink.maxY)
  }

  @Test(arguments: [
    // Wider and narrower: spaces around relations and binary operators, none around signs.
    ("a=b", "a{=}b"), ("a+b", "a{+}b"), ("a-b", "a{-}b"), (#"\sin x"#, #"\mathrm{sin}x"#),
    (#"a\quad b"#, #"a\,b"#), ("f,g", "f{,}g"), (#"a\;b"#, #"a\:b"#),
  ])
  func spacesFollowTheClasses(wider: String, narrower: String) {
    // A medium space of 4/18 em on each side is 4.4 points; the least of all is 0.5.
    #expect(set(wider).width > set(narrower).width + 0.5)
  }

  @Test func signsAreNotOperators() {
    #expect(abs(set("-1").width - set("{-}{1}").width) < 1e-9)
    #expect(abs(set("(-1)").width - set("({-}1)").width) < 1e-9)
  }

  @Test func scriptsHaveNoSpaceAroundOperators() {
    let inScript = set("x^{a+b}").width - set("x^{a{+}b}").width
    #expect(abs(inScript) < 1e-9)
  }

  @Test func lettersSlantDigitsAndNamesDoNot() {
    let label = set(#"S_\mathrm{max} 2"#, .sans)
    let faces = Dictionary(
      glyphs(label).map { ($0.text, $0.font) }, uniquingKeysWith: { first, _ in first })
    #expect(faces["S"] == .sansItalic)
    #expect(faces["m"] == .sansRegular)
    #expect(faces["2"] == .sansRegular)
  }

  @Test func unicodeAndCommandsAreTheSame() {
    #expect(set("γ + ψ").width == set(#"\gamma + \psi"#).width)
    #expect(set("|ψ⟩").width == set(#"|\psi\rangle"#).width)
    #expect(set("ħω") == set(#"\hbar\omega"#))
    #expect(set("S₊²") == set("S_+^2"))
  }

  @Test func braKetsAreDelimiters() {
    #expect(set(#"\ket{\psi}"#).runs.map(\.text).joined() == "|ψ⟩")
    #expect(set(#"\bra{\psi}"#).runs.map(\.text).joined() == "⟨ψ|")
    #expect(set(#"\braket{\phi|\psi}"#).runs.map(\.text).joined() == "⟨ϕ|ψ⟩")
    #expect(set(#"\braket{\phi}{\psi}"#) == set(#"\braket{\phi|\psi}"#))
  }

  @Test func primesAreRaised() throws {
    let label = set("f'(x)")
    #expect(try glyph("′", in: label).ink.midY < glyph("f", in: label).ink.midY)
    #expect(set("f''").width > set("f'").width)
  }

  @Test(arguments: FontFamily.allCases)
  func everyCharacterCommandHasAGlyph(family: FontFamily) {
    #expect(MathSymbols.characterCommands.count > 250)
    for name in MathSymbols.characterCommands {
      let label = set("\\\(name) ", family)
      #expect(label.problems.isEmpty, "\(name)")
      #expect(label.inkBounds != nil, "\(name)")
    }
  }

  @Test(arguments: FontFamily.allCases)
  func everyAlphabetHasEveryLetter(family: FontFamily) {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for name in [
      "mathrm", "mathit", "mathbf", "boldsymbol", "mathcal", "mathbb", "mathfrak", "mathsf",
      "mathtt",
    ] {
      let label = set("\\\(name){\(letters)}", family)
      #expect(label.problems.isEmpty)
      #expect(label.runs.map(\.text).joined() == letters)
      #expect(label.runs.flatMap(\.glyphs).allSatisfy { $0.identifier != 0 })
    }
  }

  @Test func unknownCommandsAreReadableAndReported() throws {
    let label = set(#"a + \undefinedthing{b}"#)
    #expect(label.problems == [#"unknown command \undefinedthing"#])
    let warning = try #require(label.runs.first { $0.text.contains("undefinedthing") })
    #expect(warning.color != .black)
    let shown = label.runs.map(\.text).joined()
    #expect(shown.hasSuffix(#"b  [unknown command \undefinedthing]"#))
  }

  @Test(arguments: [
    (#"\kapa"#, #"\kappa"#), (#"\otime"#, #"\otimes"#), (#"\fracc{1}{2}"#, #"\frac"#),
    (#"\Omgea"#, #"\Omega"#),
  ])
  func misspelledCommandsAreExplainedInPlace(formula: String, meant: String) throws {
    let label = set(formula)
    let words = try #require(label.runs.last)
    #expect(words.text.contains("unknown command") && words.text.contains("did you mean \(meant)?"))
    #expect(words.color != .black && words.size < label.runs[0].size)
    #expect(label.problems.count == 1)
  }

  @Test(arguments: [
    "x^{2", "x}", #"\frac{1}"#, #"\left( x"#, #"x \right)"#, #"\sqrt[3"#, "x^", "_", "a^b^c",
    #"\left"#, #"\"#, #"\big"#, #"\not x"#, "&", #"\text{a"#, #"{\left(}\right)"#,
  ])
  func brokenFormulasAreReportedAndDrawn(formula: String) {
    let label = set(formula)
    #expect(!label.problems.isEmpty)
    #expect(label.width.isFinite && label.width >= 0)
  }

  @Test func deepNestingIsLimited() {
    let deep = String(repeating: "{", count: 5000) + "x" + String(repeating: "}", count: 5000)
    #expect(set(deep).problems.contains { $0.contains("nested") })
    let roots = String(repeating: #"\sqrt{"#, count: 3000)
    #expect(set(roots).problems.contains { $0.contains("nested") })
    let powers = String(repeating: "x^{", count: 3000)
    #expect(set(powers).problems.contains { $0.contains("nested") })
    let scripts = String(repeating: "x^", count: 3000)
    #expect(set(scripts).width.isFinite)
    let accents = String(repeating: #"\hat"#, count: 3000)
    #expect(!set(accents).problems.isEmpty)
    let texts = String(repeating: #"$\text{"#, count: 3000)
    #expect(!typeset(texts, family: .sans, size: 8).problems.isEmpty)
  }

  @Test(arguments: 0..<40)
  func randomFormulasNeverFail(seed: UInt64) {
    var random = Generator(state: seed &* 0x9e37_79b9_7f4a_7c15 &+ 1)
    let words = [
      "{", "}", "^", "_", "$", "\\", "x", "1", "+", "=", "(", ")", "[", "]", "|", "'", " ", ",",
      #"\frac"#, #"\sqrt"#, #"\left"#, #"\right"#, #"\middle"#, #"\hat"#, #"\text"#, #"\sum"#,
      #"\limits"#, #"\mathrm"#, #"\bf"#, #"\ket"#, #"\braket"#, #"\big"#, #"\displaystyle"#,
      #"\overset"#, #"\binom"#, #"\not"#, #"\nope"#, #"\operatorname*"#, "⟩", "ψ", "\u{302}", "²",
      "₊", "漢", "\u{0}", "\u{200d}", "👩‍👩‍👧", #"\."#, #"\phantom"#, #"\overline"#, #"\mathbb"#,
    ]
    for _ in 0..<60 {
      let count = Int.random(in: 0..<40, using: &random)
      let formula = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      for family in FontFamily.allCases {
        let label = typeset("$\(formula)$", family: family, size: 8)
        #expect(label.width.isFinite && label.ascent.isFinite && label.descent.isFinite)
        for run in label.runs {
          #expect(run.glyphs.allSatisfy { $0.origin.x.isFinite && $0.origin.y.isFinite })
        }
      }
    }
  }

  /// A generator that repeats (xorshift64*).
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_f491_4f6c_dd1d
    }
  }
}
