import Foundation

/// How values become positions along an axis.
public enum AxisScale: String, Sendable, Hashable, CaseIterable {
  /// In proportion.
  case linear
  /// By the logarithm: for positive values.
  case log

  /// A position in which the scale is linear: the value, or its decimal logarithm.
  package func position(of value: Double) -> Double {
    switch self {
    case .linear: value
    case .log: value > 0 ? log10(value) : .nan
    }
  }

  /// The value at a position.
  package func value(at position: Double) -> Double {
    switch self {
    case .linear: position
    case .log: pow(10, position)
    }
  }
}

/// Where an axis has ticks and what they say.
public enum TickPlacement: Sendable, Hashable {
  /// Round numbers, as many as fit.
  case automatic
  /// Multiples and fractions of π, as many as fit.
  case multiplesOfPi
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
