/// How a calculation ended.
public enum EvolutionStatus: Hashable, Sendable, Codable {
  /// It reached the last time.
  case finished
  /// It was interrupted after this time and holds the outputs up to there.
  case stopped(at: Double)
}
