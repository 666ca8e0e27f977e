/// Space between neighbouring atoms (The TeXbook, chapter 18).
enum MathSpacing {
  /// Thin, medium and thick spaces in ems.
  static let thin = 3.0 / 18
  static let medium = 4.0 / 18
  static let thick = 5.0 / 18

  /// Rows are left classes, columns are right classes, in the order of `AtomClass`.
  ///
  /// 1 thin, 2 medium, 3 thick; negative: only in display and text, not in scripts.
  private static let table: [[Int]] = [
    [0, 1, -2, -3, 0, 0, 0, -1],
    [1, 1, 0, -3, 0, 0, 0, -1],
    [-2, -2, 0, 0, -2, 0, 0, -2],
    [-3, -3, 0, 0, -3, 0, 0, -3],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 1, -2, -3, 0, 0, 0, -1],
    [-1, -1, 0, -1, -1, -1, -1, -1],
    [-1, 1, -2, -3, -1, 0, -1, -1],
  ]

  /// Space between two atoms in ems of the level.
  static func between(_ left: AtomClass, _ right: AtomClass, level: MathLevel) -> Double {
    let entry = table[left.rawValue][right.rawValue]
    if entry < 0 && level >= .script { return 0 }
    return [0, thin, medium, thick][abs(entry)]
  }

  /// Turns binary operators that have nothing to operate on into ordinary atoms, as in "−1" or "(+".
  static func resolveBinaries(_ classes: [AtomClass?]) -> [AtomClass?] {
    var resolved = classes
    var previous: Int?
    for index in resolved.indices {
      guard let current = resolved[index] else { continue }
      let before = previous.flatMap { resolved[$0] }
      if current == .binary {
        switch before {
        case nil, .binary, .largeOperator, .relation, .opening, .punctuation:
          resolved[index] = .ordinary
        default: break
        }
      } else if before == .binary, [.relation, .closing, .punctuation].contains(current) {
        previous.map { resolved[$0] = .ordinary }
      }
      previous = index
    }
    if let previous, resolved[previous] == .binary { resolved[previous] = .ordinary }
    return resolved
  }
}
