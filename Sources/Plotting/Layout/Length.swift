/// A physical length, kept in points of 1/72 inch.
public struct Length: Sendable, Hashable, Comparable {
  /// The length in points.
  public var points: Double

  /// A length in points of 1/72 inch.
  public static func points(_ value: Double) -> Length { Length(points: value) }
  /// A length in inches.
  public static func inches(_ value: Double) -> Length { Length(points: 72 * value) }
  /// A length in centimetres.
  public static func centimeters(_ value: Double) -> Length { Length(points: 72 * value / 2.54) }
  /// A length in millimetres.
  public static func millimeters(_ value: Double) -> Length { Length(points: 72 * value / 25.4) }

  /// Whether the first length is the shorter one.
  public static func < (left: Length, right: Length) -> Bool { left.points < right.points }
}
