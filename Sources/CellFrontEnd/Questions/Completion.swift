import CellCompiler
import Foundation
import JSONModel

extension CodeQuestions {
  /// How many candidates a front end gets.
  private static let limit = 300

  /// Candidates for the word that ends at the cursor.
  ///
  /// - Throws: `SourceKitError`.
  func completions(_ question: CodeQuestion) throws -> CompletionList {
    let scalars = Array(question.code.unicodeScalars)
    let cursor = min(max(0, question.position), scalars.count)
    var start = cursor
    while start > 0, Self.isNameScalar(scalars[start - 1]) { start -= 1 }
    var end = cursor
    while end < scalars.count, Self.isNameScalar(scalars[end]) { end += 1 }
    let prefix = String(String.UnicodeScalarView(scalars[start..<cursor]))
    let nothing = CompletionList(items: [], start: start, end: cursor)
    // In numbers there is nothing to complete.
    if let first = prefix.unicodeScalars.first, first.properties.numericType != nil {
      return nothing
    }

    let before = question.prelude + String(String.UnicodeScalarView(scalars[..<start]))
    let text = before + String(String.UnicodeScalarView(scalars[start...]))
    let options: [(String, SourceKit.Value)] = [
      ("key.codecomplete.filtertext", .text(prefix)),
      ("key.codecomplete.requestlimit", .integer(Self.limit)),
      ("key.codecomplete.hideunderscores", .integer(prefix.hasPrefix("_") ? 0 : 1)),
      ("key.codecomplete.fuzzymatching", .integer(0)),
      ("key.codecomplete.group.overloads", .integer(0)),
      ("key.codecomplete.addinitstotoplevel", .integer(0)),
      ("key.codecomplete.includeexactmatch", .integer(1)),
      ("key.codecomplete.hidelowpriority", .integer(prefix.isEmpty ? 1 : 0)),
    ]
    let place: [(String, SourceKit.Value)] = [
      ("key.sourcefile", .text(file)), ("key.name", .text(file)),
      ("key.offset", .integer(before.utf8.count)),
    ]
    defer { _ = try? kit.send("codecomplete.close", Array(place.dropFirst())) }
    let answer = try kit.send(
      "codecomplete.open",
      place + [
        ("key.compilerargs", arguments(seeing: question.prelude)),
        ("key.codecomplete.options", .dictionary(options)),
      ], source: text)
    // The user's own names first, then the libraries', then the system's; within each as SourceKit ranks them.
    let results = (answer["key.results"].array ?? []).map { (Self.distance(of: $0, prefix), $0) }
    let ordered = results.enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }
    let candidates = ordered.compactMap { Self.item($0.element.1, prefix: prefix) }
    return CompletionList(
      items: Self.merged(candidates), start: start, end: prefix.isEmpty ? cursor : end)
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isXIDContinue
      || (scalar.value >= 0x1F300 && scalar.value < 0x1FB00)
  }

  private static func distance(of value: JSONValue, _ prefix: String) -> Int {
    let module = value["key.modulename"].string ?? ""
    let isOwn = module == "Question" || module.hasPrefix("Cell_")
    let origin = isOwn ? 0 : value["key.is_system"].integer == 1 ? 2 : 1
    let hasSameCase = value["key.name"].string?.hasPrefix(prefix) ?? true
    return hasSameCase ? origin : origin + 3
  }

  private static func item(_ value: JSONValue, prefix: String) -> CompletionList.Item? {
    let description = value["key.description"].string ?? ""
    let source = value["key.sourcetext"].string ?? ""
    let text: String
    if source.hasPrefix("<#") || description.isEmpty {
      return nil
    } else if let placeholder = source.range(of: "<#"),
      source[..<placeholder.lowerBound].hasSuffix(": ")
    {
      // An argument's label, or a call whose first argument has one.
      let head = source[..<placeholder.lowerBound]
      text = head.firstIndex(of: "(").map { String(head[..<$0]) } ?? String(head)
    } else {
      text =
        String(source.prefix { $0 != "(" && $0 != "<" && $0 != "\n" && $0 != "{" })
        .trimmed
    }
    let isPossible =
      !text.isEmpty && text.lowercased().hasPrefix(prefix.lowercased())
      && !text.hasPrefix("_isochron") && !text.hasPrefix("Cell_")
    // Placeholders for literals come as "0" or "abc" in quotes.
    guard isPossible, let first = text.unicodeScalars.first, isNameScalar(first) || first == "#",
      first.properties.numericType == nil
    else { return nil }
    let name = text.trimmed
    var signature = description.hasPrefix(name) ? String(description.dropFirst(name.count)) : ""
    if let type = value["key.typename"].string, !type.isEmpty, type != "Void", type != name {
      signature += signature.hasPrefix("(") ? " -> \(type)" : ": \(type)"
    }
    return .init(text: text, kind: kind(value["key.kind"].string ?? ""), signature: signature)
  }

  /// One candidate for each text: overloads differ only in what follows the name.
  private static func merged(_ items: [CompletionList.Item]) -> [CompletionList.Item] {
    var result: [CompletionList.Item] = []
    var places: [String: Int] = [:]
    var counts: [String: Int] = [:]
    for item in items {
      counts[item.text, default: 0] += 1
      guard places[item.text] == nil else { continue }
      places[item.text] = result.count
      result.append(item)
    }
    for (text, place) in places {
      if let count = counts[text], count > 1 { result[place].signature += "  (+\(count - 1))" }
    }
    return result
  }

  /// SourceKit's kind in the words that front ends have icons for.
  private static func kind(_ word: String) -> String {
    let path = word.split(separator: ".")
    if path.contains("keyword") { return "keyword" }
    guard let index = path.firstIndex(of: "decl"), path.indices.contains(index + 1) else {
      return "instance"
    }
    switch path[index + 1] {
    case "function": return "function"
    case "struct", "class", "enum", "actor", "protocol", "typealias", "associatedtype",
      "generic_type_param":
      return path.last == "enumelement" ? "property" : "class"
    case "enumelement": return "property"
    case "module": return "module"
    case "macro": return "function"
    case "var":
      return path.last.map { ["instance", "static", "class"].contains($0) } == true
        ? "property" : "instance"
    default: return "statement"
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }
}
