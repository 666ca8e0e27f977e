/// How many elements of a long collection are shown at each of its ends.
private let shownElementsAtEachEnd = 12

/// How many characters of a description are shown.
private let shownCharacters = 4000

/// A value's description, with strings quoted and long collections cut in the middle.
package func plainDescription<T>(of value: T) -> String {
  if let text = value as? String { return text.debugDescription }
  if let optional = value as? any OptionalValue, optional.isNil { return "nil" }
  if let collection = value as? any BidirectionalCollection,
    Mirror(reflecting: value).displayStyle == .collection
  {
    return summary(of: collection)
  }
  let text = withoutCellModules(String(describing: value))
  guard text.utf8.count > shownCharacters else { return text }
  return text.prefix(shownCharacters) + "… (\(text.utf8.count) bytes; print(…) shows all)"
}

/// A collection in brackets: one too long to be read by both its ends.
private func summary(of collection: some BidirectionalCollection) -> String {
  let count = collection.count
  let isLong = count > 4 * shownElementsAtEachEnd
  var shown: [String]
  if isLong {
    shown = collection.prefix(shownElementsAtEachEnd).map { elementDescription(of: $0) }
    shown.append("…")
    shown += collection.suffix(shownElementsAtEachEnd).map { elementDescription(of: $0) }
  } else {
    shown = collection.map { elementDescription(of: $0) }
  }
  // Tables stand below each other.
  let hasLines = shown.contains { $0.contains("\n") }
  let list =
    hasLines ? "[\n\(shown.joined(separator: ",\n"))\n]" : "[\(shown.joined(separator: ", "))]"
  let text = isLong ? "\(list) (\(count) elements)" : list
  guard text.utf8.count > shownCharacters else { return text }
  return text.prefix(shownCharacters) + "… (\(count) elements; print(…) shows all)"
}

/// An element of a collection: as it shows itself, otherwise as collections describe elements.
private func elementDescription<T>(of value: T) -> String {
  if let rich = value as? any RichDisplayable { return rich.richRepresentation.plainText }
  return withoutCellModules(String(reflecting: value))
}

/// The runtime writes types of cells with the names of modules that nobody wrote.
private func withoutCellModules(_ text: String) -> String {
  guard text.contains("Cell_") else { return text }
  return text.replacing(/\bCell_[0-9]+\./, with: "")
}

/// What an optional of any type has in common.
private protocol OptionalValue { var isNil: Bool { get } }
extension Optional: OptionalValue {
  fileprivate var isNil: Bool { if case .none = self { true } else { false } }
}
