/// A pattern in which `*` stands for any text, `?` for one character and `[a-c]` for one of a set.
struct GlobPattern: Sendable {
  private enum Element: Sendable {
    case anyText
    case anyScalar
    case scalar(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .anyText: false
      case .anyScalar: true
      case .scalar(let expected): scalar == expected
      case .set(let ranges, let isNegated):
        ranges.contains { $0.contains(scalar) } != isNegated
      }
    }
  }

  private let elements: [Element]

  init(_ pattern: String) {
    var elements: [Element] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": elements.append(.anyText)
      case "?": elements.append(.anyScalar)
      case "[": elements.append(Self.set(&rest) ?? .scalar("["))
      default: elements.append(.scalar(scalar))
      }
    }
    self.elements = elements
  }

  /// Whether the whole of a text matches.
  ///
  /// Going back only to the latest `*` keeps this at pattern length times text length.
  func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var place = 0
    var element = 0
    var lastStar: (element: Int, place: Int)?
    while place < scalars.count {
      if element < elements.count, case .anyText = elements[element] {
        lastStar = (element, place)
        element += 1
      } else if element < elements.count, elements[element].matches(scalars[place]) {
        element += 1
        place += 1
      } else if let star = lastStar {
        lastStar = (star.element, star.place + 1)
        element = star.element + 1
        place = star.place + 1
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { if case .anyText = $0 { true } else { false } }
  }

  /// Reads a set after its opening bracket; nil, with nothing read, where it does not close.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Element? {
    var inner = rest
    let isNegated = inner.first == "^" || inner.first == "!"
    if isNegated { inner.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let scalar = inner.popFirst() {
      // A bracket in the first place stands for itself.
      if scalar == "]", !ranges.isEmpty {
        rest = inner
        return .set(ranges, isNegated: isNegated)
      }
      if inner.first == "-", let upper = inner.dropFirst().first, upper != "]", upper >= scalar {
        ranges.append(scalar...upper)
        inner = inner.dropFirst(2)
      } else {
        ranges.append(scalar...scalar)
      }
    }
    return nil
  }
}
