/// A system of n levels without further structure, such as an atom; the levels are counted from 0.
///
/// Its operators are made of `transition(to:from:)` and `projector(onto:)`.
public struct NLevelSystem: FiniteSpace, CustomStringConvertible {
  /// The number of levels n.
  public let levels: Int

  /// A system of a number of levels.
  ///
  /// - Parameter levels: n ≥ 1.
  /// - Throws: `QuantumError` with code `invalidParameter` when there is no level.
  public init(levels: Int) throws {
    guard levels >= 1 else {
      throw QuantumError(
        .invalidParameter, "A system needs 1 level or more, but \(levels) came.")
    }
    self.levels = levels
  }

  /// The number of levels.
  public var dimension: Int { levels }

  /// The space in words, for example `3 levels`.
  public var description: String { "\(levels) level\(levels == 1 ? "" : "s")" }
}
