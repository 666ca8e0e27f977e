/// How many elements of a long collection are shown at each of its ends.
private let shownElementsAtEachEnd = 12

/// How many characters of a description are shown.
private let shownCharacters = 4000

/// A value's description, with strings quoted and long collections cut in the middle.
package func plainDescription<T>(of value: T) -> String {
  if let text = value as? String { return text.debugDescription }
  if let optional = value as? any OptionalValue, optional.isNil { return "nil" }
  if let collection = value as? any BidirectionalCollection,
    Mirror(reflecting: value).displayStyle == .collection,
    let summary = summary(of: collection)
  {
    return summary
  }
  let text = String(describing: value)
  guard text.utf8.count > shownCharacters else { return text }
  return text.prefix(shownCharacters) + "… (\(text.utf8.count) bytes; print(…) shows all)"
}

/// A collection too long to be read, by both its ends; nil for one that is shown whole.
private func summary(of collection: some BidirectionalCollection) -> String? {
  let count = collection.count
  guard count > 4 * shownElementsAtEachEnd else { return nil }
  let first = collection.prefix(shownElementsAtEachEnd).map { String(reflecting: $0) }
  let last = collection.suffix(shownElementsAtEachEnd).map { String(reflecting: $0) }
  return "[" + (first + ["…"] + last).joined(separator: ", ") + "] (\(count) elements)"
}

/// What an optional of any type has in common.
private protocol OptionalValue { var isNil: Bool { get } }
extension Optional: OptionalValue {
  fileprivate var isNil: Bool { if case .none = self { true } else { false } }
}
