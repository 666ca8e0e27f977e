/// Unicode's mathematical letters: the blocks from U+1D400 and their exceptions.
enum MathLetters {
  /// Whether the alphabets know a character: Latin letters, Greek letters and digits.
  static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLatinLetterOrDigit || isGreek(scalar) || scalar == "ı" || scalar == "ȷ"
  }

  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    isGreekCapital(scalar) || (0x3b1...0x3c9).contains(scalar.value)
      || greekVariants[scalar] != nil
  }

  private static func isGreekCapital(_ scalar: Unicode.Scalar) -> Bool {
    (0x391...0x3a9).contains(scalar.value)
  }

  /// Whether an alphabet shows a letter slanted.
  static func isSlanted(_ scalar: Unicode.Scalar, _ alphabet: MathAlphabet) -> Bool {
    let isDigit = ("0"..."9").contains(scalar)
    switch alphabet {
    case .automatic: return !isDigit && !isGreekCapital(scalar)
    case .italic, .boldItalic: return !isDigit
    default: return false
    }
  }

  /// Letter-like signs that do not become slanted.
  static func keepsItsForm(_ scalar: Unicode.Scalar) -> Bool {
    (0x2100...0x214f).contains(scalar.value) || (0x1d400...0x1d7ff).contains(scalar.value)
  }

  /// Place of the variant forms in the Greek blocks after ω: ∂ is 25.
  private static let greekVariants: [Unicode.Scalar: UInt32] = [
    "∂": 25, "ϵ": 26, "ϑ": 27, "ϰ": 28, "ϕ": 29, "ϱ": 30, "ϖ": 31,
  ]

  /// The code point of a letter in an alphabet, or nil if Unicode has none.
  static func styled(_ scalar: Unicode.Scalar, _ alphabet: MathAlphabet) -> Unicode.Scalar? {
    let slanted = isSlanted(scalar, alphabet)
    if scalar == "ı" || scalar == "ȷ" {
      return slanted ? Unicode.Scalar(scalar == "ı" ? 0x1d6a4 : 0x1d6a5) : scalar
    }
    if isGreek(scalar) { return greek(scalar, alphabet, slanted: slanted) }
    let value = scalar.value
    if ("0"..."9").contains(scalar) {
      let digit = value - 0x30
      switch alphabet {
      case .bold, .boldItalic: return Unicode.Scalar(0x1d7ce + digit)
      case .doubleStruck: return Unicode.Scalar(0x1d7d8 + digit)
      case .sans: return Unicode.Scalar(0x1d7e2 + digit)
      case .typewriter: return Unicode.Scalar(0x1d7f6 + digit)
      default: return scalar
      }
    }
    let isCapital = value < 0x61
    let index = isCapital ? value - 0x41 : value - 0x61 + 26
    let start: UInt32
    switch alphabet {
    case .automatic, .italic: start = 0x1d434
    case .upright: return scalar
    case .bold: start = 0x1d400
    case .boldItalic: start = 0x1d468
    case .script: start = 0x1d49c
    case .fraktur: start = 0x1d504
    case .doubleStruck: start = 0x1d538
    case .sans: start = 0x1d5a0
    case .typewriter: start = 0x1d670
    }
    // Letters that Unicode had before it got the blocks.
    return exceptions[start + index] ?? Unicode.Scalar(start + index)
  }

  private static func greek(
    _ scalar: Unicode.Scalar, _ alphabet: MathAlphabet, slanted: Bool
  ) -> Unicode.Scalar? {
    let index: UInt32
    if let variant = greekVariants[scalar] {
      index = 26 + variant
    } else if isGreekCapital(scalar) {
      index = scalar.value - 0x391
    } else {
      index = 26 + scalar.value - 0x3b1
    }
    switch alphabet {
    case .bold: return Unicode.Scalar(0x1d6a8 + index)
    case .boldItalic: return Unicode.Scalar(0x1d71c + index)
    default: return slanted ? Unicode.Scalar(0x1d6e2 + index) : scalar
    }
  }

  private static let exceptions: [UInt32: Unicode.Scalar] = [
    0x1d455: "ℎ", 0x1d49d: "ℬ", 0x1d4a0: "ℰ", 0x1d4a1: "ℱ", 0x1d4a3: "ℋ", 0x1d4a4: "ℐ",
    0x1d4a7: "ℒ", 0x1d4a8: "ℳ", 0x1d4ad: "ℛ", 0x1d4ba: "ℯ", 0x1d4bc: "ℊ", 0x1d4c4: "ℴ",
    0x1d506: "ℭ", 0x1d50b: "ℌ", 0x1d50c: "ℑ", 0x1d515: "ℜ", 0x1d51d: "ℨ", 0x1d53a: "ℂ",
    0x1d53f: "ℍ", 0x1d545: "ℕ", 0x1d547: "ℙ", 0x1d548: "ℚ", 0x1d549: "ℝ", 0x1d551: "ℤ",
  ]
}
