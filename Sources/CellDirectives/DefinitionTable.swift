import CellCompiler

/// What earlier cells defined, as text.
struct DefinitionTable {
  let text: String

  /// - Throws: a failure that names a kind that is not one.
  init(_ definitions: [CellDefinition], _ call: DirectiveCall) throws(CellFailure) {
    var kinds: Set<CellDefinition.Kind> = []
    for word in call.words {
      guard let kind = CellDefinition.Kind(rawValue: word == "let" ? "var" : word) else {
        throw .directive(
          "'\(word)' is not a kind of definition: var, func, struct, class, enum, protocol, …",
          line: call.line)
      }
      kinds.insert(kind)
    }
    let wanted = definitions.filter { kinds.isEmpty || kinds.contains($0.kind) }
    let nameWidth = wanted.map(\.name.count).max() ?? 0
    let kindWidth = wanted.map(\.kind.rawValue.count).max() ?? 0
    let lines = wanted.map { definition in
      "\(definition.name.padded(to: nameWidth))  \(definition.kind.rawValue.padded(to: kindWidth))"
        + "  In[\(definition.cellNumber)]\n"
    }
    text = lines.isEmpty ? "Nothing is defined.\n" : lines.joined()
  }
}

extension String {
  /// The text with blanks behind it, at least so many characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
