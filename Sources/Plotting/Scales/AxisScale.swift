import Foundation

/// How values become positions along an axis.
public enum AxisScale: Sendable, Hashable {
  /// In proportion.
  case linear
  /// By the logarithm: for positive values.
  ///
  /// Values that are not positive are left out like NaN.
  case log
  /// By the logarithm of the magnitude on both sides of zero, and in proportion between
  /// −threshold and threshold, whose halves are each as long as one decade.
  case symlog(threshold: Double)

  /// A position in which the scale is linear: the value, or its decimal logarithm; NaN for what a
  /// logarithmic scale does not have.
  package func position(of value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return value > 0 ? log10(value) : .nan
    case .symlog(let threshold):
      let ratio = abs(value) / threshold
      if ratio <= 1 { return value / threshold }
      return value < 0 ? -1 - log10(ratio) : 1 + log10(ratio)
    }
  }

  /// The value at a position.
  package func value(at position: Double) -> Double {
    switch self {
    case .linear: return position
    case .log: return pow(10, position)
    case .symlog(let threshold):
      if abs(position) <= 1 { return position * threshold }
      let magnitude = threshold * pow(10, abs(position) - 1)
      return position < 0 ? -magnitude : magnitude
    }
  }
}

/// Where an axis has ticks and what they say.
public enum TickPlacement: Sendable, Hashable {
  /// Round numbers, as many as fit.
  case automatic
  /// Multiples and fractions of π, as many as fit.
  case multiplesOfPi
  /// At the multiples of a step.
  case spaced(Double)
  /// At given values, as numbers.
  case at([Double])
  /// At given values, with given text.
  case labeled([TickLabel])
  /// No ticks.
  case none
}

/// A tick with its text.
public struct TickLabel: Sendable, Hashable {
  /// Where on the axis.
  public var value: Double
  /// What it says; mathematics between dollars.
  public var text: String
  /// A tick with its text.
  public init(_ value: Double, _ text: String) {
    self.value = value
    self.text = text
  }
}

/// The ticks of an axis.
package struct AxisTicks: Sendable, Hashable {
  /// Ticks with text.
  package var major: [TickLabel]
  /// Values of ticks without text.
  package var minor: [Double]
  /// What all numbers are to be multiplied by or added to, such as `$\times 10^{3}$`, or nil.
  package var factor: String?

  package init(major: [TickLabel] = [], minor: [Double] = [], factor: String? = nil) {
    self.major = major
    self.minor = minor
    self.factor = factor
  }
}
