/// A stretch of a label.
enum LabelSegment: Sendable, Hashable {
  case text(String)
  case formula(String)

  /// What is said of a dollar that begins no formula.
  static let loneDollar = "a $ has no partner"

  /// Divides a label at its dollars; `\$` is a dollar, and so is one without a partner.
  static func split(_ source: String, problems: inout [String]) -> [LabelSegment] {
    var parts = self.parts(of: source, respectsBraces: true)
    // A brace that is never closed would hide the last dollar.
    if parts.count % 2 == 0 { parts = self.parts(of: source, respectsBraces: false) }
    if parts.count % 2 == 0 {
      problems.append(loneDollar)
      let rest = parts.removeLast()
      parts[parts.count - 1] += "$" + rest
    }
    return parts.enumerated().compactMap { index, part in
      if index % 2 == 1 { return .formula(part) }
      return part.isEmpty ? nil : .text(part)
    }
  }

  /// Text and formulas in turn; an even number of parts means a dollar without a partner.
  private static func parts(of source: String, respectsBraces: Bool) -> [String] {
    var parts: [String] = [""]
    var isEscaped = false
    var depth = 0
    for scalar in source.unicodeScalars {
      if isEscaped {
        isEscaped = false
        let inFormula = parts.count % 2 == 0
        if scalar != "$" || inFormula { parts[parts.count - 1].unicodeScalars.append("\\") }
        parts[parts.count - 1].unicodeScalars.append(scalar)
        continue
      }
      let inFormula = parts.count % 2 == 0
      switch scalar {
      case "\\":
        isEscaped = true
        continue
      case "{" where inFormula: depth += 1
      case "}" where inFormula: depth = max(0, depth - 1)
      // A dollar within braces is of a \text{…}.
      case "$" where !inFormula || depth == 0 || !respectsBraces:
        parts.append("")
        depth = 0
        continue
      default: break
      }
      parts[parts.count - 1].unicodeScalars.append(scalar)
    }
    if isEscaped { parts[parts.count - 1] += "\\" }
    return parts
  }
}
