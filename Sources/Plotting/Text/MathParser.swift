/// Reads a formula: the subset of TeX's mathematics that labels need.
///
/// Whatever cannot be understood becomes a `.problem` node with the source text and a sentence in
/// `problems`; parsing always reaches the end.
struct MathParser {
  /// Groups and commands within each other; deeper ones are shown as source.
  static let deepestNesting = 64

  private(set) var problems: [String] = []
  private let source: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private var alphabet = MathAlphabet.automatic

  /// What ends a list.
  private enum Terminator { case end, brace, bracket, right }

  init(_ formula: String) { source = Array(formula.unicodeScalars) }

  /// The whole formula.
  mutating func parse() -> MathNode { .list(list(until: .end)) }

  // MARK: Reading characters

  private var current: Unicode.Scalar? { position < source.count ? source[position] : nil }

  private mutating func skipSpaces() {
    while let scalar = current, scalar.properties.isWhitespace { position += 1 }
  }

  private mutating func isAtGroup() -> Bool {
    skipSpaces()
    return current == "{"
  }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  /// The name after a backslash: letters, or one other character.
  private mutating func commandName() -> String {
    var name = String.UnicodeScalarView()
    while let scalar = current, scalar.isASCII, scalar.properties.isAlphabetic {
      name.append(scalar)
      position += 1
    }
    if name.isEmpty, let scalar = current {
      name.append(scalar)
      position += 1
    }
    return String(name)
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(source[range]))
  }

  /// The source of a group after its opening brace, with the closing one consumed.
  private mutating func rawGroup() -> String {
    skipSpaces()
    guard accept("{") else {
      let start = position
      if current != nil { position += 1 }
      return text(start..<position)
    }
    let start = position
    var open = 1
    while let scalar = current {
      if scalar == "\\" { position += 1 }
      if scalar == "{" { open += 1 }
      if scalar == "}" { open -= 1 }
      if open == 0 { break }
      position = min(position + 1, source.count)
    }
    let content = text(start..<min(position, source.count))
    if !accept("}") { problems.append("a { is not closed") }
    return content
  }

  private mutating func problem(_ shown: String, _ sentence: String) -> MathNode {
    problems.append(sentence)
    return .problem(shown)
  }

  // MARK: Lists

  private mutating func list(until terminator: Terminator) -> [MathNode] {
    depth += 1
    defer { depth -= 1 }
    var nodes: [MathNode] = []
    while true {
      skipSpaces()
      guard let scalar = current else {
        if terminator == .brace { problems.append("a { is not closed") }
        if terminator == .bracket { problems.append("a [ is not closed") }
        if terminator == .right { problems.append("\\left has no \\right") }
        return nodes
      }
      if scalar == "}" {
        if terminator == .right || terminator == .bracket {
          problems.append("a group ends before \\right or ]")
          return nodes
        }
        position += 1
        if terminator == .brace { return nodes }
        nodes.append(problem("}", "a } has no {"))
        continue
      }
      if terminator == .bracket, accept("]") { return nodes }
      if terminator == .right, peekCommand("right") {
        return nodes
      }
      nodes.append(item(after: &nodes))
    }
  }

  private func peekCommand(_ name: String) -> Bool {
    let end = position + 1 + name.unicodeScalars.count
    guard current == "\\", end <= source.count, text(position + 1..<end) == name else {
      return false
    }
    return end == source.count || !(source[end].isASCII && source[end].properties.isAlphabetic)
  }

  /// One atom with its scripts; a script takes the atom before it out of the list.
  private mutating func item(after nodes: inout [MathNode]) -> MathNode {
    if let scalar = current, Self.startsScript(scalar) {
      let base: MathNode
      switch nodes.last {
      case .space?, .level?, nil: base = .list([])
      default: base = nodes.removeLast()
      }
      return scripts(of: base)
    }
    for (name, limits) in [("limits", LimitPlacement.stacked), ("nolimits", .beside)]
    where peekCommand(name) {
      position += 1 + name.unicodeScalars.count
      guard let base = nodes.popLast() else { return .list([]) }
      if case .scripts(let inner, nil, nil, _) = base {
        return .scripts(base: inner, lower: nil, upper: nil, limits: limits)
      }
      return .scripts(base: base, lower: nil, upper: nil, limits: limits)
    }
    return atom()
  }

  private static func startsScript(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "^" || scalar == "_" || scalar == "'" || MathSymbols.raised[scalar] != nil
      || MathSymbols.lowered[scalar] != nil
  }

  private mutating func scripts(of base: MathNode) -> MathNode {
    var lower: [MathNode] = []
    var upper: [MathNode] = []
    var primes = 0
    var hasLower = false
    var hasUpper = false
    // A second formula around one base, as in `{x_1}_2` written without braces, is an error in TeX.
    while true {
      skipSpaces()
      guard let scalar = current, Self.startsScript(scalar) else { break }
      position += 1
      if scalar == "'" {
        primes += 1
      } else if let raised = MathSymbols.raised[scalar] {
        upper.append(Self.typed(raised, alphabet))
      } else if let lowered = MathSymbols.lowered[scalar] {
        lower.append(Self.typed(lowered, alphabet))
      } else if scalar == "^" {
        if hasUpper { problems.append("two superscripts on one base") }
        hasUpper = true
        upper.append(argument(of: "^"))
      } else {
        if hasLower { problems.append("two subscripts on one base") }
        hasLower = true
        lower.append(argument(of: "_"))
      }
    }
    let prime = (0..<primes).map { _ in MathNode.symbol("′", .upright, .ordinary) }
    var limits = LimitPlacement.automatic
    var core = base
    if case .scripts(let inner, nil, nil, let placement) = base {
      core = inner
      limits = placement
    }
    return .scripts(
      base: core, lower: lower.isEmpty ? nil : .list(lower),
      upper: prime.isEmpty && upper.isEmpty ? nil : .list(prime + upper), limits: limits)
  }

  // MARK: Atoms

  /// A group or a single atom.
  private mutating func argument(of command: String) -> MathNode {
    skipSpaces()
    guard let scalar = current, scalar != "}" else {
      return problem(command, "\(command) needs something after it")
    }
    if Self.startsScript(scalar), scalar == "^" || scalar == "_" {
      return problem(command, "\(command) needs something after it")
    }
    if scalar == "'" {
      position += 1
      return .symbol("′", .upright, .ordinary)
    }
    return atom()
  }

  private mutating func atom() -> MathNode {
    guard let scalar = current else { return .list([]) }
    if depth >= Self.deepestNesting, scalar == "{" || scalar == "\\" {
      let rest = text(position..<source.count)
      position = source.count
      return problem(rest, "the formula is nested more than \(Self.deepestNesting) deep")
    }
    position += 1
    var node: MathNode
    switch scalar {
    case "{":
      let saved = alphabet
      // Braces make one ordinary atom of what they hold.
      node = .classified(.list(list(until: .brace)), .ordinary)
      alphabet = saved
    case "\\":
      guard current != nil else { return problem("\\", "a \\ ends the formula") }
      depth += 1
      node = command()
      depth -= 1
    case "~": node = .space(0.25)
    case "&", "#", "%", "$":
      node = problem(String(scalar), "\(scalar) has no meaning in a formula; write \\\(scalar)")
    default: node = Self.typed(scalar, alphabet)
    }
    while let mark = current, Self.combiningAccents.contains(mark) {
      position += 1
      node = .accent(mark, node, isWide: false)
    }
    return node
  }

  private static let combiningAccents = Set(MathSymbols.accents.values)

  /// A character as typed or named.
  private static func typed(_ scalar: Unicode.Scalar, _ alphabet: MathAlphabet) -> MathNode {
    let shown: Unicode.Scalar =
      switch scalar {
      case "-": "−"
      case "*": "∗"
      case "ħ": "ℏ"
      default: scalar
      }
    return .symbol(shown, alphabet, MathSymbols.classes[shown] ?? .ordinary)
  }

  // MARK: Commands

  private mutating func command() -> MathNode {
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
    problem(shown, "unknown command \(shown)")
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

  // MARK: Delimiters

  /// A delimiter; `.some(nil)` is the invisible one, nil is none at all.
  private mutating func delimiter(_ shown: String) -> Unicode.Scalar?? {
    skipSpaces()
    guard let scalar = current else { return nil }
    if accept(".") { return .some(nil) }
    if accept("\\") {
      let start = position
      if let named = MathSymbols.delimiters[commandName()] { return named }
      position = start - 1
      return nil
    }
    guard MathSymbols.typedDelimiters.contains(scalar) else { return nil }
    position += 1
    return scalar == "<" ? "⟨" : scalar == ">" ? "⟩" : scalar
  }

  private mutating func fenced() -> MathNode {
    guard let left = delimiter("\\left") else {
      return problem("\\left", "\\left needs a delimiter")
    }
    let saved = alphabet
    let body = MathNode.list(list(until: .right))
    alphabet = saved
    guard peekCommand("right") else { return .fenced(left: left, body, right: nil) }
    position += 6
    guard let right = delimiter("\\right") else {
      return .list([
        .fenced(left: left, body, right: nil), problem("\\right", "\\right needs a delimiter"),
      ])
    }
    return .fenced(left: left, body, right: right)
  }

  private mutating func bigDelimiter(_ name: String) -> MathNode? {
    let sizes = ["big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0]
    var base = name
    var atomClass: AtomClass?
    if sizes[base] == nil, let last = base.popLast() {
      let classes: [Character: AtomClass] = ["l": .opening, "r": .closing, "m": .relation]
      atomClass = classes[last]
      if atomClass == nil { return nil }
    }
    guard let height = sizes[base] else { return nil }
    guard let scalar = delimiter("\\" + name) ?? nil else {
      return problem("\\" + name, "\\\(name) needs a delimiter")
    }
    return .delimiter(scalar, height: height, atomClass ?? .ordinary)
  }

  /// Dirac's notation and others of the `braket` and `physics` packages.
  private mutating func braKet(_ name: String) -> MathNode? {
    let shown = "\\" + name
    func fixed(_ left: Unicode.Scalar, _ body: MathNode, _ right: Unicode.Scalar) -> MathNode {
      .list([
        .symbol(left, .upright, .opening), body, .symbol(right, .upright, .closing),
      ])
    }
    switch name {
    case "ket": return fixed("|", argument(of: shown), "⟩")
    case "bra": return fixed("⟨", argument(of: shown), "|")
    case "Ket": return .fenced(left: "|", argument(of: shown), right: "⟩")
    case "Bra": return .fenced(left: "⟨", argument(of: shown), right: "|")
    case "expval", "ev", "braket", "Braket", "mel":
      // One group as in `braket`, or two or three as in `physics`.
      let most = name == "mel" ? 3 : name.hasSuffix("raket") ? 2 : 1
      var body = [argument(of: shown)]
      while body.count < 2 * most - 1, isAtGroup() {
        body += [.symbol("|", .upright, .ordinary), argument(of: shown)]
      }
      return name == "Braket"
        ? .fenced(left: "⟨", .list(body), right: "⟩") : fixed("⟨", .list(body), "⟩")
    case "ketbra", "dyad":
      let left = argument(of: shown)
      let right = isAtGroup() ? argument(of: shown) : left
      return .list([fixed("|", left, "⟩"), fixed("⟨", right, "|")])
    case "abs": return .fenced(left: "|", argument(of: shown), right: "|")
    case "norm": return .fenced(left: "‖", argument(of: shown), right: "‖")
    case "comm", "acomm":
      let body = MathNode.list([
        argument(of: shown), .symbol(",", .upright, .punctuation), argument(of: shown),
      ])
      return name == "comm"
        ? .fenced(left: "[", body, right: "]") : .fenced(left: "{", body, right: "}")
    default: return nil
    }
  }
}

extension Unicode.Scalar {
  /// Whether upright words may contain it.
  var isLatinLetterOrDigit: Bool {
    isASCII && (properties.isAlphabetic || ("0"..."9").contains(self))
  }
}
