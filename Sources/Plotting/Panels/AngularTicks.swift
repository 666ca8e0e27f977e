import Preconditions

/// Where an angular axis has ticks, and whether they say degrees or multiples of π.
public struct AngularTicks: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case degrees(step: Int)
    case fractionsOfPi(parts: Int)
    case labeled([TickLabel])
    case none
  }
  var kind: Kind

  /// Every 45 degrees: 0°, 45°, 90° and so on.
  public static let degrees = AngularTicks.degrees(every: 45)
  /// Every quarter of π: 0, π/4, π/2 and so on.
  public static let multiplesOfPi = AngularTicks.multiplesOfPi(parts: 4)
  /// No ticks.
  public static let none = AngularTicks(kind: .none)

  /// At the multiples of a step in whole degrees.
  public static func degrees(every step: Int) -> AngularTicks {
    requirePrecondition(
      step >= 1 && step <= 360, "Ticks of an angle need a step of 1 … 360 degrees, got \(step).")
    return AngularTicks(kind: .degrees(step: step))
  }

  /// At the multiples of π divided by a number of parts.
  public static func multiplesOfPi(parts: Int) -> AngularTicks {
    requirePrecondition(
      parts >= 1 && parts <= 90, "π can be divided into 1 … 90 parts, got \(parts).")
    return AngularTicks(kind: .fractionsOfPi(parts: parts))
  }

  /// At given angles in radians, with given text.
  public static func labeled(_ labels: [TickLabel]) -> AngularTicks {
    AngularTicks(kind: .labeled(labels))
  }

  /// Ticks from a first angle, in radians, to less than one turn after it.
  func labels(from start: Double) -> [TickLabel] {
    let turn = 2 * Double.pi
    switch kind {
    case .none: return []
    case .labeled(let labels):
      var seen: Set<Int> = []
      // Names at 0 and 2π would stand on each other: the first one stays.
      return labels.filter {
        let place = ($0.value - start) / turn
        return $0.value.isFinite
          && seen.insert(Int(((place - place.rounded(.down)) * 1e6))).inserted
      }
    case .degrees(let step):
      let startDegrees = start * 180 / .pi
      let first = Int((startDegrees / Double(step) - 1e-9).rounded(.up))
      let angles = (0..<360).map { (first + $0) * step }
        .prefix { Double($0) < startDegrees + 360 - 1e-6 }
      return angles.map { degrees in
        TickLabel(Double(degrees) * .pi / 180, NumberFormat.label(Double(degrees)) + "°")
      }
    case .fractionsOfPi(let parts):
      let first = Int((start * Double(parts) / .pi - 1e-9).rounded(.up))
      return (first..<(first + 2 * parts)).map {
        TickLabel(
          Double($0) * .pi / Double(parts),
          TickContext.angleText(numerator: $0, denominator: parts))
      }
    }
  }

  /// Polar angles between the poles at the same steps.
  var polarLabels: [TickLabel] {
    switch kind {
    case .none, .labeled: return []
    case .degrees, .fractionsOfPi:
      return labels(from: 0).filter { $0.value > 1e-9 && $0.value < .pi - 1e-9 }
    }
  }
}
