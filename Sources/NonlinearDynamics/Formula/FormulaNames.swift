import Preconditions

/// The symbols of a flow's variables, by name: `v.x`, `v["x"]`, `v[0]`, and `v.time`.
@dynamicMemberLookup
public struct Variables: Sendable {
  /// The names, in order.
  public let names: [String]

  /// The time t.
  public var time: Formula { .time }

  /// How many there are.
  public var count: Int { names.count }

  /// The variable of a name; a name that is not there stops the program with a sentence.
  public subscript(dynamicMember name: String) -> Formula { self[name] }

  /// The variable of a name; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> Formula {
    guard let index = names.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The flow has no variable “\(name)”; it has \(names.joined(separator: ", ")).")
    }
    return .variable(index)
  }

  /// The variable at a position, from 0.
  public subscript(index: Int) -> Formula {
    requirePrecondition(
      names.indices.contains(index),
      "The flow has the variables 0 to \(names.count - 1); \(index) was asked for.")
    return .variable(index)
  }
}

/// The symbols of a flow's parameters, by name: `p.mu`, `p["mu"]`.
@dynamicMemberLookup
public struct Parameters: Sendable {
  /// The names, in order.
  public let names: [String]

  /// The parameter of a name; a name that is not there stops the program with a sentence.
  public subscript(dynamicMember name: String) -> Formula { self[name] }

  /// The parameter of a name; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> Formula {
    guard let index = names.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The flow has no parameter “\(name)”; it has \(names.joined(separator: ", ")).")
    }
    return .parameter(index)
  }
}
