/// A jump of a trajectory: a photon that a detector counted.
public struct QuantumJump: Hashable, Sendable, Codable {
  /// When it happened.
  public let time: Double
  /// Which jump operator it was, counted from 0 (modulated ones after the constant ones).
  public let channel: Int
}
