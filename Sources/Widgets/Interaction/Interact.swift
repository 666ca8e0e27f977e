// One function for each number of controls: the compiler of Swift 6.3 crashes where a closure calls a function with the
// values of a parameter pack.

/// Shows a control and what a function makes of its value; it is called anew whenever that changes.
///
/// ```swift
/// interact(Slider(0...3.0, value: 0.5, label: "$\\varepsilon$"), Checkbox("logarithmic")) { drive, isLog in
///   plot(times, signal(drive))
/// }
/// ```
///
/// While the function is busy further changes are gathered: it is called next with the latest value. An
/// error that it throws is shown in the place of its value, and the control stays.
///
/// - Parameters:
///   - control: a slider, box, field or choice.
///   - body: makes something that can be shown; it runs on the main actor: between two cells, or while
///     one awaits.
/// - Returns: the control above the value; a cell shows it as its last expression.
public func interact<Control: ValueWidget, Output>(
  _ control: Control,
  body: @escaping (Control.Value) throws -> Output
) -> Interaction {
  Interaction(of: [control]) { try body(control.value) }
}

/// Shows two controls and what a function makes of their values; see `interact(_:body:)` with one.
///
/// - Parameters:
///   - first: a slider, box, field or choice.
///   - second: a slider, box, field or choice.
///   - body: makes something that can be shown.
/// - Returns: the controls above the value; a cell shows it as its last expression.
public func interact<
  First: ValueWidget, Second: ValueWidget, Output
>(
  _ first: First, _ second: Second,
  body: @escaping (First.Value, Second.Value) throws -> Output
) -> Interaction {
  Interaction(of: [first, second]) { try body(first.value, second.value) }
}

/// Shows three controls and what a function makes of their values; see `interact(_:body:)` with one.
///
/// - Parameters:
///   - first: a slider, box, field or choice.
///   - second: a slider, box, field or choice.
///   - third: a slider, box, field or choice.
///   - body: makes something that can be shown.
/// - Returns: the controls above the value; a cell shows it as its last expression.
public func interact<
  First: ValueWidget, Second: ValueWidget, Third: ValueWidget, Output
>(
  _ first: First, _ second: Second, _ third: Third,
  body: @escaping (First.Value, Second.Value, Third.Value) throws -> Output
) -> Interaction {
  Interaction(of: [first, second, third]) { try body(first.value, second.value, third.value) }
}

/// Shows four controls and what a function makes of their values; see `interact(_:body:)` with one.
///
/// - Parameters:
///   - first: a slider, box, field or choice.
///   - second: a slider, box, field or choice.
///   - third: a slider, box, field or choice.
///   - fourth: a slider, box, field or choice.
///   - body: makes something that can be shown.
/// - Returns: the controls above the value; a cell shows it as its last expression.
public func interact<
  First: ValueWidget, Second: ValueWidget, Third: ValueWidget, Fourth: ValueWidget, Output
>(
  _ first: First, _ second: Second, _ third: Third, _ fourth: Fourth,
  body:
    @escaping (First.Value, Second.Value, Third.Value, Fourth.Value) throws ->
    Output
) -> Interaction {
  Interaction(of: [first, second, third, fourth]) {
    try body(first.value, second.value, third.value, fourth.value)
  }
}

/// Shows five controls and what a function makes of their values; see `interact(_:body:)` with one.
///
/// - Parameters:
///   - first: a slider, box, field or choice.
///   - second: a slider, box, field or choice.
///   - third: a slider, box, field or choice.
///   - fourth: a slider, box, field or choice.
///   - fifth: a slider, box, field or choice.
///   - body: makes something that can be shown.
/// - Returns: the controls above the value; a cell shows it as its last expression.
public func interact<
  First: ValueWidget, Second: ValueWidget, Third: ValueWidget, Fourth: ValueWidget,
  Fifth: ValueWidget, Output
>(
  _ first: First, _ second: Second, _ third: Third, _ fourth: Fourth, _ fifth: Fifth,
  body:
    @escaping (
      First.Value, Second.Value, Third.Value, Fourth.Value, Fifth.Value
    ) throws -> Output
) -> Interaction {
  Interaction(of: [first, second, third, fourth, fifth]) {
    try body(first.value, second.value, third.value, fourth.value, fifth.value)
  }
}

/// Controls above what a function makes of their values.
public final class Interaction: Widget {
  /// The other half, which the front end shows.
  public let model: WidgetModel
  private let box: VerticalBox

  init<Output>(
    of controls: [any ValueWidget], _ body: @escaping () throws -> Output
  ) {
    let area = OutputArea()
    box = VerticalBox {
      controls
      area
    }
    model = box.model
    // It is called by cells and, between them, by the main actor: never twice at once.
    nonisolated(unsafe) let body = body
    let redraw: @Sendable () -> Void = {
      do {
        area.show(try body())
      } catch {
        area.showError("\(type(of: error)): \(error)")
      }
    }
    let latest = LatestOnly { redraw() }
    for control in controls { control.onAnyChange { latest.call() } }
    redraw()
  }

  /// The texts of the controls and of the value.
  public var description: String { box.description }
}
