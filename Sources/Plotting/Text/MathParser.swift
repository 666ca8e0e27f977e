/// Reads a formula: the subset of TeX's mathematics that labels need.
///
/// Whatever cannot be understood becomes a `.problem` node with the source text and a sentence in
/// `problems`; parsing always reaches the end.
struct MathParser {
  /// Groups and commands within each other; deeper ones are shown as source.
  static let deepestNesting = 64

  var problems: [String] = []
  let source: [Unicode.Scalar]
  var position = 0
  private var depth = 0
  var alphabet = MathAlphabet.automatic

  /// What ends a list.
  enum Terminator { case end, brace, bracket, right }

  init(_ formula: String) { source = Array(formula.unicodeScalars) }

  /// The whole formula.
  mutating func parse() -> MathNode { .list(list(until: .end)) }

  // MARK: Reading characters

  var current: Unicode.Scalar? { position < source.count ? source[position] : nil }

  mutating func skipSpaces() {
    while let scalar = current, scalar.properties.isWhitespace { position += 1 }
  }

  mutating func isAtGroup() -> Bool {
    skipSpaces()
    return current == "{"
  }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  /// The name after a backslash: letters, or one other character.
  mutating func commandName() -> String {
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

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(source[range]))
  }

  /// The source of a group after its opening brace, with the closing one consumed.
  mutating func rawGroup() -> String {
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

  mutating func problem(_ shown: String, _ sentence: String) -> MathNode {
    problems.append(sentence)
    return .problem(shown)
  }

  // MARK: Lists

  mutating func list(until terminator: Terminator) -> [MathNode] {
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

  func peekCommand(_ name: String) -> Bool {
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
  mutating func argument(of command: String) -> MathNode {
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
}

extension Unicode.Scalar {
  /// Whether upright words may contain it.
  var isLatinLetterOrDigit: Bool {
    isASCII && (properties.isAlphabetic || ("0"..."9").contains(self))
  }
}
