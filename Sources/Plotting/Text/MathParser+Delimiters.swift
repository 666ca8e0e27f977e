extension MathParser {
  /// A delimiter; `.some(nil)` is the invisible one, nil is none at all.
  mutating func delimiter(_ shown: String) -> Unicode.Scalar?? {
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

  mutating func fenced() -> MathNode {
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

  mutating func bigDelimiter(_ name: String) -> MathNode? {
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
  mutating func braKet(_ name: String) -> MathNode? {
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
