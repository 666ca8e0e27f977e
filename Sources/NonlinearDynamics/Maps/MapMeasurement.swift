/// What is measured at each point of a parameter map.
public struct MapMeasurement: Sendable {
  enum Kind: Sendable {
    case mean(@Sendable (Variables, Parameters) -> Formula)
    case rotation(@Sendable (Variables, Parameters) -> (Formula, Formula))
    case least(@Sendable (Variables, Parameters) -> Formula)
    case greatest(@Sendable (Variables, Parameters) -> Formula)
    case extent(@Sendable (Variables, Parameters) -> Formula)
    case final(@Sendable (Variables, Parameters) -> Formula)
  }

  /// The name under which the map keeps it.
  public let name: String
  let kind: Kind

  /// The time average of a formula, integrated along with the flow.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - formula: what is averaged.
  /// - Returns: the measurement.
  public static func mean(
    _ name: String, _ formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .mean(formula)) }

  /// The mean angular velocity with which a point (a, b) goes round the origin: the observed frequency of a phase
  /// arg(a + ib), 0 where it is locked.
  ///
  /// It is the change of the unwrapped phase over the time of measurement, so that a locked phase that moves to and fro
  /// by δ has a frequency of up to δ/duration.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - plane: a and b.
  /// - Returns: the measurement.
  public static func frequency(
    _ name: String, _ plane: @escaping @Sendable (Variables, Parameters) -> (Formula, Formula)
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .rotation(plane)) }

  /// The least value of a formula, at the ends of steps.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - formula: what is watched.
  /// - Returns: the measurement.
  public static func minimum(
    _ name: String, _ formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .least(formula)) }

  /// The greatest value of a formula, at the ends of steps.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - formula: what is watched.
  /// - Returns: the measurement.
  public static func maximum(
    _ name: String, _ formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .greatest(formula)) }

  /// The greatest minus the least value of a formula, at the ends of steps: 0 at a fixed point.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - formula: what is watched.
  /// - Returns: the measurement.
  public static func range(
    _ name: String, _ formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .extent(formula)) }

  /// The value of a formula at the end.
  ///
  /// - Parameters:
  ///   - name: of the measurement.
  ///   - formula: what is evaluated.
  /// - Returns: the measurement.
  public static func final(
    _ name: String, _ formula: @escaping @Sendable (Variables, Parameters) -> Formula
  ) -> MapMeasurement { MapMeasurement(name: name, kind: .final(formula)) }
}
