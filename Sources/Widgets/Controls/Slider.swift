import Glibc
public import JSONModel

/// A number that a slider can choose.
public protocol SliderValue: Sendable, Comparable, CustomStringConvertible {
  /// The beginning of the names by which front ends know the controls of such numbers.
  static var controlPrefix: String { get }
  /// The number as it is sent.
  var json: JSONValue { get }
  /// Reads a number that was sent.
  init?(json: JSONValue)
  /// The step between two neighbouring choices of a range.
  static func usualStep(in range: ClosedRange<Self>) -> Self
}

extension Int: SliderValue {
  /// "Int".
  public static var controlPrefix: String { "Int" }
  /// The number as it is sent.
  public var json: JSONValue { .integer(self) }
  /// Reads a whole number.
  public init?(json: JSONValue) {
    guard let value = json.integer else { return nil }
    self = value
  }
  /// 1.
  public static func usualStep(in range: ClosedRange<Int>) -> Int { 1 }
}

extension Double: SliderValue {
  /// "Float".
  public static var controlPrefix: String { "Float" }
  /// The number as it is sent.
  public var json: JSONValue { .number(self) }
  /// Reads a number.
  public init?(json: JSONValue) {
    guard let value = json.number else { return nil }
    self = value
  }
  /// At most a hundredth of the range: 1, 2 or 5 times a power of ten.
  public static func usualStep(in range: ClosedRange<Double>) -> Double {
    let largest = (range.upperBound - range.lowerBound) / 100
    guard largest > 0 else { return 1 }
    let unit = pow(10, log10(largest).rounded(.down))
    // The rounding keeps a range of exactly 1 or 10 at steps of 0.01 or 0.1.
    return unit * ([5, 2].first { $0 * unit <= largest * (1 + 1e-9) } ?? 1)
  }
}

/// A slider for a whole or real number.
///
/// ```swift
/// let drive = Slider(0...3.0, value: 0.5, label: "$\\varepsilon$")
/// drive.onChange { print("drive \($0)") }
/// drive
/// ```
public final class Slider<Value: SliderValue>: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let fallback: Value

  /// A slider.
  ///
  /// - Parameters:
  ///   - range: the smallest and the largest choice.
  ///   - value: the first choice; the smallest without it.
  ///   - step: between two neighbouring choices; 1, or about a hundredth of a real range, without it.
  ///   - label: what stands before the slider; it may hold LaTeX between dollars.
  ///   - isContinuous: whether each place that is passed counts, or only where the slider is let go.
  public init(
    _ range: ClosedRange<Value>, value: Value? = nil, step: Value? = nil, label: String = "",
    isContinuous: Bool = true
  ) {
    let step = step ?? Value.usualStep(in: range)
    let first = min(max(value ?? range.lowerBound, range.lowerBound), range.upperBound)
    fallback = first
    model = WidgetModel(
      .control(Value.controlPrefix + "Slider"),
      [
        "min": range.lowerBound.json, "max": range.upperBound.json, "step": step.json,
        "value": first.json, "description": .string(label),
        "continuous_update": .bool(isContinuous),
      ], style: "Slider")
  }

  /// The choice.
  public var value: Value {
    get { Value(json: model["value"]) ?? fallback }
    set { model.set(["value": newValue.json]) }
  }

  /// What stands where the slider cannot be shown.
  public var description: String { model.labelled("\(value)") }
}

/// A slider for a positive number over several powers of ten.
public final class LogarithmicSlider: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel

  /// A slider whose place is the logarithm of its value.
  ///
  /// - Parameters:
  ///   - range: the smallest and the largest choice, both above 0.
  ///   - value: the first choice; the smallest without it.
  ///   - label: what stands before the slider; it may hold LaTeX between dollars.
  ///   - isContinuous: whether each place that is passed counts, or only where the slider is let go.
  public init(
    _ range: ClosedRange<Double>, value: Double? = nil, label: String = "",
    isContinuous: Bool = true
  ) {
    guard range.lowerBound > 0 else {
      fatalError("A logarithmic slider needs a range of positive numbers, not \(range).")
    }
    let first = min(max(value ?? range.lowerBound, range.lowerBound), range.upperBound)
    let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
    model = WidgetModel(
      .control("FloatLogSlider"),
      [
        "min": .number(low), "max": .number(high), "step": .number((high - low) / 100),
        "base": 10, "value": .number(first), "description": .string(label),
        "continuous_update": .bool(isContinuous),
      ], style: "Slider")
  }

  /// The choice.
  public var value: Double {
    get { model["value"].number ?? .nan }
    set { model.set(["value": .number(newValue)]) }
  }

  /// What stands where the slider cannot be shown.
  public var description: String { model.labelled("\(value)") }
}

/// A slider with two ends for a range of numbers.
public final class RangeSlider<Bound: SliderValue>: ValueWidget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let fallback: ClosedRange<Bound>

  /// A slider for a part of a range.
  ///
  /// - Parameters:
  ///   - range: the smallest and the largest choice.
  ///   - value: the first choice; the whole range without it.
  ///   - step: between two neighbouring choices; 1, or a hundredth of a real range, without it.
  ///   - label: what stands before the slider; it may hold LaTeX between dollars.
  ///   - isContinuous: whether each place that is passed counts, or only where the slider is let go.
  public init(
    _ range: ClosedRange<Bound>, value: ClosedRange<Bound>? = nil, step: Bound? = nil,
    label: String = "", isContinuous: Bool = true
  ) {
    let step = step ?? Bound.usualStep(in: range)
    let first = (value ?? range).clamped(to: range)
    fallback = first
    model = WidgetModel(
      .control(Bound.controlPrefix + "RangeSlider"),
      [
        "min": range.lowerBound.json, "max": range.upperBound.json, "step": step.json,
        "value": [first.lowerBound.json, first.upperBound.json], "description": .string(label),
        "continuous_update": .bool(isContinuous),
      ], style: "Slider")
  }

  /// The choice.
  public var value: ClosedRange<Bound> {
    get {
      let bounds = (model["value"].array ?? []).compactMap { Bound(json: $0) }
      guard bounds.count == 2, bounds[0] <= bounds[1] else { return fallback }
      return bounds[0]...bounds[1]
    }
    set { model.set(["value": [newValue.lowerBound.json, newValue.upperBound.json]]) }
  }

  /// What stands where the slider cannot be shown.
  public var description: String {
    model.labelled("\(value.lowerBound) to \(value.upperBound)")
  }
}
