/// The command that somebody may have meant.
enum CommandSuggestion {
  /// Names of all commands, without their backslashes.
  private static let names: [String] = {
    let structural = [
      "frac", "dfrac", "tfrac", "binom", "sqrt", "overline", "underline", "phantom", "overset",
      "underset", "stackrel", "text", "textrm", "mbox", "left", "right", "middle", "displaystyle",
      "ket", "bra", "braket", "ketbra", "expval", "not", "pmod",
    ]
    let tables =
      Array(MathSymbols.commands.keys) + Array(MathSymbols.accents.keys)
      + Array(MathSymbols.wideAccents.keys) + Array(MathSymbols.alphabets.keys)
      + Array(MathSymbols.functions) + Array(MathSymbols.functionsWithLimits) + structural
    return Set(tables).filter { $0.count > 1 }.sorted()
  }()

  /// The known name that differs least from an unknown one; nil where none is near.
  static func nearest(to name: String) -> String? {
    let word = Array(name.unicodeScalars)
    let limit = word.count <= 3 ? 1 : 2
    var best: (name: String, distance: Int)?
    for known in names {
      let distance = distance(word, Array(known.unicodeScalars))
      // Of equally near ones the one that begins alike.
      let isBetter =
        distance < best?.distance ?? .max
        || (distance == best?.distance && known.first == name.first
          && best?.name.first != name.first)
      if distance <= limit, isBetter { best = (known, distance) }
    }
    return best?.name
  }

  /// How many letters have to be changed, added, left out or swapped with their neighbour.
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    guard abs(first.count - second.count) <= 2 else { return .max }
    var rows = [Array(0...second.count)]
    for (i, a) in first.enumerated() {
      var row = [i + 1]
      for (j, b) in second.enumerated() {
        var least = min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == second[j - 1], first[i - 1] == b {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[first.count][second.count]
  }
}
