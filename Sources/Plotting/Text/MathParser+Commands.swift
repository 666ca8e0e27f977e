extension MathParser {
  /// What a command after its backslash stands for, with its arguments.
  mutating func command() -> MathNode {
    let name = commandName()
    let shown = "\\" + name
    if let entry = MathSymbols.commands[name] {
      return .symbol(entry.scalar, alphabet, entry.atomClass)
    }
    if let width = MathSymbols.spaces[name] { return .space(width) }
    if MathSymbols.functions.contains(name) { return .function(name) }
    if MathSymbols.functionsWithLimits.contains(name) {
      return .scripts(base: .function(name), lower: nil, upper: nil, limits: .automatic)
    }
    if let mark = MathSymbols.accents[name] {
      return .accent(mark, argument(of: shown), isWide: false)
    }
    if let mark = MathSymbols.wideAccents[name] {
      return .accent(mark, argument(of: shown), isWide: true)
    }
    if let letters = MathSymbols.alphabets[name] { return lettered(letters, shown) }
    switch name {
    case "frac": return fraction(shown, level: nil)
    case "dfrac": return fraction(shown, level: .display)
    case "tfrac": return fraction(shown, level: .text)
    case "binom":
      let pair = MathNode.fraction(
        upper: argument(of: shown), lower: argument(of: shown), hasBar: false, level: nil)
      return .fenced(left: "(", pair, right: ")")
    case "sqrt": return root(shown)
    case "overline": return .overline(argument(of: shown))
    case "underline": return .underline(argument(of: shown))
    case "phantom": return .phantom(argument(of: shown))
    case "overset", "stackrel":
      let above = argument(of: shown)
      return .stack(argument(of: shown), above: above, below: nil)
    case "underset":
      let below = argument(of: shown)
      return .stack(argument(of: shown), above: nil, below: below)
    case "text", "textrm", "mbox", "textnormal": return .text(rawGroup())
    case "left": return fenced()
    case "middle":
      return delimiter(shown).map { $0.map(MathNode.middle) ?? .list([]) }
        ?? problem(shown, "\\middle needs a delimiter")
    case "right":
      _ = delimiter(shown)
      return problem(shown, "\\right has no \\left")
    case "displaystyle": return .level(.display)
    case "textstyle": return .level(.text)
    case "scriptstyle": return .level(.script)
    case "scriptscriptstyle": return .level(.scriptScript)
    case "mathord": return .classified(argument(of: shown), .ordinary)
    case "mathop": return .classified(argument(of: shown), .largeOperator)
    case "mathbin": return .classified(argument(of: shown), .binary)
    case "mathrel": return .classified(argument(of: shown), .relation)
    case "mathopen": return .classified(argument(of: shown), .opening)
    case "mathclose": return .classified(argument(of: shown), .closing)
    case "mathpunct": return .classified(argument(of: shown), .punctuation)
    case "mathinner": return .classified(argument(of: shown), .inner)
    case "not": return negation()
    case "rm": return switched(.upright)
    case "it": return switched(.italic)
    case "bf": return switched(.bold)
    case "cal": return switched(.script)
    case "pmod":
      return .fenced(left: "(", .list([.function("mod"), argument(of: shown)]), right: ")")
    default: return braKet(name) ?? bigDelimiter(name) ?? unknown(shown)
    }
  }

  private mutating func unknown(_ shown: String) -> MathNode {
    let meant = CommandSuggestion.nearest(to: String(shown.dropFirst()))
    return problem(
      shown, "unknown command \(shown)" + (meant.map { "; did you mean \\\($0)?" } ?? ""))
  }

  /// `\rm` and its kin last to the end of the group.
  private mutating func switched(_ letters: MathAlphabet) -> MathNode {
    alphabet = letters
    return .list([])
  }

  private mutating func lettered(_ letters: MathAlphabet, _ shown: String) -> MathNode {
    let saved = alphabet
    alphabet = letters
    defer { alphabet = saved }
    if shown == "\\operatorname" {
      let limits = accept("*")
      let name = rawGroup()
      return limits
        ? .scripts(base: .function(name), lower: nil, upper: nil, limits: .automatic)
        : .function(name)
    }
    let content = argument(of: shown)
    // Upright and bold words are kerned as words.
    if letters == .upright || letters == .bold, let word = Self.word(content, letters),
      word.count > 1
    {
      return .word(word, letters)
    }
    return content
  }

  private static func word(_ node: MathNode, _ letters: MathAlphabet) -> String? {
    switch node {
    case .symbol(let scalar, letters, .ordinary) where scalar.isLatinLetterOrDigit:
      return String(scalar)
    case .classified(let inner, .ordinary): return word(inner, letters)
    case .list(let nodes):
      let parts = nodes.map { word($0, letters) }
      return parts.contains(nil) ? nil : parts.compactMap { $0 }.joined()
    default: return nil
    }
  }

  private mutating func fraction(_ shown: String, level: MathLevel?) -> MathNode {
    let upper = argument(of: shown)
    return .fraction(upper: upper, lower: argument(of: shown), hasBar: true, level: level)
  }

  private mutating func root(_ shown: String) -> MathNode {
    skipSpaces()
    let degree = accept("[") ? MathNode.list(list(until: .bracket)) : nil
    return .radical(argument(of: shown), degree: degree)
  }

  private mutating func negation() -> MathNode {
    let node = argument(of: "\\not")
    if case .symbol(let scalar, let letters, _) = node, let negated = MathSymbols.negations[scalar]
    {
      return .symbol(negated, letters, .relation)
    }
    problems.append("\\not does not know how to negate what follows")
    return .list([.problem("\\not"), node])
  }
}
